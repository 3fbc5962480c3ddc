import type { TokenType } from 'chevrotain';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Diagnostic, Position, Source } from '../diagnostics/diagnostic.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Comment } from './ast.ts';
import { readEscaped } from './string-literal.ts';
import { LexedToken, TOKEN_BUFFER_OCTETS, TokenTable } from './token.ts';
import { HexWord, Name, NumberWord, Text, typeOfReservedWord, typeOfSign } from './vocabulary.ts';

const BLANK = 1;
const WORD = 2;
/** What begins a word: `_` may only follow. */
const WORD_START = 4;
const DIGIT = 8;
const HEXADECIMAL = 16;
const UPPER_CASE = 32;
const LINE_FEED = 0x0a;
const HASH = 0x23;
const QUOTE = 0x22;
const MINUS = 0x2d;
/** The reference keeps characters in a signed char, where this octet is EOF. */
const END = 0xff;

const CLASSES: Uint8Array = new Uint8Array(256);
const classify = (characters: RegExp, flags: number): void => {
  for (let c = 0; c < 128; c++)
    if (characters.test(String.fromCharCode(c))) CLASSES[c] = (CLASSES[c] as number) | flags;
};
classify(/[\t\n\v\f\r ]/, BLANK);
classify(/[-\w]/, WORD);
classify(/[-0-9A-Za-z]/, WORD_START);
classify(/[0-9]/, DIGIT);
classify(/[0-9A-Fa-f]/, HEXADECIMAL);
classify(/[A-Z]/, UPPER_CASE);
const classAt = (text: string, at: number): number => CLASSES[text.charCodeAt(at)] ?? 0;

/** The tokens of a text and what was wrong with them. */
export interface Scanned {
  readonly table: TokenTable;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the tokens of a text by the rules of common/conflex.c. Linear; any text is accepted. */
export const scan = (source: Source, sourceIndex: number): Scanned => new Scanner(source.text, sourceIndex).run();

class Scanner {
  readonly #text: string;
  readonly #table: TokenTable;
  readonly #diagnostics: Diagnostic[] = [];
  /** Where the token being read begins and ends (TokenPlace). */
  offset = 0;
  end = 0;
  line = 1;
  column = 1;
  #at = 0;
  #line = 1;
  #lineStart = 0;
  #comments: Comment[] | undefined;

  constructor(text: string, source: number) {
    this.#text = text;
    this.#table = new TokenTable(source, text);
  }

