import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import { inPrefix6, ipv6 } from '../kernel/address.ts';
import type { Ipv6 } from '../kernel/scalars.ts';
import { isAligned, readIpv6 } from './address.ts';
import { blocksOfRange } from './blocks.ts';
import { type BlockDraft, type PondDraft, type Subnet6Draft, scopeBelow } from './draft.ts';
import { type Context, complain, complainAndSkip, expectSemicolon, type Resolver } from './resolver.ts';
import { readSlashLength } from './slash-length.ts';
import { isKeyword, isNumber, isPunctuation, leadingInteger } from './token-class.ts';

/** `range6` or `prefix6` in a subnet6, outside any pool6. */
export function readSubnetRange6(resolver: Resolver, context: Context, declarationSeen: boolean): boolean {
  const keyword = isKeyword(resolver.stream.next(), 'range6') ? 'range6' : 'prefix6';
  if (context.kind !== 'subnet' || !context.subnet) complainAndSkip(resolver, say.rangeNotAllowedHere(keyword));
  else if (keyword === 'range6') readRange6(resolver, context, undefined);
  else readPrefix6(resolver, context, undefined);
  return declarationSeen;
}

interface Found {
  readonly kind: BlockDraft['kind'];
  readonly blocks: readonly { readonly start: Ipv6; readonly length: number }[];
}

/** `LOW HIGH;`, `PREFIX/LENGTH [temporary];` or `PREFIX temporary;` after the word `range6`. */
export function readRange6(resolver: Resolver, context: Context, pond: PondDraft | undefined): void {
  const subnet = subnetFor(resolver, context, say.range6OnlyInDhcpv6());
  if (!subnet) return;
  const low = readIpv6(resolver);
  if (low === undefined) return;
  if (!inPrefix6(low, subnet.prefix, subnet.length)) {
    complainAndSkip(resolver, say.range6OutsideSubnet('start'));
    return;
  }
  const found = readExtent(resolver, subnet, low);
  if (!found) return;
  const target = pond ?? pondOfSubnet(context, subnet);
  for (const { start, length } of found.blocks)
    target.blocks.push({ kind: found.kind, start, length, unitLength: 128, subnet });
  expectSemicolon(resolver);
}

function readExtent(resolver: Resolver, subnet: Subnet6Draft, low: Ipv6): Found | undefined {
  const { stream } = resolver;
  if (isPunctuation(stream.peek(), '/')) return readPrefixExtent(resolver, subnet, low);
  if (isKeyword(stream.peek(), 'temporary')) {
    stream.next();
    if (!isAligned(low, 64)) return refuse(resolver, say.networkMaskTooShort());
    return { kind: 'ta', blocks: [{ start: low, length: 64 }] };
  }
  const high = readIpv6(resolver);
  if (high === undefined) return undefined;
  if (!inPrefix6(high, subnet.prefix, subnet.length)) return refuse(resolver, say.range6OutsideSubnet('end'));
  return { kind: 'na', blocks: blocksOfRange(low, high) };
}

function readPrefixExtent(resolver: Resolver, subnet: Subnet6Draft, start: Ipv6): Found | undefined {
  const { stream } = resolver;
  stream.next();
  const word = stream.next();
  if (!isNumber(word)) return refuse(resolver, say.expectingNumberStopless());
  const length = leadingInteger(word.text);
  if (length < 0 || length > 128) return refuse(resolver, say.networksHaveBits(''));
  if (length < subnet.length) return refuse(resolver, say.networkMaskSmaller());
  if (!isAligned(start, length)) return refuse(resolver, say.networkMaskTooShort());
  const blocks = [{ start, length }];
  if (!isKeyword(stream.peek(), 'temporary')) return { kind: 'na', blocks };
  if (length < 64) complain(resolver, say.temporaryMaskTooShort());
  if (length === 128) complain(resolver, say.temporarySingleton());
  stream.next();
  return { kind: 'ta', blocks };
}

/** `LOW HIGH /LENGTH;` after the word `prefix6`. */
export function readPrefix6(resolver: Resolver, context: Context, pond: PondDraft | undefined): void {
  const subnet = subnetFor(resolver, context, say.prefix6OnlyInDhcpv6());
  if (!subnet) return;
  const low = readIpv6(resolver);
  const high = low === undefined ? undefined : readIpv6(resolver);
  if (low === undefined || high === undefined) return;
  const unitLength = readSlashLength(resolver);
  if (unitLength === undefined) return;
  if (unitLength <= 0 || unitLength >= 128) {
    complain(resolver, say.networksHaveBits(' (exclusive)'));
    return;
  }
  if (!isAligned(low, unitLength) || !isAligned(high, unitLength)) {
    complainAndSkip(resolver, say.networkMaskTooShort());
    return;
  }
  if (!expectSemicolon(resolver)) return;
  const target = pond ?? pondOfSubnet(context, subnet);
  for (const block of blocksOfRange(low, high)) {
    // The reference splits at the bare end address: a block of one address means one whole prefix.
    const length = block.length === 128 ? unitLength : block.length;
    if (length > unitLength) complain(resolver, say.impossibleMaskLength());
    else target.blocks.push({ kind: 'pd', start: ipv6(block.start), length, unitLength, subnet });
  }
}

function subnetFor(resolver: Resolver, context: Context, otherwise: Message): Subnet6Draft | undefined {
  if (resolver.family === 4) return refuse(resolver, otherwise);
  if (context.subnet?.family === 6) return context.subnet;
  if (readIpv6(resolver) !== undefined) resolver.report.fatal(say.maskLengthMismatch());
  return undefined;
}

function refuse(resolver: Resolver, message: Message): undefined {
  complainAndSkip(resolver, message);
}

/** Blocks outside any pool6 share one pond of the network while their subnets have the same statements: none. */
function pondOfSubnet(context: Context, subnet: Subnet6Draft): PondDraft {
  const { ponds } = subnet.sharedNetwork;
  const isSuch = (pond: PondDraft): boolean =>
    pond.scope.statements.length === 0 &&
    context.scope.statements.length === 0 &&
    pond.deny.length === 0 &&
    pond.allow.length === 1 &&
    pond.allow[0]?.kind === 'all';
  const existing = ponds.find(isSuch);
  if (existing) return existing;
  const pond: PondDraft = { scope: scopeBelow(context.scope, 'pool'), allow: [{ kind: 'all' }], deny: [], blocks: [] };
  ponds.push(pond);
  return pond;
}
