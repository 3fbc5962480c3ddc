import type { IToken, TokenType } from 'chevrotain';
import type { Position, Span } from '../diagnostics/diagnostic.ts';
import type { Comment, Token } from './ast.ts';
import { sortOfTerminal } from './vocabulary.ts';

/** Where a token begins. `line` and `column` as the reference counts them, see {@link Token.span}. */
export interface TokenStart {
  /** Index of the source, as in `Span`. */
  readonly source: number;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A token as the grammar reads it and the tree keeps it: one object, its span worked out when asked for. */
export class LexedToken implements IToken, Token {
  readonly tokenType: TokenType;
  readonly tokenTypeIdx: number;
  /** As written, with the quotes of a string. */
  readonly image: string;
  readonly startOffset: number;
  readonly line: number;
  readonly column: number;
  readonly source: number;
  readonly value: string;
  readonly leading?: readonly Comment[];

  constructor(
    type: TokenType,
    image: string,
    start: TokenStart,
    more?: { value?: string; leading?: readonly Comment[] },
  ) {
    this.tokenType = type;
    this.tokenTypeIdx = type.tokenTypeIdx ?? -1;
    this.image = image;
    this.startOffset = start.offset;
    this.line = start.line;
    this.column = start.column;
    this.source = start.source;
    this.value = more?.value ?? image;
    if (more?.leading) this.leading = more.leading;
  }

  get type(): Token['type'] {
    return sortOfTerminal(this.tokenType);
  }

  get text(): string {
    return this.image;
  }

  get span(): Span {
    return { source: this.source, start: this.start, end: this.end };
  }

  get start(): Position {
    return { offset: this.startOffset, line: this.line, column: this.column };
  }

  /** Just after the token; a string may end some lines below. */
  get end(): Position {
    const offset = this.startOffset + this.image.length;
    const lastBreak = this.image.lastIndexOf('\n');
    if (lastBreak < 0) return { offset, line: this.line, column: this.column + this.image.length };
    const breaks = this.image.split('\n').length - 1;
    return { offset, line: this.line + breaks, column: this.image.length - lastBreak };
  }

  /**
   * How far the reference has read `text` when it has taken this token: it looks one character past a word, and if that ends
   * the line, the next line has begun.
   */
  readTo(text: string): Position {
    const end = this.end;
    if (sortOfTerminal(this.tokenType) !== 'word' || end.offset >= text.length) return end;
    if (text.charCodeAt(end.offset) === 0x0a) return { offset: end.offset + 1, line: end.line + 1, column: 1 };
    return { offset: end.offset + 1, line: end.line, column: end.column + 1 };
  }
}
