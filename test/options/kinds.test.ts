import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, hex } from '../../src/kernel/bytes.ts';
import type { Field, KindName } from '../../src/options/definition.ts';
import { KINDS } from '../../src/options/kinds/catalogue.ts';
import type { ReadError, Reading, ValuePart } from '../../src/options/kinds/kind.ts';
import { nameToWire } from '../../src/options/rfc1035.ts';
import { cursorOver } from './config-tokens.ts';

const fieldOf = (kind: KindName): Field => (kind === 'enumeration' ? { kind, ref: 'status-codes' } : { kind });

/** Octets of a value read from text, or what stopped the reading. */
function readText(field: Field, text: string): string {
  const parts: ValuePart[] = [];
  const complaints: ReadError[] = [];
  const reading: Reading = { cursor: cursorOver(`${text};`), parts, complaints, uniform: true };
  const error = KINDS[field.kind].read(field, reading) ?? complaints[0];
  return error?.kind ?? hex(concat(...parts.map((part) => (part.kind === 'octets' ? part.data : new Uint8Array(0)))));
}

const octetsOfLength = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z]$/);
const name = fc
  .array(label, { minLength: 1, maxLength: 4 })
  .map((labels) => nameToWire(labels.join('.')) as Uint8Array);
const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}y$/).map((text) => Uint8Array.from(text, (c) => c.charCodeAt(0)));

const VALUES: readonly (readonly [KindName, fc.Arbitrary<Uint8Array>])[] = [
  ['ip4', octetsOfLength(4)],
  ['ip6', octetsOfLength(16)],
  ['int8', octetsOfLength(1)],
  ['int16', octetsOfLength(2)],
  ['int32', octetsOfLength(4)],
  ['uint8', octetsOfLength(1)],
  ['uint16', octetsOfLength(2)],
  ['uint32', octetsOfLength(4)],
  ['leaseTime', octetsOfLength(4)],
  ['flag', fc.constantFrom(fromHex('00'), fromHex('01'))],
  ['text', word],
  ['string', fc.uint8Array({ minLength: 1, maxLength: 30 }).map((data) => concat(Uint8Array.of(0x80), data))],
  ['domainName', name],
  ['domainList', fc.array(name, { minLength: 1, maxLength: 3 }).map((all) => concat(...all))],
  ['domainListCompressed', name],
  ['zeroLength', fc.constant(new Uint8Array(0))],
  ['keyName', word],
  ['encapsulated', octetsOfLength(3).map((data) => concat(Uint8Array.of(1), data))],
  ['enumeration', fc.constantFrom(fromHex('0000'), fromHex('0003'), fromHex('000b'))],
];

describe('laws of every kind', () => {
  test.each(VALUES)('%s: what is printed for a lease file is read back', (kind, values) => {
    const field = fieldOf(kind);
    fc.assert(
      fc.property(values, (data) => {
        expect(readText(field, KINDS[kind].print(field, data, true))).toBe(hex(data));
      }),
    );
  });

  test.each(VALUES)('%s: what is decoded is encoded to the same octets', (kind, values) => {
    const field = fieldOf(kind);
    fc.assert(
      fc.property(values, (data) => {
        const value = KINDS[kind].decode(field, data);
        // The third value of a flag, `ignore`, is true to those who ask for a flag.
        expect(hex((value && KINDS[kind].encode(field, value)) ?? fromHex('dead'))).toBe(hex(data));
      }),
    );
  });

  test.each(VALUES)('%s: a value takes as many octets as the kind says', (kind, values) => {
    const extent = KINDS[kind].extent(fieldOf(kind));
    if (typeof extent !== 'number') return;
    fc.assert(
      fc.property(values, (data) => {
        expect(data).toHaveLength(extent);
        expect(KINDS[kind].decode(fieldOf(kind), concat(data, Uint8Array.of(0)))).toBeUndefined();
      }),
    );
  });
});

test('octets print as text for scripts where they are text', () => {
  const field = fieldOf('string');
  expect(KINDS.string.print(field, fromHex('6162'), false)).toBe('ab');
  expect(KINDS.string.print(field, fromHex('01ff'), false)).toBe('1:ff');
});
