import type { Config, PermitLists, Pool6, Scope, SharedNetwork } from '../../../config/config.ts';
import { networkOf6 } from '../../../kernel/address.ts';
import type { Ipv6 } from '../../../kernel/scalars.ts';
import type { IaKind, Lease6 } from '../../../leases/lease6.ts';

/** Pools with the same permits and statements: a `pool6`, or what stands in a subnet6 outside of any. */
export interface Pond6 {
  readonly network: SharedNetwork;
  readonly scope: Scope;
  readonly permits: PermitLists;
  readonly pools: readonly Pool6[];
  /** Addresses and prefixes; undefined beyond 64 bits, where the reference stops counting. */
  readonly total: bigint | undefined;
  /** Leases in use, abandoned ones included. */
  active: number;
  abandoned: number;
  /** Leases in use of each pool: one that is full need not be tried. */
  readonly held: Map<Pool6, number>;
  /** Index of the pool to begin the next choice with: a collision moves it on. */
  nextPool: number;
  /** Set while `log-threshold-high` is exceeded: the count at which that ends. */
  quietUntil: number | undefined;
}

interface PoolPlace {
  readonly pool: Pool6;
  readonly pond: Pond6;
  /** Place in the order of declaration. */
  readonly rank: number;
}

/** The pools of a configuration, arranged for the questions that packets ask. */
export interface Topology6 {
  pondsOf(network: SharedNetwork): readonly Pond6[];
  /** The first declared pool of that kind whose block holds the address. O(number of distinct block lengths). */
  poolAt(kind: IaKind, address: Ipv6): PoolPlace | undefined;
  /** All pools of that kind that hold the address, first declared first. */
  poolsAt(kind: IaKind, address: Ipv6): readonly PoolPlace[];
}

const COUNTED = (1n << 64n) - 1n;

function totalOf(pools: readonly Pool6[]): bigint | undefined {
  let total = 0n;
  for (const pool of pools) total += 1n << BigInt(pool.unitLength - pool.length);
  return total > COUNTED ? undefined : total;
}

/** Pools with one scope are one pond: the config makes a scope for each. */
function pondsOfNetwork(network: SharedNetwork): Pond6[] {
  const ponds = new Map<Scope, Pool6[]>();
  for (const pool of network.pools6) {
    const pools = ponds.get(pool.scope);
    if (pools) pools.push(pool);
    else ponds.set(pool.scope, [pool]);
  }
  return Array.from(ponds, ([scope, pools]) => ({
    network,
    scope,
    permits: (pools[0] as Pool6).permits,
    pools,
    total: totalOf(pools),
    active: 0,
    abandoned: 0,
    held: new Map(),
    nextPool: 0,
    quietUntil: undefined,
  }));
}

interface BlocksOfLength {
  readonly length: number;
  readonly byStart: Map<bigint, PoolPlace[]>;
}

/** Pools of one kind by block length and first address. */
class BlockIndex {
  readonly #lengths: BlocksOfLength[] = [];

  add(place: PoolPlace): void {
    const { start, length } = place.pool;
    let blocks = this.#lengths.find((known) => known.length === length);
    if (!blocks) {
      blocks = { length, byStart: new Map() };
      this.#lengths.push(blocks);
    }
    const places = blocks.byStart.get(start);
    if (places) places.push(place);
    else blocks.byStart.set(start, [place]);
  }

  at(address: Ipv6): PoolPlace[] {
    const found: PoolPlace[] = [];
    for (const { length, byStart } of this.#lengths) {
      const places = byStart.get(networkOf6(address, length));
      if (places) found.push(...places);
    }
    return found.length > 1 ? found.sort((a, b) => a.rank - b.rank) : found;
  }
}

/** Reads the pools of a configuration once. */
export function newTopology(config: Config): Topology6 {
  const ponds = new Map<SharedNetwork, readonly Pond6[]>();
  const blocks: Readonly<Record<IaKind, BlockIndex>> = {
    na: new BlockIndex(),
    ta: new BlockIndex(),
    pd: new BlockIndex(),
  };
  let rank = 0;
  for (const network of config.sharedNetworks) {
    const own = pondsOfNetwork(network);
    ponds.set(network, own);
    for (const pond of own) for (const pool of pond.pools) blocks[pool.kind].add({ pool, pond, rank: rank++ });
  }
  return {
    pondsOf: (network) => ponds.get(network) ?? [],
    poolAt: (kind, address) => blocks[kind].at(address)[0],
    poolsAt: (kind, address) => blocks[kind].at(address),
  };
}

/** Counts a lease of a pool that begins or ends to be held. */
export function countHeld({ held }: Pond6, pool: Pool6, by: 1 | -1): void {
  held.set(pool, (held.get(pool) ?? 0) + by);
}

/** True when everything in the pool is leased: every further try would only find that out again. */
export function isFull({ held }: Pond6, pool: Pool6): boolean {
  const used = held.get(pool) ?? 0;
  return used > 0 && BigInt(used) >= 1n << BigInt(pool.unitLength - pool.length);
}

/** An address or prefix that others cannot have. */
export const isHeld = (lease: Lease6): boolean => lease.state === 'active' || lease.state === 'abandoned';
