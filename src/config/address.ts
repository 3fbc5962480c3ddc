import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { DataExpr } from '../expr/ir.ts';
import { hostMask6, ipv6ToBytes, parseIpv6 } from '../kernel/address.ts';
import type { Ipv6 } from '../kernel/scalars.ts';
import type { Token } from '../parser/ast.ts';
import { readDottedQuad } from './number.ts';
import { complain, type Resolver } from './resolver.ts';
import { classOf, isIdentifier, isPunctuation, tokenNumber } from './token-class.ts';

/** `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255` fits, nothing longer is an address. */
const LONGEST_IPV6 = 46;

/** An IPv6 address; its words stand together without white space. */
export function readIpv6(resolver: Resolver): Ipv6 | undefined {
  const { stream } = resolver;
  let text = '';
  let end = stream.peek().span.start.offset;
  for (let token = stream.peek(); isPartOfIpv6(token) && token.span.start.offset === end; token = stream.peek()) {
    stream.next();
    text += token.text;
    end = token.span.end.offset;
    if (text.length > LONGEST_IPV6) break;
  }
  if (stream.peek().span.start.offset > end) stream.seeBlankOnly();
  const address = text.length > LONGEST_IPV6 ? undefined : parseIpv6(text);
  if (address === undefined) {
    complain(resolver, say.invalidIpv6Address());
    stream.skipToSemicolon();
  }
  return address;
}

function isPartOfIpv6(token: Token): boolean {
  if (token.type === 'punctuation') return token.text === ':' || token.text === '.';
  return token.type === 'word' && (/^[0-9A-Fa-f]+$/.test(token.text) || classOf(token) === 'number');
}

/** A host name: words with dots between them; a last dot stays. */
export function readHostName(resolver: Resolver): string | undefined {
  const { stream } = resolver;
  let name = '';
  for (;;) {
    const token = stream.peek();
    if (!isIdentifier(token) && classOf(token) !== 'number') return name === '' ? undefined : name;
    stream.next();
    name += token.text;
    if (!isPunctuation(stream.peek(), '.')) return name;
    stream.next();
    name += '.';
  }
}

/** An IPv4 address, or a host name that is looked up when the value is needed. */
export function readAddressOrHostName(resolver: Resolver): DataExpr | undefined {
  const { stream } = resolver;
  const token = stream.peek();
  if (classOf(token) === 'number' && stream.numberFollows('.')) {
    const value = readDottedQuad(resolver);
    if (value) return { op: 'const', value };
    // After its complaint the reference takes what comes next for a host name.
    const instead = readHostName(resolver);
    return instead === undefined ? undefined : { op: 'host-lookup', name: instead, family: 4 };
  }
  const name = readHostName(resolver);
  if (name !== undefined) return { op: 'host-lookup', name, family: 4 };
  if (!isPunctuation(token, '{') && !isPunctuation(token, '}')) stream.next();
  complain(resolver, say.expectingAddressOrHostName(token.value, tokenNumber(token)));
  if (!isPunctuation(token, ';')) stream.skipToSemicolon();
  return undefined;
}

/** An IPv6 address as a constant value. */
export function readIpv6Value(resolver: Resolver): DataExpr | undefined {
  const address = readIpv6(resolver);
  return address === undefined ? undefined : { op: 'const', value: ipv6ToBytes(address) };
}

/** True when the address has no bits set beyond a prefix of `length` bits. */
export const isAligned = (address: Ipv6, length: number): boolean => (address & hostMask6(length)) === 0n;

/** One value out of several in sequence. */
export function joined(parts: readonly DataExpr[]): DataExpr {
  const [first, ...rest] = parts;
  return first && rest.length === 0 ? first : { op: 'concat', parts };
}
