import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import { complain, type Resolver } from './resolver.ts';
import { classOf, isHexadecimal, isPunctuation } from './token-class.ts';

/** A number as written, and what is wrong with it; the value is used all the same, as the reference does. */
export interface ReadNumber {
  readonly value: number;
  readonly complaints: readonly Message[];
}

/** Reads `text` as a number of `bits` bits in base 10 or 16. */
export function readNumber(text: string, base: 10 | 16, bits: 8 | 16 | 32): ReadNumber {
  const complaints: Message[] = [];
  const negative = text.startsWith('-');
  let value = 0;
  for (const character of negative ? text.slice(1) : text) {
    const digit = digitOf(character);
    if (digit >= base) {
      complaints.push(say.bogusDigit(text, digit, base));
      break;
    }
    value = (value * base + digit) % 0x1_0000_0000;
  }
  const limit = negative ? 2 ** (bits - 1) : 2 ** bits - 1;
  if (value > limit) complaints.push(say.exceedsPrecision(`${negative ? '-' : ''}${value.toString(base)}`, limit));
  const wrapped = negative ? -value : value;
  return { value: ((wrapped % 2 ** bits) + 2 ** bits) % 2 ** bits, complaints };
}

function digitOf(character: string): number {
  const code = character.charCodeAt(0);
  if (code >= 0x61) return code - 0x61 + 10;
  if (code >= 0x41) return code - 0x41 + 10;
  return code - 0x30;
}

/** Octets from a number word, its complaints reported at the word just read. */
function octetOf(resolver: Resolver, text: string, base: 10 | 16): number {
  const { value, complaints } = readNumber(text, base, 8);
  for (const message of complaints) complain(resolver, message);
  return value;
}

/** Exactly four decimal octets with dots between them: an address or a netmask. */
export function readDottedQuad(resolver: Resolver): Uint8Array | undefined {
  return readAggregate(resolver, { count: 4, separator: '.', base: 10 });
}

interface Aggregate {
  /** How many octets; 0: as many as there are. */
  readonly count: number;
  readonly separator: '.' | ':';
  readonly base: 10 | 16;
}

/** A series of numbers with separators (addresses, link-layer addresses). */
export function readAggregate(resolver: Resolver, form: Aggregate): Uint8Array | undefined {
  const { stream } = resolver;
  const words: string[] = [];
  const octets: number[] = [];
  do {
    if (words.length > 0 && !takeSeparator(resolver, form)) {
      if (form.count === 0) break;
      return undefined;
    }
    const token = stream.next();
    if (token.type === 'eof') {
      complain(resolver, say.unexpectedEndOfFile());
      break;
    }
    const fits = form.base === 16 ? isHexadecimal(token) : classOf(token) === 'number';
    if (!fits) {
      complain(resolver, say.expectingNumericValue());
      stream.skipToSemicolon();
      return undefined;
    }
    words.push(token.text);
    if (form.count > 0) octets.push(octetOf(resolver, token.text, form.base));
  } while (words.length !== form.count);
  if (form.count > 0) return Uint8Array.from({ length: form.count }, (_, i) => octets[i] ?? 0);
  return Uint8Array.from(words.toReversed().map((word) => octetOf(resolver, word, form.base))).reverse();
}

function takeSeparator(resolver: Resolver, form: Aggregate): boolean {
  const { stream } = resolver;
  let token = stream.peek();
  if (isPunctuation(token, form.separator)) {
    stream.next();
    return true;
  }
  if (form.count === 0) return false;
  if (!isPunctuation(token, '}') && !isPunctuation(token, '{')) token = stream.next();
  complain(resolver, say.tooFewNumbers());
  if (!isPunctuation(token, ';')) stream.skipToSemicolon();
  return false;
}

/** Octets in hexadecimal with colons between them, at least one (`01:0a:ff`). */
export function readHexList(resolver: Resolver): Uint8Array | undefined {
  const { stream } = resolver;
  const octets: number[] = [];
  for (;;) {
    const token = stream.next();
    if (!isHexadecimal(token)) {
      complain(resolver, say.expectingHexadecimalNumber());
      stream.skipToSemicolon();
      return undefined;
    }
    octets.push(octetOf(resolver, token.text, 16));
    if (!isPunctuation(stream.peek(), ':')) return Uint8Array.from(octets);
    stream.next();
  }
}
