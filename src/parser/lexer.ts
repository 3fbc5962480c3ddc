import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Diagnostic, Position, Source } from '../diagnostics/diagnostic.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Comment, Token } from './ast.ts';
import { readEscaped } from './string-literal.ts';
import { LexedToken } from './token.ts';
import { Text, typeOfSign, typeOfWord } from './vocabulary.ts';

/** The reference reads a word, string or run of blanks into a buffer of this many octets. */
export const TOKEN_BUFFER_OCTETS = 1500;

const BLANK = 1;
const WORD = 2;
/** What begins a word: `_` may only follow. */
const WORD_START = 4;
const LINE_FEED = 0x0a;
const HASH = 0x23;
const QUOTE = 0x22;
/** The reference keeps characters in a signed char, where this octet is EOF. */
const END = 0xff;

const CLASSES: Uint8Array = new Uint8Array(256);
for (const c of '\t\n\v\f\r ') CLASSES[c.charCodeAt(0)] = BLANK;
for (let c = 0; c < 128; c++) {
  if (/[-0-9A-Za-z]/.test(String.fromCharCode(c))) CLASSES[c] = WORD | WORD_START;
}
CLASSES[0x5f] = WORD;
const classAt = (text: string, at: number): number => CLASSES[text.charCodeAt(at)] ?? 0;

/** The tokens of a text, the end of file last, and what was wrong with them. */
export interface Scanned {
  readonly tokens: LexedToken[];
  readonly eof: Token;
  readonly diagnostics: Diagnostic[];
}

/** Reads the tokens of a text by the rules of common/conflex.c. Linear; any text is accepted. */
export function scan(source: Source, sourceIndex: number): Scanned {
  const scanner = new Scanner(source.text, sourceIndex);
  return scanner.run();
}

class Scanner {
  readonly #text: string;
  readonly source: number;
  readonly #tokens: LexedToken[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  /** Where the token being read begins (TokenStart). */
  offset = 0;
  line = 1;
  column = 1;
  #at = 0;
  #line = 1;
  #lineStart = 0;
  /** Whether the character at `#at` has been looked at already: the reference then counts its column one too high. */
  #peeked = false;
  #comments: Comment[] | undefined;

  constructor(text: string, source: number) {
    this.#text = text;
    this.source = source;
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
    return { tokens: this.#tokens, eof: this.#endOfFile(), diagnostics: this.#diagnostics };
  }

  /** False at an octet that the reference takes for the end of the file. */
  #readOther(code: number): boolean {
    if (code === END) return false;
    if (code === HASH) this.#skipComment();
    else if (code === QUOTE) this.#readString();
    else {
      this.#begin();
      this.#at++;
      this.#peeked = false;
      this.#push(typeOfSign(this.#text.charAt(this.offset)));
    }
    return true;
  }

  #begin(): void {
    this.offset = this.#at;
    this.line = this.#line;
    this.column = this.#at - this.#lineStart + (this.#peeked ? 2 : 1);
  }

  #push(type: LexedToken['tokenType'], value?: string): void {
    const image = this.#text.slice(this.offset, this.#at);
    const leading = this.#comments;
    this.#comments = undefined;
    if (value === undefined && !leading) this.#tokens.push(new LexedToken(type, image, this));
    else this.#tokens.push(new LexedToken(type, image, this, { value: value ?? image, ...(leading && { leading }) }));
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
    this.#peeked = true;
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
    this.#comments.push({ text: text.slice(from, this.#at), span: { source: this.source, start, end } });
    if (code === LINE_FEED) this.#newLine();
    this.#at++;
    this.#peeked = false;
  }

  #readWord(): void {
    const text = this.#text;
    this.#begin();
    const limit = this.offset + TOKEN_BUFFER_OCTETS;
    while (this.#at < limit && classAt(text, this.#at) & WORD) this.#at++;
    this.#peeked = this.#at < limit;
    const type = typeOfWord(text.slice(this.offset, this.#at));
    if (this.#at === limit) {
      this.#complain(/^[-0-9]/.test(text.charAt(this.offset)) ? syntax.numberTooLong() : syntax.wordTooLong());
    }
    this.#push(type, this.#at === limit ? text.slice(this.offset, this.#at - 1) : undefined);
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
    this.#peeked = false;
    this.#push(Text, literal.value);
  }

  #advanceTo(at: number, lineFeeds: number[]): void {
    while (lineFeeds[0] !== undefined && lineFeeds[0] < at) {
      this.#at = lineFeeds.shift() as number;
      this.#newLine();
    }
    this.#at = at;
  }

  /** The end of the file has no place of its own in messages: the last token's stands in for its start. */
  #endOfFile(): Token {
    const last = this.#tokens.at(-1);
    const offset = this.#text.length;
    const start = { offset, line: last?.line ?? 0, column: last?.column ?? 0 };
    const end = { offset, line: this.#line, column: this.#at - this.#lineStart + 1 };
    const span = { source: this.source, start, end };
    return { type: 'eof', text: '', value: '', span, ...(this.#comments && { leading: this.#comments }) };
  }

  /**
   * Messages from within a token show the line that was current after the token before; only the current line and the one
   * before are kept, in two buffers used in turn.
   */
  #complain(message: Message, severity: 'error' | 'fatal' = 'error'): void {
    const last = this.#tokens.at(-1);
    const start = { offset: this.offset, line: this.line, column: this.column };
    const end = { offset: this.#at, line: this.#line, column: this.#at - this.#lineStart + 1 };
    const shownBefore = last ? last.readTo(this.#text).line : 1;
    const readTo: Position =
      (this.#line - shownBefore) % 2 === 0
        ? end
        : { offset: this.#lineStart - 1, line: this.#line - 1, column: Number.MAX_SAFE_INTEGER };
    this.#diagnostics.push({ severity, message, span: { source: this.source, start, end }, readTo });
  }
}
