import type { Statement, Token } from './ast.ts';

/** Parameters (entries of the server option space) whose names are reserved words. */
const RESERVED_PARAMETERS = `
  authoritative boot-unknown-clients client-updates declines default-lease-time do-forward-updates duplicates dynamic-bootp
  dynamic-bootp-lease-cutoff dynamic-bootp-lease-length filename get-lease-hostnames leasequery max-lease-time min-lease-time
  min-secs next-server one-lease-per-client server-name use-host-decl-names use-lease-addr-for-default-route`;

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Reserved words that may be assigned to: `filename = EXPRESSION;`. */
export const ASSIGNABLE_WORDS: ReadonlySet<string> = words(RESERVED_PARAMETERS);

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
