import { DYNAMIC_BOOTP_ADVICE, configMessages as say } from '../diagnostics/catalogue/config.ts';
import { formatIpv4, ipv4, ipv4FromBytes } from '../kernel/address.ts';
import type { Ipv4 } from '../kernel/scalars.ts';
import { type NetworkDraft, type PoolDraft, type Subnet4Draft, type SubnetDraft, scopeBelow } from './draft.ts';
import { readDottedQuad } from './number.ts';
import { type Context, complain, complainAndSkip, expectSemicolon, type Resolver } from './resolver.ts';
import { isKeyword, isPunctuation } from './token-class.ts';

/** `range` in a subnet, outside any pool. */
export function readSubnetRange(resolver: Resolver, context: Context, declarationSeen: boolean): boolean {
  resolver.stream.next();
  if (context.kind !== 'subnet' || !context.subnet) complainAndSkip(resolver, say.rangeNotAllowedHere('range'));
  else readRange(resolver, context, undefined);
  return declarationSeen;
}

/** `[dynamic-bootp] LOW [HIGH];` after the word `range`, for a pool or for the subnet's own addresses. */
export function readRange(resolver: Resolver, context: Context, pool: PoolDraft | undefined): void {
  const { stream } = resolver;
  const dynamicBootp = isKeyword(stream.peek(), 'dynamic-bootp');
  if (dynamicBootp) stream.next();
  const first = readDottedQuad(resolver);
  if (!first) return;
  const second = isPunctuation(stream.peek(), ';') ? first : readDottedQuad(resolver);
  if (!second || !expectSemicolon(resolver)) return;
  const ends = { first: ipv4FromBytes(first), second: ipv4FromBytes(second) };
  const subnet = subnetOf(resolver, context, ends.first);
  if (!subnet) return;
  const target = pool ?? poolOfSubnets(subnet.sharedNetwork, dynamicBootp);
  if (target.peer && dynamicBootp) refuseDynamicBootp(resolver);
  addRange(resolver, subnet, target, { ...ends, dynamicBootp });
}

/** The subnet the range stands in, or for a pool in a shared network the one declared before that has its address. */
function subnetOf(resolver: Resolver, context: Context, low: Ipv4): Subnet4Draft | undefined {
  const holds = (subnet: SubnetDraft): subnet is Subnet4Draft =>
    subnet.family === 4 && (low & subnet.netmask) >>> 0 === subnet.network;
  if (context.kind === 'subnet') {
    if (context.subnet?.family === 4) return context.subnet;
    resolver.report.fatal(say.maskLengthMismatch());
    return undefined;
  }
  const subnet = context.network?.subnets.find(holds);
  if (subnet) return subnet;
  complain(resolver, say.rangeNotOnNetwork(context.network?.name ?? ''));
  resolver.report.remark(say.placePoolAfterSubnets());
  return undefined;
}

/** Addresses outside any pool statement: one pool of the network for BOOTP clients too, one for the others. */
function poolOfSubnets(network: NetworkDraft, dynamicBootp: boolean): PoolDraft {
  const list = dynamicBootp ? 'allow' : 'deny';
  const empty = dynamicBootp ? 'deny' : 'allow';
  const kind = dynamicBootp ? 'all' : 'dynamic-bootp';
  const isSuch = (pool: PoolDraft): boolean =>
    pool[empty].length === 0 && pool[list].length === 1 && pool[list][0]?.kind === kind;
  const at = network.pools.findIndex(isSuch);
  // The reference takes the pool before the one it looked for, a slip that decides which options apply.
  if (at >= 0) return network.pools[Math.max(at - 1, 0)] as PoolDraft;
  const pool: PoolDraft = {
    scope: scopeBelow(network.scope, 'pool'),
    allow: dynamicBootp ? [{ kind: 'all' }] : [],
    deny: dynamicBootp ? [] : [{ kind: 'dynamic-bootp' }],
    ranges: [],
    peer: undefined,
  };
  network.pools.push(pool);
  return pool;
}

interface Ends {
  readonly first: Ipv4;
  readonly second: Ipv4;
  readonly dynamicBootp: boolean;
}

function addRange(resolver: Resolver, subnet: Subnet4Draft, pool: PoolDraft, ends: Ends): void {
  for (const end of [ends.first, ends.second])
    if ((end & subnet.netmask) >>> 0 !== subnet.network) {
      const mask = formatIpv4(ipv4(subnet.netmask));
      resolver.report.fatal(say.badRange(formatIpv4(end), formatIpv4(subnet.network), mask));
      return;
    }
  const low = ipv4(Math.min(ends.first, ends.second));
  const high = ipv4(Math.max(ends.first, ends.second));
  for (const repeated of resolver.ranges.declare(low, high))
    for (let address = repeated.low; address <= repeated.high; address++)
      complain(resolver, say.declaredTwice(formatIpv4(ipv4(address))));
  pool.ranges.push({ low, high, dynamicBootp: ends.dynamicBootp });
}

function refuseDynamicBootp(resolver: Resolver): void {
  complain(resolver, say.dynamicBootpWithFailover());
  for (const line of DYNAMIC_BOOTP_ADVICE) resolver.report.remark(say.advice(line));
}
