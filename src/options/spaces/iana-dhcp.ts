import type { OptionRow } from '../row.ts';

/**
 * DHCPv4 options of IANA's registry for which the reference has no name. They answer only where a name is otherwise unknown, so
 * that a config that defines the same name or code itself means what it meant to the reference.
 */
export const IANA_DHCP: readonly OptionRow[] = [
  [80, 'rapid-commit', 'Z', 'no value (RFC 4039)'],
  [83, 'isns', 'X', 'RFC 4174'],
  [90, 'authentication', 'X', 'RFC 3118'],
  [95, 'ldap', 't', 'RFC 3679'],
  [109, 'dhcp4o6-s46-saddr', '6', 'IPv6 address (RFC 8539)'],
  [120, 'sip-servers', 'X', 'RFC 3361'],
  [121, 'classless-static-route', 'X', 'prefix length, prefix, router (RFC 3442)'],
  [122, 'ccc', 'X', 'RFC 3495'],
  [123, 'geoconf', 'X', 'RFC 6225'],
  [139, 'ipv4-address-mos', 'X', 'RFC 5678'],
  [140, 'ipv4-fqdn-mos', 'X', 'RFC 5678'],
  [143, 'v4-sztp-redirect', 'X', 'RFC 8572'],
  [144, 'geoloc', 'X', 'RFC 6225'],
  [145, 'forcerenew-nonce-capable', 'BA', 'algorithms (RFC 6704)'],
  [147, 'v4-dots-ri', 'd', 'domain name (RFC 8973)'],
  [148, 'v4-dots-address', 'IA', 'array of IPv4 address (RFC 8973)'],
  [151, 'status-code', 'Bto', 'code, text (RFC 6926)'],
  [152, 'base-time', 'L', 'RFC 6926'],
  [153, 'start-time-of-state', 'L', 'RFC 6926'],
  [154, 'query-start-time', 'L', 'RFC 6926'],
  [155, 'query-end-time', 'L', 'RFC 6926'],
  [156, 'dhcp-state', 'B', 'RFC 6926'],
  [157, 'data-source', 'B', 'RFC 6926'],
  [158, 'v4-pcp-server', 'X', 'RFC 7291'],
  [161, 'mud-url-v4', 't', 'RFC 8520'],
  [162, 'v4-dnr', 'X', 'RFC 9463'],
  [208, 'pxelinux-magic', 'L', 'RFC 5071'],
  [220, 'subnet-allocation', 'X', 'RFC 6656'],
  [221, 'virtual-subnet-selection', 'X', 'RFC 6607'],
];
