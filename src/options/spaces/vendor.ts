import type { OptionRow } from '../row.ts';

/** Vendor-identifying vendor classes by enterprise number (RFC 3925 §3). */
export const VENDOR_CLASS: readonly OptionRow[] = [[2495, 'isc', 'X', 'quoted text or hexadecimal octets']];

/** Vendor-identifying vendor-specific information by enterprise number (RFC 3925 §4). */
export const VENDOR: readonly OptionRow[] = [[2495, 'isc', 'Eisc.', 'options of the space "isc"']];

/** Options of enterprise 2495 in DHCPv4. */
export const ISC: readonly OptionRow[] = [
  [1, 'media', 't', 'text'],
  [2, 'update-assist', 'X', 'quoted text or hexadecimal octets'],
];

/** DHCPv6 vendor-specific information by enterprise number (RFC 8415 §21.17). */
export const VSIO: readonly OptionRow[] = [[2495, 'isc', 'Eisc6.', 'options of the space "isc6"']];

/** Options of enterprise 2495 in DHCPv6. */
export const ISC6: readonly OptionRow[] = [
  [1, 'media', 't', 'text'],
  [2, 'update-assist', 'X', 'quoted text or hexadecimal octets'],
  [60000, '4o6-interface', 't', 'text'],
  [60001, '4o6-source-address', '6', 'IPv6 address'],
];
