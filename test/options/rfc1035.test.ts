import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, hex, latin1 } from '../../src/kernel/bytes.ts';
import {
  compressNames,
  labelsOfWire,
  nameLength,
  nameToWire,
  unpackName,
  wireToName,
} from '../../src/options/rfc1035.ts';

const wire = (name: string): Uint8Array => nameToWire(name) ?? new Uint8Array(0);

/** Names of printable labels that fit. */
const anyName = fc
  .array(
    fc.string({
      unit: fc.integer({ min: 1, max: 255 }).map((c) => String.fromCharCode(c)),
      minLength: 1,
      maxLength: 20,
    }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((labels) =>
    wireToName(
      concat(...labels.map((l) => Uint8Array.of(l.length, ...[...l].map((c) => c.charCodeAt(0)))), Uint8Array.of(0)),
    ),
  );

describe('names as text', () => {
  test.each([
    ['a.example', '01 61 07 6578616d706c65 00'],
    ['a.example.', '01 61 07 6578616d706c65 00'],
    ['', '00'],
    ['.', '00'],
    ['a\\.b', '03 612e62 00'],
    ['\\065', '01 41 00'],
    ['\\255', '01 ff 00'],
    ['a\\', '01 61 00'],
    ['a\0rest', '01 61 00'],
  ])('%j', (name, octets) => {
    expect(hex(wire(name))).toBe(octets.replaceAll(' ', ''));
  });

  test.each([
    ['an empty label inside', 'a..b'],
    ['an empty label in front', '.a'],
    ['two dots', '..'],
    ['two dots at the end', 'a..'],
    ['a label of 64 octets', 'x'.repeat(64)],
    ['256 octets', `${'x'.repeat(63)}.${'x'.repeat(63)}.${'x'.repeat(63)}.${'x'.repeat(62)}`],
    ['an escape of one digit', 'a\\1'],
    ['an escape beyond an octet', 'a\\256'],
  ])('%s is no name', (_rule, name) => {
    expect(nameToWire(name)).toBeUndefined();
  });

  test('a label of 63 octets and a name of 255 are the longest', () => {
    const name = [63, 63, 63, 61].map((n) => 'x'.repeat(n)).join('.');
    expect(wire(name)).toHaveLength(255);
  });

  test('special characters are escaped, blanks and controls are numbers', () => {
    expect(wireToName(fromHex('08222e3b5c40240120'.padEnd(18, '0')))).toBe('\\"\\.\\;\\\\\\@\\$\\001\\032');
    expect(wireToName(fromHex('00'))).toBe('.');
  });

  test('text is read back to the same octets', () => {
    fc.assert(fc.property(anyName, (name) => wireToName(wire(name)) === name));
  });
});

describe('names on the wire', () => {
  test('the length ends with the root label', () => {
    expect(nameLength(fromHex('0161000162'), 0)).toBe(3);
    expect(nameLength(fromHex('0161000162'), 3)).toBeUndefined();
    expect(nameLength(fromHex(''), 0)).toBeUndefined();
  });

  test('labels end with the data where the root is missing', () => {
    expect(Array.from(labelsOfWire(fromHex('01610462')), (label) => latin1(label))).toEqual(['a', 'b']);
  });
});

describe('compression (RFC 1035 §4.1.4)', () => {
  const compress = (...names: string[]): string => hex(compressNames(names.map(wire)));

  test('a suffix that was there before becomes a pointer', () => {
    expect(compress('a.example', 'b.example', 'example')).toBe(
      `${'01610765786d70'.slice(0, 6)}6578616d706c65000162c002c002`,
    );
  });

  test('case does not matter', () => {
    expect(compress('a.EXAMPLE', 'b.example').endsWith('0162c002')).toBe(true);
  });

  test('a name does not point into itself', () => {
    expect(compress('a.a')).toBe('0161016100');
  });

  test('the root is never a pointer', () => {
    expect(compress('a', '')).toBe('016100' + '00');
  });

  test('any list is unpacked to what it was', () => {
    fc.assert(
      fc.property(fc.array(anyName, { minLength: 1, maxLength: 8 }), (names) => {
        const packed = compressNames(names.map(wire));
        const found: string[] = [];
        for (let at = 0; at < packed.length; ) {
          const name = unpackName(packed, at);
          if (!name) return false;
          found.push(wireToName(name.wire));
          at += name.length;
        }
        return found.map((n) => n.toLowerCase()).join(' ') === names.map((n) => n.toLowerCase()).join(' ');
      }),
    );
  });
});

describe('unpacking refuses', () => {
  test.each([
    ['a label cut short', '0361'],
    ['a missing root label', '0161'],
    ['a pointer cut short', '0161c0'],
    ['a pointer beyond the data', 'c040'],
    ['a pointer to itself', 'c000'],
    ['two pointers in a circle', '0161c000'],
    ['the reserved length bits', `41${'61'.repeat(70)}00`],
    ['no data', ''],
  ])('%s', (_rule, octets) => {
    expect(unpackName(fromHex(octets), 0)).toBeUndefined();
  });

  test('names that grow beyond 255 octets', () => {
    const label = `3f${'61'.repeat(63)}`;
    expect(unpackName(fromHex(`${label.repeat(4)}00`), 0)).toBeUndefined();
  });

  test('nothing else, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat({ max: 64 }), (data, at) => {
        const name = unpackName(data, at);
        return name === undefined || (name.length > 0 && at + name.length <= data.length);
      }),
    );
  });
});
