import type { Ipv6 } from '../../kernel/scalars.ts';

/** One DHCPv6 option as carried: RFC 8415 §21.1. Order and repetition matter, so options are a list. */
export interface RawOption6 {
  readonly code: number;
  readonly data: Uint8Array;
}

/** A client or server message (RFC 8415 §8), or a DHCPv4-over-DHCPv6 one, whose `xid` holds the flags (RFC 7341 §6.1). */
export interface Message6 {
  readonly kind: 'message';
  readonly type: number;
  /** Transaction id, 24 bits. */
  readonly xid: number;
  readonly options: readonly RawOption6[];
  readonly raw: Uint8Array;
}

/** A relay message (RFC 8415 §9); the Relay Message option is decoded into `inner` when it can be. */
export interface Relay6 {
  readonly kind: 'relay';
  readonly type: number;
  readonly hopCount: number;
  readonly linkAddress: Ipv6;
  readonly peerAddress: Ipv6;
  readonly options: readonly RawOption6[];
  readonly inner: Packet6 | undefined;
  /** Why there is no `inner`. */
  readonly innerFault?: Malformed6;
  readonly raw: Uint8Array;
}

export type Packet6 = Message6 | Relay6;

export type Malformed6 =
  | { readonly kind: 'short'; readonly length: number }
  | { readonly kind: 'option-overruns'; readonly code: number }
  | { readonly kind: 'option-header-cut'; readonly code: number }
  | { readonly kind: 'no-relay-message' };

/** DHCPv6 message types (RFC 8415 §7.3, RFC 5007 §4.1.1, RFC 7341 §6). */
export const MessageType6 = {
  solicit: 1,
  advertise: 2,
  request: 3,
  confirm: 4,
  renew: 5,
  rebind: 6,
  reply: 7,
  release: 8,
  decline: 9,
  reconfigure: 10,
  informationRequest: 11,
  relayForward: 12,
  relayReply: 13,
  leaseQuery: 14,
  leaseQueryReply: 15,
  dhcpv4Query: 20,
  dhcpv4Response: 21,
} as const;

/** Options that the protocol machinery itself reads or writes (RFC 8415 §21 and the RFC named). */
export const Option6 = {
  clientId: 1,
  serverId: 2,
  iaNa: 3,
  iaTa: 4,
  iaAddr: 5,
  oro: 6,
  preference: 7,
  elapsedTime: 8,
  relayMessage: 9,
  unicast: 12,
  statusCode: 13,
  rapidCommit: 14,
  vendorOpts: 17,
  interfaceId: 18,
  reconfAccept: 20,
  iaPd: 25,
  iaPrefix: 26,
  /** RFC 4994. */
  echoRequest: 43,
  /** RFC 6939. */
  clientLinkLayerAddress: 79,
  /** RFC 7341. */
  dhcpv4Message: 87,
  /** RFC 7341. */
  dhcp4oDhcp6Server: 88,
  /** RFC 8357. */
  relayPort: 135,
} as const;
