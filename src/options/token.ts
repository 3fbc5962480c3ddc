/** A token of a config as option values see it; the parser's tokens have this shape. */
export interface ValueToken {
  readonly type: 'word' | 'string' | 'punctuation' | 'eof';
  /** As written. */
  readonly text: string;
  /** The meaning of a string; of other tokens the same as `text`. */
  readonly value: string;
  /** Where it stands: blank space inside an IPv6 address ends the address. */
  readonly span: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } };
}

/** The tokens from the place of reading on; `eof` for ever after the last one. */
export interface ValueCursor<T extends ValueToken = ValueToken> {
  peek(): T;
  next(): T;
}

/** How the reference's lexer names a token: which values may stand where depends on it. */
export type TokenClass = 'string' | 'number' | 'number-or-name' | 'name' | 'other';

const NUMBER = /^[-\d]\d*$/;
/** Digits or a sign first; a name of hexadecimal digits may begin with any letter (`x` alone is taken for a number, too). */
const NUMBER_OR_NAME = /^(?:[-\d][\da-f]*|0x[\da-f]+|[a-z][\da-f]*)$/i;
/** Words of hexadecimal digits that are keywords all the same. */
const HEXADECIMAL_KEYWORD = /^(?:add|hba|if|of)$/i;

export function classOf(token: ValueToken): TokenClass {
  if (token.type === 'string') return 'string';
  if (token.type !== 'word') return 'other';
  if (NUMBER.test(token.text)) return 'number';
  if (NUMBER_OR_NAME.test(token.text) && !HEXADECIMAL_KEYWORD.test(token.text)) return 'number-or-name';
  return 'name';
}

export const isNumeric = (token: ValueToken): boolean => {
  const found = classOf(token);
  return found === 'number' || found === 'number-or-name';
};

/** Keywords are identifiers, too. */
export const isIdentifier = (token: ValueToken): boolean => {
  const found = classOf(token);
  return found === 'name' || found === 'number-or-name';
};

export const isPunctuation = (token: ValueToken, mark: string): boolean =>
  token.type === 'punctuation' && token.text === mark;
