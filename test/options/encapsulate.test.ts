import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, hex } from '../../src/kernel/bytes.ts';
import type { OptionSpace } from '../../src/options/definition.ts';
import { decodeSpace, encodeSpace } from '../../src/options/encapsulate.ts';
import { newRegistry } from '../../src/options/registry.ts';

const registry = newRegistry();
const AGENT = registry.space('agent') as OptionSpace;
const DHCP = registry.space('dhcp') as OptionSpace;
const NWIP = registry.space('nwip') as OptionSpace;
const VSIO = registry.space('vsio') as OptionSpace;
const FQDN = registry.space('fqdn') as OptionSpace;
const space = (codeWidth: 1 | 2 | 4, lengthWidth: 1 | 2): OptionSpace => ({ name: 'site', codeWidth, lengthWidth });

const encode = (of: OptionSpace, ...options: [number, string][]): string =>
  hex(
    encodeSpace(
      of,
      options.map(([code, data]) => ({ code, data: fromHex(data) })),
    ),
  );

const decode = (of: OptionSpace, data: string): [number, string][] | undefined => {
  const options = decodeSpace(of, fromHex(data.replaceAll(' ', '')));
  return options && [...options].map(([code, value]) => [code, hex(value)]);
};

describe('widths of code and length', () => {
  test.each<[1 | 2 | 4, 1 | 2, string]>([
    [1, 1, '0102abcd'],
    [1, 2, '010002abcd'],
    [2, 1, '000102abcd'],
    [2, 2, '00010002abcd'],
    [4, 1, '0000000102abcd'],
    [4, 2, '000000010002abcd'],
  ])('%d and %d', (codeWidth, lengthWidth, octets) => {
    const of = space(codeWidth, lengthWidth);
    expect(encode(of, [1, 'abcd'])).toBe(octets);
    expect(decode(of, octets)).toEqual([[1, 'abcd']]);
  });

  test('a space without length field holds one option to the end of the data', () => {
    expect(encode(VSIO, [2495, '0102'])).toBe('000009bf0102');
    expect(decode(VSIO, '000009bf0102')).toEqual([[2495, '0102']]);
  });
});

describe('order and repetition', () => {
  test('options go out in the order given', () => {
    expect(encode(AGENT, [2, '02'], [1, '01'])).toBe('020102010101');
  });

  test('the first of several options with one code counts', () => {
    expect(decode(AGENT, '0101aa 0101bb')).toEqual([[1, 'aa']]);
  });

  test('in the main space they are joined (RFC 3396)', () => {
    expect(decode(DHCP, '0c01aa 0c01bb')).toEqual([[12, 'aabb']]);
  });

  test('a value beyond 255 octets goes out in pieces', () => {
    const encoded = encode(DHCP, [43, 'aa'.repeat(300)]);
    expect(encoded.startsWith('2bff')).toBe(true);
    expect(encoded.slice(2 * 257, 2 * 259)).toBe('2b2d');
    expect(decode(DHCP, encoded)).toEqual([[43, 'aa'.repeat(300)]]);
  });

  test('an empty value is carried', () => {
    expect(encode(AGENT, [19, ''])).toBe('1300');
    expect(decode(AGENT, '1300')).toEqual([[19, '']]);
  });
});

describe('ends and paddings', () => {
  test('code 0 is padding where 255 ends the options', () => {
    expect(decode(DHCP, '00 0c01aa ff 0d01bb')).toEqual([[12, 'aa']]);
  });

  test('elsewhere code 0 ends them and 255 is a code', () => {
    expect(decode(AGENT, 'ff01aa 00 0101bb')).toEqual([[255, 'aa']]);
  });

  test('an octet that is no whole code is no option', () => {
    expect(decode(space(2, 2), '0001000000')).toEqual([[1, '']]);
  });
});

test.each([
  ['a missing length', '01'],
  ['a value cut short', '0102aa'],
  ['a fault behind a good option', '0101aa0205'],
])('%s spoils the whole', (_rule, data) => {
  expect(decode(AGENT, data)).toBeUndefined();
});

describe('NetWare/IP (RFC 2242 §3)', () => {
  test('options are announced by the first', () => {
    expect(encode(NWIP, [5, '01'])).toBe('0200050101');
  });

  test('their absence is an option, too', () => {
    expect(encode(NWIP)).toBe('01020100');
  });
});

test('the virtual spaces have encodings of their own', () => {
  const fqdn6 = registry.space('fqdn6-if-you-see-me-its-a-bug-bug-bug') as OptionSpace;
  expect(encode(FQDN, [2, '01'], [8, '6162'])).toBe('0100006162');
  expect(decode(FQDN, '0100006162')).toContainEqual([8, '6162']);
  expect(encode(fqdn6, [8, '6162'])).toBe('0002616200');
  expect(decode(fqdn6, '0002616200')).toContainEqual([8, '6162']);
});

describe('laws of every width', () => {
  const widths = fc.tuple(fc.constantFrom<1 | 2 | 4>(1, 2, 4), fc.constantFrom<1 | 2>(1, 2));

  test('what was encoded is decoded', () => {
    const options = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 255 }), fc.uint8Array({ maxLength: 200 })), {
      selector: ([code]) => code,
      maxLength: 5,
    });
    fc.assert(
      fc.property(widths, options, ([codeWidth, lengthWidth], all) => {
        const of = space(codeWidth, lengthWidth);
        const decoded = decodeSpace(
          of,
          encodeSpace(
            of,
            all.map(([code, data]) => ({ code, data })),
          ),
        );
        expect(decoded).toEqual(new Map(all));
      }),
    );
  });

  test('no octets throw', () => {
    const spaces = fc.constantFrom(...registry.spaces());
    fc.assert(
      fc.property(spaces, fc.uint8Array({ maxLength: 40 }), (of, data) => {
        const decoded = decodeSpace(of, data);
        return decoded === undefined || decoded instanceof Map;
      }),
      { numRuns: 2000 },
    );
  });
});
