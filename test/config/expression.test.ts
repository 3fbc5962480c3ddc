import { describe, expect, it } from 'vitest';
import type { StatementIr } from '../../src/expr/ir.ts';
import { fromHex, octets } from '../../src/kernel/bytes.ts';
import { good } from '../support/load-config.ts';

/** The statements of a root scope, without their places. */
function statements(conf: string): readonly unknown[] {
  return strip(good(conf).root.statements.source) as readonly unknown[];
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
  const { span: _, ...rest } = value as { span?: unknown };
  if ('space' in rest && 'code' in rest && 'name' in rest) return `${String(rest.space)}.${String(rest.name)}`;
  return Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, strip(part)]));
}

/** The value of `filename = …`. */
const value = (expression: string): unknown => {
  const [statement] = statements(`filename = ${expression};`) as readonly { readonly value: unknown }[];
  return statement?.value;
};

const text = (words: string) => ({ op: 'const', value: octets(words) });

describe('data expressions', () => {
  it.each<readonly [string, unknown]>([
    ['"x"', text('x')],
    ['0a:1:ff', { op: 'const', value: fromHex('0a01ff') }],
    ['10', { op: 'const', value: fromHex('10') }],
    ['null', { op: 'null' }],
    ['hardware', { op: 'hardware' }],
    ['leased-address', { op: 'leased-address' }],
    ['host-decl-name', { op: 'host-decl-name' }],
    ['option host-name', { op: 'option', option: 'dhcp.host-name' }],
    ['option agent.circuit-id', { op: 'option', option: 'agent.circuit-id' }],
    ['config-option server.next-server', { op: 'config-option', option: 'server.next-server' }],
    ['lcase("X")', { op: 'lcase', data: text('X') }],
    ['ucase("x")', { op: 'ucase', data: text('x') }],
    ['concat("a", "b", "c")', { op: 'concat', parts: [text('a'), text('b'), text('c')] }],
    ['pick-first-value("a", "b")', { op: 'pick-first-value', parts: [text('a'), text('b')] }],
    ['suffix("abc", 2)', { op: 'suffix', data: text('abc'), length: { op: 'number', value: 2 } }],
    ['reverse(1, "abc")', { op: 'reverse', width: { op: 'number', value: 1 }, data: text('abc') }],
    ['encode-int(5, 16)', { op: 'encode-int', width: 16, number: { op: 'number', value: 5 } }],
    ['packet(0, 4)', { op: 'packet', offset: { op: 'number', value: 0 }, length: { op: 'number', value: 4 } }],
    ['gethostname()', { op: 'gethostname' }],
    ['gethostbyname("h.example")', { op: 'host-lookup', name: 'h.example', family: 4 }],
    ['v6relay(1, hardware)', { op: 'v6relay', hop: { op: 'number', value: 1 }, data: { op: 'hardware' } }],
    ['variable', { op: 'variable', name: 'variable' }],
    ['foo("a")', { op: 'call', name: 'foo', args: [{ type: 'data', expr: text('a') }] }],
    [
      'substring(hardware, 1, 3)',
      {
        op: 'substring',
        data: { op: 'hardware' },
        offset: { op: 'number', value: 1 },
        length: { op: 'number', value: 3 },
      },
    ],
    [
      'binary-to-ascii(16, 8, ":", hardware)',
      {
        op: 'binary-to-ascii',
        base: { op: 'number', value: 16 },
        width: { op: 'number', value: 8 },
        separator: text(':'),
        data: { op: 'hardware' },
      },
    ],
  ])('%s', (expression, wanted) => {
    expect(value(expression)).toEqual(wanted);
  });
});

/** The condition of `if …`. */
const condition = (expression: string): unknown => {
  const [statement] = statements(`if ${expression} { filename "x"; }`) as readonly { readonly condition: unknown }[];
  return statement?.condition;
};

describe('conditions', () => {
  const known = { op: 'known' };

  it.each<readonly [string, unknown]>([
    ['known', known],
    ['static', { op: 'static' }],
    ['not known', { op: 'not', operand: known }],
    ['exists host-name', { op: 'exists', option: 'dhcp.host-name' }],
    ['defined(v)', { op: 'defined', name: 'v' }],
    ['variable', { op: 'variable', name: 'variable' }],
    ['known and static', { op: 'and', left: known, right: { op: 'static' } }],
    ['known or static', { op: 'or', left: known, right: { op: 'static' } }],
    ['hardware ~= "x"', { op: 'matches', data: { op: 'hardware' }, pattern: text('x') }],
    ['hardware ~~ "x"', { op: 'matches-nocase', data: { op: 'hardware' }, pattern: text('x') }],
    [
      'option host-name = "x"',
      {
        op: 'equal',
        left: { type: 'data', expr: { op: 'option', option: 'dhcp.host-name' } },
        right: { type: 'data', expr: text('x') },
      },
    ],
    [
      'extract-int(hardware, 8) != (1 + 2)',
      {
        op: 'not-equal',
        left: { type: 'numeric', expr: { op: 'extract-int', width: 8, data: { op: 'hardware' } } },
        right: {
          type: 'numeric',
          expr: {
            op: 'arithmetic',
            operator: '+',
            left: { op: 'number', value: 1 },
            right: { op: 'number', value: 2 },
          },
        },
      },
    ],
    [
      'lease-time = nxdomain',
      {
        op: 'equal',
        left: { type: 'numeric', expr: { op: 'lease-time' } },
        right: { type: 'numeric', expr: { op: 'number', value: 393231 } },
      },
    ],
  ])('%s', (expression, wanted) => {
    expect(condition(expression)).toEqual(wanted);
  });
});

