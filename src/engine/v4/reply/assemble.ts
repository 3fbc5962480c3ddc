import { IPV4_ANY } from '../../../kernel/address.ts';
import { readU16 } from '../../../kernel/bytes.ts';
import type { Hardware } from '../../../kernel/hardware.ts';
import type { Ipv4 } from '../../../kernel/scalars.ts';
import { encode4, type Reply4 } from '../../../wire/v4/encode.ts';
import { type OptionToPack, optionsAreaSize, type PackedOptions, packOptions } from '../../../wire/v4/pack.ts';
import { FILE_LENGTH, FIXED_LENGTH4, SNAME_LENGTH } from '../../../wire/v4/packet.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { Dhcp } from '../option-codes.ts';
import { optionOrder, type SiteSpace } from './option-order.ts';
import { OptionValues } from './option-values.ts';

/** Header fields of a reply that differ from message to message; the others are those of the request. */
export interface ReplyHeader {
  readonly flags: number;
  readonly ciaddr?: Ipv4;
  readonly yiaddr?: Ipv4;
  readonly siaddr?: Ipv4;
  /** Content of the fields; an absent one is empty. */
  readonly file?: Uint8Array | undefined;
  readonly sname?: Uint8Array | undefined;
  /** The client the reply is about, when it is not the sender. */
  readonly hardware?: Hardware;
}

/** How the options of a reply are chosen and packed. */
export interface ReplyLayout {
  /** The parameter request list to follow, if any. */
  readonly requestList: Uint8Array | undefined;
  /** `dhcp-max-message-size` of the configuration, for clients that say nothing. */
  readonly maxMessageSize?: number | undefined;
  readonly isBootp?: boolean;
  /** Empty `file` and `sname` fields may carry options (RFC 2132 §9.3). */
  readonly mayOverload?: boolean;
  readonly endsTextsWithNul?: boolean;
  readonly site?: SiteSpace | undefined;
  /** Replies to leasequeries are not filled up to the size of a BOOTP message. */
  readonly isUnpadded?: boolean;
}

const BOOTREPLY = 2;
/** RFC 951 §3: the vendor area of a BOOTP message. */
const VENDOR_AREA = 64;

/** Builds the reply: options chosen, valued and packed, header filled in. */
export function assembleReply(
  exchange: Exchange,
  evaluation: Evaluation,
  header: ReplyHeader,
  layout: ReplyLayout,
): Uint8Array {
  const { state } = exchange;
  const values = new OptionValues(evaluation, state.config.options, state.encapsulations);
  const order = orderOf(exchange, evaluation, layout);
  const list: OptionToPack[] = [];
  let last = 0;
  for (const code of order) {
    const data = values.valueOf(code, layout.site, layout.endsTextsWithNul ?? false);
    if (!data) continue;
    list.push({ code, data });
    last = code;
  }
  const agentOptions = values.valueOf(Dhcp.relayAgentInformation, undefined, false);
  const packed = packOptions(list, {
    size: areaSize(exchange, layout),
    fileIsFree: layout.mayOverload === true && !header.file,
    snameIsFree: layout.mayOverload === true && !header.sname,
    moreAsked: order.at(-1) !== last,
    ...(agentOptions && { agentOptions }),
  });
  return encodeReply(exchange, header, packed, layout.isUnpadded === true);
}

function orderOf(exchange: Exchange, evaluation: Evaluation, layout: ReplyLayout): readonly number[] {
  return optionOrder({
    requestList: layout.requestList,
    reply: evaluation.reply,
    encapsulations: exchange.state.encapsulations,
    requestType: exchange.type,
    echoesClientId: exchange.echoesClientId,
    hasFqdn: exchange.request.hasFqdn(),
    site: layout.site,
  });
}

/**
 * The size the client allows (option 57), else the configured one, else the vendor area of BOOTP or the usual 576 octets. A
 * malformed option 57 rules out the configured size too, as with the reference.
 */
function areaSize(exchange: Exchange, layout: ReplyLayout): number {
  const allowed = exchange.packet.options.get(Dhcp.maxMessageSize);
  const maximum = allowed ? allowed.length >= 2 && readU16(allowed, 0) : layout.maxMessageSize;
  if (maximum) return optionsAreaSize(maximum);
  if (!layout.isBootp) return optionsAreaSize(undefined);
  return Math.max(VENDOR_AREA, exchange.packet.raw.length - FIXED_LENGTH4);
}

function encodeReply(exchange: Exchange, header: ReplyHeader, packed: PackedOptions, isUnpadded: boolean): Uint8Array {
  const { hops, xid, secs, giaddr } = exchange.packet;
  return encode4({
    op: BOOTREPLY,
    ...hardwareFields(exchange, header.hardware),
    hops,
    xid,
    secs,
    flags: header.flags,
    ciaddr: header.ciaddr ?? IPV4_ANY,
    yiaddr: header.yiaddr ?? IPV4_ANY,
    siaddr: header.siaddr ?? IPV4_ANY,
    giaddr,
    sname: packed.sname ?? header.sname ?? new Uint8Array(SNAME_LENGTH),
    file: packed.file ?? header.file ?? new Uint8Array(FILE_LENGTH),
    options: packed.options,
    ...(isUnpadded && { minimumLength: 0 }),
  });
}

function hardwareFields(exchange: Exchange, hardware: Hardware | undefined): Pick<Reply4, 'htype' | 'hlen' | 'chaddr'> {
  const { htype, hlen, chaddr: sent } = exchange.packet;
  if (!hardware) return { htype, hlen, chaddr: sent };
  const chaddr = new Uint8Array(16);
  chaddr.set(hardware.address);
  return { htype: hardware.type, hlen: hardware.address.length, chaddr };
}
