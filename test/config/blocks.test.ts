import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOfRange } from '../../src/config/blocks.ts';
import { RangeRegister } from '../../src/config/range-register.ts';
import { hostMask6, ipv6 } from '../../src/kernel/address.ts';

const addresses = fc.bigInt({ min: 0n, max: 0xffffffffn }).map(ipv6);

describe('blocks of a range', () => {
  it('cover it without gap or overlap, highest first, each aligned', () => {
    fc.assert(
      fc.property(addresses, addresses, (one, other) => {
        const [low = one, high = one] = [one, other].toSorted((a, b) => (a < b ? -1 : 1));
        const blocks = blocksOfRange(one, other);
        let next: bigint = low;
        for (const { start, length } of blocks.toReversed()) {
          expect(start).toBe(next);
          expect(start & hostMask6(length)).toBe(0n);
          next += 1n << BigInt(128 - length);
        }
        expect(next - 1n).toBe(high);
      }),
    );
  });

  it('are as few as can be', () => {
    expect(blocksOfRange(ipv6(0n), ipv6(0xffn))).toEqual([{ start: 0n, length: 120 }]);
    expect(blocksOfRange(ipv6(1n), ipv6(2n))).toEqual([
      { start: 2n, length: 128 },
      { start: 1n, length: 128 },
    ]);
  });

  it('reach up to the last address there is', () => {
    const last = (1n << 128n) - 1n;
    expect(blocksOfRange(ipv6(last), ipv6(last))).toEqual([{ start: last, length: 128 }]);
    expect(blocksOfRange(ipv6(0n), ipv6(last))).toEqual([{ start: 0n, length: 0 }]);
  });
});

describe('the register of ranges', () => {
  const small = fc.integer({ min: 0, max: 60 });

  it('knows exactly the addresses declared before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(small, small), { maxLength: 12 }), (ranges) => {
        const register = new RangeRegister();
        const declared = new Set<number>();
        for (const [a, b] of ranges) {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          const repeated = new Set<number>();
          for (const part of register.declare(low, high))
            for (let address = part.low; address <= part.high; address++) repeated.add(address);
          for (let address = low; address <= high; address++) {
            expect(repeated.has(address)).toBe(declared.has(address));
            declared.add(address);
          }
        }
      }),
    );
  });
});
