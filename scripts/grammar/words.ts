/** Where a declaration or statement may stand; `any`: everywhere, executable blocks included. */
type Scope = 'root' | 'declaration' | 'shared-network' | 'subnet' | 'pool' | 'host' | 'class' | 'executable' | 'any';

/** A word that begins a declaration or statement, for editors. */
export interface WordRow {
  readonly name: string;
  readonly syntax: string;
  readonly scope: readonly Scope[];
  readonly text: string;
}

const row = (name: string, syntax: string, scope: readonly Scope[], text: string): WordRow => ({
  name,
  syntax,
  scope,
  text,
});

/** dhcpd.conf(5), "REFERENCE: DECLARATIONS", with what stands inside them. */
export const DECLARATIONS: readonly WordRow[] = [
  row('include', 'include "FILE";', ['declaration'], 'Reads another file in this place.'),
  row(
    'shared-network',
    'shared-network NAME { … }',
    ['root', 'declaration'],
    'Subnets that share one physical network.',
  ),
  row('subnet', 'subnet ADDRESS netmask MASK { … }', ['root', 'shared-network'], 'An IPv4 subnet.'),
  row('subnet6', 'subnet6 PREFIX/BITS { … }', ['root', 'shared-network'], 'An IPv6 subnet.'),
  row('range', 'range [dynamic-bootp] LOW [HIGH];', ['subnet', 'pool'], 'IPv4 addresses to give out.'),
  row('range6', 'range6 LOW HIGH; range6 PREFIX/BITS [temporary];', ['subnet', 'pool'], 'IPv6 addresses to give out.'),
  row('prefix6', 'prefix6 LOW HIGH /BITS;', ['subnet', 'pool'], 'Prefixes to delegate (IA_PD).'),
  row('pool', 'pool { … }', ['subnet', 'shared-network'], 'IPv4 addresses with permits and parameters of their own.'),
  row('pool6', 'pool6 { … }', ['subnet', 'shared-network'], 'IPv6 addresses with permits and parameters of their own.'),
  row('host', 'host NAME { … }', ['root', 'declaration'], 'One client, known by hardware address or identifier.'),
  row('group', 'group [NAME] { … }', ['root', 'declaration'], 'Parameters for all declarations inside.'),
  row('class', 'class "NAME" { … }', ['root', 'declaration'], 'Clients that match an expression.'),
  row('subclass', 'subclass "NAME" DATA [{ … }]', ['root', 'declaration'], 'Clients of a class with one value.'),
  row(
    'failover',
    'failover peer "NAME" { … }',
    ['root', 'pool'],
    'The other server of a pair; in a pool, its name only.',
  ),
  row('zone', 'zone NAME { … }', ['any'], 'A DNS zone to update.'),
  row('key', 'key NAME { … }', ['any'], 'A secret that signs DNS updates or OMAPI messages.'),
  row('hardware', 'hardware TYPE ADDRESS;', ['host'], 'The link-layer address of a host.'),
  row('fixed-address', 'fixed-address ADDRESS, …;', ['host'], 'The IPv4 addresses of a host.'),
  row('fixed-address6', 'fixed-address6 ADDRESS;', ['host'], 'The IPv6 address of a host.'),
  row('fixed-prefix6', 'fixed-prefix6 PREFIX/BITS;', ['host'], 'A prefix delegated to a host.'),
  row('host-identifier', 'host-identifier option NAME VALUE;', ['host'], 'Knows a host by an option that it sends.'),
  row('uid', 'uid DATA;', ['host'], 'The client identifier of a host.'),
  row('authoritative', '[not] authoritative;', ['declaration'], 'Whether to refuse addresses of other networks.'),
  row(
    'server-identifier',
    'server-identifier ADDRESS;',
    ['declaration'],
    'The address by which clients know the server.',
  ),
  row('server-duid', 'server-duid TYPE …;', ['root'], 'The DUID of a DHCPv6 server.'),
  row('lease-id-format', 'lease-id-format octal|hex;', ['root'], 'How identifiers are written to the lease file.'),
  row('interface', 'interface NAME;', ['subnet', 'shared-network'], 'Serves these subnets on one interface.'),
  row('permit', 'allow|deny LIST;', ['pool'], 'Which clients may use a pool.'),
];

/** dhcp-eval(5), and the statements of dhcpd.conf(5) that may stand among its executable ones. */
export const STATEMENTS: readonly WordRow[] = [
  row(
    'option',
    'option [SPACE.]NAME VALUE; option NAME = DATA;',
    ['any'],
    'Sets an option, or defines one (root only).',
  ),
  row('supersede', 'supersede NAME VALUE;', ['any'], 'Sets an option, whatever it was.'),
  row('default', 'default NAME VALUE;', ['any'], 'Sets an option that is not set yet.'),
  row('append', 'append NAME VALUE;', ['any'], 'Adds to the end of an option.'),
  row('prepend', 'prepend NAME VALUE;', ['any'], 'Adds to the beginning of an option.'),
  row('send', 'send NAME VALUE;', ['any'], 'The same as supersede.'),
  row('allow', 'allow WORD;', ['any'], 'Switches a parameter on.'),
  row('deny', 'deny WORD;', ['any'], 'Switches a parameter off.'),
  row('ignore', 'ignore WORD;', ['any'], 'Lets such requests go unanswered.'),
  row('if', 'if BOOLEAN { … } [elsif BOOLEAN { … }] [else { … }]', ['any'], 'Statements under a condition.'),
  row(
    'switch',
    'switch (EXPRESSION) { case VALUE: … default: … }',
    ['any'],
    'Statements by the value of an expression.',
  ),
  row('case', 'case VALUE:', ['executable'], 'A value of a switch.'),
  row('break', 'break;', ['executable'], 'Leaves a switch.'),
  row('on', 'on EVENT [or EVENT] { … }', ['any'], 'Statements at commit, expiry, release or transmission.'),
  row('set', 'set NAME = EXPRESSION;', ['any'], 'Gives a variable of the lease a value.'),
  row('unset', 'unset NAME;', ['any'], 'Takes a variable away.'),
  row('define', 'define NAME (PARAMETER, …) { … }', ['any'], 'Defines a function.'),
  row('eval', 'eval DATA;', ['any'], 'Evaluates an expression for its effects.'),
  row('return', 'return DATA;', ['executable'], 'The value of a function.'),
  row('log', 'log ([LEVEL,] DATA);', ['any'], 'Writes a line to the log.'),
  row('execute', 'execute ("PROGRAM", DATA, …);', ['any'], 'Runs a program.'),
  row('add', 'add "CLASS";', ['any'], 'Puts the client into a class.'),
  row('match', 'match if BOOLEAN; match DATA;', ['class'], 'Which clients belong to a class, or their subclass.'),
  row('spawn', 'spawn with DATA;', ['class'], 'Makes a subclass of every value that comes up.'),
  row('parse-vendor-option', 'parse-vendor-option;', ['any'], 'Reads the vendor options that the client sent.'),
  row('db-time-format', 'db-time-format default|local;', ['root'], 'How times are written to the lease file.'),
];