/** Conditions and names of variables of a chain of alternatives, in order of writing. */
function flat(value: unknown): readonly unknown[] {
  const statement = value as StatementIr;
  if (statement.op === 'unset') return [statement.name];
  if (statement.op !== 'if') return [statement];
  return [statement.condition, ...statement.then.flatMap(flat), ...statement.otherwise.flatMap(flat)];
}

describe('statements', () => {
  const option = (name: string, wanted: unknown, verb = 'supersede') => ({
    op: 'option',
    verb,
    option: name,
    value: wanted,
  });
  const constant = (digits: string) => ({ op: 'const', value: fromHex(digits) });

  it.each<readonly [string, unknown]>([
    ['option routers 192.0.2.1, 192.0.2.2;', option('dhcp.routers', constant('c0000201c0000202'))],
    ['option routers gw.example;', option('dhcp.routers', { op: 'host-lookup', name: 'gw.example', family: 4 })],
    ['append domain-name-servers 192.0.2.1;', option('dhcp.domain-name-servers', constant('c0000201'), 'append')],
    ['prepend domain-name-servers 192.0.2.1;', option('dhcp.domain-name-servers', constant('c0000201'), 'prepend')],
    ['default host-name "h";', option('dhcp.host-name', text('h'), 'default')],
    ['send host-name "h";', option('dhcp.host-name', text('h'), 'send')],
    ['default-lease-time 600;', option('server.default-lease-time', constant('00000258'))],
    ['deny bootp;', option('server.allow-bootp', constant('00'))],
    ['allow unknown-clients;', option('server.boot-unknown-clients', constant('01'))],
    ['ignore booting;', option('server.allow-booting', constant('02'))],
    ['server-identifier 192.0.2.1;', option('dhcp.dhcp-server-identifier', constant('c0000201'))],
    ['parse-vendor-option;', { op: 'parse-vendor-option' }],
    ['unset v;', { op: 'unset', name: 'v' }],
    ['set v = "x";', { op: 'set', name: 'v', value: { type: 'data', expr: text('x') } }],
    ['set v = known;', { op: 'set', name: 'v', value: { type: 'boolean', expr: { op: 'known' } } }],
    ['log(error, "x");', { op: 'log', level: 'error', value: text('x') }],
    ['log("x");', { op: 'log', level: 'debug', value: text('x') }],
    ['execute("/p", "a");', { op: 'execute', command: '/p', args: [text('a')] }],
    ['on commit { unset v; }', { op: 'on', events: ['commit'], body: [{ op: 'unset', name: 'v' }] }],
    ['on release or expiry { }', { op: 'on', events: ['release', 'expiry'], body: [] }],
    [
      'define f (yy, zz) { return yy; }',
      {
        op: 'define',
        name: 'f',
        parameters: ['yy', 'zz'],
        body: [{ op: 'return', value: { type: 'data', expr: { op: 'variable', name: 'yy' } } }],
      },
    ],
    [
      'switch (option host-name) { case "a": break; default: unset v; }',
      {
        op: 'switch',
        subject: { type: 'data', expr: { op: 'option', option: 'dhcp.host-name' } },
        body: [
          { op: 'case', value: { type: 'data', expr: text('a') } },
          { op: 'break' },
          { op: 'case' },
          { op: 'unset', name: 'v' },
        ],
      },
    ],
  ])('%s', (conf, wanted) => {
    expect(statements(conf)).toEqual([wanted]);
  });

  it('of elsif and else nest', () => {
    const [first] = statements('if known { unset a1; } elsif static { unset b1; } else { unset c1; }');
    expect(flat(first)).toEqual([{ op: 'known' }, 'a1', { op: 'static' }, 'b1', 'c1']);
  });

  it('remember their place', () => {
    const [, second] = good('default-lease-time 5;\nmax-lease-time 6;').root.statements
      .source as readonly StatementIr[];
    expect(second?.span?.start.line).toBe(2);
  });
});
