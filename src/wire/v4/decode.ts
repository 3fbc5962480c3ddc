import { ipv4FromBytes } from '../../kernel/address.ts';
import { concat, readU16, readU32 } from '../../kernel/bytes.ts';
import {
  END_OPTION,
  FIXED_LENGTH4,
  MAGIC_COOKIE,
  type Malformed4,
  MessageType4,
  OVERLOAD_FILE,
  OVERLOAD_OPTION,
  OVERLOAD_SNAME,
  PAD_OPTION,
  type Packet4,
} from './packet.ts';

export type Decoded4 =
  /** `emptyHostNames`: how many empty host names were left out. */
  | { readonly ok: true; readonly packet: Packet4; readonly emptyHostNames: number }
  | { readonly ok: false; readonly malformed: Malformed4 };

type Area = 'options' | 'file' | 'sname';
type Overrun = Extract<Malformed4, { kind: 'option-overruns' }>;

const HOST_NAME_OPTION = 12;
const MESSAGE_TYPE_OPTION = 53;

const SNAME_AT = 44;
const FILE_AT = 108;
const CHADDR_LENGTH = 16;

/** Some clients send an empty host name, which RFC 2132 §3.14 forbids: it counts as not sent. */
const isIgnored = (code: number, length: number): boolean => code === HOST_NAME_OPTION && length === 0;

/** The options of a message while it is read. */
class OptionsRead {
  readonly options = new Map<number, Uint8Array>();
  emptyHostNames = 0;

  take(code: number, data: Uint8Array): void {
    if (isIgnored(code, data.length)) this.emptyHostNames++;
    else keep(this.options, code, data);
  }
}

function keep(options: Map<number, Uint8Array>, code: number, data: Uint8Array): void {
  const before = options.get(code);
  // RFC 3396 §7: pieces of one option are joined in their order.
  options.set(code, before === undefined ? data : concat(before, data));
}

/** Adds the options of one area; the result is the one that runs past its end. */
function readArea(bytes: Uint8Array, area: Area, read: OptionsRead): Overrun | undefined {
  let at = 0;
  while (at < bytes.length) {
    const code = bytes[at++] as number;
    if (code === END_OPTION) return undefined;
    if (code === PAD_OPTION) continue;
    const length = bytes[at++];
    if (length === undefined) return { kind: 'option-overruns', code, area, lengthMissing: true };
    if (at + length > bytes.length) return { kind: 'option-overruns', code, area };
    read.take(code, bytes.subarray(at, at + length));
    at += length;
  }
  return undefined;
}

/** Some servers' messages end in rubbish: they are taken as far as they can be read. Clients are held to the rules. */
function isFromServer(options: ReadonlyMap<number, Uint8Array>): boolean {
  const type = options.get(MESSAGE_TYPE_OPTION)?.[0];
  return type === MessageType4.offer || type === MessageType4.ack || type === MessageType4.nak;
}

/** All options of a message with the cookie, in the order of RFC 3396 §5: options area, file, sname. */
function readOptions(bytes: Uint8Array, read: OptionsRead): Overrun | undefined {
  const fault = readArea(bytes.subarray(FIXED_LENGTH4 + MAGIC_COOKIE.length), 'options', read);
  const { options } = read;
  if (fault && !isFromServer(options)) return fault;
  const overload = options.get(OVERLOAD_OPTION)?.[0] ?? 0;
  const inFile = overload & OVERLOAD_FILE ? readArea(bytes.subarray(FILE_AT, FIXED_LENGTH4), 'file', read) : undefined;
  if (inFile) return inFile;
  return overload & OVERLOAD_SNAME ? readArea(bytes.subarray(SNAME_AT, FILE_AT), 'sname', read) : undefined;
}

const hasMagicCookie = (bytes: Uint8Array): boolean =>
  bytes.length >= FIXED_LENGTH4 + MAGIC_COOKIE.length &&
  MAGIC_COOKIE.every((octet, i) => bytes[FIXED_LENGTH4 + i] === octet);

/** A BOOTP/DHCPv4 message. A wrong cookie makes it plain BOOTP; an option that runs past its area spoils the whole. */
export function decode4(bytes: Uint8Array): Decoded4 {
  if (bytes.length < FIXED_LENGTH4) return { ok: false, malformed: { kind: 'short', length: bytes.length } };
  const hlen = bytes[2] as number;
  if (hlen > CHADDR_LENGTH) return { ok: false, malformed: { kind: 'bogus-hlen', hlen } };
  const read = new OptionsRead();
  const hasCookie = hasMagicCookie(bytes);
  const malformed = hasCookie ? readOptions(bytes, read) : undefined;
  if (malformed) return { ok: false, malformed };
  const packet: Packet4 = {
    op: bytes[0] as number,
    htype: bytes[1] as number,
    hlen,
    hops: bytes[3] as number,
    xid: readU32(bytes, 4),
    secs: readU16(bytes, 8),
    flags: readU16(bytes, 10),
    ciaddr: ipv4FromBytes(bytes, 12),
    yiaddr: ipv4FromBytes(bytes, 16),
    siaddr: ipv4FromBytes(bytes, 20),
    giaddr: ipv4FromBytes(bytes, 24),
    chaddr: bytes.subarray(28, SNAME_AT),
    sname: bytes.subarray(SNAME_AT, FILE_AT),
    file: bytes.subarray(FILE_AT, FIXED_LENGTH4),
    hasCookie,
    options: read.options,
    raw: bytes,
  };
  return { ok: true, packet, emptyHostNames: read.emptyHostNames };
}
