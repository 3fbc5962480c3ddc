import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hex } from '../../src/kernel/bytes.ts';
import { formatOf } from '../../src/options/format.ts';
import type { ValuePart } from '../../src/options/kinds/kind.ts';
import { readOptionValue } from '../../src/options/read.ts';
import { newRegistry } from '../../src/options/registry.ts';
import { cursorOver } from './config-tokens.ts';

/** Octets in hexadecimal, host names as they are, with `!` where one address only is wanted. */
const show = (part: ValuePart): string =>
  part.kind === 'octets' ? hex(part.data) : `${part.name}${part.single ? '!' : ''}`;

function read(letters: string, text: string) {
  const cursor = cursorOver(text);
  const result = readOptionValue(formatOf(letters), cursor);
  return { result, rest: cursor.peek().text };
}

function partsOf(letters: string, text: string): string {
  const { result } = read(letters, text);
  return result.ok ? result.parts.map(show).join(' ') : `${result.error.kind} at ${result.error.token.text}`;
}

function complaintsOf(letters: string, text: string): string[] {
  return read(letters, text).result.complaints.map((complaint) => `${complaint.kind} at ${complaint.token.text}`);
}

describe('a value is read up to its semicolon', () => {
  test.each<[string, string, string]>([
    ['I', '192.0.2.1;', 'c0000201'],
    ['I', 'ns.example.org;', 'ns.example.org!'],
    ['I', 'ns;', 'ns!'],
    ['I', '10;', '10!'],
    ['I', '10.example;', '10.example!'],
    ['I', '10.;', '10.!'],
    ['I', 'add.example.;', 'add.example.!'],
    ['IA', '192.0.2.1, ns.example.org;', 'c0000201 ns.example.org'],
    ['Ia', '192.0.2.1, ns;', 'c0000201 ns'],
    ['IIA', '192.0.2.1 192.0.2.2, a b;', 'c0000201 c0000202 a! b!'],
    ['fIa', 'on a, b;', '01 a! b'],
    ['IaB', '192.0.2.1, 192.0.2.2 7;', 'c0000201 c0000202 07'],
    ['IaB', 'a, b 7;', 'a b 07'],
    ['IaBa', 'a 1, 2;', 'a 01 02'],
    ['6', '2001:db8::1;', '20010db8000000000000000000000001'],
    ['6', '::192.0.2.1;', '000000000000000000000000c0000201'],
    ['6A', 'add::1, ::;', `0add${'0'.repeat(27)}1 ${'0'.repeat(32)}`],
    ['B', '255;', 'ff'],
    ['b', '-1;', 'ff'],
    ['S', '0x1f;', '001f'],
    ['s', '-2;', 'fffe'],
    ['L', '0600;', '00000180'],
    ['l', '-5;', 'fffffffb'],
    ['BA', '1, 2, 3;', '01 02 03'],
    ['T', '600;', '00000258'],
    ['T', 'INFINITE;', 'ffffffff'],
    ['f', 'true;', '01'],
    ['f', 'ON;', '01'],
    ['f', 'false;', '00'],
    ['f', 'off;', '00'],
    ['f', 'ignore;', '02'],
    ['t', '"some text";', '736f6d652074657874'],
    ['t', 'word;', '776f7264'],
    ['t', 'if;', '6966'],
    ['X', '"text";', '74657874'],
    ['X', '0:1b:FF;', '001bff'],
    ['X', 'ef;', 'ef'],
    ['Eagent.', '01:02;', '0102'],
    ['E.', '"raw";', '726177'],
    ['d', 'a.example;', '0161076578616d706c6500'],
    ['d', '5;', '013500'],
    ['D', '"a.b", "c";', '0161016200016300'],
    ['Dc', '"a.b", "c.b";', '01610162000163c002'],
    ['Nstatus-codes.to', 'NoBinding "x";', '0003 78'],
    ['Nstatus-codes.to', 'success;', '0000'],
    ['Nddns-styles.', 'interim;', '02'],
    ['fto', 'true;', '01'],
    ['fto', 'true "x";', '01 78'],
    ['U', 'MSFT;', '4d534654'],
    ['k', '"a key";', '61206b6579'],
    ['k', 'key.example.;', '6b65792e6578616d706c652e'],
    ['Z', ';', ''],
    ['BIID', '1 192.0.2.1 192.0.2.2 "a";', '01 c0000201 c0000202 016100'],
  ])('%s %s', (letters, text, parts) => {
    expect(partsOf(letters, text)).toBe(parts);
    expect(complaintsOf(letters, text)).toEqual([]);
    expect(read(letters, text).rest).toBe(';');
  });
});

