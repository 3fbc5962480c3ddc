import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, hex, octets } from '../../src/kernel/bytes.ts';
import type { OptionDefinition } from '../../src/options/definition.ts';
import { formatOf } from '../../src/options/format.ts';
import { printOption, UNPRINTABLE } from '../../src/options/print.ts';
import { readOptionValue } from '../../src/options/read.ts';
import { cursorOver } from './config-tokens.ts';

const definition = (letters: string): OptionDefinition => ({
  space: 'dhcp',
  code: 224,
  name: 'x',
  format: formatOf(letters),
});

const inLeaseFile = (letters: string, data: Uint8Array): string => printOption(definition(letters), data, 'lease-file');
const forScript = (letters: string, data: Uint8Array): string => printOption(definition(letters), data, 'script');

describe('values print as the reference prints them', () => {
  test.each<[string, string, string, string]>([
    ['I', 'c0000201', '192.0.2.1', '192.0.2.1'],
    ['IA', 'c0000201 c0000202', '192.0.2.1,192.0.2.2', '192.0.2.1 192.0.2.2'],
    [
      'IIA',
      'c0000201c0000202 c0000203c0000204',
      '192.0.2.1 192.0.2.2,192.0.2.3 192.0.2.4',
      '192.0.2.1 192.0.2.2 192.0.2.3 192.0.2.4',
    ],
    ['fIa', '01c0000201c0000202', 'true 192.0.2.1,192.0.2.2', 'true 192.0.2.1 192.0.2.2'],
    ['IaB', 'c0000201c0000202', '192.0.2.1,192.0.2.2', '192.0.2.1 192.0.2.2'],
    ['6', `20010db8${'0'.repeat(23)}1`, '2001:db8::1', '2001:db8::1'],
    ['b', 'ff', '-1', '-1'],
    ['B', 'ff', '255', '255'],
    ['s', 'fffe', '-2', '-2'],
    ['S', 'fffe', '65534', '65534'],
    ['l', 'ffffffff', '-1', '-1'],
    ['L', 'ffffffff', '4294967295', '4294967295'],
    ['BA', '0103', '1,3', '1 3'],
    ['T', 'ffffffff', '4294967295', '4294967295'],
    ['f', '02', 'true', 'true'],
    ['f', '00', 'false', 'false'],
    ['F', '00', 'true', 'true'],
    ['t', '666f6f', '"foo"', 'foo'],
    ['t', '666f6f00', '"foo"', 'foo'],
    ['t', '', '""', ''],
    ['X', '666f6f', '"foo"', 'foo'],
    ['X', '666f6f00', '"foo"', 'foo'],
    ['X', '00010aff', '0:1:a:ff', '0:1:a:ff'],
    ['X', '', '""', ''],
    ['Eagent.', '0102', '1:2', '1:2'],
    ['E.', '6162', '"ab"', 'ab'],
    ['BX', '001122', '011:22', '011:22'],
    ['BX', '2041', '32 "A"', '32 A'],
    ['d', '016107 6578616d706c65 00', 'a.example.', 'a.example.'],
    ['D', '016100 016200', '"a.", "b."', 'a. b.'],
    ['Dc', '016107 6578616d706c65 00 0162c002', '"a.example.", "b.example."', 'a.example. b.example.'],
    ['Z', '', '', ''],
    ['Nstatus-codes.to', '000378', 'NoBinding "x"', 'NoBinding x'],
    ['Nstatus-codes.to', '0003', 'NoBinding', 'NoBinding'],
    ['Nstatus-codes.to', '1234', '4660', '4660'],
    ['Nnosuch.', '05', '5', '5'],
    ['fto', '01', 'true', 'true'],
    ['fto', '0178', 'true "x"', 'true x'],
    ['BB6Ia', `0e20${'0'.repeat(31)}1c0000201`, '14 32 ::1 192.0.2.1', '14 32 ::1 192.0.2.1'],
    ['BIID', '01c0000201c0000202016100', '1 192.0.2.1 192.0.2.2 "a."', '1 192.0.2.1 192.0.2.2 a.'],
  ])('%s %s', (letters, data, leaseFile, script) => {
    const value = fromHex(data.replaceAll(' ', ''));
    expect([inLeaseFile(letters, value), forScript(letters, value)]).toEqual([leaseFile, script]);
  });

  test('quotes, shell characters and what cannot be printed are escaped in both styles', () => {
    const value = octets('a"b\'c$d`e\\f|g&h\ti\xff');
    const escaped = 'a\\"b\\\'c\\$d\\`e\\\\f\\|g\\&h\\011i\\377';
    expect([inLeaseFile('t', value), forScript('t', value)]).toEqual([`"${escaped}"`, escaped]);
  });

  test('only a NUL at the very end is left out', () => {
    expect(inLeaseFile('t', fromHex('61006200'))).toBe('"a\\000b"');
  });
});

