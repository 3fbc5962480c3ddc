import type { Ipv4 } from '../../kernel/scalars.ts';

/** Option code → value octets; options that occur several times are joined (RFC 3396 §7), overload resolved (RFC 2132 §9.3). */
type Options4 = ReadonlyMap<number, Uint8Array>;

/** A BOOTP/DHCPv4 message (RFC 2131 §2), fields by their RFC names, integers in host order. */
export interface Packet4 {
  readonly op: number;
  readonly htype: number;
  readonly hlen: number;
  readonly hops: number;
  readonly xid: number;
  readonly secs: number;
  readonly flags: number;
  readonly ciaddr: Ipv4;
  readonly yiaddr: Ipv4;
  readonly siaddr: Ipv4;
  readonly giaddr: Ipv4;
  /** All 16 octets; the link-layer address is the first `hlen`. */
  readonly chaddr: Uint8Array;
  readonly sname: Uint8Array;
  readonly file: Uint8Array;
  /** False when the options area does not begin with the magic cookie (plain BOOTP, RFC 951). */
  readonly hasCookie: boolean;
  readonly options: Options4;
  /** The message as received, for `packet(offset, length)` of dhcp-eval(5). */
  readonly raw: Uint8Array;
}

/** Why a datagram is no usable message; the caller decides what to log. */
export type Malformed4 =
  | { readonly kind: 'short'; readonly length: number }
  | { readonly kind: 'bogus-hlen'; readonly hlen: number }
  | {
      readonly kind: 'option-overruns';
      readonly code: number;
      readonly area: 'options' | 'file' | 'sname';
      /** The area ends behind the code: even the length is missing. */
      readonly lengthMissing?: boolean;
    };

export const BROADCAST_FLAG = 0x8000;

/** DHCP message types (RFC 2132 §9.6, RFC 4388 §6.1). */
export const MessageType4 = {
  discover: 1,
  offer: 2,
  request: 3,
  decline: 4,
  ack: 5,
  nak: 6,
  release: 7,
  inform: 8,
  leaseQuery: 10,
  leaseUnassigned: 11,
  leaseUnknown: 12,
  leaseActive: 13,
} as const;

/** The four octets ahead of the options (RFC 2131 §3). */
export const MAGIC_COOKIE: readonly number[] = [99, 130, 83, 99];

/** The fields ahead of the options: RFC 2131 figure 1. */
export const FIXED_LENGTH4 = 236;
export const SNAME_LENGTH = 64;
export const FILE_LENGTH = 128;

/** Options that make up the options area rather than inform anyone (RFC 2132 §3.1, §3.2, §9.3). */
export const PAD_OPTION = 0;
export const END_OPTION = 255;
export const OVERLOAD_OPTION = 52;
/** Bits of the overload option: which fields hold options as well. */
export const OVERLOAD_FILE = 1;
export const OVERLOAD_SNAME = 2;
