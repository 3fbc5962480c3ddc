import type { Statement, Token } from './ast.ts';

/** Parameters (entries of the server option space) whose names are reserved words. */
const RESERVED_PARAMETERS = `
  default-lease-time max-lease-time min-lease-time dynamic-bootp-lease-cutoff dynamic-bootp-lease-length
  boot-unknown-clients dynamic-bootp one-lease-per-client get-lease-hostnames use-host-decl-names
  use-lease-addr-for-default-route min-secs filename server-name next-server authoritative duplicates declines
  client-updates do-forward-updates leasequery`;

/** The other parameters of the server option space: without this list they could not be told from variables. */
const OTHER_PARAMETERS = `
  allow-bootp allow-booting vendor-option-space always-reply-rfc1048 site-option-space always-broadcast
  ddns-domainname ddns-hostname ddns-rev-domainname lease-file-name pid-file-name ddns-updates omapi-port local-port
  limited-broadcast-address remote-port local-address omapi-key stash-agent-options ddns-ttl ddns-update-style
  update-optimization ping-check update-static-leases log-facility ping-timeout infinite-is-reserved
  update-conflict-detection adaptive-lease-time-threshold do-reverse-updates fqdn-reply preferred-lifetime
  dhcpv6-lease-file-name dhcpv6-pid-file-name limit-addrs-per-ia limit-prefs-per-ia delayed-ack max-ack-delay
  dhcp-cache-threshold dont-use-fsync ddns-local-address4 ddns-local-address6 ignore-client-uids log-threshold-low
  log-threshold-high echo-client-id server-id-check prefix-length-mode dhcpv6-set-tee-times abandon-lease-time
  check-secs-byte-order ddns-dual-stack-mixed-mode ddns-guard-id-must-match ddns-other-guard-is-dynamic
  release-on-roam local-address6 bind-local-address6 ping-cltt-secs ping-timeout-ms`;

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that are given a value, by words or `= EXPRESSION`, as the server's own options are. */
export const PARAMETER_WORDS: ReadonlySet<string> = words(RESERVED_PARAMETERS + OTHER_PARAMETERS);

/** Reserved words without grammar of their own that begin an executable statement; declarations end a list of those. */
export const EXECUTABLE_WORDS: ReadonlySet<string> = words(
  `${RESERVED_PARAMETERS} allow deny ignore zone key db-time-format parse-vendor-option`,
);

/** Words whose statement may end in a block of statements: dhcpd.conf(5), dhcpd.leases(5), dhclient.conf(5). */
export const BLOCK_WORDS: ReadonlySet<string> = words(`
  host group shared-network subnet subnet6 class subclass vendor-class user-class pool pool6 failover zone key
  lease lease6 ia-na ia-ta ia-pd iaaddr iaprefix
  interface alias pseudo`);

const DECLARING = words('host group shared-network subnet subnet6 class subclass vendor-class user-class include');
const ENDING_DECLARATIONS = words(
  'hardware fixed-address fixed-address6 fixed-prefix6 authoritative not failover server-duid lease-id-format',
);

/**
 * After a declaration the reference expects declarations only and words its complaint accordingly; some parameters end that
 * again, most leave it as it is.
 */
export function expectsDeclaration(before: boolean, statement: Statement): boolean {
  if (statement.kind !== 'declaration' && statement.kind !== 'parameter') return before;
  const word = wordOf(statement.keyword);
  if (DECLARING.has(word)) return true;
  return before && !ENDING_DECLARATIONS.has(word);
}

export const wordOf = (token: Token): string => token.text.toLowerCase();