describe('a value is refused at the token that does not fit', () => {
  test.each<[string, string, string]>([
    ['I', '{', 'expecting-address at {'],
    ['I', ';', 'expecting-address at ;'],
    ['I', '"192.0.2.1";', 'expecting-address at "192.0.2.1"'],
    ['I', '192.0.2;', 'too-few-numbers at ;'],
    ['I', '192.0 }', 'too-few-numbers at }'],
    ['I', '192.0.2.x;', 'expecting-numeric-value at x'],
    ['I', '192.0.2.', 'unexpected-end at '],
    ['6', '2001:db8:;', 'bad-ip6-address at :'],
    ['6', 'example;', 'bad-ip6-address at example'],
    ['6', `${'0'.repeat(50)}::;`, `bad-ip6-address at ${'0'.repeat(50)}`],
    ['B', 'many;', 'expecting-number at many'],
    ['L', '"5";', 'expecting-number at "5"'],
    ['T', 'never;', 'expecting-number at never'],
    ['f', 'yes;', 'expecting-boolean at yes'],
    ['f', '1;', 'expecting-identifier at 1'],
    ['t', '5;', 'expecting-string at 5'],
    ['X', 'word;', 'expecting-string-or-hex at word'],
    ['X', 'add:00;', 'expecting-string-or-hex at add'],
    ['X', '00:add;', 'expecting-hex-number at add'],
    ['Eagent.', ';', 'expecting-string-or-hex at ;'],
    ['D', 'a.b;', 'expecting-domain-string at a'],
    ['D', '"a..b";', 'bad-domain-list at "a..b"'],
    ['Dc', '"a", b;', 'expecting-domain-string at b'],
    ['d', '"a.b";', 'not-a-domain-name at "a.b"'],
    ['Nddns-styles.', '2;', 'expecting-enumeration-name at 2'],
    ['Nddns-styles.', 'Interim;', 'unknown-enumeration-name at Interim'],
    ['Nnosuch.', 'interim;', 'unknown-enumeration-name at interim'],
    ['U', '"MSFT";', 'expecting-identifier at "MSFT"'],
    ['k', ';', 'not-a-key-name at ;'],
    ['Z', '1;', 'expecting-semicolon at 1'],
    ['F', 'true;', 'no-format at true'],
    ['', '1;', 'no-format at 1'],
    ['IaB', 'a, ;', 'expecting-address at ;'],
  ])('%s %s', (letters, text, error) => {
    expect(partsOf(letters, text)).toBe(error);
  });

  test('what was understood before is not kept', () => {
    expect(partsOf('IA', '192.0.2.1, ;')).toBe('expecting-address at ;');
  });
});

describe('a fault that does not stop the reading is a complaint', () => {
  test.each<[string, string, string, string]>([
    ['B', '300;', 'exceeds-max at 300', '2c'],
    ['S', '09;', 'bogus-digit at 09', '0000'],
    ['I', '192.0.2.300;', 'exceeds-max at 300', 'c000022c'],
    ['X', '1:fff;', 'exceeds-max at fff', '01ff'],
    ['X', 'x;', 'bogus-digit at x', '00'],
  ])('%s %s', (letters, text, complaint, parts) => {
    expect(complaintsOf(letters, text)).toEqual([complaint]);
    expect(partsOf(letters, text)).toBe(parts);
  });

  test('a wrong domain name is both: its fault, and that it is none', () => {
    const { result } = read('d', `${'x'.repeat(64)}.example;`);
    expect(result.complaints.map(({ kind }) => kind)).toEqual(['bad-domain-name']);
    expect(!result.ok && result.error.kind).toBe('not-a-domain-name');
  });
});

describe('the reference reads some values in its own way', () => {
  test('an optional field that is not understood is swallowed', () => {
    expect(partsOf('fto', 'true 5;')).toBe('01');
    expect(read('fto', 'true 5;').rest).toBe(';');
  });

  test('an address of three numbers goes on in the next statement', () => {
    const text = '192.0.2; option domain-name "x";';
    expect(complaintsOf('I', text)).toEqual(['too-few-numbers at ;']);
    expect(partsOf('I', text)).toBe('option!');
    expect(read('I', text).rest).toBe('domain-name');
  });

  test('a blank ends an IPv6 address', () => {
    expect(read('6', '2001:db8:: 1;').rest).toBe('1');
  });

  test('a comma behind a value that is no array stays', () => {
    expect(read('I', '192.0.2.1, 192.0.2.2;').rest).toBe(',');
  });

  test.each([
    ['X', ';', true],
    ['D', ';', true],
    ['t', ';', false],
    ['B', ';', false],
  ])('after a missing value %s %s the skipping goes past the semicolon: %s', (letters, text, skipsOn) => {
    const { result } = read(letters, text);
    expect(!result.ok && result.error.skipsOn === true).toBe(skipsOn);
  });
});

test('no tokens make any format throw', () => {
  const words = ['10', '192.0.2.1', '-', 'x', '"a"', ',', ':', '.', '{', ';', 'true', '2001:db8::', 'a.b', '0x', ''];
  const formats = [...newRegistry().spaces()].flatMap((space) => [...newRegistry().definitions(space.name)]);
  const text = fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((all) => all.join(' '));
  fc.assert(
    fc.property(fc.constantFrom(...formats), text, ({ format }, value) => {
      const result = readOptionValue(format, cursorOver(value));
      return result.ok ? result.parts.length >= 0 : result.error.token !== undefined;
    }),
    { numRuns: 1000 },
  );
});
