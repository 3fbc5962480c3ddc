import { describe, expect, it } from 'vitest';
import { findings, parse, shape } from './shape.ts';

/** Texts with what ISC dhcpd 4.4.3-P1 says of them, and the column of the word it is about. */
const MEASURED: readonly (readonly [string, ...string[]])[] = [
  ['if (known) and (static) { break; }', '1:12 left brace expected.'],
  ['if (known { break; } zz;', '1:11 expecting right paren.'],
  ['if { }', '1:1 boolean expression expected.', '1:1 expecting a parameter or declaration'],
  ['if known { } else 5;', '1:14 left brace or if expected.'],
  ['if known { set zz = 1;', '1:22 right brace expected.'],
  ['if not zz { }', '1:8 boolean expression expected'],
  ['if zz ~= { }', '1:8 expecting right-hand side.'],
  ['if zz ! 3 { }', '1:7 ! in boolean context without ='],
  ['if zz ~ 3 { }', '1:7 expecting ~= or ~~ operator'],
  ['if known and "a" { }', '1:14 illegal expression relating different types'],
  ['if check "x" { }', '1:10 unknown collection.', '1:10 expecting a parameter or declaration'],
  ['if exists 5 { }', '1:11 expecting identifier after option keyword.'],
  ['on foo { }', '1:4 expecting a lease event type'],
  ['on commit { set 5 = 3; } zz;', "1:17 5 can't be a variable name"],
  ['switch zz { }', '1:8 expecting left brace.'],
  ['case 5: break;', '1:1 case statement in inappropriate scope.'],
  ['define zz (qq rr) { }', '1:15 expecting right paren.'],
  ['set zz "x";', "1:8 expecting '=' in set statement."],
  ['set zz = ;', '1:8 expecting expression.', '1:10 expecting a parameter or declaration'],
  ['set zz = 5 + 3;', '1:14 expecting numeric expressions'],
  ['set zz = concat("a" "b");', '1:21 comma expected.'],
  ['set zz = substring("a", "b", 1);', '1:25 Expecting a numeric expression.'],
  ['set zz = encode-int(5, 9);', '1:24 unsupported integer size 9'],
  ['zz();', '1:3 expecting expression.'],
  ['log(info "a");', '1:10 comma expected.'],
  ['log();'],
  ['eval ;', '1:1 expecting data expression.', '1:6 expecting a parameter or declaration'],
  ['add foo;', '1:5 expecting class name.'],
  ['bad;', '1:1 bad exceeds max (255) for precision.'],
  ['x;', '1:1 Bogus number x: digit 33 not in base 16'],
  ['option host-name = ;', '1:18 expecting a parameter or declaration'],
  ['ddns-hostname = "x"', '1:17 semicolon expected.', '1:17 expecting a parameter or declaration'],
  ['INTERFACESv4="eth0"', '1:14 semicolon expected.'],
  ['class "x" { match if known', '1:22 semicolon expected.', '1:22 unexpected end of file'],
  ['option host-name "abc', '1:18 eof in string constant'],
  ['option host-name "a\\xgg";', '1:18 invalid hex digit: 67'],
  ['group { group {', '1:15 unexpected end of file', '1:15 unexpected end of file'],
];

describe('errors of structure', () => {
  it.each(MEASURED)('%s', (text, ...expected) => {
    expect(findings(text)).toEqual(expected);
  });
});

describe('the lexer', () => {
  const tokens = (text: string) => shape((parse(`v ${text};`).statements[0] as { args?: unknown }).args);

  it.each([
    ['10.0.0.1', ['10', '.', '0', '.', '0', '.', '1']],
    ['2001:db8::/64', ['2001', ':', 'db8', ':', ':', '/', '64']],
    ['-1 a_b-c # not this\n d', ['-1', 'a_b-c', 'd']],
    ['_h', ['_', 'h']],
    ['5 "a\\tb\\"\\\\\\x41\\101\\q\nc"', ['5', JSON.stringify('a\tb"\\AAq\nc')]],
    ['1 "\\0;zb"', ['1', '"zb"']],
    ['a\r\n\fb\0c', ['a', 'b', '\0', 'c']],
    ['5 caf\xe9', ['5', 'caf', '\xe9']],
  ])('%j', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  it('refuses what does not fit into 1500 octets, and goes on', () => {
    expect(findings(`option o1 "${'x'.repeat(1499)}";`)).toEqual([]);
    expect(findings(`option o1 "${'x'.repeat(1500)}";`)[0]).toMatch(/string constant larger than internal buffer$/);
    expect(findings(`${'z'.repeat(1499)};`)).toEqual([]);
    expect(findings(`option ${'z'.repeat(1500)} 1;`)).toEqual(['1:8 token larger than internal buffer']);
    expect(findings(`option o1 ${'1'.repeat(1500)};`)).toEqual(['1:11 numeric token larger than internal buffer']);
    expect(parse(`zz;${' '.repeat(1500)}`).diagnostics[0]?.severity).toBe('fatal');
  });

  it('takes octet 255 for the end of the file', () => {
    expect(parse('zz;\xffv2;').statements).toHaveLength(1);
  });
});
