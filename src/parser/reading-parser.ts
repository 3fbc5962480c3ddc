import { EmbeddedActionsParser, EOF, type IToken, type TokenType, tokenMatcher } from 'chevrotain';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Diagnostic, Position, Span } from '../diagnostics/diagnostic.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Token } from './ast.ts';
import { LexedToken, NOWHERE, TokenTable } from './token.ts';
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
const MAX_NESTING = 150;
const WHOLE_LINE = Number.MAX_SAFE_INTEGER;
const NO_TEXT: TokenTable = new TokenTable(0, '');
const END: IToken = { tokenType: EOF, tokenTypeIdx: EOF.tokenTypeIdx as number, image: '', startOffset: 0 };

/**
 * What the grammar needs to speak and recover like the reference's recursive descent: messages placed where its lexer
 * stood, and its two ways to skip (skip_to_semi and skip_to_rbrace of common/parse.c).
 */
export abstract class ReadingParser extends EmbeddedActionsParser {
  protected table: TokenTable = NO_TEXT;
  protected diagnostics: Diagnostic[] = [];
  /** Index of the next token. */
  protected at = 0;
  #depth = 0;

  constructor(skipValidations: boolean) {
    super([...VOCABULARY], { maxLookahead: 1, recoveryEnabled: false, skipValidations });
  }

  /** Begins with a new text. */
  protected load(table: TokenTable): void {
    this.input = [];
    this.table = table;
    this.diagnostics = [];
    this.at = 0;
    this.#depth = 0;
  }

  /** Lets the text go, so that the parser does not keep it in memory. */
  protected unload(): void {
    this.load(NO_TEXT);
  }

  // Chevrotain reads its tokens through these methods; here they come out of the table.

  protected override LA(howMuch: number): IToken {
    const at = this.at + howMuch - 1;
    return at >= 0 && at < this.table.length ? this.table.standIn(at) : END;
  }

  protected override LA_FAST(howMuch: number): IToken {
    return this.LA(howMuch);
  }

  protected override SKIP_TOKEN(): IToken {
    this.consumeToken();
    return this.LA(1);
  }

  protected consumeToken(): void {
    if (this.at < this.table.length) this.at++;
  }

  protected exportLexerState(): number {
    return this.at;
  }

  protected importLexerState(state: number): void {
    this.at = state;
  }

  protected resetLexerState(): void {
    this.at = 0;
  }

  protected moveToTerminatedState(): void {
    this.at = this.table.length;
  }

  /** The next token, left in place. */
  protected peek(): Token {
    return this.table.token(this.at);
  }

  protected atEnd(): boolean {
    return this.at >= this.table.length;
  }

  protected ahead(type: TokenType): boolean {
    return tokenMatcher(this.LA(1), type);
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

  /** Takes a token of this type; `index` tells apart its uses within one rule. */
  protected take(type: TokenType, index: 1 | 2 = 1): LexedToken {
    if (index === 1) this.CONSUME(type);
    else this.CONSUME2(type);
    return new LexedToken(this.table, this.at - 1);
  }

  /** A message about the token taken last. */
  protected complainHere(message: Message, end = false): void {
    const { table, at } = this;
    const readTo = end || at === 0 ? table.eof.span.end : new LexedToken(table, at - 1).readTo;
    this.#report(message, readTo);
  }

  /** A message given after a look at the next token: it names the place of the one before. */
  protected complainAhead(message: Message): void {
    const { table, at } = this;
    const line = at > 0 ? table.line(at - 1) : 0;
    const read = this.atEnd() ? table.eof.span.end : new LexedToken(table, at).readTo;
    const nextLine = this.atEnd() ? line : table.line(at);
    const shown = nextLine === line ? line : read.line - 1;
    this.#report(message, shown === read.line ? read : { ...read, line: shown, column: WHOLE_LINE });
  }

  #report(message: Message, readTo: Position): void {
    const { table, at } = this;
    const span = at > 0 ? table.spanOf(at - 1, at - 1) : { source: table.source, start: NOWHERE, end: NOWHERE };
    this.diagnostics.push({ severity: 'error', message, span, readTo });
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
  protected spanFrom(first: Token): Span {
    const { source, start } = first.span;
    return { source, start, end: this.table.token(Math.max(0, this.at - 1)).span.end };
  }
}
