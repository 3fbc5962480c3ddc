import { describe, expect, test } from 'vitest';
import type {
  BooleanExpr,
  CaseIr,
  DataExpr,
  NumericExpr,
  OptionVerb,
  StatementIr,
  ValueExpr,
} from '../../src/expr/ir.ts';
import { printStatements } from '../../src/expr/print.ts';
import type { OptionDefinition } from '../../src/options/definition.ts';
import {
  boolean,
  bytes,
  CIRCUIT_ID,
  DOMAIN_NAME,
  data,
  definition,
  HOST_NAME,
  hostName,
  number,
  numeric,
  REGISTRY,
  SEARCH,
  text,
  when,
} from './eval-context.ts';

const print = (...statements: StatementIr[]) => printStatements(statements, REGISTRY, 4);
const set = (name: string, value: DataExpr): StatementIr => ({ op: 'set', name, value: data(value) });
const log = (level: 'error' | 'info' | 'debug' | 'fatal', value: DataExpr): StatementIr => ({
  op: 'log',
  level,
  value,
});
const concat = (...parts: DataExpr[]): DataExpr => ({ op: 'concat', parts });
const hardware: DataExpr = { op: 'hardware' };
const circuit: DataExpr = { op: 'option', option: CIRCUIT_ID };
const ascii = (base: number, separator: string, source: DataExpr): DataExpr => ({
  op: 'binary-to-ascii',
  base: number(base),
  width: number(8),
  separator: text(separator),
  data: source,
});
const substring = (source: DataExpr, offset: number, length: number): DataExpr => ({
  op: 'substring',
  data: source,
  offset: number(offset),
  length: number(length),
});
const equal = (left: DataExpr, right: DataExpr): BooleanExpr => ({ op: 'equal', left: data(left), right: data(right) });
const and = (left: BooleanExpr, right: BooleanExpr): BooleanExpr => ({ op: 'and', left, right });
const or = (left: BooleanExpr, right: BooleanExpr): BooleanExpr => ({ op: 'or', left, right });
const not = (operand: BooleanExpr): BooleanExpr => ({ op: 'not', operand });
const known: BooleanExpr = { op: 'known' };
const add = (left: NumericExpr, right: NumericExpr): NumericExpr => ({ op: 'arithmetic', operator: '+', left, right });
const multiply = (left: NumericExpr, right: NumericExpr): NumericExpr => ({
  op: 'arithmetic',
  operator: '*',
  left,
  right,
});

// What dhcpd 4.4.3-P1 wrote into its lease file for the same statements, indented by four blanks.
test('layout of the reference: log and concat', () => {
  const address = ascii(10, '.', { op: 'leased-address' });
  const mac = ascii(16, ':', substring(hardware, 1, 6));
  expect(print(log('info', text('plain')), log('info', concat(text('ip '), address, text(' hw '), mac)))).toBe(`
    log (info, "plain");
    log (info, ${''}
        concat (concat (concat ("ip ", ${''}
                                binary-to-ascii (10, 8, ".", leased-address)), ${''}
                        " hw "), ${''}
                binary-to-ascii (16, 8, ":", ${''}
                                 substring (hardware, 1, 6))));`);
});

test('layout of the reference: set and unset', () => {
  const extract: NumericExpr = { op: 'extract-int', width: 16, data: text('ab') };
  const leaseTime: NumericExpr = { op: 'lease-time' };
  const config: DataExpr = { op: 'config-option', option: DOMAIN_NAME };
  expect(
    print(
      set('one', text('abc')),
      set('two', concat(text('x'), text('y'))),
      set('three', { op: 'encode-int', width: 16, number: add(extract, number(5)) }),
      set('four', bytes('0001ff')),
      set('five', {
        op: 'reverse',
        width: number(1),
        data: { op: 'suffix', data: text('abcdef'), length: number(3) },
      }),
      set('six', { op: 'lcase', data: { op: 'ucase', data: text('Ab') } }),
      { op: 'unset', name: 'one' },
      set('seven', { op: 'pick-first-value', parts: [hostName, config, text('none')] }),
      set('nine', { op: 'variable', name: 'two' }),
      set('ten', { op: 'packet', offset: number(0), length: number(4) }),
      set('eleven', { op: 'gethostname' }),
      { op: 'set', name: 'twelve', value: numeric(multiply(add(leaseTime, number(7)), number(3))) },
      set('myf', { op: 'call', name: 'funk', args: [data(text('a')), data(concat(text('b'), text('c')))] }),
      set('vv', { op: 'v6relay', hop: number(1), data: hostName }),
    ),
  ).toBe(`
    set one = "abc" ;
    set two = ${''}
       concat ("x", "y") ;
    set three = ${''}
       encode-int (extract-int ("ab",  16) + 5,  16) ;
    set four = 00:01:ff ;
    set five = ${''}
       reverse (1, ${''}
                suffix ("abcdef", 3)) ;
    set six = lcase (ucase ("Ab")) ;
    unset one ;
    set seven = ${''}
       pick-first-value (option host-name, ${''}
                         config-option domain-name, "none") ;
    set nine = two ;
    set ten = packet (0, 4) ;
    set eleven = gethostname() ;
    set twelve = lease-time + 7 * 3 ;
    set myf = funk ("a", ${''}
       concat ("b", "c")) ;
    set vv = ${''}
       v6relay (1, ${''}
                option host-name) ;`);
});

