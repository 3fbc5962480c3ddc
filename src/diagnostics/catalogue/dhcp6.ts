import { formatIpv6 } from '../../kernel/address.ts';
import { colonHex } from '../../kernel/bytes.ts';
import type { Ipv6 } from '../../kernel/scalars.ts';
import { defineMessages, row } from '../message.ts';

/** Message type names as log lines have them; the index is the type (RFC 8415 §7.3, RFC 5007, RFC 5460, RFC 6977, RFC 7341). */
const TYPE_NAMES: readonly string[] = [
  '(null)',
  'Solicit',
  'Advertise',
  'Request',
  'Confirm',
  'Renew',
  'Rebind',
  'Reply',
  'Release',
  'Decline',
  'Reconfigure',
  'Information-request',
  'Relay-forward',
  'Relay-reply',
  'Leasequery',
  'Leasequery-reply',
  'Leasequery-done',
  'Leasequery-data',
  'Reconfigure-request',
  'Reconfigure-reply',
  'Dhcpv4-query',
  'Dhcpv4-response',
];

/** The name of a message type in log lines; undefined for one that the reference does not know. */
export const typeName6 = (type: number): string | undefined => TYPE_NAMES[type];

const HEX_LIMIT = 60;
/** Space, exclamation mark to tilde: what C's isprint accepts in the "C" locale. */
const isPrintable = (octet: number) => octet >= 0x20 && octet < 0x7f;

/**
 * Octets as the reference shows identifiers: quoted when its first 57 octets are printable, else colon hexadecimal. Text that
 * does not fit its 60 characters is cut, hexadecimal is left out altogether.
 */
export function formatIdentifier(data: Uint8Array): string {
  const head = data.subarray(0, HEX_LIMIT - 3);
  if (head.every(isPrintable)) return `"${String.fromCharCode(...head)}"`;
  return data.length * 3 > HEX_LIMIT ? '' : colonHex(data);
}

const message = (type: number) => typeName6(type) ?? `message type ${type}`;

/** The transaction id as printed: the reference copies the three octets into a little-endian integer from its second octet on. */
function formatTransactionId(xid: number): string {
  const value = ((xid & 0xff) * 0x1000000 + ((xid & 0xff00) << 8) + ((xid >>> 8) & 0xff00)) >>> 0;
  return `0x${value.toString(16).toUpperCase().padStart(6, '0')}`;
}

const arrivalText = (type: number, source: Ipv6, port: number) =>
  typeName6(type) === undefined
    ? `Unknown message type ${type} from ${formatIpv6(source)} port ${port}`
    : `${typeName6(type)} message from ${formatIpv6(source)} port ${port}`;

const signed = (iaid: number) => iaid | 0;
const lengthSuffix = (prefixLength: number | undefined) => (prefixLength === undefined ? '' : `/${prefixLength}`);

