import type { IToken, TokenType } from 'chevrotain';
import type { Position, Span } from '../diagnostics/diagnostic.ts';
import type { Comment, Token } from './ast.ts';
import { readEscaped } from './string-literal.ts';
import { sortOfTerminal, Text, VOCABULARY } from './vocabulary.ts';

/** The reference reads a word, string or run of blanks into a buffer of this many octets. */
export const TOKEN_BUFFER_OCTETS = 1500;

const LINE_FEED = 0x0a;
/** Where the reference stands before the first token. */
export const NOWHERE: Position = { offset: 0, line: 0, column: 0 };
const NUMBERS: ReadonlyMap<TokenType, number> = new Map(VOCABULARY.map((type, number) => [type, number]));

/** What the parser needs of a token to decide; one object for all tokens of a type. */
const STAND_INS: readonly IToken[] = VOCABULARY.map((tokenType) => ({
  tokenType,
  tokenTypeIdx: tokenType.tokenTypeIdx as number,
  image: '',
  startOffset: 0,
}));

/** The sort of ast.ts that the tokens of each type are of. */
const SORTS: readonly Token['type'][] = VOCABULARY.map(sortOfTerminal);

/** Where a token begins and ends; lines and columns begin at 1. */
export interface TokenPlace {
  readonly offset: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/**
 * All tokens of a text, as columns of numbers: a large file has millions, of which most are looked at once. Token objects are
 * made when somebody asks.
 */
export class TokenTable {
  readonly source: number;
  readonly text: string;
  length = 0;
  eof: Token;
  #types: Uint8Array;
  /** Four numbers a token: offset, end, line, column. */
  #places: Int32Array;
  readonly #comments: Map<number, readonly Comment[]> = new Map();

  constructor(source: number, text: string) {
    this.source = source;
    this.text = text;
    const capacity = (text.length >> 2) + 16;
    this.#types = new Uint8Array(capacity);
    this.#places = new Int32Array(4 * capacity);
    this.eof = { type: 'eof', text: '', value: '', span: { source, start: NOWHERE, end: NOWHERE } };
  }

  push(type: TokenType, place: TokenPlace, comments: readonly Comment[] | undefined): void {
    if (this.length === this.#types.length) this.#grow();
    const at = this.length++;
    this.#types[at] = NUMBERS.get(type) as number;
    this.#places[4 * at] = place.offset;
    this.#places[4 * at + 1] = place.end;
    this.#places[4 * at + 2] = place.line;
    this.#places[4 * at + 3] = place.column;
    if (comments) this.#comments.set(at, comments);
  }

  #grow(): void {
    const [types, places] = [this.#types, this.#places];
    this.#types = new Uint8Array(2 * types.length);
    this.#types.set(types);
    this.#places = new Int32Array(2 * places.length);
    this.#places.set(places);
  }

  standIn(at: number): IToken {
    return STAND_INS[this.#types[at] as number] as IToken;
  }

  /** The end of the file has no place of its own in messages: the last token's stands in for its start. */
  finish(line: number, column: number, leading: readonly Comment[] | undefined): void {
    const last = this.length - 1;
    const offset = this.text.length;
    const start = { offset, line: last < 0 ? 0 : this.line(last), column: last < 0 ? 0 : this.column(last) };
    const span = { source: this.source, start, end: { offset, line, column } };
    this.eof = { type: 'eof', text: '', value: '', span, ...(leading && { leading }) };
  }

  /** The token at a place; beyond the last one, the end of the file. */
  token(at: number): Token {
    return at < this.length ? new LexedToken(this, at) : this.eof;
  }

  /** The tokens from one place up to another. */
  tokens(from: number, to: number): readonly Token[] {
    const found: Token[] = [];
    for (let at = from; at < to; at++) found.push(new LexedToken(this, at));
    return found;
  }

  /** From the beginning of one token to the end of another. */
  spanOf(first: number, last: number): Span {
    const { source, start } = this.token(first).span;
    return { source, start, end: this.token(last).span.end };
  }

  offset(at: number): number {
    return this.#places[4 * at] as number;
  }

  end(at: number): number {
    return this.#places[4 * at + 1] as number;
  }

  line(at: number): number {
    return this.#places[4 * at + 2] as number;
  }

  column(at: number): number {
    return this.#places[4 * at + 3] as number;
  }

  /** Which sort of ast.ts the token is of. */
  sort(at: number): Token['type'] {
    return SORTS[this.#types[at] as number] as Token['type'];
  }

  /** All comments of the text in order. */
  allComments(): readonly Comment[] {
    return [...[...this.#comments.values()].flat(), ...(this.eof.leading ?? [])];
  }

  comments(at: number): readonly Comment[] | undefined {
    return this.#comments.get(at);
  }
}

/** One token of a table. */
export class LexedToken implements Token {
  readonly #table: TokenTable;
  readonly #index: number;
  readonly type: Token['type'];
  readonly text: string;

  constructor(table: TokenTable, index: number) {
    this.#table = table;
    this.#index = index;
    this.type = table.sort(index);
    this.text = table.text.slice(table.offset(index), table.end(index));
  }

  get tokenType(): TokenType {
    return this.#table.standIn(this.#index).tokenType;
  }

  get value(): string {
    const text = this.text;
    if (this.tokenType === Text) return readEscaped(text, 1, TOKEN_BUFFER_OCTETS).value;
    return text.length < TOKEN_BUFFER_OCTETS ? text : text.slice(0, TOKEN_BUFFER_OCTETS - 1);
  }

  get leading(): readonly Comment[] | undefined {
    return this.#table.comments(this.#index);
  }

  get span(): Span {
    const table = this.#table;
    const start = {
      offset: table.offset(this.#index),
      line: this.#table.line(this.#index),
      column: table.column(this.#index),
    };
    return { source: table.source, start, end: this.end };
  }

  /** Just after the token; a string may end some lines below. */
  get end(): Position {
    const text = this.text;
    const offset = this.#table.end(this.#index);
    const line = this.#table.line(this.#index);
    const lastBreak = this.tokenType === Text ? text.lastIndexOf('\n') : -1;
    if (lastBreak < 0)
      return { offset, line: this.#table.line(this.#index), column: this.#table.column(this.#index) + text.length };
    return { offset, line: line + text.split('\n').length - 1, column: text.length - lastBreak };
  }

  /**
   * How far the reference has read the text when it has taken this token: it looks one character past a word, and if that
   * ends the line, the next line has begun.
   */
  get readTo(): Position {
    const end = this.end;
    const { text } = this.#table;
    if (this.type !== 'word' || end.offset >= text.length) return end;
    if (text.charCodeAt(end.offset) === LINE_FEED) return { offset: end.offset + 1, line: end.line + 1, column: 1 };
    return { offset: end.offset + 1, line: end.line, column: end.column + 1 };
  }
}
