import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, hex } from '../../../src/kernel/bytes.ts';
import { decode4 } from '../../../src/wire/v4/decode.ts';
import {
  LARGEST_OPTIONS_AREA,
  optionsAreaSize,
  type PackedOptions,
  type PackRoom,
  packOptions,
} from '../../../src/wire/v4/pack.ts';
import { message4 } from './bytes.ts';

const filled = (code: number, length: number, octet = code) => ({ code, data: new Uint8Array(length).fill(octet) });
const room = (size: number, fields: Partial<PackRoom> = {}): PackRoom => ({
  size,
  fileIsFree: false,
  snameIsFree: false,
  ...fields,
});
const BOTH = { fileIsFree: true, snameIsFree: true };

/** Code and length of every option: `53:1 12:4 end`. */
function outline(area: Uint8Array | undefined): string {
  const found: string[] = [];
  for (let at = 0; area && at < area.length; ) {
    const code = area[at] as number;
    if (code === 255) return [...found, 'end'].join(' ');
    found.push(`${code}:${area[at + 1]}`);
    at += 2 + (area[at + 1] as number);
  }
  return found.join(' ');
}

const outlines = (packed: PackedOptions): string[] =>
  [packed.options, packed.file, packed.sname].map((area) => outline(area));

describe('size of the options area', () => {
  test.each([
    ['nothing asked', undefined, 312],
    ['less than RFC 2131 allows', 300, 312],
    ['576', 576, 312],
    ['1000', 1000, 736],
    ['an Ethernet frame', 1500, 1236],
    ['more than an Ethernet frame', 9000, LARGEST_OPTIONS_AREA],
  ])('%s', (_rule, maximum, size) => {
    expect(optionsAreaSize(maximum)).toBe(size);
  });
});

describe('options go out', () => {
  test('in the order given, then the end option', () => {
    const packed = packOptions([filled(53, 1, 2), filled(1, 4)], room(312));
    expect(hex(packed.options)).toBe('350102010401010101ff');
    expect(packed.file).toBeUndefined();
  });

  test('without the ones that have no value', () => {
    expect(outline(packOptions([filled(53, 1), filled(12, 0), filled(3, 4)], room(312)).options)).toBe('53:1 3:4 end');
  });

  test('not at all when there are none: not even the end option', () => {
    expect(packOptions([], room(312)).options).toHaveLength(0);
  });

  test('in pieces of 255 octets when longer (RFC 3396 §5)', () => {
    expect(outline(packOptions([filled(43, 600)], room(1000)).options)).toBe('43:255 43:255 43:90 end');
  });
});

describe('the last octets of the main area', () => {
  // Cookie 4, option header 2.
  test('belong to the last option alone', () => {
    expect(outline(packOptions([filled(12, 50)], room(57)).options)).toBe('12:50 end');
    expect(outline(packOptions([filled(12, 50)], room(57, { moreAsked: true })).options)).toBe('');
  });

  test('three octets stay free for the overload option behind others', () => {
    expect(outline(packOptions([filled(53, 1), filled(12, 40), filled(3, 4)], room(64)).options)).toBe(
      '53:1 12:40 3:4 end',
    );
    expect(outline(packOptions([filled(12, 51), filled(3, 4)], room(64)).options)).toBe('12:51 3:4 end');
  });

  test('an option that would take the octet of the end option is not the last one that fits', () => {
    expect(outline(packOptions([filled(12, 52), filled(3, 4)], room(64)).options)).toBe('12:52 end');
  });

  test('an option that does not fit whole fills what there is, and is given up when that is not enough', () => {
    expect(outline(packOptions([filled(53, 1), filled(12, 80)], room(64)).options)).toBe('53:1 end');
  });

  test('a smaller one behind it is still sent', () => {
    expect(outline(packOptions([filled(12, 80), filled(53, 1)], room(64)).options)).toBe('53:1 end');
  });
});

