import { defineMessages, type Message, row } from '../message.ts';

/** Who sent a message and by which way, in the words of the log. */
export interface Sender {
  /** `DHCP4o6 ` for a message that came in a DHCPV4-QUERY, else nothing. */
  readonly prefix: string;
  /** Link-layer address, client identifier of the lease, or `<no identifier>`. */
  readonly client: string;
  /** `(NAME) ` when the lease has a host name, else nothing. */
  readonly hostname: string;
  /** Relay agent, interface, or IPv6 source of the DHCPV4-QUERY. */
  readonly via: string;
}

const from = (s: Sender) => `${s.client} ${s.hostname}via ${s.via}`;

/** Log lines of the DHCPv4 service. */
export const dhcp4Log = defineMessages('dhcp4', {
  discover: row('info', (s: Sender) => `${s.prefix}DHCPDISCOVER from ${from(s)}`),
  request: row(
    'info',
    (s: Sender, ip: string, serverId: string) =>
      `${s.prefix}DHCPREQUEST for ${ip}${serverId && ` (${serverId})`} from ${from(s)}`,
  ),
  release: row(
    'info',
    (s: Sender, ip: string, found: boolean) =>
      `${s.prefix}DHCPRELEASE of ${ip} from ${from(s)} (${found ? '' : 'not '}found)`,
  ),
  releaseWithRequestedAddress: row('info', (mac: string) => `DHCPRELEASE from ${mac} specified requested-address.`),
  decline: row(
    'info',
    (s: Sender, ip: string, status: 'abandoned' | 'not found' | 'ignored') =>
      `${s.prefix}DHCPDECLINE of ${ip} from ${from(s)}: ${status}`,
  ),
  inform: row('info', (prefix: string, ip: string, via: string) => `${prefix}DHCPINFORM from ${ip} via ${via}`),
  bootRequest: row('info', (mac: string, via: string) => `BOOTREQUEST from ${mac} via ${via}`),
  /** A message that is no more than its type: no network is known for it, or the type is unknown. */
  bad: row(
    'info',
    (s: Sender, type: string, why: string) => `${s.prefix}${type} from ${s.client} via ${s.via}: ${why}`,
  ),

  offer: row('info', (s: Sender, ip: string) => `${s.prefix}DHCPOFFER on ${ip} to ${from(s)}`),
  ack: row('info', (s: Sender, ip: string) => `${s.prefix}DHCPACK on ${ip} to ${from(s)}`),
  bootReply: row('info', (s: Sender, ip: string) => `${s.prefix}BOOTREPLY on ${ip} to ${from(s)}`),
  bootReplyStatic: row(
    'info',
    (prefix: string, ip: string, host: string, mac: string, via: string) =>
      `${prefix}BOOTREPLY for ${ip} to ${host} (${mac}) via ${via}`,
  ),
  nak: row(
    'info',
    (prefix: string, ip: string, mac: string, via: string) => `${prefix}DHCPNAK on ${ip} to ${mac} via ${via}`,
  ),
  informAck: row(
    'info',
    (prefix: string, ip: string, mac: string, via: string) => `${prefix}DHCPACK to ${ip} (${mac}) via ${via}`,
  ),

  noFreeLeases: row('error', (line: Message, network: string) => `${line.text()}: network ${network}: no free leases`),
  minSecs: row(
    'info',
    (line: Message, minimum: number, secs: number) =>
      `${line.text()}: configured min-secs value (${minimum}) is greater than secs field (${secs}).  message dropped.`,
  ),
  unknownClient: row('info', (line: Message) => `${line.text()}: unknown client`),
  bootingDisallowed: row('info', (line: Message) => `${line.text()}: booting disallowed`),
  bootpDisallowed: row('info', (line: Message) => `${line.text()}: bootp disallowed`),
  noBilling: row(
    'info',
    (line: Message, name: string) =>
      `${line.text()}: no available billing: lease limit reached in all matching classes (last: '${name}')`,
  ),
  wrongNetwork: row('info', (line: Message) => `${line.text()}: wrong network.`),
  ignored: row('info', (line: Message, why: string) => `${line.text()}: ignored (${why}).`),
  leaseUnavailable: row('info', (line: Message, ip: string) => `${line.text()}: lease ${ip} unavailable.`),
  unknownLease: row('info', (line: Message, ip: string) => `${line.text()}: unknown lease ${ip}.`),
  networkUnknown: row('info', (line: Message) => `${line.text()}: network unknown`),
  noDynamicBootpLeases: row(
    'info',
    (line: Message) => `${line.text()}: BOOTP from dynamic client and no dynamic leases`,
  ),
  noServerAddress: row(
    'error',
    (line: Message, name: string) =>
      `${line.text()}: Interface ${name} appears to have no IPv4 addresses, and so dhcpd cannot select a source address.`,
  ),
  informUnknownSubnet: row(
    'info',
    (line: Message, kind: string, ip: string) => `${line.text()}: unknown subnet for ${kind} address ${ip}`,
  ),
  informNotAuthoritative: row(
    'info',
    (line: Message, net: string) => `${line.text()}: not authoritative for subnet ${net}`,
  ),
  authoritativeAdvice: row('info', (part: 0 | 1 | 2 | 3 | 4) => ADVICE[part]),

  leasequeryNoGiaddr: row(
    'info',
    (giaddr: string, ciaddr: string) =>
      `DHCPLEASEQUERY from ${giaddr}: missing giaddr, ciaddr is ${ciaddr}, no reply sent`,
  ),
  leasequeryNotAllowed: row(
    'info',
    (giaddr: string) => `DHCPLEASEQUERY from ${giaddr}: LEASEQUERY not allowed, query ignored`,
  ),
  leasequery: row('info', (giaddr: string, subject: string) => `DHCPLEASEQUERY from ${giaddr} for ${subject}`),
  leasequeryReply: row(
    'info',
    (type: string, to: string, subject: string, count: number) =>
      `${type} to ${to} for ${subject} (${count} associated IPs)`,
  ),
  leasequeryTooMany: row(
    'info',
    (count: number, subject: string, most: number) =>
      `${count} IP addresses associated with ${subject}, only ${most} sent in reply.`,
  ),

  abandoning: row('error', (ip: string, why: string) => `Abandoning IP address ${ip}: ${why}`),
  pingLate: row('debug', (ip: string) => `ICMP Echo Reply for ${ip} late or spurious.`),
  pingWhileValid: row('debug', (ip: string) => `ICMP Echo reply while lease ${ip} valid.`),
  pingUnexpected: row('debug', (ip: string) => `unexpected ICMP Echo Reply from ${ip}`),
  duplicateLeases: row('error', (mac: string, net: string) => `client ${mac} has duplicate leases on ${net}`),
  uidDuplicate: row(
    'error',
    (ip: string, mac: string, net: string) => `uid lease ${ip} for client ${mac} is duplicate on ${net}`,
  ),
  staticConflict: row('error', (ip: string) => `Dynamic and static leases present for ${ip}.`),
  staticConflictRemove: row('error', (host: string, ip: string) => `Remove host declaration ${host} or remove ${ip}`),
  staticConflictPool: row('error', (net: string) => `from the dynamic address pool for ${net}`),
  reclaimingRequested: row('error', (ip: string) => `Reclaiming REQUESTed abandoned IP address ${ip}.`),
  reclaimingAbandoned: row('error', (ip: string) => `Reclaiming abandoned lease ${ip}.`),
  thresholdExceeded: row(
    'error',
    (net: string, ip: string, percent: number, used: number, total: number) =>
      `Pool threshold exceeded - shared subnet: ${net}; address: ${ip}; high threshold ${percent}% ${used}/${total}.`,
  ),
  thresholdReset: row(
    'error',
    (net: string, ip: string, used: number, total: number) =>
      `Pool threshold reset - shared subnet: ${net}; address: ${ip}; low threshold ${used}/${total}.`,
  ),
  adaptive: row(
    'debug',
    (total: number, free: number, ends: number, time: number, fill: number, threshold: number) =>
      `Adap-lease: Total: ${total}, Free: ${free}, Ends: ${ends}, Adaptive: ${time}, Fill: ${fill}, Threshold: ${threshold}`,
  ),
  overThreshold: row(
    'info',
    (ip: string, before: number, after: number) =>
      `Pool over threshold, time for ${ip} reduced from ${before} to ${after}.`,
  ),
  reservation: row('info', (ip: string) => `Infinite-leasetime reservation made on ${ip}.`),
  becomingReserved: row('debug', () => 'Cannot reuse: lease is changing to RESERVED'),
  reuseLease: row(
    'debug',
    (age: number, percent: number, ip: string) =>
      `reuse_lease: lease age ${age} (secs) under ${percent}% threshold, reply with unaltered, existing lease for ${ip}`,
  ),
  tooManyClasses: row('error', (mac: string) => `too many classes match ${mac}`),
  fieldTooLong: row(
    'info',
    (field: 'file' | 'server', size: number, length: number, name: string) =>
      `${field} name longer than packet field truncated - field: ${size} name: ${length} ${name}`,
  ),
  noHostname: row('error', (ip: string) => `No hostname for ${ip}`),
  unknownOptionSpace: row('error', (name: string) => `unknown option space ${name}.`),
  encapsulatedSpaceMissing: row(
    'error',
    (name: string) => `option_space_encapsulate: option space '${name}' does not exist, but is configured.`,
  ),
  malformedSuboption: row(
    'error',
    (space: string, name: string, code: number, why: string) =>
      `parse_option_buffer: malformed option ${space}.${name} (code ${code}): ${why}.`,
  ),
  emptyHostName: row('debug', () => 'Ignoring empty DHO_HOST_NAME option'),
  emptyClientId: row('debug', () => 'Dropped DHCPv4 packet with zero-length client-id'),
  shortClientId: row(
    'debug',
    () => 'Accepted DHCPv4 packet with one-character client-id - a future version of ISC DHCP will reject this',
  ),
  noIdentity: row('debug', () => 'Received DHCPv4 packet without client-id option and empty hlen field.'),
});

const ADVICE = [
  'If this DHCP server is authoritative for that subnet,',
  "please write an `authoritative;' directive either in the",
  'subnet declaration or in some scope that encloses the',
  'subnet declaration - for example, write it at the top',
  'of the dhcpd.conf file.',
] as const;

/** Texts of option 56 in a DHCPNAK, and why a message without network is dropped. */
export const dhcp4Texts = {
  incorrectAddress: 'requested address is incorrect',
  badSubnet: 'requested address on bad subnet',
  addressNotAvailable: 'requested address not available',
  databaseConflict: 'database conflict - call for help!',
  declined: 'declined.',
  pinged: 'pinged before offer',
  unknownSegment: 'unknown network segment',
  unknownType: 'unknown packet type',
  overrun: 'option length exceeds option buffer length',
  lengthMissing: 'code tag at end of buffer - missing length field',
  noIdentifier: '<no identifier>',
  noHardwareAddress: '<no client hardware address>',
  unsuitableHostname: 'Hostname Unsuitable for Printing',
  unknownSubnet: 'unknown subnet',
  notAuthoritative: 'not authoritative',
  nullSource: 'null source address',
  invalidSubnetSelection: 'invalid subnet selection option',
} as const;