/** The words of the DHCPv6 server's log. */
export const log6 = defineMessages('dhcp6', {
  received: row(
    'info',
    (type: number, source: Ipv6, port: number, xid: number) =>
      `${arrivalText(type, source, port)}, transaction ID ${formatTransactionId(xid)}`,
  ),
  receivedRelay: row(
    'info',
    (type: number, source: Ipv6, port: number, link: Ipv6, peer: Ipv6) =>
      `${arrivalText(type, source, port)}, link address ${formatIpv6(link)}, peer address ${formatIpv6(peer)}`,
  ),
  receivedQuery4: row('info', (type: number, source: Ipv6, port: number) => arrivalText(type, source, port)),
  sending: row(
    'info',
    (type: number, to: Ipv6, port: number) => `Sending ${message(type)} to ${formatIpv6(to)} port ${port}`,
  ),

  shortPacket: row(
    'info',
    (source: Ipv6, port: number, length: number) =>
      `do_packet6: short packet from ${formatIpv6(source)} port ${port}, len ${length}, dropped`,
  ),
  optionOverruns: row(
    'error',
    (code: number) =>
      `parse_option_buffer: malformed option dhcp6.<unknown> (code ${code}): option length exceeds option buffer length.`,
  ),
  optionHeaderCut: row(
    'error',
    (code: number) =>
      `parse_option_buffer: malformed option dhcp6.<unknown> (code ${code}): code tag at end of buffer - missing length field.`,
  ),
  notForServers: row(
    'debug',
    (type: number, source: Ipv6) =>
      `Discarding ${message(type)} from ${formatIpv6(source)}; message type not handled by server`,
  ),
  unknownType: row(
    'info',
    (type: number, source: Ipv6) => `Discarding unknown DHCPv6 message type ${type} from ${formatIpv6(source)}`,
  ),

  relayWithoutMessage: row(
    'info',
    (source: Ipv6, link: Ipv6, peer: Ipv6) =>
      `Relay-forward from ${formatIpv6(source)} with link address=${formatIpv6(link)} and ` +
      `peer address=${formatIpv6(peer)} missing Relay Message option.`,
  ),
  relayedTooShort: row('error', () => 'dhcpv6_forw_relay: encapsulated packet too short.'),
  relayedUnsupported: row('error', (type: number) => `dhcpv6_relay_forw: unsupported ${message(type)} message type.`),
  badEcho: row('error', () => 'dhcpv6_relay_forw: error evaluating ERO.'),
  noRoom: row('debug', (code: number) => `No space for option ${code}`),

  noClientId: row(
    'debug',
    (type: number, source: Ipv6) => `Discarding ${message(type)} from ${formatIpv6(source)}; client identifier missing`,
  ),
  sentUnicast: row(
    'debug',
    (type: number, source: Ipv6, client: Uint8Array | undefined) =>
      `Discarding ${message(type)} from ${formatIpv6(source)}; packet sent unicast${clientSuffix(client)}`,
  ),
  serverIdFound: row(
    'debug',
    (type: number, source: Ipv6, client: Uint8Array, server: Uint8Array) =>
      `Discarding ${message(type)} from ${formatIpv6(source)}; server identifier found ` +
      `(CLIENTID ${formatIdentifier(client)}, SERVERID ${formatIdentifier(server)})`,
  ),
  noServerId: row(
    'debug',
    (type: number, source: Ipv6, client: Uint8Array) =>
      `Discarding ${message(type)} from ${formatIpv6(source)}: server identifier missing ` +
      `(CLIENTID ${formatIdentifier(client)})`,
  ),
  otherServer: row(
    'debug',
    (type: number, source: Ipv6, client: Uint8Array, server: Uint8Array, own: Uint8Array) =>
      `Discarding ${message(type)} from ${formatIpv6(source)}; not our server identifier (CLIENTID ` +
      `${formatIdentifier(client)}, SERVERID ${formatIdentifier(server)}, server DUID ${formatIdentifier(own)})`,
  ),
  informationForOtherServer: row(
    'debug',
    (type: number, source: Ipv6, client: Uint8Array | undefined, server: Uint8Array, own: Uint8Array) =>
      `Discarding ${message(type)} from ${formatIpv6(source)}; not our server identifier (SERVERID ` +
      `${formatIdentifier(server)}, server DUID ${formatIdentifier(own)})${clientSuffix(client)}`,
  ),
  iaPresent: row(
    'debug',
    (type: number, source: Ipv6, ia: string, client: Uint8Array | undefined) =>
      `Discarding ${message(type)} from ${formatIpv6(source)}; ${ia} option present${clientSuffix(client)}`,
  ),

  noSubnetForLink: row('debug', (link: Ipv6) => `No subnet found for link-address ${formatIpv6(link)}.`),
  layer2Relay: row(
    'info',
    () => '[L2 Relay] No link address in relay packet assuming L2 relay and using receiving interface',
  ),
  cannotLocate: row('error', () => 'unicast_reject: could not locate client.'),
  unicastNoNetwork: row('error', () => 'is_unicast_option_defined:cannot attribute packet to a network.'),
  unicastOption: row('debug', (found: boolean) => `is_unicast_option_defined: option found : ${found ? 1 : 0}`),
  requestedNothing: row('debug', () => 'share_network_from_request_addr: nothing to match'),
  requestedNoSubnet: row(
    'debug',
    (address: Ipv6) => `shared_network_from_requested_addr:No subnet found for addr ${formatIpv6(address)}.`,
  ),
  requestedNetwork: row(
    'debug',
    (network: string, address: Ipv6) =>
      `shared_network_from_requested_addr: found shared network ${network} for address ${formatIpv6(address)}.`,
  ),
  requestedUnreadable: row('debug', () => "get_first_ia_addr_val: couldn't unroll enclosing option"),
  requestedBadLength: row(
    'error',
    (length: number, expected: number) =>
      `shared_network_from_requested_addr: invalid length ${length}, expected ${expected}`,
  ),
  relayedHardware: row(
    'debug',
    (type: number, length: number) => `find_hosts_by_haddr6:using relayed haddr type: ${type}, len: ${length}`,
  ),
  hardwareTypeTooLarge: row(
    'error',
    (type: number) =>
      `Attention: At least one client advertises a hardware type of ${type}, which exceeds the software limitation of 255.`,
  ),
  tooManyClasses: row('error', (client: string) => `too many classes match ${client}`),
  hostAddressNotEvaluated: row('error', () => 'mark_hosts_unavailable: error evaluating host address.'),
  hostAddressBadLength: row('error', () => 'mark_hosts_unavailable: host address is not 128 bits.'),

  iaTooSmall: row('error', () => 'get_encapsulated_IA_state: raw option too small.'),
  iaUnreadable: row('error', () => 'get_encapsulated_IA_state: error parsing options.'),
  replyTooLong: row('error', (kind: string) => `reply_process_ia_${kind}: Reply too long for IA.`),
  iaError: row('error', (kind: string) => `reply_process_ia_${kind}: error evaluating ia`),
  addressError: row('error', (where: string, option: string) => `${where}: error evaluating ${option}.`),
  fixedNotEvaluated: row('error', () => 'reply_process_ia_na: unable to evaluate fixed address.'),
  impossibleLease: row(
    'error',
    () => 'It is impossible to lease a client that is not sending a solicit, request, renew, or rebind message.',
  ),
  badParameter: row('error', (where: string, what: string) => `${where}: unable to evaluate ${what}`),
  badTime: row('error', (what: 'renewal' | 'rebinding') => `Invalid ${what} time.`),

  noAddressPools: row('debug', () => 'Unable to pick client address: no IPv6 pools on this shared network'),
  noPrefixPools: row('debug', () => 'Unable to pick client prefix: no IPv6 pools on this shared network'),
  noTemporaryPools: row('debug', () => 'Unable to get client addresses: no IPv6 pools on this shared network'),
  noAddresses: row(
    'debug',
    (network: string, total: bigint | undefined, active: number, abandoned: number) =>
      `Unable to pick client address: no addresses available  - shared network ${network}: ` +
      `${total === undefined ? ' 2^64-1 < total' : `${total} total`}, ${active} active,  ${abandoned} abandoned`,
  ),
  noPrefixes: row('debug', () => 'Unable to pick client prefix: no prefixes available'),
  noTemporary: row('debug', () => 'Unable to get a temporary address.'),
  pickedAddress: row('debug', (address: Ipv6) => `Picking pool address ${formatIpv6(address)}`),
  pickedPrefix: row('debug', (prefix: Ipv6, length: number) => `Picking pool prefix ${formatIpv6(prefix)}/${length}`),
  abandonedAddress: row(
    'error',
    (client: Uint8Array) =>
      `Best match for DUID ${formatIdentifier(client)} is an abandoned address, ` +
      'This may be a result of multiple clients attempting to use this DUID',
  ),
  abandonedPrefix: row(
    'error',
    () => 'Reclaiming abandoned prefixes is not yet supported.  Treating this as an out of space condition.',
  ),
  reclaimed: row('info', (address: Ipv6) => `Reclaiming previously abandoned address ${formatIpv6(address)}`),

  granted: row(
    'info',
    (
      type: number,
      kind: string,
      lease: { readonly address: Ipv6; readonly length?: number | undefined; readonly valid?: number },
      client: Uint8Array,
      iaid: number,
    ) =>
      `${message(type)} ${kind}: address ${formatIpv6(lease.address)}${lengthSuffix(lease.length)} to client with ` +
      `duid ${formatIdentifier(client)} iaid = ${signed(iaid)} ` +
      (lease.valid === undefined ? 'static' : `valid for ${lease.valid} seconds`),
  ),
  reusedForever: row(
    'debug',
    (address: Ipv6, length: number | undefined) =>
      `reusing infinite lease for: ${formatIpv6(address)}${lengthSuffix(length)}`,
  ),
  reused: row(
    'debug',
    (
      lease: { readonly address: Ipv6; readonly length: number | undefined },
      age: number,
      threshold: number,
      preferred: number,
      valid: number,
    ) =>
      `Reusing lease for: ${formatIpv6(lease.address)}${lengthSuffix(lease.length)}, age ${age} secs < ${threshold}%, ` +
      `sending shortened lifetimes - preferred: ${preferred}, valid ${valid}`,
  ),
  roamed: row(
    'info',
    (client: Uint8Array, address: Ipv6, length: number | undefined) =>
      `Client: ${formatIdentifier(client)} roamed to new network, releasing lease: ` +
      `${formatIpv6(address)}${lengthSuffix(length)}`,
  ),
  thresholdExceeded: row(
    'error',
    (network: string, address: Ipv6, percent: number, used: number, total: bigint) =>
      `Pool threshold exceeded - shared subnet: ${network}; address: ${formatIpv6(address)}; ` +
      `high threshold ${percent}% ${used}/${total}.`,
  ),
  thresholdReset: row(
    'error',
    (network: string, address: Ipv6, used: number, total: bigint) =>
      `Pool threshold reset - shared subnet: ${network}; address: ${formatIpv6(address)}; low threshold ${used}/${total}.`,
  ),

  declined: row(
    'error',
    (client: Uint8Array, address: Ipv6) =>
      `Client ${formatIdentifier(client)} reports address ${formatIpv6(address)} is already in use by another host!`,
  ),
  declinedUnknown: row(
    'info',
    (client: Uint8Array, address: Ipv6) =>
      `Client ${formatIdentifier(client)} declines address ${formatIpv6(address)}, which is not offered to it.`,
  ),
  released: row(
    'info',
    (client: Uint8Array, what: string, address: Ipv6, length: number | undefined) =>
      `Client ${formatIdentifier(client)} releases ${what} ${formatIpv6(address)}${lengthSuffix(length)}`,
  ),
  releasedUnknown: row(
    'info',
    (client: Uint8Array, what: string, address: Ipv6, length: number | undefined) =>
      `Client ${formatIdentifier(client)} releases ${what} ${formatIpv6(address)}${lengthSuffix(length)}, ` +
      'which is not leased to it.',
  ),

  optionNotEvaluated: row('error', (code: number) => `Error evaluating option ${code}`),

  leasequeryWithoutQuery: row(
    'debug',
    (type: number, source: Ipv6) => `Discarding ${message(type)} from ${formatIpv6(source)}; lq-query missing`,
  ),
  leasequeryNotAllowed: row('info', () => 'dhcpv6_leasequery: not allowed, query ignored.'),
  leasequeryUnreadable: row('error', () => 'dhcpv6_leasequery: error parsing query-options.'),
  leasequeryBadAddress: row('error', () => 'process_lq_by_address: error evaluating IAADDR.'),
});

