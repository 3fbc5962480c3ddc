import { formatIpv4, formatIpv6, hostMask6, ipv4, ipv6 } from '../kernel/address.ts';
import type { SubnetDraft } from './draft.ts';

type Compared = Pick<SubnetDraft, 'family'> & {
  readonly address: bigint;
  readonly mask: bigint;
  readonly shown: number;
};

/** Two subnets that overlap, each as the reference shows it. */
export interface Overlap {
  readonly subnet: string;
  readonly other: string;
}

const ALL_ONES_6 = (1n << 128n) - 1n;

/**
 * The prefix length that the reference computes from a netmask: it looks at the first four octets only, so that
 * every IPv6 prefix of 32 bits and more counts as /32. Warnings and the order of nested subnets follow it.
 */
export function shownLength(family: 4 | 6, firstFourOctets: number): number {
  if (firstFourOctets === 0) return family === 4 ? -26 : -28;
  let lowestBit = 0;
  while (((firstFourOctets >>> lowestBit) & 1) === 0) lowestBit++;
  return 32 - lowestBit;
}

export function shownLengthOf(subnet: SubnetDraft): number {
  return compared(subnet).shown;
}

/** True when one of the two contains the network address of the other. */
export function overlap(a: SubnetDraft, b: SubnetDraft): boolean {
  return a.family === b.family && overlapping(compared(a), compared(b));
}

/** Finds the subnets declared before that overlap a new one, without comparing it to each. */
export class OverlapIndex {
  /** Latest first, inner subnets ahead of outer ones: the order in which the reference warns. */
  readonly #list: Compared[] = [];
  /** For each netmask in use: the networks of all subnets under that mask. */
  readonly #under: Map<string, { mask: bigint; family: 4 | 6; seen: Set<bigint>; exact: Set<bigint> }> = new Map();

  /** True when a subnet of the other address family has been declared. */
  hasOtherFamily(family: 4 | 6): boolean {
    return this.#list.some((subnet) => subnet.family !== family);
  }

  declare(subnet: SubnetDraft): readonly Overlap[] {
    const added = compared(subnet);
    const table = this.#tableOf(added);
    const touches = table.seen.has(added.address) || this.#isInsideAnother(added);
    const overlaps = touches ? this.#insert(added) : [];
    if (!touches) this.#list.push(added);
    for (const entry of this.#under.values())
      if (entry.family === added.family) entry.seen.add(added.address & entry.mask);
    table.exact.add(added.address);
    return overlaps;
  }

  #tableOf(added: Compared) {
    const key = `${added.family}/${added.mask}`;
    let table = this.#under.get(key);
    if (!table) {
      const seen = this.#list.filter((s) => s.family === added.family).map((s) => s.address & added.mask);
      table = { mask: added.mask, family: added.family, seen: new Set(seen), exact: new Set() };
      this.#under.set(key, table);
    }
    return table;
  }

  #isInsideAnother(added: Compared): boolean {
    for (const entry of this.#under.values())
      if (entry.family === added.family && entry.exact.has(added.address & entry.mask)) return true;
    return false;
  }

  /** The list is kept back to front: its end is the reference's beginning. */
  #insert(added: Compared): readonly Overlap[] {
    const overlaps: Overlap[] = [];
    for (let i = this.#list.length - 1; i >= 0; i--) {
      const other = this.#list[i] as Compared;
      if (other.family !== added.family || !overlapping(added, other)) continue;
      overlaps.push({ subnet: show(added), other: show(other) });
      if (added.shown > other.shown) {
        this.#list.splice(i + 1, 0, added);
        return overlaps;
      }
    }
    this.#list.push(added);
    return overlaps;
  }
}

function compared(subnet: SubnetDraft): Compared {
  if (subnet.family === 4)
    return {
      family: 4,
      address: BigInt(subnet.network),
      mask: BigInt(subnet.netmask),
      shown: shownLength(4, subnet.netmask),
    };
  const mask = ALL_ONES_6 ^ hostMask6(subnet.length);
  return { family: 6, address: subnet.prefix, mask, shown: shownLength(6, Number(mask >> 96n)) };
}

const overlapping = (a: Compared, b: Compared): boolean =>
  (a.address & b.mask) === b.address || (b.address & a.mask) === a.address;

function show(subnet: Compared): string {
  const { address } = subnet;
  const text = subnet.family === 4 ? formatIpv4(ipv4(Number(address))) : formatIpv6(ipv6(address));
  return `${text}/${subnet.shown}`;
}
