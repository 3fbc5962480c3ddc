import { writeU16, writeU32 } from '../../kernel/bytes.ts';
import { FILE_LENGTH, FIXED_LENGTH4, MAGIC_COOKIE, type Packet4, SNAME_LENGTH } from './packet.ts';

/** A message to send; `options` is the finished options area without the cookie (pack.ts). */
export interface Reply4 extends Omit<Packet4, 'hasCookie' | 'options' | 'raw'> {
  readonly options: Uint8Array;
  /** The message is filled up with zeros to this length; RFC 951 §3 messages have 300 octets. */
  readonly minimumLength?: number;
}

const BOOTP_LENGTH = 300;

/** A DHCPv4 message as octets. One without any option has no cookie either and is plain BOOTP (RFC 951). */
export function encode4(message: Reply4): Uint8Array {
  const { options } = message;
  const length = FIXED_LENGTH4 + (options.length === 0 ? 0 : MAGIC_COOKIE.length + options.length);
  const bytes = new Uint8Array(Math.max(length, message.minimumLength ?? BOOTP_LENGTH));
  bytes.set([message.op, message.htype, message.hlen, message.hops]);
  writeU32(bytes, 4, message.xid);
  writeU16(bytes, 8, message.secs);
  writeU16(bytes, 10, message.flags);
  writeU32(bytes, 12, message.ciaddr);
  writeU32(bytes, 16, message.yiaddr);
  writeU32(bytes, 20, message.siaddr);
  writeU32(bytes, 24, message.giaddr);
  bytes.set(message.chaddr.subarray(0, 16), 28);
  bytes.set(message.sname.subarray(0, SNAME_LENGTH), 44);
  bytes.set(message.file.subarray(0, FILE_LENGTH), 108);
  if (options.length > 0) {
    bytes.set(MAGIC_COOKIE, FIXED_LENGTH4);
    bytes.set(options, FIXED_LENGTH4 + MAGIC_COOKIE.length);
  }
  return bytes;
}
