import { log4o6 } from '../../diagnostics/catalogue/dhcp4o6.ts';
import { log6 } from '../../diagnostics/catalogue/dhcp6.ts';
import type { Message } from '../../diagnostics/message.ts';
import type { Arrival6, Destination6 } from '../../effects/effects.ts';
import { decodeInterprocess, encodeInterprocess } from '../../wire/dhcp4o6/interprocess.ts';
import { MessageType6, type Packet6 } from '../../wire/v6/packet.ts';
import type { EngineEnvironment } from '../environment.ts';

/** What the DHCPv6 half tells the DHCPv4 half, and the log line about what it received. */
export interface Upward {
  readonly datagram: Uint8Array;
  readonly log: Message;
}

function holdsQuery(packet: Packet6): boolean {
  let layer: Packet6 | undefined = packet;
  while (layer?.kind === 'relay' && layer.type === MessageType6.relayForward) layer = layer.inner;
  return layer?.kind === 'message' && layer.type === MessageType6.dhcpv4Query;
}

/**
 * A DHCPV4-QUERY, relayed or not, goes to the DHCPv4 half as it came, layers and all (RFC 7341 §7). Undefined for every other
 * message: the DHCPv6 machine answers those.
 */
export function queryToForward(packet: Packet6, arrival: Arrival6, raw: Uint8Array): Upward | undefined {
  if (!holdsQuery(packet)) return undefined;
  const { interfaceName, source, sourcePort } = arrival;
  const datagram = encodeInterprocess({
    interfaceName,
    peer: source,
    peerPort: sourcePort,
    toPeerPort: false,
    message: raw,
  });
  const log =
    packet.kind === 'relay'
      ? log6.receivedRelay(packet.type, source, sourcePort, packet.linkAddress, packet.peerAddress)
      : log6.receivedQuery4(packet.type, source, sourcePort);
  return { datagram, log };
}

/** What the DHCPv6 half does with a datagram of the DHCPv4 half. */
export type Downward =
  | { readonly kind: 'send'; readonly bytes: Uint8Array; readonly to: Destination6; readonly log: Message }
  | { readonly kind: 'drop'; readonly log: Message | undefined };

/**
 * An answer of the DHCPv4 half on its way down: relays listen on the server port, or where they sent from when they said so
 * (RFC 8357), clients on the client port, whatever port they used.
 */
export function responseToSend(datagram: Uint8Array, environment: EngineEnvironment): Downward {
  const answer = decodeInterprocess(datagram);
  if (!answer) return { kind: 'drop', log: undefined };
  const { interfaceName, peer, message } = answer;
  const served = environment.interfaces.get(interfaceName);
  if (!served) return { kind: 'drop', log: log4o6.noInterfaceDown(interfaceName) };
  const type = message[0] as number;
  const isRelay = type === MessageType6.relayForward || type === MessageType6.relayReply;
  const relayPort = answer.toPeerPort ? answer.peerPort : environment.serverPort;
  const port = isRelay ? relayPort : environment.clientPort;
  return {
    kind: 'send',
    bytes: message,
    to: { interfaceName, interfaceIndex: served.index, address: peer, port },
    log: log4o6.sendingDown(type, interfaceName, peer, port),
  };
}
