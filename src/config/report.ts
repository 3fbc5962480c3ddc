import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Place } from './token-stream.ts';

/** Where a file must not end is said here: the reference may never come to read that far. */
const END_OF_FILE = syntax.endOfFile().code;

/** Collects what was found, in the order in which the reference says it. */
export class Report {
  readonly #diagnostics: Diagnostic[] = [];
  /** What the parser has found in the file being read, in order of place, and how much of it has been said. */
  #parsed: readonly Diagnostic[] = [];
  #said = 0;
  #errors = 0;
  #ended = false;

  /** True after a fatal finding: nothing is read any more. */
  get ended(): boolean {
    return this.#ended;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** How many findings so far make the config a bad one. */
  get errors(): number {
    return this.#errors;
  }

  /** Takes up what the parser has found in a file; returns what is left of the file around it. */
  awaiting(parsed: readonly Diagnostic[]): readonly Diagnostic[] {
    const left = this.#parsed.slice(this.#said);
    this.#parsed = parsed.filter(({ message }) => message.code !== END_OF_FILE);
    this.#said = 0;
    return left;
  }

  /** Says what the parser has found up to a place, or all of it. */
  flush(upTo = Number.MAX_SAFE_INTEGER): void {
    for (let next = this.#parsed[this.#said]; next; next = this.#parsed[this.#said]) {
      if ((next.readTo?.offset ?? 0) > upTo) return;
      this.#said++;
      this.#push(next);
    }
  }

  error(message: Message, place: Place): void {
    if (this.#isSaidByParser(message, place)) return;
    this.flush(place.readTo.offset);
    this.#push({ severity: 'error', message, span: place.span, readTo: place.readTo });
  }

  /** The parser recovers from the same faults, and says some of what is said here. */
  #isSaidByParser(message: Message, { span }: Place): boolean {
    const text = message.text();
    return this.#parsed
      .slice(this.#said)
      .some((fault) => fault.span?.start.offset === span.start.offset && fault.message.text() === text);
  }

  /** A line without a place, which changes no verdict: warnings, and further lines of an error. */
  remark(message: Message): void {
    this.#push({ severity: 'warning', message });
  }

  fatal(message: Message): void {
    this.#push({ severity: 'fatal', message });
    this.#ended = true;
  }

  #push(diagnostic: Diagnostic): void {
    if (this.#ended) return;
    this.#diagnostics.push(diagnostic);
    if (diagnostic.severity === 'error') this.#errors++;
    if (diagnostic.severity === 'fatal') this.#ended = true;
  }
}