describe('octets that do not fit the format', () => {
  test.each([
    ['I', 'c00002'],
    ['IA', ''],
    ['IIA', 'c0000201'],
    ['fIa', '01c000'],
    ['d', '0361'],
    ['d', ''],
    ['A', '01'],
    ['ta', '61'],
  ])('too few for %s: %s', (letters, data) => {
    expect(inLeaseFile(letters, fromHex(data))).toBe(UNPRINTABLE);
  });

  test('more than a record has are passed over', () => {
    expect(inLeaseFile('I', fromHex('c000020100'))).toBe('192.0.2.1');
    expect(inLeaseFile('IA', fromHex('c000020100'))).toBe('192.0.2.1');
  });

  test('a list of names ends at the first that is broken', () => {
    expect(inLeaseFile('D', fromHex('0161000561'))).toBe('"a.", ');
    expect(inLeaseFile('D', fromHex('0561'))).toBe('');
  });

  test('an optional value cut short is filled up with zeros', () => {
    expect(inLeaseFile('Nstatus-codes.to', fromHex('00'))).toBe('success');
    expect(inLeaseFile('fto', fromHex(''))).toBe('false');
  });

  test('nothing throws', () => {
    const letters = fc.constantFrom(
      'I',
      'IA',
      'fIa',
      'IaB',
      'BX',
      'D',
      'Dc',
      'd',
      'dI',
      'Id',
      'Nstatus-codes.to',
      'fto',
      '6BD',
      'TA',
      'LX',
    );
    fc.assert(
      fc.property(letters, fc.uint8Array({ maxLength: 40 }), (format, data) => {
        return typeof inLeaseFile(format, data) === 'string' && typeof forScript(format, data) === 'string';
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what is printed for a lease file is read back to the same octets', () => {
  const readBack = (letters: string, data: Uint8Array): string => {
    const result = readOptionValue(formatOf(letters), cursorOver(`${inLeaseFile(letters, data)};`));
    if (!result.ok) return result.error.kind;
    return hex(concat(...result.parts.map((part) => (part.kind === 'octets' ? part.data : new Uint8Array(0)))));
  };

  const exactly = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

  test.each([
    ['IA', 4],
    ['IIA', 8],
    ['6A', 16],
    ['BA', 1],
    ['SA', 2],
    ['LA', 4],
    ['bA', 1],
    ['sA', 2],
    ['lA', 4],
    ['BBS', 4],
  ] as const)('%s', (letters, size) => {
    const records = letters.endsWith('A') ? 4 : 1;
    const data = fc.array(exactly(size), { minLength: 1, maxLength: records }).map((parts) => concat(...parts));
    fc.assert(fc.property(data, (value) => readBack(letters, value) === hex(value)));
  });

  test('octets that are no text', () => {
    const data = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((value) => concat(Uint8Array.of(1), value));
    fc.assert(fc.property(data, (value) => readBack('X', value) === hex(value)));
  });
});
