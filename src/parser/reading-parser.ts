import { EmbeddedActionsParser, EOF, type TokenType, tokenMatcher } from 'chevrotain';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Diagnostic, Position, Span } from '../diagnostics/diagnostic.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Token } from './ast.ts';
import type { Scanned } from './lexer.ts';
import type { LexedToken } from './token.ts';
import { LeftBrace, RightBrace, Semicolon, VOCABULARY } from './vocabulary.ts';

/** Thrown within the grammar to leave a construct; it never leaves this folder. */
export class SyntaxFailure extends Error {
  override readonly name = 'SyntaxFailure';
}
/** Left after a message. */
export const TOLD: SyntaxFailure = new SyntaxFailure('told');
/** Left because the construct does not begin here; whoever needs it says so. */
export const SILENT: SyntaxFailure = new SyntaxFailure('silent');

/** Braces, parentheses and `not` within one another beyond which a text is refused, so that the stack never overflows. */
export const MAX_NESTING = 150;
const WHOLE_LINE = Number.MAX_SAFE_INTEGER;
const NOWHERE: Position = { offset: 0, line: 0, column: 0 };
const NO_TEXT: Scanned = {
  tokens: [],
  eof: { type: 'eof', text: '', value: '', span: { source: 0, start: NOWHERE, end: NOWHERE } },
  diagnostics: [],
};

/**
 * What the grammar needs to speak and recover like the reference's recursive descent: messages placed where its lexer
 * stood, and its two ways to skip (skip_to_semi and skip_to_rbrace of common/parse.c).
 */
export abstract class ReadingParser extends EmbeddedActionsParser {
  protected text = '';
  protected diagnostics: Diagnostic[] = [];
  #scanned: Scanned = NO_TEXT;
  #depth = 0;

  constructor(skipValidations: boolean) {
    super([...VOCABULARY], { maxLookahead: 1, recoveryEnabled: false, skipValidations });
  }

  /** Begins with a new text. */
  protected load(scanned: Scanned, text: string): void {
    this.input = scanned.tokens;
    this.#scanned = scanned;
    this.text = text;
    this.diagnostics = [];
    this.#depth = 0;
  }

  /** Lets the text go, so that the parser does not keep it in memory. */
  protected unload(): void {
    this.load(NO_TEXT, '');
  }

  /** The token taken last. */
  protected last(): LexedToken | undefined {
    const token = this.LA(0);
    return token.tokenType === EOF ? undefined : (token as LexedToken);
  }

  /** The next token, left in place. */
  protected peek(): Token {
    const token = this.LA(1);
    return token.tokenType === EOF ? this.#scanned.eof : (token as LexedToken);
  }

  protected atEnd(): boolean {
    return this.LA(1).tokenType === EOF;
  }

  protected ahead(type: TokenType): boolean {
    return tokenMatcher(this.LA(1), type);
  }

  protected aheadWord(word: string): boolean {
    return this.LA(1).image.toLowerCase() === word;
  }

  /** Goes on only if the next token is of the type. Nothing happens while the grammar is recorded. */
  protected demand(type: TokenType, message: Message, skip: 'skip' | 'stay' = 'stay'): void {
    this.ACTION(() => {
      if (!this.ahead(type)) this.refuse(message, skip);
    });
  }

  /** Takes the next token, says that it is wrong, and leaves the construct. */
  protected refuse(message: Message, skip: 'skip' | 'stay'): never {
    const end = this.atEnd();
    if (!end) this.SKIP_TOKEN();
    this.complainHere(message, end);
    if (skip === 'skip') this.skipToSemicolon();
    throw TOLD;
  }

  /** Says what is wrong without taking the next token, and leaves the construct. */
  protected refuseAhead(message: Message, skip: 'skip' | 'stay'): never {
    this.complainAhead(message);
    if (skip === 'skip') this.skipToSemicolon();
    throw TOLD;
  }

  /** Says that the token taken last is wrong, and leaves the construct. */
  protected fail(message: Message, skip: 'skip' | 'stay' = 'stay'): never {
    this.complainHere(message);
    if (skip === 'skip') this.skipToSemicolon();
    throw TOLD;
  }

  /** Runs a rule; where it does not begin here, says so, skips and leaves. */
  protected orSay<T>(run: () => T, message: () => Message): T {
    try {
      return run();
    } catch (failure) {
      if (failure === SILENT) this.refuseAhead(message(), 'skip');
      throw failure;
    }
  }

  protected take(type: TokenType): LexedToken {
    return this.CONSUME(type) as LexedToken;
  }

  /** A message about the token taken last. */
  protected complainHere(message: Message, end = false): void {
    const token = this.last();
    const readTo = end || !token ? this.#scanned.eof.span.end : token.readTo(this.text);
    this.#report(message, token?.span, readTo);
  }

  /** A message given after a look at the next token: it names the place of the one before. */
  protected complainAhead(message: Message): void {
    const token = this.last();
    const next = this.LA(1);
    const line = token?.line ?? 0;
    const read = next.tokenType === EOF ? this.#scanned.eof.span.end : (next as LexedToken).readTo(this.text);
    const nextLine = next.tokenType === EOF ? line : (next as LexedToken).line;
    const shown = nextLine === line ? line : read.line - 1;
    this.#report(message, token?.span, shown === read.line ? read : { ...read, line: shown, column: WHOLE_LINE });
  }

  #report(message: Message, span: Span | undefined, readTo: Position): void {
    const nowhere = { source: this.#scanned.eof.span.source, start: NOWHERE, end: NOWHERE };
    this.diagnostics.push({ severity: 'error', message, span: span ?? nowhere, readTo });
  }

  /** Skips to just after the next `;`, balanced `{…}`, or `}` that closes what is open here. */
  protected skipToSemicolon(): void {
    this.skipBraces(0);
  }

  /** The same with `open` braces to be closed first. */
  protected skipBraces(open: number): void {
    for (let depth = open; !this.atEnd(); this.SKIP_TOKEN()) {
      const type = this.LA(1).tokenType;
      if (type === LeftBrace) depth++;
      else if (type === RightBrace && depth > 0) depth--;
      else if (type !== RightBrace && (type !== Semicolon || depth > 0)) continue;
      if (type !== LeftBrace && depth === 0) {
        this.SKIP_TOKEN();
        return;
      }
    }
  }

  /** Skips to just after the next `}`, whichever it closes. */
  protected skipPastRightBrace(): void {
    while (!this.atEnd()) {
      const done = this.ahead(RightBrace);
      this.SKIP_TOKEN();
      if (done) return;
    }
  }

  /** Runs one more level of nesting. */
  protected nested<T>(run: () => T): T {
    if (this.#depth >= MAX_NESTING && !this.RECORDING_PHASE) {
      this.refuseAhead(syntax.tooDeep(MAX_NESTING), 'skip');
    }
    this.#depth++;
    try {
      return run();
    } finally {
      this.#depth--;
    }
  }

  /** The span from a token to the one taken last. */
  protected spanFrom(first: Token | Span): Span {
    const from = 'span' in first ? first.span : first;
    return { source: from.source, start: from.start, end: (this.last() ?? this.peek()).span.end };
  }
}