test('layout of the reference: if and elsif', () => {
  const userClass = definition(77, 'unknown-77');
  const first = or(and(equal(hostName, text('a')), { op: 'exists', option: userClass }), known);
  const second: BooleanExpr = { op: 'matches-nocase', data: hostName, pattern: text('A.B') };
  const defined: BooleanExpr = { op: 'defined', name: 'one' };
  expect(
    print(
      when(
        first,
        [set('aa1', text('1'))],
        [when(not({ op: 'static' }), [set('aa2', text('2'))], [set('aa3', text('3'))])],
      ),
      when(and(defined, not({ op: 'exists', option: CIRCUIT_ID })), [when(second, [log('debug', text('nolevel'))])]),
    ),
  ).toBe(`
    if option host-name = "a" and exists unknown-77 or known {
      set aa1 = "1" ;
    } elsif not static {
      set aa2 = "2" ;
    } else {
      set aa3 = "3" ;
    }
    if defined (one) and not exists agent.circuit-id {
      if option host-name ~~ "A.B" {
        log (debug, "nolevel");
      }
    }`);
});

test('layout of the reference: switch', () => {
  const label = (value?: ValueExpr): CaseIr => (value ? { op: 'case', value } : { op: 'case' });
  const body = [label(data(text('a'))), set('dd', text('1')), { op: 'break' } as const, label(), set('dd', text('2'))];
  const subject = numeric({ op: 'extract-int', width: 8, data: hardware });
  expect(
    print(
      { op: 'switch', subject: data(substring(hostName, 0, 1)), body },
      { op: 'switch', subject, body: [label(numeric(number(1))), set('dd', text('1'))] },
    ),
  ).toBe(`
    switch (substring (option host-name, 0, 1)) {
     case "a":
      set dd = "1" ;
      break;
     default: ${''}
      set dd = "2" ;
    }
    switch (extract-int (hardware,  8)) {
     case 1:
      set dd = "1" ;
    }`);
});

test('layout of the reference: execute, eval, on and parse-vendor-option', () => {
  const address = ascii(10, '.', { op: 'leased-address' });
  const long = '/usr/local/sbin/a-very-long-command-name-for-the-test';
  expect(
    print(
      { op: 'execute', command: '/bin/echo', args: [text('a'), address, hostName] },
      {
        op: 'execute',
        command: long,
        args: [text('argument number one is long'), text('argument two is even longer than that')],
      },
      { op: 'eval', value: data(concat(text('a'), text('b'))) },
      { op: 'parse-vendor-option' },
      { op: 'on', events: ['expiry', 'release'], body: [log('info', text('nested'))] },
      { op: 'on', events: ['commit'], body: [] },
    ),
  ).toBe(`
    execute ("/bin/echo", "a", ${''}
        binary-to-ascii (10, 8, ".", leased-address), ${''}
        option host-name);
    execute ("/usr/local/sbin/a-very-long-command-name-for-the-test", ${''}
        "argument number one is long", "argument two is even longer than that"
        );
    eval concat ("a", "b");
    parse-vendor-option;
    on expiry or release {
      log (info, "nested");
    }
    on commit;`);
});

test('layout of the reference: options: the value as text or octets, never in the format of the option', () => {
  const option = (verb: OptionVerb, of: OptionDefinition, value: DataExpr): StatementIr => ({
    op: 'option',
    verb,
    option: of,
    value,
  });
  expect(
    print(
      option('supersede', DOMAIN_NAME, text('foo.example')),
      option('send', DOMAIN_NAME, text('')),
      option('default', HOST_NAME, text('x')),
      option('append', definition(6, 'unknown-6'), bytes('c0000201')),
      option('prepend', SEARCH, bytes('0161076578616d706c65000162c002')),
      option('supersede', definition(3, 'unknown-3', 'server'), concat(text('h'), text('i'))),
      option('supersede', definition(3, 'unknown-3'), { op: 'host-lookup', name: 'known.example', family: 4 }),
    ),
  ).toBe(`
    supersede domain-name = "foo.example";
    supersede domain-name = "";
    default host-name = "x";
    append unknown-6 = c0:00:02:01;
    prepend domain-search = 01:61:07:65:78:61:6d:70:6c:65:00:01:62:c0:02;
    supersede server.unknown-3 = concat ("h", "i");
    supersede unknown-3 = gethostbyname ("known.example");`);
});