const clientSuffix = (client: Uint8Array | undefined) =>
  client === undefined ? '' : ` (CLIENTID ${formatIdentifier(client)})`;

/** Texts of status codes that go out on the wire (RFC 8415 §21.13), as the reference words them. */
export const statusText6 = {
  noAddresses: 'No addresses available for this interface.',
  noPrefixes: 'No prefixes available for this interface.',
  notOnLink: 'Address not for use on this link.',
  addressNotBound: 'Address not bound to this interface.',
  prefixNotBound: 'Prefix not bound to this interface.',
  allOnLink: 'All addresses still on link.',
  someNotOnLink: 'Some of the addresses are not on link.',
  releaseReceived: 'Release received.',
  declineReceived: 'Decline received.',
  declineUnknown: 'Decline for unknown address.',
  releaseUnknownAddress: 'Release for non-leased address.',
  releaseUnknownPrefix: 'Release for non-leased prefix.',
  useMulticast: 'Unicast not allowed by server.',
  queryTooShort: 'OPTION_LQ_QUERY too short.',
  queryByClientId: 'QUERY_BY_CLIENTID not supported.',
  queryUnknown: 'Unknown query-type.',
  queryBadOptions: 'Bad query-options.',
  queryNoAddress: 'No OPTION_IAADDR.',
  queryNotConfigured: 'Address not in a pool.',
} as const;
