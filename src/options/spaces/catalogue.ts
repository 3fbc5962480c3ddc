import type { OptionSpace } from '../definition.ts';
import type { OptionRow } from '../row.ts';
import { AGENT } from './agent.ts';
import { DHCP } from './dhcp.ts';
import { DHCP6 } from './dhcp6.ts';
import { FQDN } from './fqdn.ts';
import { IANA_DHCP } from './iana-dhcp.ts';
import { IANA_DHCP6 } from './iana-dhcp6.ts';
import { NWIP } from './nwip.ts';
import { SERVER } from './server.ts';
import { ISC, ISC6, VENDOR, VENDOR_CLASS, VSIO } from './vendor.ts';

export interface BuiltInSpace {
  readonly space: OptionSpace;
  readonly rows: readonly OptionRow[];
  /** Registered options beyond the reference's own. */
  readonly extensions?: readonly OptionRow[];
}

/** Space of the DHCPv6 Client FQDN option: the same virtual options as `fqdn` in another encoding (RFC 4704 §4). */
export const FQDN6_SPACE = 'fqdn6-if-you-see-me-its-a-bug-bug-bug';

/** All built-in spaces, in the order in which the reference looks through them for encapsulated options. */
export const BUILT_IN_SPACES: readonly BuiltInSpace[] = [
  { space: { name: 'dhcp', codeWidth: 1, lengthWidth: 1, end: 255 }, rows: DHCP, extensions: IANA_DHCP },
  { space: { name: 'nwip', codeWidth: 1, lengthWidth: 1 }, rows: NWIP },
  { space: { name: 'fqdn', codeWidth: 1, lengthWidth: 1 }, rows: FQDN },
  { space: { name: 'vendor-class', codeWidth: 4, lengthWidth: 1 }, rows: VENDOR_CLASS },
  { space: { name: 'vendor', codeWidth: 4, lengthWidth: 1 }, rows: VENDOR },
  { space: { name: 'isc', codeWidth: 2, lengthWidth: 2 }, rows: ISC },
  { space: { name: 'dhcp6', codeWidth: 2, lengthWidth: 2 }, rows: DHCP6, extensions: IANA_DHCP6 },
  { space: { name: 'vsio', codeWidth: 4, lengthWidth: 0 }, rows: VSIO },
  { space: { name: 'isc6', codeWidth: 4, lengthWidth: 0 }, rows: ISC6 },
  { space: { name: FQDN6_SPACE, codeWidth: 1, lengthWidth: 0 }, rows: [] },
  { space: { name: 'agent', codeWidth: 1, lengthWidth: 1 }, rows: AGENT },
  { space: { name: 'server', codeWidth: 4, lengthWidth: 1 }, rows: SERVER },
];
