import { randomFillSync } from 'node:crypto';
import { readU32 } from '../kernel/bytes.ts';
import type { Rng } from '../kernel/ports.ts';

const BUFFERED = 4096;

/** Unpredictable numbers from the operating system, fetched a page at a time: one call costs more than one number. */
export function newSystemRng(): Rng {
  const buffer = new Uint8Array(BUFFERED);
  let at = BUFFERED;
  return {
    u32() {
      if (at === BUFFERED) {
        randomFillSync(buffer);
        at = 0;
      }
      const value = readU32(buffer, at);
      at += 4;
      return value >>> 0;
    },
  };
}
