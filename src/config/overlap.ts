import { formatIpv4, formatIpv6, hostMask6, ipv4, ipv6 } from '../kernel/address.ts';
import type { SubnetDraft } from './draft.ts';

/** A subnet with its mask as bits, and the prefix length that the reference takes it to have. */
interface Compared {
  readonly family: 4 | 6;
  readonly address: bigint;
  readonly mask: bigint;
  readonly shown: number;
}

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
function shownLength(family: 4 | 6, firstFourOctets: number): number {
  if (firstFourOctets === 0) return family === 4 ? -26 : -28;
  let lowestBit = 0;
  while (((firstFourOctets >>> lowestBit) & 1) === 0) lowestBit++;
  return 32 - lowestBit;
}

/** True when the first lies within the second, as far as the reference can tell. */
export function isInnerThan(one: SubnetDraft, other: SubnetDraft): boolean {
  const [a, b] = [compared(one), compared(other)];
  return overlapping(a, b) && a.shown > b.shown;
}

/** The overlap of two subnets that are declared one after the other: the reference warns of no others. */
export function overlapOf(subnet: SubnetDraft, before: SubnetDraft): Overlap | undefined {
  const [a, b] = [compared(subnet), compared(before)];
  return overlapping(a, b) ? { subnet: show(a), other: show(b) } : undefined;
}

function compared(subnet: SubnetDraft): Compared {
  if (subnet.family === 4) {
    const { network, netmask } = subnet;
    return { family: 4, address: BigInt(network), mask: BigInt(netmask), shown: shownLength(4, netmask) };
  }
  const mask = ALL_ONES_6 ^ hostMask6(subnet.length);
  return { family: 6, address: subnet.prefix, mask, shown: shownLength(6, Number(mask >> 96n)) };
}

const overlapping = (a: Compared, b: Compared): boolean =>
  a.family === b.family && ((a.address & b.mask) === b.address || (b.address & a.mask) === a.address);

function show(subnet: Compared): string {
  const { address } = subnet;
  const text = subnet.family === 4 ? formatIpv4(ipv4(Number(address))) : formatIpv6(ipv6(address));
  return `${text}/${subnet.shown}`;
}
