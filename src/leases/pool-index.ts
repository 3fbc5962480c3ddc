import type { Pool4 } from '../config/config.ts';
import type { Ipv4 } from '../kernel/scalars.ts';
import { PoolQueues } from './pool-queues.ts';

interface Section {
  readonly low: number;
  readonly high: number;
  readonly queues: PoolQueues;
}

/** Finds the pool of an address among all ranges by bisection. */
export class PoolIndex {
  readonly #byPool = new Map<Pool4, PoolQueues>();
  #sections: Section[] = [];

  get(pool: Pool4): PoolQueues | undefined {
    return this.#byPool.get(pool);
  }

  add(pools: Iterable<Pool4>): void {
    for (const pool of pools) {
      if (this.#byPool.has(pool)) continue;
      const queues = new PoolQueues(pool);
      this.#byPool.set(pool, queues);
      for (const { low, high } of pool.ranges) this.#sections.push({ low, high, queues });
    }
    this.#sections.sort((a, b) => a.low - b.low);
  }

  /** In order of address. */
  sections(): readonly Section[] {
    return this.#sections;
  }

  poolOf(ip: Ipv4): PoolQueues | undefined {
    let low = 0;
    let high = this.#sections.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const section = this.#sections[middle] as Section;
      if (ip < section.low) high = middle - 1;
      else if (ip > section.high) low = middle + 1;
      else return section.queues;
    }
    return undefined;
  }
}
