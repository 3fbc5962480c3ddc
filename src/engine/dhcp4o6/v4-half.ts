import { log4o6 } from '../../diagnostics/catalogue/dhcp4o6.ts';
import { log6 } from '../../diagnostics/catalogue/dhcp6.ts';
import type { Message } from '../../diagnostics/message.ts';
import type { Arrival4 } from '../../effects/effects.ts';
import { IPV4_ANY, IPV4_BROADCAST } from '../../kernel/address.ts';
import { concat } from '../../kernel/bytes.ts';
import type { Ipv6 } from '../../kernel/scalars.ts';
import { decodeInterprocess, INTERPROCESS_HEADER } from '../../wire/dhcp4o6/interprocess.ts';
import { dhcpv4MessageOf, encodeDhcpv4Response } from '../../wire/dhcp4o6/query.ts';
import { decode6 } from '../../wire/v6/decode.ts';
import {
  type Malformed6,
  type Message6,
  MessageType6,
  Option6,
  type Packet6,
  type Relay6,
} from '../../wire/v6/packet.ts';
import { optionFault } from '../v6/association/suboptions.ts';
import { wrapLayers } from '../v6/client/relay.ts';
import { optionOf } from '../v6/state.ts';

/** What is needed to send the answer back the way the query came. */
export interface QueryContext {
  /** The first octets of the datagram: they go back as they came, but for the one that says which port to answer to. */
  readonly header: Uint8Array;
  /** Nearest to the client first. */
  readonly relays: readonly Relay6[];
}

/** What the DHCPv4 half does with a datagram of the DHCPv6 half. */
export type Opened =
  | {
      readonly kind: 'query';
      /** The DHCPv4 message. */
      readonly message: Uint8Array;
      readonly arrival: Arrival4;
      readonly context: QueryContext;
      readonly logs: readonly Message[];
    }
  | { readonly kind: 'drop'; readonly logs: readonly Message[] };

/** Shortest DHCPv4 message: all fixed fields, no options (RFC 2131 §2). */
const DHCPV4_FIXED = 236;
const MOST_HARDWARE_OCTETS = 16;
/** BOOTP's least message length (RFC 951 §3), to which answers are filled up. */
const DHCPV4_LEAST = 300;
const PORT_FLAG = 34;

const TYPES_4O6: readonly (number | undefined)[] = [
  MessageType6.relayForward,
  MessageType6.relayReply,
  MessageType6.dhcpv4Query,
  MessageType6.dhcpv4Response,
];

const drop = (...logs: readonly (Message | undefined)[]): Opened => ({
  kind: 'drop',
  logs: logs.filter((line) => line !== undefined),
});

function receivedLine(packet: Packet6, source: Ipv6): Message {
  if (packet.kind === 'message') return log4o6.received(packet.type, source);
  return log4o6.receivedRelay(packet.type, source, packet.linkAddress, packet.peerAddress);
}

/** Why a relay message holds nothing to answer. */
function relayFault(relay: Relay6, fault: Malformed6 | undefined, source: Ipv6): Message | undefined {
  const relayed = optionOf(relay, Option6.relayMessage);
  if (!relayed) return log6.relayWithoutMessage(source, relay.linkAddress, relay.peerAddress);
  if (fault?.kind === 'short') return log4o6.relayedTooShort();
  const [type] = relayed;
  if (type !== undefined && !TYPES_4O6.includes(type)) return log4o6.relayedUnexpected(type);
  return fault && optionFault(fault);
}

type Unwrapped =
  | { readonly query: Message6; readonly relays: readonly Relay6[] }
  | { readonly fault: Message | undefined };

function unwrap(outermost: Packet6, source: Ipv6): Unwrapped {
  const relays: Relay6[] = [];
  let packet = outermost;
  while (packet.kind === 'relay') {
    if (packet.type === MessageType6.relayReply) return { fault: log6.notForServers(packet.type, source) };
    relays.unshift(packet);
    const { inner } = packet;
    if (!inner || !TYPES_4O6.includes(inner.type)) return { fault: relayFault(packet, packet.innerFault, source) };
    packet = inner;
  }
  if (packet.type === MessageType6.dhcpv4Query) return { query: packet, relays };
  return { fault: log6.notForServers(packet.type, source) };
}

/** The DHCPv4 message of a query, or why it is dropped. */
function dhcpv4In(query: Message6, source: Ipv6): Uint8Array | Message {
  const message = dhcpv4MessageOf(query);
  if (!message) return log4o6.noDhcpv4Message(source);
  if (message.length < DHCPV4_FIXED) return log4o6.dhcpv4TooShort();
  return (message[2] as number) > MOST_HARDWARE_OCTETS ? log4o6.badHlen() : message;
}

interface Interfaces {
  has(name: string): boolean;
}

/**
 * Opens a datagram of the DHCPv6 half (RFC 7341 §7). `ticket` names the query in the answer's destination: keep the context
 * under it.
 */
export function openQuery(datagram: Uint8Array, interfaces: Interfaces, ticket: number): Opened {
  const opened = decodeInterprocess(datagram);
  if (!opened) return drop();
  const { interfaceName, peer: source } = opened;
  if (!interfaces.has(interfaceName)) return drop(log4o6.noInterfaceUp(interfaceName));
  const type = opened.message[0] as number;
  if (!TYPES_4O6.includes(type)) return drop(log4o6.unexpectedUp(type));
  const decoded = decode6(opened.message);
  if (!decoded.ok) return drop(optionFault(decoded.malformed) ?? log4o6.shortUp(source, opened.message.length));
  const received = receivedLine(decoded.packet, source);
  const unwrapped = unwrap(decoded.packet, source);
  if ('fault' in unwrapped) return drop(received, unwrapped.fault);
  const message = dhcpv4In(unwrapped.query, source);
  if (!(message instanceof Uint8Array)) return drop(received, message);
  const { relays } = unwrapped;
  const linkAddresses = relays.map(({ linkAddress }) => linkAddress);
  return {
    kind: 'query',
    message,
    arrival: {
      interfaceName,
      source: IPV4_ANY,
      destination: IPV4_BROADCAST,
      dhcp4o6: { source, linkAddresses, ticket },
    },
    context: { header: datagram.slice(0, INTERPROCESS_HEADER), relays },
    logs: [received],
  };
}

/** What the DHCPv4 half sends back: the DHCPv4 answer in a DHCPV4-RESPONSE and the layers of its query. */
export type Wrapped = { readonly datagram: Uint8Array } | { readonly fault: Message };

export function wrapReply(context: QueryContext, dhcpv4: Uint8Array): Wrapped {
  const filled = dhcpv4.length >= DHCPV4_LEAST ? dhcpv4 : concat(dhcpv4, new Uint8Array(DHCPV4_LEAST - dhcpv4.length));
  const message = wrapLayers(context.relays, encodeDhcpv4Response(filled));
  if (!message) return { fault: log4o6.badEcho() };
  const header = context.header.slice();
  // Relay source ports (RFC 8357) are not answered to: the reference is built without them.
  header[PORT_FLAG] = 0;
  return { datagram: concat(header, message) };
}
