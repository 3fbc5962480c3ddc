import { ipv6FromBytes, ipv6ToBytes } from '../../kernel/address.ts';
import { concat, latin1, octets, readU16, readU32, u16, u32 } from '../../kernel/bytes.ts';
import type { Ipv6, Seconds } from '../../kernel/scalars.ts';
import { seconds } from '../../kernel/scalars.ts';
import { decodeOptions6 } from './decode.ts';
import { encodeOptions6 } from './encode.ts';
import { Option6, type RawOption6 } from './packet.ts';

/** Identity Association for Non-temporary Addresses, or for Prefix Delegation: RFC 8415 §21.4, §21.21. */
export interface TimedIa {
  readonly kind: 'IA_NA' | 'IA_PD';
  readonly iaid: number;
  readonly t1: Seconds;
  readonly t2: Seconds;
  readonly options: readonly RawOption6[];
}

/** Identity Association for Temporary Addresses: RFC 8415 §21.5. */
interface TemporaryIa {
  readonly kind: 'IA_TA';
  readonly iaid: number;
  readonly options: readonly RawOption6[];
}

export type Ia = TimedIa | TemporaryIa;
export type IaKind = Ia['kind'];

/** RFC 8415 §21.6. */
export interface IaAddress {
  readonly address: Ipv6;
  readonly preferred: Seconds;
  readonly valid: Seconds;
  readonly options: readonly RawOption6[];
}

/** RFC 8415 §21.22. */
export interface IaPrefix {
  readonly preferred: Seconds;
  readonly valid: Seconds;
  readonly length: number;
  readonly prefix: Ipv6;
  readonly options: readonly RawOption6[];
}

/** RFC 8415 §21.13. */
export interface Status {
  readonly code: number;
  readonly message: string;
}

const IA_NA_HEADER = 12;
const IA_TA_HEADER = 4;
const IAADDR_HEADER = 24;
const IAPREFIX_HEADER = 25;
const STATUS_HEADER = 2;

const CODE_OF_KIND: Readonly<Record<IaKind, number>> = {
  IA_NA: Option6.iaNa,
  IA_TA: Option6.iaTa,
  IA_PD: Option6.iaPd,
};

export function iaKindOf(code: number): IaKind | undefined {
  if (code === Option6.iaNa) return 'IA_NA';
  if (code === Option6.iaTa) return 'IA_TA';
  return code === Option6.iaPd ? 'IA_PD' : undefined;
}

/** The options behind a fixed part of `header` octets; undefined where either is cut. */
function optionsBehind(data: Uint8Array, header: number): readonly RawOption6[] | undefined {
  if (data.length < header) return undefined;
  const decoded = decodeOptions6(data.subarray(header));
  return decoded.ok ? decoded.options : undefined;
}

/** An IA_NA, IA_TA or IA_PD option; undefined for other codes and for broken ones. */
export function decodeIa({ code, data }: RawOption6): Ia | undefined {
  const kind = iaKindOf(code);
  if (kind === undefined) return undefined;
  const options = optionsBehind(data, kind === 'IA_TA' ? IA_TA_HEADER : IA_NA_HEADER);
  if (!options) return undefined;
  const iaid = readU32(data, 0);
  if (kind === 'IA_TA') return { kind, iaid, options };
  return { kind, iaid, t1: seconds(readU32(data, 4)), t2: seconds(readU32(data, 8)), options };
}

export function encodeIa(ia: Ia): RawOption6 {
  const times = ia.kind === 'IA_TA' ? [] : [u32(ia.t1), u32(ia.t2)];
  return { code: CODE_OF_KIND[ia.kind], data: concat(u32(ia.iaid), ...times, encodeOptions6(ia.options)) };
}

export function decodeIaAddress(data: Uint8Array): IaAddress | undefined {
  const options = optionsBehind(data, IAADDR_HEADER);
  if (!options) return undefined;
  const [preferred, valid] = [seconds(readU32(data, 16)), seconds(readU32(data, 20))];
  return { address: ipv6FromBytes(data), preferred, valid, options };
}

export function encodeIaAddress(ia: IaAddress): RawOption6 {
  const head = concat(ipv6ToBytes(ia.address), u32(ia.preferred), u32(ia.valid));
  return { code: Option6.iaAddr, data: concat(head, encodeOptions6(ia.options)) };
}

/** Undefined where the option is cut. Whether the prefix length makes sense is for the server to say. */
export function decodeIaPrefix(data: Uint8Array): IaPrefix | undefined {
  const options = optionsBehind(data, IAPREFIX_HEADER);
  if (!options) return undefined;
  const [preferred, valid] = [seconds(readU32(data, 0)), seconds(readU32(data, 4))];
  return { preferred, valid, length: data[8] as number, prefix: ipv6FromBytes(data, 9), options };
}

export function encodeIaPrefix(ia: IaPrefix): RawOption6 {
  const head = concat(u32(ia.preferred), u32(ia.valid), Uint8Array.of(ia.length), ipv6ToBytes(ia.prefix));
  return { code: Option6.iaPrefix, data: concat(head, encodeOptions6(ia.options)) };
}

/** The message is UTF-8 by the RFC; its octets are kept as they are. */
export function decodeStatus(data: Uint8Array): Status | undefined {
  if (data.length < STATUS_HEADER) return undefined;
  return { code: readU16(data, 0), message: latin1(data, STATUS_HEADER) };
}

export function encodeStatus(status: Status): RawOption6 {
  return { code: Option6.statusCode, data: concat(u16(status.code), octets(status.message)) };
}

/** The first status among options: of a message, an IA or a lease. */
export function statusAmong(options: readonly RawOption6[]): Status | undefined {
  const found = options.find(({ code }) => code === Option6.statusCode);
  return found && decodeStatus(found.data);
}
