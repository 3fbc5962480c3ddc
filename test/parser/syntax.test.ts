import { describe, expect, it } from 'vitest';
import { findings, parse, shape } from './shape.ts';

/** Texts with what ISC dhcpd 4.4.3-P1 says of them; columns as it counts them, one too high behind a blank. */
const MEASURED: readonly (readonly [string, ...string[]])[] = [
  ['if (known) and (static) { break; }', '1:13 left brace expected.'],
  ['if (known { break; } zz;', '1:12 expecting right paren.'],
  ['if { }', '1:1 boolean expression expected.', '1:1 expecting a parameter or declaration'],
  ['if known { } else 5;', '1:15 left brace or if expected.'],
  ['if known { set zz = 1;', '1:23 right brace expected.'],
  ['if not zz { }', '1:9 boolean expression expected'],
  ['if zz ~= { }', '1:8 expecting right-hand side.'],
  ['if zz ! 3 { }', '1:8 ! in boolean context without ='],
  ['if zz ~ 3 { }', '1:8 expecting ~= or ~~ operator'],
  ['if known and "a" { }', '1:15 illegal expression relating different types'],
  ['if check "x" { }', '1:11 unknown collection.', '1:11 expecting a parameter or declaration'],
  ['if exists 5 { }', '1:12 expecting identifier after option keyword.'],
  ['on foo { }', '1:5 expecting a lease event type'],
  ['on commit { set 5 = 3; } zz;', "1:18 5 can't be a variable name"],
  ['switch zz { }', '1:9 expecting left brace.'],
  ['case 5: break;', '1:1 case statement in inappropriate scope.'],
  ['define zz (qq rr) { }', '1:16 expecting right paren.'],
  ['set zz "x";', "1:9 expecting '=' in set statement."],
  ['set zz = ;', '1:9 expecting expression.', '1:11 expecting a parameter or declaration'],
  ['set zz = 5 + 3;', '1:15 expecting numeric expressions'],
  ['set zz = concat("a" "b");', '1:22 comma expected.'],
  ['set zz = substring("a", "b", 1);', '1:26 Expecting a numeric expression.'],
  ['set zz = encode-int(5, 9);', '1:25 unsupported integer size 9'],
  ['zz();', '1:4 expecting expression.'],
  ['log(info "a");', '1:11 comma expected.'],
  ['log();'],
  ['eval ;', '1:1 expecting data expression.', '1:7 expecting a parameter or declaration'],
  ['add foo;', '1:6 expecting class name.'],
  ['bad;', '1:1 bad exceeds max (255) for precision.'],
  ['x;', '1:1 Bogus number x: digit 33 not in base 16'],
  ['option host-name = ;', '1:19 expecting a parameter or declaration'],
  ['ddns-hostname = "x"', '1:18 semicolon expected.', '1:18 expecting a parameter or declaration'],
  ['INTERFACESv4="eth0"', '1:14 semicolon expected.'],
  ['class "x" { match if known', '1:23 semicolon expected.', '1:23 unexpected end of file'],
  ['option host-name "abc', '1:19 eof in string constant'],
  ['option host-name "a\\xgg";', '1:19 invalid hex digit: 67'],
  ['group { group {', '1:16 unexpected end of file', '1:16 unexpected end of file'],
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
    expect(findings(`option ${'z'.repeat(1500)} 1;`)).toEqual(['1:9 token larger than internal buffer']);
    expect(findings(`option o1 ${'1'.repeat(1500)};`)).toEqual(['1:12 numeric token larger than internal buffer']);
    expect(parse(`zz;${' '.repeat(1500)}`).diagnostics[0]?.severity).toBe('fatal');
  });

  it('takes octet 255 for the end of the file', () => {
    expect(parse('zz;\xffv2;').statements).toHaveLength(1);
  });
});
