import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { DataExpr } from '../expr/ir.ts';
import { isAligned, joined, readAddressOrHostName, readIpv6, readIpv6Value } from './address.ts';
import { type Context, complain, complainAndSkip, expectSemicolon, type Resolver } from './resolver.ts';
import { readSlashLength } from './slash-length.ts';
import { isKeyword, isPunctuation } from './token-class.ts';

/** `fixed-address A[, …];` and `fixed-address6 A[, …];` in a host. */
export function readFixedAddress(resolver: Resolver, context: Context): boolean {
  const family = isKeyword(resolver.stream.next(), 'fixed-address6') ? 6 : 4;
  const value = readList(resolver, family === 6 ? readIpv6Value : readAddressOrHostName);
  if (!value) return false;
  const { host } = context;
  if (!host) complain(resolver, say.fixedAddressNotAllowedHere());
  else if (host.fixedAddress) complain(resolver, say.onlyOneFixedAddress());
  else host.fixedAddress = { family, value };
  return false;
}

function readList(resolver: Resolver, readOne: (resolver: Resolver) => DataExpr | undefined): DataExpr | undefined {
  const parts: DataExpr[] = [];
  for (;;) {
    const part = readOne(resolver);
    if (!part) return undefined;
    parts.push(part);
    if (!isPunctuation(resolver.stream.peek(), ',')) break;
    resolver.stream.next();
  }
  return expectSemicolon(resolver) ? joined(parts) : undefined;
}

/** `fixed-prefix6 PREFIX/LENGTH;` in a host. */
export function readFixedPrefix6(resolver: Resolver, context: Context): boolean {
  const { stream } = resolver;
  stream.next();
  if (context.host) readPrefix(resolver, context.host.fixedPrefixes);
  else complainAndSkip(resolver, say.rangeNotAllowedHere('fixed-prefix6'));
  return false;
}

function readPrefix(resolver: Resolver, prefixes: NonNullable<Context['host']>['fixedPrefixes']): void {
  const prefix = readIpv6(resolver);
  if (prefix === undefined) return;
  const length = readSlashLength(resolver);
  if (length === undefined) return;
  if (!expectSemicolon(resolver)) return;
  if (length < 0 || length > 128) complain(resolver, say.networksHaveBits(''));
  else if (!isAligned(prefix, length)) complain(resolver, say.networkMaskTooShort());
  else prefixes.push({ prefix, length });
}
