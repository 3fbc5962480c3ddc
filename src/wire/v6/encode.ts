import { ipv6ToBytes } from '../../kernel/address.ts';
import { concat, writeU16 } from '../../kernel/bytes.ts';
import type { Ipv6 } from '../../kernel/scalars.ts';
import type { RawOption6 } from './packet.ts';

/** Options one after the other, each with code and length. */
export function encodeOptions6(options: readonly RawOption6[]): Uint8Array {
  const bytes = new Uint8Array(options.reduce((length, { data }) => length + 4 + data.length, 0));
  let at = 0;
  for (const { code, data } of options) {
    writeU16(bytes, at, code);
    writeU16(bytes, at + 2, data.length);
    bytes.set(data, at + 4);
    at += 4 + data.length;
  }
  return bytes;
}

/** A client or server message (RFC 8415 §8); `xid` are 24 bits. */
export function encodeMessage6(type: number, xid: number, options: readonly RawOption6[]): Uint8Array {
  return concat(Uint8Array.of(type, xid >>> 16, xid >>> 8, xid), encodeOptions6(options));
}

export interface RelayToEncode6 {
  readonly type: number;
  readonly hopCount: number;
  readonly linkAddress: Ipv6;
  readonly peerAddress: Ipv6;
  /** With the Relay Message option among them. */
  readonly options: readonly RawOption6[];
}

/** A relay message (RFC 8415 §9). */
export function encodeRelay6(relay: RelayToEncode6): Uint8Array {
  const head = Uint8Array.of(relay.type, relay.hopCount);
  const addresses = [ipv6ToBytes(relay.linkAddress), ipv6ToBytes(relay.peerAddress)];
  return concat(head, ...addresses, encodeOptions6(relay.options));
}
