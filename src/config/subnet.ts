import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import { formatIpv4, formatIpv6, ipv4FromBytes } from '../kernel/address.ts';
import type { Ipv6 } from '../kernel/scalars.ts';
import { isAligned, readIpv6 } from './address.ts';
import { type NetworkDraft, type ScopeDraft, type SubnetDraft, scopeBelow } from './draft.ts';
import { readInterface } from './interface.ts';
import { readDottedQuad } from './number.ts';
import { isInnerThan, overlapOf } from './overlap.ts';
import {
  type Context,
  complainAndSkip,
  expectLeftBrace,
  expectSemicolon,
  type Resolver,
  readBody,
} from './resolver.ts';
import { isKeyword, isNumber, isPunctuation } from './token-class.ts';

/** `subnet` or `subnet6`; outside a shared-network it gets a network of its own, named after it. */
export function readSubnet(resolver: Resolver, context: Context): boolean {
  const family = isKeyword(resolver.stream.next(), 'subnet') ? 4 : 6;
  if (context.kind === 'host' || context.kind === 'subnet' || context.kind === 'class') {
    complainAndSkip(resolver, say.subnetNotAllowedHere());
    return true;
  }
  if (context.network) {
    readInto(resolver, context, family, context.network);
    return false;
  }
  const network = implicitNetwork(scopeBelow(context.scope, 'subnet', resolver.stream.here()));
  readInto(resolver, context, family, network);
  const subnet = network.subnets[0];
  if (subnet) {
    network.name = nameOf(subnet);
    resolver.draft.networks.push(network);
  }
  return true;
}

function implicitNetwork(scope: ScopeDraft): NetworkDraft {
  return { ...newNetwork('', scope), implicit: true };
}

/** A shared network without subnets yet. */
export function newNetwork(name: string, scope: ScopeDraft): NetworkDraft {
  return {
    name,
    implicit: false,
    scope,
    subnets: [],
    pools: [],
    ponds: [],
    interfaceName: undefined,
    peer: undefined,
  };
}

/** Network and mask length as the reference writes them: the name of a subnet's own network. */
function nameOf(subnet: SubnetDraft): string {
  if (subnet.family === 6) return `${formatIpv6(subnet.prefix)}/${subnet.length}`;
  return `${formatIpv4(subnet.network)}/${32 - trailingZeros(subnet.netmask)}`;
}

const trailingZeros = (mask: number): number => (mask === 0 ? 32 : 31 - Math.clz32(mask & -mask));

function readInto(resolver: Resolver, context: Context, family: 4 | 6, network: NetworkDraft): void {
  const span = resolver.stream.here();
  const scope = network.implicit ? network.scope : scopeBelow(network.scope, 'subnet', span);
  const subnet = family === 4 ? readHead4(resolver, network, scope) : readHead6(resolver, network, scope);
  if (!subnet || !warnOfOverlap(resolver, subnet) || !expectLeftBrace(resolver)) return;
  const inside: Context = { ...context, kind: 'subnet', scope, network, subnet };
  readBody(resolver, (seen) => {
    if (!isKeyword(resolver.stream.peek(), 'interface')) return resolver.statement(inside, seen);
    readInterface(resolver, network);
    return expectSemicolon(resolver) ? seen : 'stop';
  });
  addInOrder(network.subnets, subnet);
}

/** `A netmask M`. */
function readHead4(resolver: Resolver, sharedNetwork: NetworkDraft, scope: ScopeDraft): SubnetDraft | undefined {
  const address = readDottedQuad(resolver);
  if (!address) return undefined;
  if (!isKeyword(resolver.stream.next(), 'netmask')) {
    complainAndSkip(resolver, say.expectingNetmask());
    return undefined;
  }
  const mask = readDottedQuad(resolver);
  if (!mask) return undefined;
  const network = ipv4FromBytes(address);
  const netmask = ipv4FromBytes(mask);
  if ((network & ~netmask) !== 0) {
    complainAndSkip(resolver, say.badSubnetMask(formatIpv4(network), formatIpv4(netmask)));
    return undefined;
  }
  return { family: 4, network, netmask, scope, sharedNetwork };
}

/** `P/LENGTH`. */
function readHead6(resolver: Resolver, sharedNetwork: NetworkDraft, scope: ScopeDraft): SubnetDraft | undefined {
  if (resolver.family === 4 && !resolver.dhcp4o6) return refuse(resolver, say.subnet6OnlyInDhcpv6());
  const prefix = readIpv6(resolver);
  if (prefix === undefined) return undefined;
  if (!isPunctuation(resolver.stream.next(), '/')) return refuse(resolver, say.expectingSlash());
  const word = resolver.stream.next();
  if (!isNumber(word)) return refuse(resolver, say.expectingANumber());
  const length = Number(word.text);
  if (length < 0 || length > 128) return refuse(resolver, say.expectingPrefixLength());
  if (!isAligned(prefix, length)) return refuse(resolver, say.subnetMaskTooShort());
  return { family: 6, prefix: prefix as Ipv6, length, scope, sharedNetwork };
}

function refuse(resolver: Resolver, message: ReturnType<typeof say.expectingSlash>): undefined {
  complainAndSkip(resolver, message);
}

/** False when the reference gives up: it cannot compare subnets of both families, except for DHCPv4 over DHCPv6. */
function warnOfOverlap(resolver: Resolver, subnet: SubnetDraft): boolean {
  const before = resolver.lastSubnet;
  resolver.lastSubnet = subnet;
  if (!before) return true;
  if (!resolver.dhcp4o6 && before.family !== subnet.family) {
    resolver.report.fatal(say.maskLengthMismatch());
    return false;
  }
  const overlap = overlapOf(subnet, before);
  if (overlap) resolver.report.remark(say.subnetOverlaps(overlap.subnet, overlap.other));
  return true;
}

/** Inner subnets stand ahead of the outer ones that contain them; the rest in order of declaration. */
function addInOrder(subnets: SubnetDraft[], subnet: SubnetDraft): void {
  const outer = subnets.slice(0, -1).findIndex((other) => isInnerThan(subnet, other));
  if (outer < 0) subnets.push(subnet);
  else subnets.splice(outer, 0, subnet);
}
