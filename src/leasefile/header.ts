/**
 * The beginning of every lease file. The line that names the reference's version stays as it is: programs look for it, and
 * the file is meant to be read by the reference as well. IAIDs are always written in little-endian order, which
 * `authoring-byte-order` tells to every reader.
 */
export const LEASE_FILE_HEADER = `# The format of this file is documented in the dhcpd.leases(5) manual page.
# This lease file was written by isc-dhcp-4.4.3-P1

# authoring-byte-order entry is generated, DO NOT DELETE
authoring-byte-order little-endian;

`;
