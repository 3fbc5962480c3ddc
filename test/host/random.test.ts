import { describe, expect, it } from 'vitest';
import { newSystemRng } from '../../src/host/random.ts';

describe('random numbers of the system', () => {
  it('are unsigned 32-bit integers that do not repeat with the buffer', () => {
    const rng = newSystemRng();
    const numbers = Array.from({ length: 5000 }, () => rng.u32());
    expect(numbers.every((n) => Number.isInteger(n) && n >= 0 && n <= 0xffffffff)).toBe(true);
    expect(new Set(numbers).size).toBeGreaterThan(4990);
    const mean = numbers.reduce((sum, n) => sum + n, 0) / numbers.length / 0x100000000;
    expect(mean).toBeGreaterThan(0.45);
    expect(mean).toBeLessThan(0.55);
  });
});
