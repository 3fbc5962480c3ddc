/** A set of named numbers; `width` octets carry one. */
export interface Enumeration {
  readonly name: string;
  readonly width: 1 | 2;
  readonly members: readonly (readonly [name: string, value: number])[];
}

const STATUS_CODES: Enumeration = {
  name: 'status-codes',
  width: 2,
  members: [
    ['success', 0],
    ['UnspecFail', 1],
    ['NoAddrsAvail', 2],
    ['NoBinding', 3],
    ['NotOnLink', 4],
    ['UseMulticast', 5],
    ['NoPrefixAvail', 6],
    ['UnknownQueryType', 7],
    ['MalformedQuery', 8],
    ['NotConfigured', 9],
    ['NotAllowed', 10],
    ['QueryTerminated', 11],
  ],
};

const DUID_TYPES: Enumeration = {
  name: 'duid-types',
  width: 2,
  members: [
    ['duid-llt', 1],
    ['duid-en', 2],
    ['duid-ll', 3],
    ['duid-uuid', 4],
  ],
};

const DHCPV6_MESSAGES: Enumeration = {
  name: 'dhcpv6-messages',
  width: 1,
  members: [
    ['SOLICIT', 1],
    ['ADVERTISE', 2],
    ['REQUEST', 3],
    ['CONFIRM', 4],
    ['RENEW', 5],
    ['REBIND', 6],
    ['REPLY', 7],
    ['RELEASE', 8],
    ['DECLINE', 9],
    ['RECONFIGURE', 10],
    ['INFORMATION-REQUEST', 11],
    ['RELAY-FORW', 12],
    ['RELAY-REPL', 13],
    ['LEASEQUERY', 14],
    ['LEASEQUERY-REPLY', 15],
    ['LEASEQUERY-DONE', 16],
    ['LEASEQUERY-DATA', 17],
    ['RECONFIGURE-REQUEST', 18],
    ['RECONFIGURE-REPLY', 19],
    ['DHCPV4-QUERY', 20],
    ['DHCPV4-RESPONSE', 21],
  ],
};

const DDNS_STYLES: Enumeration = {
  name: 'ddns-styles',
  width: 1,
  members: [
    ['none', 0],
    ['ad-hoc', 1],
    ['interim', 2],
    ['standard', 3],
  ],
};

const PREFIX_LENGTH_MODES: Enumeration = {
  name: 'prefix_length_modes',
  width: 1,
  members: [
    ['ignore', 0],
    ['prefer', 1],
    ['exact', 2],
    ['minimum', 3],
    ['maximum', 4],
  ],
};

/** syslog(3): facility number times eight. */
const SYSLOG_FACILITIES: Enumeration = {
  name: 'syslog-facilities',
  width: 1,
  members: [
    ['kern', 0],
    ['user', 8],
    ['mail', 16],
    ['daemon', 24],
    ['auth', 32],
    ['syslog', 40],
    ['lpr', 48],
    ['news', 56],
    ['uucp', 64],
    ['cron', 72],
    ['authpriv', 80],
    ['ftp', 88],
    ['local0', 128],
    ['local1', 136],
    ['local2', 144],
    ['local3', 152],
    ['local4', 160],
    ['local5', 168],
    ['local6', 176],
    ['local7', 184],
  ],
};

const BY_NAME: ReadonlyMap<string, Enumeration> = new Map(
  [STATUS_CODES, DUID_TYPES, DHCPV6_MESSAGES, DDNS_STYLES, PREFIX_LENGTH_MODES, SYSLOG_FACILITIES].map((e) => [
    e.name,
    e,
  ]),
);

export const enumerationNamed = (name: string | undefined): Enumeration | undefined => BY_NAME.get(name ?? '');

/** Names are compared with regard to case, as the reference does. */
export function enumerationValue(enumeration: Enumeration, name: string): number | undefined {
  return enumeration.members.find(([member]) => member === name)?.[1];
}

export function enumerationName(enumeration: Enumeration, value: number): string | undefined {
  return enumeration.members.find(([, number]) => number === value)?.[0];
}
