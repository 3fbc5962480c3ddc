import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ipv4, ipv6 } from '../../src/kernel/address.ts';
import { fromHex, hex } from '../../src/kernel/bytes.ts';
import { formatOf } from '../../src/options/format.ts';
import { decodeValues, encodeValues, type FieldValue, hasText, withoutTrailingNuls } from '../../src/options/value.ts';

const integer = (value: number): FieldValue => ({ type: 'integer', value });
const names = (...all: string[]): FieldValue => ({ type: 'names', names: all });
const data = (octets: string): FieldValue => ({ type: 'octets', data: fromHex(octets) });

describe('values and their octets', () => {
  test.each<[string, FieldValue[], string]>([
    ['I', [{ type: 'ip4', address: ipv4(0xc0000201) }], 'c0000201'],
    ['6', [{ type: 'ip6', address: ipv6(1n) }], `${'0'.repeat(31)}1`],
    ['b', [integer(-1)], 'ff'],
    ['B', [integer(255)], 'ff'],
    ['s', [integer(-32768)], '8000'],
    ['l', [integer(-2)], 'fffffffe'],
    ['L', [integer(0xffffffff)], 'ffffffff'],
    ['T', [integer(600)], '00000258'],
    ['f', [{ type: 'flag', value: true }], '01'],
    ['F', [{ type: 'flag', value: false }], '00'],
    ['t', [data('6162')], '6162'],
    ['U', [data('6162')], '6162'],
    ['k', [data('6162')], '6162'],
    ['X', [data('00ff')], '00ff'],
    ['Eagent.', [data('0100')], '0100'],
    ['Z', [data('')], ''],
    ['d', [names('a.b')], '0161016200'],
    ['D', [names('a', 'b')], '016100016200'],
    ['Dc', [names('a.b', 'c.b')], '01610162000163c002'],
    ['Nstatus-codes.', [integer(5)], '0005'],
    ['Nnosuch.', [integer(5)], '05'],
    ['fto', [{ type: 'flag', value: true }], '01'],
    ['fto', [{ type: 'flag', value: true }, data('78')], '0178'],
    ['BSA', [integer(1), integer(2), integer(3), integer(4)], '010002030004'],
    ['BSa', [integer(1), integer(2), integer(3)], '0100020003'],
  ])('%s, row %#', (letters, values, octets) => {
    const format = formatOf(letters);
    expect(hex(encodeValues(format, values) ?? fromHex('dead'))).toBe(octets);
    expect(decodeValues(format, fromHex(octets))).toEqual(values);
  });

  test.each<[string, FieldValue[]]>([
    ['I', [integer(1)]],
    ['6', [integer(1)]],
    ['B', [integer(256)]],
    ['b', [integer(-129)]],
    ['B', [data('01')]],
    ['f', [integer(1)]],
    ['t', [integer(1)]],
    ['X', [integer(1)]],
    ['Z', [data('01')]],
    ['d', [names('a', 'b')]],
    ['d', [names('a..b')]],
    ['d', [integer(1)]],
    ['D', [names('a..b')]],
    ['D', [integer(1)]],
    ['Nstatus-codes.', [integer(65536)]],
    ['B', [integer(1), integer(2)]],
    ['', [integer(1)]],
  ])('%s cannot hold a value of another kind or size, row %#', (letters, values) => {
    expect(encodeValues(formatOf(letters), values)).toBeUndefined();
  });

  test.each([
    ['I', 'c00002'],
    ['I', 'c000020100'],
    ['6', '00'],
    ['S', '00'],
    ['f', ''],
    ['IIA', 'c0000201'],
    ['IA', ''],
    ['BSa', '01'],
    ['Z', '00'],
    ['d', '0361'],
    ['d', '01610000'],
    ['D', '016100036100'],
    ['Nstatus-codes.', '00'],
  ])('%s does not fit %s', (letters, octets) => {
    expect(decodeValues(formatOf(letters), fromHex(octets))).toBeUndefined();
  });
});

describe('laws of every format', () => {
  const anyLetters = fc.constantFrom(
    ...['I', '6', 'b', 'B', 's', 'S', 'l', 'L', 'T', 't', 'X', 'D', 'd', 'Z', 'U', 'k', 'E.', 'Nstatus-codes.'],
    ...['IA', 'IIA', '6A', 'BA', 'SIA', 'BSa', 'Bt', 'LX', 'dB', 'BD', 'Nstatus-codes.to', 'BIID', 'BB6Ia', '6BD'],
  );

  test('octets that decode are encoded to themselves', () => {
    fc.assert(
      fc.property(anyLetters, fc.uint8Array({ maxLength: 48 }), (letters, octets) => {
        const format = formatOf(letters);
        const values = decodeValues(format, octets);
        if (!values) return true;
        const again = encodeValues(format, values);
        // Compressed names come out uncompressed.
        return again !== undefined && (/[Dd]/.test(letters) || hex(again) === hex(octets));
      }),
      { numRuns: 3000 },
    );
  });

  test('every truncation of a fixed record is refused', () => {
    for (const letters of ['I', '6', 'S', 'L', 'BBS', 'II', 'Nstatus-codes.']) {
      const whole = new Uint8Array(16).fill(1);
      const format = formatOf(letters);
      const size = [...whole.keys()].map((n) => n + 1).find((n) => decodeValues(format, whole.subarray(0, n))) ?? 0;
      expect(size).toBeGreaterThan(0);
      for (let n = 0; n < size; n++) expect(decodeValues(format, whole.subarray(0, n))).toBeUndefined();
    }
  });

  test('a format without fields holds nothing', () => {
    expect(decodeValues(formatOf('A'), fromHex(''))).toEqual([]);
    expect(decodeValues(formatOf('A'), fromHex('00'))).toBeUndefined();
  });
});

describe('NULs at the end of received text (RFC 2132 §2)', () => {
  test.each([
    ['t', true],
    ['k', true],
    ['fto', true],
    ['Nstatus-codes.to', true],
    ['bEagent.t', true],
    ['X', false],
    ['IA', false],
    ['dt', false],
    ['Dt', false],
    ['IaBt', false],
    ['I', false],
  ])('format %s is text: %s', (letters, wanted) => {
    expect(hasText(formatOf(letters))).toBe(wanted);
  });

  test.each([
    ['t', '61620000', '6162'],
    ['t', '610062', '610062'],
    ['t', '0000', ''],
    ['ft', '0000', '00'],
    ['X', '6100', '6100'],
  ])('%s %s is stored as %s', (letters, received, stored) => {
    expect(hex(withoutTrailingNuls(formatOf(letters), fromHex(received)))).toBe(stored);
  });
});
