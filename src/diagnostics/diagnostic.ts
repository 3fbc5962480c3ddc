import type { Message } from './message.ts';

/** A place in a source text. Offsets are characters from the start; line and column start at 1. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export interface Span {
  /** Index into the list of sources of the document (the file itself is 0, includes follow in order of reading). */
  readonly source: number;
  readonly start: Position;
  readonly end: Position;
}

/** A text with its name as the user gave it, so that spans can be shown. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/**
 * One finding about a config or lease file.
 * `error` makes `dhcpd -t` fail; `fatal` ends reading at once, as the reference does; `warning` changes no verdict.
 */
export interface Diagnostic {
  readonly severity: 'fatal' | 'error' | 'warning' | 'lint';
  readonly message: Message;
  /** The token in question; absent where the reference gives no place either. */
  readonly span?: Span;
  /** How far the reference's lexer has read when it speaks: it prints the source line only up to here. */
  readonly readTo?: Position;
  /** What to do about it, for the pretty renderer. */
  readonly hint?: string;
}
