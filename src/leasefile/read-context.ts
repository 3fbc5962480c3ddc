import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import type { Diagnostic, Position } from '../diagnostics/diagnostic.ts';
import type { Message } from '../diagnostics/message.ts';
import type { CompiledStatements } from '../expr/context.ts';
import { latin1 } from '../kernel/bytes.ts';
import type { EpochSeconds } from '../kernel/scalars.ts';
import type { OptionRegistry } from '../options/definition.ts';
import { LEFT_BRACE, type LeaseLexer, RIGHT_BRACE, SEMICOLON } from './lexer.ts';
import { SharedVariables } from './shared-variables.ts';

/** What reading needs to know besides the text. */
export interface ReadSettings {
  readonly family: 4 | 6;
  readonly options: OptionRegistry;
  /** Decides what a record without binding state is. */
  readonly now: EpochSeconds;
  /** Compiles the body of `on expiry` or `on release`; undefined when it makes no sense. */
  readonly compileEvent: (body: string) => CompiledStatements | undefined;
}

/** A finding, with the line it is about: the file as a whole is too large to be kept for it. */
export interface LocatedFinding {
  readonly diagnostic: Diagnostic;
  readonly line: string;
}

/** The reader's place in the file, and what it has to complain about in the present record. */
export class ReadContext {
  readonly lexer: LeaseLexer;
  readonly settings: ReadSettings;
  readonly sharedVariables = new SharedVariables();
  /** Offset in the file of the window's first octet. */
  windowOffset = 0;
  #findings: LocatedFinding[] = [];
  /** True when something of the present record is lost. */
  isDamaged = false;

  constructor(lexer: LeaseLexer, settings: ReadSettings) {
    this.lexer = lexer;
    this.settings = settings;
  }

  /** Says what is wrong with the present token. */
  report(message: Message): void {
    const start = this.#position(this.lexer.start);
    const end = this.#position(this.lexer.end);
    const diagnostic: Diagnostic = {
      severity: 'warning',
      message,
      span: { source: 0, start, end },
      readTo: end,
    };
    this.#findings.push({ diagnostic, line: this.#lineText() });
    this.isDamaged = true;
  }

  /** Says something about the file as a whole. */
  note(message: Message): void {
    this.#findings.push({ diagnostic: { severity: 'warning', message }, line: '' });
  }

  takeFindings(): readonly LocatedFinding[] {
    const findings = this.#findings;
    this.#findings = [];
    this.isDamaged = false;
    return findings;
  }

  /** Steps over `;`, or says that it is missing and leaves the statement. */
  expectSemicolon(message: Message = say.semicolonExpected()): boolean {
    if (this.lexer.accept(SEMICOLON)) return true;
    this.report(message);
    this.skipStatement();
    return false;
  }

  /** Goes behind the end of the present statement, but never out of the record around it. */
  skipStatement(): void {
    const { lexer } = this;
    for (let depth = 0; !lexer.isAtEnd; lexer.next()) {
      if (lexer.kind === LEFT_BRACE) depth++;
      else if (lexer.kind === RIGHT_BRACE && --depth <= 0) {
        if (depth === 0) lexer.next();
        return;
      } else if (lexer.kind === SEMICOLON && depth === 0) {
        lexer.next();
        return;
      }
    }
  }

  #position(at: number): Position {
    const { line, lineStart } = this.lexer;
    return { offset: this.windowOffset + at, line, column: at - lineStart + 1 };
  }

  #lineText(): string {
    const { bytes, limit, lineStart } = this.lexer;
    const start = Math.max(0, lineStart);
    const newline = bytes.subarray(start, limit).indexOf(0x0a);
    return latin1(bytes, start, newline < 0 ? limit : start + newline);
  }
}
