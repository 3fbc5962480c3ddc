import type { EpochSeconds, Ipv6 } from '../../../kernel/scalars.ts';

const SWEEP_AT = 1024;

/**
 * Addresses and prefixes that a client gave up for others without a word. Their old leases are gone, also from the lease file,
 * but another device may still use them until they would have ended; the reference does not give them away before.
 */
export class Orphans6 {
  readonly #ends = new Map<string, EpochSeconds>();
  #sweepAt = SWEEP_AT;

  add(address: Ipv6, prefixLength: number, ends: EpochSeconds, now: EpochSeconds): void {
    this.#ends.set(key(address, prefixLength), ends);
    if (this.#ends.size >= this.#sweepAt) this.#sweep(now);
  }

  delete(address: Ipv6, prefixLength: number): void {
    if (this.#ends.size > 0) this.#ends.delete(key(address, prefixLength));
  }

  has(address: Ipv6, prefixLength: number, now: EpochSeconds): boolean {
    if (this.#ends.size === 0) return false;
    const ends = this.#ends.get(key(address, prefixLength));
    return ends !== undefined && ends >= now;
  }

  /** Runs when the number has doubled since the last time, so that its cost stays constant per orphan. */
  #sweep(now: EpochSeconds): void {
    for (const [orphan, ends] of this.#ends) if (ends < now) this.#ends.delete(orphan);
    this.#sweepAt = Math.max(SWEEP_AT, 2 * this.#ends.size);
  }
}

const key = (address: Ipv6, prefixLength: number) => `${address}/${prefixLength}`;
