import { ipv6 } from '../kernel/address.ts';
import type { Ipv6 } from '../kernel/scalars.ts';

/** An aligned block of addresses. */
export interface Block {
  readonly start: Ipv6;
  readonly length: number;
}

/**
 * A range as aligned blocks, highest first: the order in which the reference fills them. The ends may stand in either order.
 */
export function blocksOfRange(one: Ipv6, other: Ipv6): readonly Block[] {
  const high = one > other ? one : other;
  let low: bigint = one > other ? other : one;
  const blocks: Block[] = [];
  while (low <= high) {
    let bits = 0n;
    for (let mask = 1n; bits < 128n && (low & mask) === 0n && (low | mask) <= high; mask = (mask << 1n) | 1n) bits++;
    blocks.push({ start: ipv6(low), length: 128 - Number(bits) });
    low += 1n << bits;
  }
  return blocks.reverse();
}
