import { hostMask6 } from '../kernel/address.ts';
import type { Ipv4, Ipv6 } from '../kernel/scalars.ts';
import type { Pool4, Subnet4, Subnet6 } from './config.ts';

/** Finds the subnet with the longest mask that contains an address: one look-up for each length of mask in use. */
export function newSubnetIndex4(subnets: readonly Subnet4[]): (address: Ipv4) => Subnet4 | undefined {
  const byMask = new Map<number, Map<number, Subnet4>>();
  for (const subnet of subnets) {
    const table = byMask.get(subnet.netmask) ?? new Map<number, Subnet4>();
    byMask.set(subnet.netmask, table);
    if (!table.has(subnet.network)) table.set(subnet.network, subnet);
  }
  const tables = [...byMask].sort(([a], [b]) => b - a);
  return (address) => {
    for (const [mask, table] of tables) {
      const subnet = table.get((address & mask) >>> 0);
      if (subnet) return subnet;
    }
    return undefined;
  };
}

/** The same for IPv6. */
export function newSubnetIndex6(subnets: readonly Subnet6[]): (address: Ipv6) => Subnet6 | undefined {
  const byLength = new Map<number, Map<bigint, Subnet6>>();
  for (const subnet of subnets) {
    const table = byLength.get(subnet.length) ?? new Map<bigint, Subnet6>();
    byLength.set(subnet.length, table);
    if (!table.has(subnet.prefix)) table.set(subnet.prefix, subnet);
  }
  const tables = [...byLength].sort(([a], [b]) => b - a).map(([length, table]) => [~hostMask6(length), table] as const);
  return (address) => {
    for (const [mask, table] of tables) {
      const subnet = table.get(address & mask);
      if (subnet) return subnet;
    }
    return undefined;
  };
}

interface Owned {
  readonly low: number;
  readonly high: number;
  readonly pool: Pool4;
}

/** Finds the pool of an address by bisection; ranges do not overlap in a config that was accepted. */
export function newPoolIndex4(pools: readonly Pool4[]): (address: Ipv4) => Pool4 | undefined {
  const ranges: Owned[] = pools.flatMap((pool) => pool.ranges.map(({ low, high }) => ({ low, high, pool })));
  ranges.sort((a, b) => a.low - b.low);
  return (address) => {
    let from = 0;
    let to = ranges.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const range = ranges[middle] as Owned;
      if (address < range.low) to = middle;
      else if (address > range.high) from = middle + 1;
      else return range.pool;
    }
    return undefined;
  };
}