describe('overload (RFC 2132 §9.3)', () => {
  test.each<[string, Partial<PackRoom>, string[]]>([
    ['file first', BOTH, ['53:1 52:1 end', '12:100 end', '']],
    ['sname when file is taken', { snameIsFree: true }, ['53:1 12:52 52:1', '', '12:48 end']],
  ])('%s', (_rule, fields, wanted) => {
    const packed = packOptions([filled(53, 1), filled(12, 100)], room(64, fields));
    expect(outlines(packed)).toEqual(wanted);
  });

  test('a value that fits in no area whole is split over all of them', () => {
    const packed = packOptions([filled(53, 1), filled(12, 200)], room(64, BOTH));
    expect(outlines(packed)).toEqual(['53:1 12:52 52:1', '12:125 end', '12:23 end']);
  });

  test('a main area filled to the brim has no end option', () => {
    const { options } = packOptions([filled(53, 1), filled(12, 200)], room(64, BOTH));
    expect(options).toHaveLength(60);
  });

  test.each([
    [{ fileIsFree: true }, 1],
    [{ snameIsFree: true }, 2],
    [BOTH, 3],
  ])('%j: the overload option says which fields are used', (fields, overload) => {
    const { options } = packOptions([filled(53, 1), filled(12, 60), filled(15, 100), filled(17, 40)], room(64, fields));
    expect(hex(options)).toContain(`34010${overload}`);
  });

  test('used fields are whole, padded behind their end option', () => {
    const { file } = packOptions([filled(53, 1), filled(12, 100)], room(64, BOTH));
    expect(file).toHaveLength(128);
    expect(file?.subarray(103).every((octet) => octet === 0)).toBe(true);
  });

  test('what fits nowhere leaves no trace', () => {
    const packed = packOptions([filled(53, 1), filled(12, 400), filled(3, 4)], room(64, BOTH));
    expect(outlines(packed)).toEqual(['53:1 3:4 end', '', '']);
  });
});

describe('relay agent information (RFC 3046 §2.2)', () => {
  const agentOptions = new Uint8Array(20).fill(7);

  test('is the last option, in room of its own', () => {
    const packed = packOptions([filled(53, 1), filled(12, 50)], room(64, { agentOptions }));
    expect(outline(packed.options)).toBe('53:1 12:50 82:20 end');
    expect(outline(packOptions([filled(53, 1), filled(12, 50)], room(64)).options)).toBe('53:1 12:50 end');
  });

  test('comes behind the overload option', () => {
    const packed = packOptions([filled(53, 1), filled(12, 100)], room(64, { ...BOTH, agentOptions }));
    expect(outline(packed.options)).toBe('53:1 52:1 82:20 end');
  });

  test('in pieces when longer than 255 octets', () => {
    const long = new Uint8Array(300).fill(7);
    expect(outline(packOptions([filled(53, 1)], room(312, { agentOptions: long })).options)).toBe(
      '53:1 82:255 82:45 end',
    );
  });

  test('takes room from the options in the largest message', () => {
    const packed = packOptions([filled(43, 1200)], room(LARGEST_OPTIONS_AREA, { agentOptions }));
    expect(outline(packed.options)).not.toContain('43:');
    expect(packed.options).toHaveLength(0);
  });

  test('an empty one is none', () => {
    const packed = packOptions([filled(53, 1)], room(64, { agentOptions: new Uint8Array(0) }));
    expect(outline(packed.options)).toBe('53:1 end');
  });
});

describe('laws', () => {
  const options = fc.uniqueArray(fc.tuple(fc.integer({ min: 54, max: 250 }), fc.integer({ min: 1, max: 400 })), {
    selector: ([code]) => code,
    maxLength: 12,
  });
  const anyRoom = fc.record({
    size: fc.integer({ min: 40, max: LARGEST_OPTIONS_AREA }),
    fileIsFree: fc.boolean(),
    snameIsFree: fc.boolean(),
    moreAsked: fc.boolean(),
  });

  test('what was packed is decoded whole or not at all, and keeps to its room', () => {
    fc.assert(
      fc.property(options, anyRoom, (wanted, limits) => {
        const all = wanted.map(([code, length]) => filled(code, length));
        const packed = packOptions(all, limits);
        expect(packed.options.length + 4).toBeLessThanOrEqual(limits.size);
        const { options: area, ...fields } = packed;
        const decoded = decode4(concat(message4(fields), area));
        if (!decoded.ok) throw new Error(decoded.malformed.kind);
        for (const { code, data } of all) expect(decoded.packet.options.get(code) ?? data).toEqual(data);
      }),
      { numRuns: 500 },
    );
  });

  test('in the largest room everything small is sent', () => {
    const small = fc.uniqueArray(fc.integer({ min: 1, max: 250 }), { maxLength: 40 });
    fc.assert(
      fc.property(small, (codes) => {
        const { options: area } = packOptions(
          codes.map((code) => filled(code, 4)),
          room(LARGEST_OPTIONS_AREA),
        );
        return (
          outline(area) ===
          codes
            .map((code) => `${code}:4`)
            .concat(codes.length > 0 ? 'end' : [])
            .join(' ')
        );
      }),
    );
  });
});
