import { lintMessages as say } from '../../diagnostics/catalogue/lint.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatIpv4, ipv4 } from '../../kernel/address.ts';
import { finding, type Program } from '../check.ts';
import { type Addressed, addresses, type Block, parameters, type SubnetPlace, subnetAround } from '../outline.ts';

export interface RangePlace {
  readonly block: Block;
  readonly first: Addressed;
  readonly second: Addressed;
}

/** Every `range` with readable ends, as written. */
export function* rangesOf({ blocks }: Program): Iterable<RangePlace> {
  for (const block of blocks) {
    for (const { args } of parameters(block, 'range')) {
      const [first, second] = addresses(args);
      if (first) yield { block, first, second: second ?? first };
    }
  }
}

const cidr = ({ network, netmask }: SubnetPlace): string =>
  `${formatIpv4(network)}/${netmask === 0 ? 0 : 32 - Math.log2(2 ** 32 - netmask)}`;

const holds = ({ network, netmask }: SubnetPlace, { address }: Addressed): boolean =>
  (address & netmask) >>> 0 === network;

/** The reference swaps the ends without a word. */
export function* reversedRanges(program: Program): Iterable<Diagnostic> {
  for (const { first, second } of rangesOf(program)) {
    if (first.address > second.address)
      yield finding(say.rangeReversed(formatIpv4(first.address), formatIpv4(second.address)), first.span);
  }
}

/** Gives the place that the reference's message about the same lacks. */
export function* rangesOutside(program: Program): Iterable<Diagnostic> {
  for (const { block, first, second } of rangesOf(program)) {
    const subnet = subnetAround(block);
    if (!subnet) continue;
    const ends = first === second ? [first] : [first, second];
    for (const end of ends) {
      if (!holds(subnet, end)) yield finding(say.rangeOutside(formatIpv4(end.address), cidr(subnet)), end.span);
    }
  }
}

/** Hosts cannot use the first and last address of a subnet, except in RFC 3021's subnets of two. */
export function* reservedAddresses(program: Program): Iterable<Diagnostic> {
  for (const { block, first, second } of rangesOf(program)) {
    const subnet = subnetAround(block);
    if (!subnet || subnet.netmask >= 0xfffffffe) continue;
    const low = first.address < second.address ? first : second;
    const high = low === first ? second : first;
    const broadcast = ipv4(subnet.network | ~subnet.netmask);
    if (low.address === subnet.network) yield finding(say.rangeNetworkAddress(formatIpv4(subnet.network)), low.span);
    if (high.address === broadcast) yield finding(say.rangeBroadcast(formatIpv4(broadcast)), high.span);
  }
}

/** A client cannot reach a router that is not on its link. */
export function* routersOutside({ blocks }: Program): Iterable<Diagnostic> {
  for (const block of blocks) {
    const subnet = block.keyword === 'subnet' ? subnetAround(block) : undefined;
    if (!subnet || block.parent?.keyword === 'shared-network') continue;
    for (const statement of block.statements) {
      if (statement.kind !== 'option' || statement.name.map(({ text }) => text).join('') !== 'routers') continue;
      for (const router of addresses(statement.args)) {
        if (!holds(subnet, router))
          yield finding(say.routerOutside(formatIpv4(router.address), cidr(subnet)), router.span);
      }
    }
  }
}
