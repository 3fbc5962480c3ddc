import { classOf, isNumeric } from '../options/token.ts';
import type { Token } from '../parser/ast.ts';
import { RESERVED_WORDS } from '../parser/keywords.ts';

export { classOf, isIdentifier } from '../options/token.ts';

/** A word that the grammar keeps for itself. */
export const isReserved = (token: Token): boolean =>
  token.type === 'word' && RESERVED_WORDS.has(token.text.toLowerCase());

export const isNumber = (token: Token): boolean => classOf(token) === 'number';

/** Octets in hexadecimal are numbers, or names made of hexadecimal digits. */
export const isHexadecimal = (token: Token): boolean => isNumeric(token);

export const isPunctuation = (token: Token, text: string): boolean =>
  token.type === 'punctuation' && token.text === text;

/** A keyword, written in any case. */
export const isKeyword = (token: Token, keyword: string): boolean =>
  token.type === 'word' && token.text.toLowerCase() === keyword;

/** The leading decimal number of a word, as atoi(3) reads it. */
export function leadingInteger(text: string): number {
  const digits = /^-?\d+/.exec(text);
  return digits ? Number(BigInt.asIntN(32, BigInt(digits[0]))) : 0;
}

/** The reference prints tokens by number in one message: strings are 262, punctuation is its character. */
export function tokenNumber(token: Token): number {
  if (token.type === 'string') return 262;
  return token.type === 'eof' ? 607 : token.text.charCodeAt(0);
}
