import type { Config, Pool6 } from '../config/config.ts';
import { networkOf6 } from '../kernel/address.ts';
import type { Ipv6 } from '../kernel/scalars.ts';
import { Holders6 } from '../leases/holders6.ts';
import type { IaKind } from '../leases/lease6.ts';

/** Finds the pool of an address or prefix: one look-up for each length of pools there is. */
export class Pool6Index {
  readonly #pools = new Map<IaKind, Holders6<Pool6>>();
  readonly #lengths = new Map<IaKind, Set<number>>();

  constructor(config: Config) {
    for (const network of config.sharedNetworks) for (const pool of network.pools6) this.#add(pool);
  }

  find(kind: IaKind, address: Ipv6): Pool6 | undefined {
    for (const length of this.#lengths.get(kind) ?? []) {
      const pool = this.#pools.get(kind)?.get(networkOf6(address, length), length);
      if (pool) return pool;
    }
    return undefined;
  }

  /** Of several pools that are the same block the first one counts. */
  #add(pool: Pool6): void {
    const pools = this.#pools.get(pool.kind) ?? new Holders6<Pool6>();
    this.#pools.set(pool.kind, pools);
    if (!pools.get(pool.start, pool.length)) pools.set(pool.start, pool.length, pool);
    const lengths = this.#lengths.get(pool.kind) ?? new Set<number>();
    this.#lengths.set(pool.kind, lengths.add(pool.length));
  }
}