test('layout of the reference: lines too long are broken, at column 79 where a token allows it', () => {
  const octets = bytes('000102030405060708090a0b0c0d0e0f'.repeat(3));
  const right = text('b'.repeat(44));
  const condition = or(equal(hostName, text('a'.repeat(23))), equal(hostName, right));
  expect(
    print(
      set('long', text('0123456789'.repeat(10))),
      set('longhex', octets),
      when(condition, [log('error', text('e')), log('fatal', text('f'))]),
      when(equal({ op: 'suffix', data: hostName, length: number(3) }, substring(hardware, 1, 3)), []),
      set('eight', ascii(16, ':', circuit)),
    ),
  ).toBe(`
    set long = ${''}
       "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
        ;
    set longhex = 00:01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f:00:01:02:03:04:05:06:07:
       08:09:0a:0b:0c:0d:0e:0f:00:01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f
        ;
    if option host-name = "aaaaaaaaaaaaaaaaaaaaaaa" or option host-name = ${''}
           "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" {
      log (error, "e");
      log (fatal, "f");
    }
    if suffix (option host-name, 3) = ${''}
         substring (hardware, 1, 3) {
    }
    set eight = ${''}
       binary-to-ascii (16, 8, ":", ${''}
                        option agent.circuit-id) ;`);
});

/** The reference writes these so that it cannot read them back, or ends itself. */
describe('better than the reference', () => {
  test('quotes and backslashes are escaped', () => {
    expect(print(set('x1', text('a"b\\c')))).toBe('\n    set x1 = "a\\"b\\\\c" ;');
  });
  test('return keeps its value, define and add are complete', () => {
    const body: StatementIr[] = [{ op: 'return', value: data(text('a')) }];
    expect(print({ op: 'define', name: 'f1', parameters: ['a1', 'b1'], body }, { op: 'add', className: 'foo' })).toBe(`
    define f1 (a1, b1) {
      return "a";
    }
    add "foo";`);
  });
  test('filename, server-name and check have a text', () => {
    const check: BooleanExpr = { op: 'check', className: 'foo' };
    expect(print(set('x1', { op: 'filename' }), set('x2', { op: 'server-name' }), when(check, []))).toBe(`
    set x1 = filename ;
    set x2 = server-name ;
    if check "foo" {
    }`);
  });
  test('on transmission alone is left out', () => {
    expect(print({ op: 'on', events: ['transmission'], body: [log('info', text('a'))] })).toBe('');
  });
  test('a negative number is the large one it stands for', () => {
    expect(print({ op: 'eval', value: numeric(number(-1)) })).toBe('\n    eval 18446744073709551615;');
  });
});

describe('parentheses stand where the reference would group differently', () => {
  const shownCondition = (condition: BooleanExpr) =>
    print({ op: 'eval', value: boolean(condition) }).slice('\n    eval '.length, -1);
  const shownNumber = (e: NumericExpr) => print({ op: 'eval', value: numeric(e) }).slice('\n    eval '.length, -1);
  const a = equal({ op: 'variable', name: 'a1' }, text('x'));
  const [one, two, three] = [number(1), number(2), number(3)];

  test.each([
    ['a comparison on the right of or', or(known, a), 'known or a1 = "x"'],
    ['to the right, after a comparison', and(a, or(a, known)), 'a1 = "x" and a1 = "x" or known'],
    ['to the left, after a comparison', or(and(a, a), known), '(a1 = "x" and a1 = "x") or known'],
    ['to the left, simple operands', or(and(known, known), known), 'known and known or known'],
    ['to the right, simple operands', and(known, or(known, known)), 'known and (known or known)'],
    ['not of a comparison', not(a), 'not (a1 = "x")'],
    ['not of a term', and(not(known), known), 'not known and known'],
    ['a comparison in front', and(a, known), 'a1 = "x" and known'],
  ])('%s', (_, condition, result) => expect(shownCondition(condition)).toBe(result));

  test.each([
    ['addition binds tighter', multiply(two, add(one, three)), '2 * 1 + 3'],
    ['than multiplication', add(one, multiply(two, three)), '1 + (2 * 3)'],
    ['on the left', add(multiply(two, three), one), '(2 * 3) + 1'],
    ['and on the left again', multiply(add(one, two), three), '1 + 2 * 3'],
    ['equal ones group to the left', add(add(one, two), three), '1 + 2 + 3'],
    ['unless they are put to the right', add(one, add(two, three)), '1 + (2 + 3)'],
  ])('%s', (_, e, result) => expect(shownNumber(e)).toBe(result));

  test('a condition after if that would begin with a parenthesis is put into parentheses as a whole', () => {
    expect(print(when(or(and(a, a), known), []))).toContain('if ((a1 = "x" and a1 = "x") or known) {');
  });
});
