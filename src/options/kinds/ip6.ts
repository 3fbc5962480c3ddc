import { formatIpv6, ipv6FromBytes, ipv6ToBytes, parseIpv6 } from '../../kernel/address.ts';
import { isPunctuation, type ValueToken } from '../token.ts';
import { type Kind, pushOctets, type ReadError, type Reading } from './kind.ts';

/** Longest text of an address, `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255`. */
const MAX_TEXT = 45;

const isPiece = (token: ValueToken): boolean =>
  (token.type === 'word' && /^(?:[\da-f]+|-\d*)$/i.test(token.text)) ||
  isPunctuation(token, ':') ||
  isPunctuation(token, '.');

/** Gathers the pieces that stand without blanks between them. */
function gather({ cursor }: Reading): { text: string; last: ValueToken } {
  let text = '';
  let last = cursor.peek();
  let end = last.span.start.offset;
  for (let token = last; isPiece(token) && token.span.start.offset === end; token = cursor.peek()) {
    if (text.length + token.text.length > MAX_TEXT) return { text: '', last: cursor.next() };
    last = cursor.next();
    text += last.text;
    end = last.span.end.offset;
  }
  return { text, last };
}

/** An IPv6 address (`6`). */
export const ip6: Kind = {
  extent: () => 16,
  read: (_field, reading): ReadError | undefined => {
    const { text, last } = gather(reading);
    const address = parseIpv6(text);
    if (address === undefined) return { kind: 'bad-ip6-address', token: last, skipsOn: true };
    return pushOctets(reading, ipv6ToBytes(address));
  },
  print: (_field, data) => formatIpv6(ipv6FromBytes(data)),
  decode: (_field, data) => (data.length === 16 ? { type: 'ip6', address: ipv6FromBytes(data) } : undefined),
  encode: (_field, value) => (value.type === 'ip6' ? ipv6ToBytes(value.address) : undefined),
};
