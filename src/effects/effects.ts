import type { Message } from '../diagnostics/message.ts';
import type { EpochMillis, Ipv4, Ipv6 } from '../kernel/scalars.ts';
import type { LeaseChange } from '../leases/change.ts';
import type { Packet4 } from '../wire/v4/packet.ts';
import type { Packet6 } from '../wire/v6/packet.ts';

/** What the engines are told, and what they ask for. The interpreter in host/ is the only one who acts. */

/** How a DHCPv4 message came in. */
export interface Arrival4 {
  readonly interfaceName: string;
  /** IPv4 source of the datagram. */
  readonly source: Ipv4;
  /** IPv4 destination of the datagram (the server's own address, or a broadcast). */
  readonly destination: Ipv4;
  /** Set when the message came in a DHCPV4-QUERY (RFC 7341). */
  readonly dhcp4o6?: Dhcp4o6Path;
}

/** The way a DHCPV4-QUERY took: the answer goes back the same way. */
interface Dhcp4o6Path {
  /** Sender of the outermost DHCPv6 packet: the client or the last relay. Named in log lines. */
  readonly source: Ipv6;
  /** Link addresses of the relays, nearest to the client first. */
  readonly linkAddresses: readonly Ipv6[];
  /** Identifies the query to the shell, which wraps the answer into the same layers. */
  readonly ticket: number;
}

/** Where a DHCPv4 reply goes. */
export type Destination4 =
  /** To a relay's or client's configured address through the kernel's routing. */
  | { readonly kind: 'routed'; readonly address: Ipv4; readonly port: number; readonly interfaceName: string }
  /** A raw frame on the link: to a client that has no address yet, or to all. */
  | {
      readonly kind: 'link';
      readonly interfaceName: string;
      readonly address: Ipv4;
      readonly port: number;
      /** Link-layer destination; all ones for a broadcast frame. */
      readonly linkAddress: Uint8Array;
      /** IPv4 source of the frame: the server identifier; absent: the first address of the interface. */
      readonly source?: Ipv4;
    }
  | { readonly kind: 'dhcp4o6'; readonly path: Dhcp4o6Path; readonly interfaceName: string };

/** How a DHCPv6 message came in. */
export interface Arrival6 {
  readonly interfaceName: string;
  readonly interfaceIndex: number;
  readonly source: Ipv6;
  readonly sourcePort: number;
  /** Multicast group or own unicast address. */
  readonly destination: Ipv6;
}

export interface Destination6 {
  readonly interfaceName: string;
  readonly interfaceIndex: number;
  readonly address: Ipv6;
  readonly port: number;
}

export type Event4 =
  | { readonly kind: 'packet'; readonly packet: Packet4; readonly arrival: Arrival4 }
  /** An address answered the ping before an OFFER. */
  | { readonly kind: 'ping-answered'; readonly address: Ipv4 }
  /** A timer set by a `timer` effect ran out. */
  | { readonly kind: 'timer'; readonly name: string };

export type Event6 =
  | { readonly kind: 'packet'; readonly packet: Packet6; readonly arrival: Arrival6 }
  | { readonly kind: 'timer'; readonly name: string };

/**
 * Order within one batch: every `persist` is on disk before any `send`, `execute` or `fatal` of the batch runs (raft's Ready).
 */
export type Effect =
  | { readonly kind: 'persist'; readonly change: LeaseChange }
  | { readonly kind: 'send4'; readonly bytes: Uint8Array; readonly to: Destination4; readonly log?: Message }
  | { readonly kind: 'send6'; readonly bytes: Uint8Array; readonly to: Destination6; readonly log?: Message }
  | { readonly kind: 'log'; readonly message: Message }
  /** ICMP echo request; an answer comes as a `ping-answered` event. */
  | { readonly kind: 'ping'; readonly address: Ipv4 }
  /** A timer of that name (replacing one of the same name); `at` undefined: cancelled. */
  | { readonly kind: 'timer'; readonly name: string; readonly at: EpochMillis | undefined }
  | { readonly kind: 'execute'; readonly command: string; readonly args: readonly string[] }
  /** `log(fatal, …)`: the server ends. */
  | { readonly kind: 'fatal'; readonly message: Message };