  run(): Scanned {
    const text = this.#text;
    while (this.#at < text.length) {
      const kind = classAt(text, this.#at);
      if (kind & BLANK) {
        if (!this.#skipBlanks()) break;
      } else if (kind & WORD_START) this.#readWord();
      else if (!this.#readOther(text.charCodeAt(this.#at))) break;
    }
    this.#table.finish(this.#line, this.#at - this.#lineStart + 1, this.#comments);
    return { table: this.#table, diagnostics: this.#diagnostics };
  }

  /** False at an octet that the reference takes for the end of the file. */
  #readOther(code: number): boolean {
    if (code === END) return false;
    if (code === HASH) this.#skipComment();
    else if (code === QUOTE) this.#readString();
    else {
      this.#begin();
      this.#at++;
      this.#push(typeOfSign(this.#text.charAt(this.offset)));
    }
    return true;
  }

  #begin(): void {
    this.offset = this.#at;
    this.line = this.#line;
    this.column = this.#at - this.#lineStart + 1;
  }

  #push(type: TokenType): void {
    this.end = this.#at;
    this.#table.push(type, this, this.#comments);
    this.#comments = undefined;
  }

  /** False where reading ends: a NUL-less run of blanks that overflows the reference's buffer. */
  #skipBlanks(): boolean {
    const text = this.#text;
    const start = this.#at;
    while (this.#at < text.length && classAt(text, this.#at) & BLANK) {
      if (this.#at - start === TOKEN_BUFFER_OCTETS - 1) {
        this.#complain(syntax.blankTooLong(), 'fatal');
        return false;
      }
      if (text.charCodeAt(this.#at) === LINE_FEED) this.#newLine();
      this.#at++;
    }
    return text.charCodeAt(this.#at) !== END;
  }

  #newLine(): void {
    this.#line++;
    this.#lineStart = this.#at + 1;
  }

  #skipComment(): void {
    const text = this.#text;
    const start = { offset: this.#at, line: this.#line, column: this.#at - this.#lineStart + 1 };
    const from = this.#at;
    let code = text.charCodeAt(this.#at);
    while (this.#at < text.length && code !== LINE_FEED && code !== END) code = text.charCodeAt(++this.#at);
    const end = { offset: this.#at, line: this.#line, column: this.#at - this.#lineStart + 1 };
    this.#comments ??= [];
    this.#comments.push({ text: text.slice(from, this.#at), span: { source: this.#table.source, start, end } });
    if (code === LINE_FEED) this.#newLine();
    this.#at++;
  }

  #readWord(): void {
    const text = this.#text;
    this.#begin();
    const limit = this.offset + TOKEN_BUFFER_OCTETS;
    const first = classAt(text, this.#at++);
    let any = first;
    let all = 255;
    for (let flags = classAt(text, this.#at); flags & WORD && this.#at < limit; flags = classAt(text, this.#at)) {
      any |= flags;
      all &= flags;
      this.#at++;
    }
    const image = text.slice(this.offset, this.#at);
    const numeral = (first & DIGIT) > 0 || text.charCodeAt(this.offset) === MINUS;
    if (this.#at >= limit) this.#complain(numeral ? syntax.numberTooLong() : syntax.wordTooLong());
    this.#push(typeOfWord(image, { numeral, any, all }));
    if (text.charCodeAt(this.#at) === END) this.#at++;
  }

  #readString(): void {
    this.#begin();
    const literal = readEscaped(this.#text, this.#at + 1, TOKEN_BUFFER_OCTETS);
    const lineFeeds: number[] = [];
    for (
      let at = this.#text.indexOf('\n', this.#at);
      at >= 0 && at < literal.end;
      at = this.#text.indexOf('\n', at + 1)
    )
      lineFeeds.push(at);
    for (const problem of literal.problems) {
      this.#advanceTo(problem.at, lineFeeds);
      this.#complain(problem.message);
    }
    this.#advanceTo(literal.end, lineFeeds);
    this.#push(Text);
  }

  #advanceTo(at: number, lineFeeds: number[]): void {
    while (lineFeeds[0] !== undefined && lineFeeds[0] < at) {
      this.#at = lineFeeds.shift() as number;
      this.#newLine();
    }
    this.#at = at;
  }

  /**
   * Messages from within a token show the line that was current after the token before; only the current line and the one
   * before are kept, in two buffers used in turn.
   */
  #complain(message: Message, severity: 'error' | 'fatal' = 'error'): void {
    const { source, length } = this.#table;
    const start = { offset: this.offset, line: this.line, column: this.column };
    const end = { offset: this.#at, line: this.#line, column: this.#at - this.#lineStart + 1 };
    const shownBefore = length > 0 ? new LexedToken(this.#table, length - 1).readTo.line : 1;
    const readTo: Position =
      (this.#line - shownBefore) % 2 === 0
        ? end
        : { offset: this.#lineStart - 1, line: this.#line - 1, column: Number.MAX_SAFE_INTEGER };
    this.#diagnostics.push({ severity, message, span: { source, start, end }, readTo });
  }
}

/** What the characters of a word have in common: flags of any of them, and of all but the first. */
interface WordFlags {
  readonly numeral: boolean;
  readonly any: number;
  readonly all: number;
}

/**
 * A word that begins with a letter may be reserved; else it passes for hexadecimal when all letters but the first, which the
 * reference never looks at, are hexadecimal digits (so do `x` and `g1`). A word that begins with a digit or minus is looked at
 * from the second character on.
 */
function typeOfWord(word: string, { numeral, any, all }: WordFlags): TokenType {
  if (numeral) {
    if (all & DIGIT) return NumberWord;
    return all & HEXADECIMAL || /^0x[0-9a-f]+$/i.test(word) ? HexWord : Name;
  }
  const reserved = typeOfReservedWord(any & UPPER_CASE ? word.toLowerCase() : word);
  return reserved ?? (all & HEXADECIMAL ? HexWord : Name);
}
