import type { Destination4 } from '../../../effects/effects.ts';
import { IPV4_BROADCAST, ipv4 } from '../../../kernel/address.ts';
import type { Ipv4 } from '../../../kernel/scalars.ts';
import type { EngineState } from '../engine-state.ts';
import type { Exchange } from '../exchange.ts';

const LOOPBACK = ipv4(0x7f000001);
const ETHERNET_BROADCAST = new Uint8Array(6).fill(0xff);

/** Back to the relay agent, to the server port there (RFC 2131 §4.1); a relay on this host is one under test. */
export function toRelay(exchange: Exchange, giaddr: Ipv4): Destination4 {
  const { clientPort, serverPort } = exchange.state.environment;
  const port = giaddr === LOOPBACK ? clientPort : serverPort;
  return viaQuery(exchange) ?? { kind: 'routed', address: giaddr, port, interfaceName: exchange.arrival.interfaceName };
}

/** To a client that has its address configured, by the kernel. */
export function toConfigured(exchange: Exchange, address: Ipv4): Destination4 {
  const port = exchange.state.environment.clientPort;
  return viaQuery(exchange) ?? { kind: 'routed', address, port, interfaceName: exchange.arrival.interfaceName };
}

/** To a client that cannot answer ARP for the address yet: the frame goes to its link-layer address. */
export function toNewAddress(exchange: Exchange, address: Ipv4): Destination4 {
  return onLink(exchange, address, linkAddressOf(exchange));
}

/** To everybody on the link. */
export function toAll(exchange: Exchange): Destination4 {
  return onLink(exchange, broadcastAddress(exchange.state), ETHERNET_BROADCAST);
}

/** For the IP layer to everybody, for the link to this client only: the way the reference answers BOOTP hosts. */
export function toAllButOnlyThisClient(exchange: Exchange): Destination4 {
  return onLink(exchange, broadcastAddress(exchange.state), linkAddressOf(exchange));
}

function onLink(exchange: Exchange, address: Ipv4, linkAddress: Uint8Array): Destination4 {
  const port = exchange.state.environment.clientPort;
  const { interfaceName } = exchange.arrival;
  return viaQuery(exchange) ?? { kind: 'link', interfaceName, address, port, linkAddress };
}

/** A message that came in a DHCPV4-QUERY is answered by the same way, whatever it says (RFC 7341 §7). */
function viaQuery(exchange: Exchange): Destination4 | undefined {
  const { dhcp4o6, interfaceName } = exchange.arrival;
  return dhcp4o6 && { kind: 'dhcp4o6', path: dhcp4o6, interfaceName };
}

/** Frames can only be addressed to six octets; anybody else is reached by broadcast. */
function linkAddressOf(exchange: Exchange): Uint8Array {
  const { address } = exchange.request.hardware;
  return address.length === 6 ? address : ETHERNET_BROADCAST;
}

/** `limited-broadcast-address`, or `dhcpd -s`. */
const broadcastAddress = (state: EngineState): Ipv4 =>
  state.config.settings.limitedBroadcastAddress ?? state.environment.replyAddress ?? IPV4_BROADCAST;
