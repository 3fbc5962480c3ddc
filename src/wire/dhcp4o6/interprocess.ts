import { ipv6FromBytes, ipv6ToBytes } from '../../kernel/address.ts';
import { concat, latin1, octets, readU16, u16 } from '../../kernel/bytes.ts';
import type { Ipv6 } from '../../kernel/scalars.ts';

/**
 * What the DHCPv6 and the DHCPv4 half of a server with `-4o6` tell each other (dhcpd(8)): where a DHCPv6 message came from, and
 * the message itself. The same both ways; this is the reference's own format, so that halves of both makes understand each other.
 */
export interface Interprocess4o6 {
  /** Interface that the message came in on or shall go out on; at most 16 octets. */
  readonly interfaceName: string;
  /** Sender of the outermost DHCPv6 message. */
  readonly peer: Ipv6;
  readonly peerPort: number;
  /** From v4 to v6: answer to `peerPort`, since the outermost relay asked for it (RFC 8357). */
  readonly toPeerPort: boolean;
  readonly message: Uint8Array;
}

const NAME_LENGTH = 16;
export const INTERPROCESS_HEADER = 36;
/** A shorter one is dropped without a word: it could hold no DHCPv4 message. */
const INTERPROCESS_MINIMUM = INTERPROCESS_HEADER + 236;

export function encodeInterprocess(datagram: Interprocess4o6): Uint8Array {
  const name = new Uint8Array(NAME_LENGTH);
  name.set(octets(datagram.interfaceName).subarray(0, NAME_LENGTH));
  const flags = Uint8Array.of(datagram.toPeerPort ? 1 : 0, 0);
  return concat(name, ipv6ToBytes(datagram.peer), u16(datagram.peerPort), flags, datagram.message);
}

/** Undefined for one that is too short. */
export function decodeInterprocess(bytes: Uint8Array): Interprocess4o6 | undefined {
  if (bytes.length < INTERPROCESS_MINIMUM) return undefined;
  const name = bytes.subarray(0, NAME_LENGTH);
  const end = name.indexOf(0);
  return {
    interfaceName: latin1(name, 0, end < 0 ? NAME_LENGTH : end),
    peer: ipv6FromBytes(bytes, NAME_LENGTH),
    peerPort: readU16(bytes, 32),
    toPeerPort: bytes[34] !== 0,
    message: bytes.subarray(INTERPROCESS_HEADER),
  };
}
