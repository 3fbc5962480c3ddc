import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Format } from '../../src/options/definition.ts';
import { describeFormat, formatOf, lettersOf } from '../../src/options/format.ts';
import { BUILT_IN_SPACES } from '../../src/options/spaces/catalogue.ts';

describe('format letters', () => {
  test.each<[string, Format]>([
    ['I', { fields: [{ kind: 'ip4' }], repeat: 'none' }],
    ['IA', { fields: [{ kind: 'ip4' }], repeat: 'all' }],
    ['fIa', { fields: [{ kind: 'flag' }, { kind: 'ip4' }], repeat: 'last' }],
    ['fto', { fields: [{ kind: 'flag' }, { kind: 'text', optional: true }], repeat: 'none' }],
    ['IaB', { fields: [{ kind: 'ip4', repeats: true }, { kind: 'uint8' }], repeat: 'none' }],
    ['Dc', { fields: [{ kind: 'domainListCompressed' }], repeat: 'none' }],
    ['BIID', { fields: [{ kind: 'uint8' }, { kind: 'ip4' }, { kind: 'ip4' }, { kind: 'domainList' }], repeat: 'none' }],
    ['E.', { fields: [{ kind: 'encapsulated' }], repeat: 'none' }],
    ['Eagent.', { fields: [{ kind: 'encapsulated', ref: 'agent' }], repeat: 'none' }],
    [
      'Nstatus-codes.to',
      {
        fields: [
          { kind: 'enumeration', ref: 'status-codes' },
          { kind: 'text', optional: true },
        ],
        repeat: 'none',
      },
    ],
    ['', { fields: [], repeat: 'none' }],
  ])('%s', (letters, format) => {
    expect(formatOf(letters)).toEqual(format);
  });

  test('every built-in format is written back as it was read', () => {
    for (const { rows, extensions } of BUILT_IN_SPACES) {
      for (const [, name, letters] of [...rows, ...(extensions ?? [])]) {
        expect([name, lettersOf(formatOf(letters))]).toEqual([name, letters]);
      }
    }
  });

  test('any combination of fields is written back as it was read', () => {
    const letter = fc.constantFrom(
      'I',
      '6',
      'b',
      's',
      'l',
      'B',
      'S',
      'L',
      'f',
      'Dc',
      'd',
      'X',
      't',
      'Ex.',
      'Ny.',
      'T',
      'U',
      'k',
    );
    const letters = fc
      .tuple(fc.array(letter, { minLength: 1, maxLength: 5 }), fc.constantFrom('', 'A', 'a'))
      .map(([fields, repeat]) => fields.join('') + repeat);
    fc.assert(fc.property(letters, (text) => lettersOf(formatOf(text)) === text));
  });

  test('no text of letters throws', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(formatOf(text).fields)));
  });

  test.each([
    ['I', 'ip-address'],
    ['IIA', 'array of { ip-address, ip-address }'],
    ['fIa', '{ boolean, array of ip-address }'],
    ['Dc', 'domain-list compressed'],
    ['Eagent.', 'encapsulate agent'],
    ['E.', 'encapsulate vendor-option-space'],
    ['Nstatus-codes.to', '{ status-codes, text }'],
    ['T', 'leaseTime'],
    ['IaB', '{ array of ip-address, unsigned integer 8 }'],
  ])('%s reads as "%s"', (letters, words) => {
    expect(describeFormat(formatOf(letters))).toBe(words);
  });
});
