import type { OptionRow } from '../row.ts';

/** The parts of Client FQDN (RFC 4702 §2, RFC 4704 §4) as options of a space that is never on the wire as such. */
export const FQDN: readonly OptionRow[] = [
  [1, 'no-client-update', 'f', 'flag'],
  [2, 'server-update', 'f', 'flag'],
  [3, 'encoded', 'f', 'flag'],
  [4, 'rcode1', 'B', '8-bit integer'],
  [5, 'rcode2', 'B', '8-bit integer'],
  [6, 'hostname', 't', 'text'],
  [7, 'domainname', 't', 'text'],
  [8, 'fqdn', 't', 'text'],
];
