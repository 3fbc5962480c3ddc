import { formatIpv6 } from '../../kernel/address.ts';
import type { Ipv6 } from '../../kernel/scalars.ts';
import { defineMessages, row } from '../message.ts';
import { typeName6 } from './dhcp6.ts';

const name = (type: number) => typeName6(type) ?? `message type ${type}`;

/** The words of the two halves of a DHCPv4-over-DHCPv6 server (RFC 7341). */
export const log4o6 = defineMessages('dhcp4o6', {
  sendingDown: row(
    'info',
    (type: number, interfaceName: string, to: Ipv6, port: number) =>
      `send_dhcpv4_response(): sending ${name(type)} on ${interfaceName} to ${formatIpv6(to)} port ${port}`,
  ),
  noInterfaceDown: row(
    'error',
    (interfaceName: string) => `send_dhcpv4_response: can't find interface ${interfaceName}.`,
  ),

  noInterfaceUp: row('error', (interfaceName: string) => `recv_dhcpv4_query: can't find interface ${interfaceName}.`),
  shortUp: row(
    'error',
    (source: Ipv6, length: number) =>
      `recv_dhcpv4_query: short packet from ${formatIpv6(source)}, len ${length}, dropped`,
  ),
  unexpectedUp: row('error', (type: number) => `recv_dhcpv4_query: unexpected message of type ${type}.`),
  received: row('info', (type: number, source: Ipv6) => `${name(type)} message from ${formatIpv6(source)}`),
  receivedRelay: row(
    'info',
    (type: number, source: Ipv6, link: Ipv6, peer: Ipv6) =>
      `${name(type)} message from ${formatIpv6(source)}, link address ${formatIpv6(link)}, ` +
      `peer address ${formatIpv6(peer)}`,
  ),
  relayedTooShort: row('error', () => 'dhcp4o6_relay_forw: encapsulated packet too short.'),
  relayedUnexpected: row('error', (type: number) => `dhcp4o6_relay_forw: unexpected message of type ${type}.`),
  badEcho: row('error', () => 'dhcp4o6_relay_forw: error evaluating ERO.'),
  noDhcpv4Message: row(
    'info',
    (source: Ipv6) => `DHCPv4-query from ${formatIpv6(source)} missing DHCPv4 Message option.`,
  ),
  dhcpv4TooShort: row('error', () => 'dhcp4o6_dhcpv4_query: DHCPv4 packet too short.'),
  badHlen: row('info', () => 'dhcp4o6_dhcpv4_query: discarding packet with bogus hlen.'),
});
