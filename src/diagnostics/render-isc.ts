import type { Diagnostic, Position, Source } from './diagnostic.ts';
import { type SourceLines, SourceSet } from './source-lines.ts';

/** The reference keeps this much of a line. */
const SHOWN_CHARACTERS = 80;
/** The caret line is no longer than this, however many tabs the source line has. */
const LONGEST_INDENT = 255;
const TAB_STOP = 8;

/** Where the reference points: the line it names, the text it shows below, and its lexer's count of characters. */
export interface IscPlace {
  readonly file: string;
  readonly line: number;
  readonly shown: string;
  readonly lexedColumn: number;
}

/** True when the line feed before `offset` ends a comment: the reference skips it together with the comment. */
function endsComment(lines: SourceLines, line: number): boolean {
  const before = lines.line(line - 1).replace(/"(?:[^"\\]|\\.)*"/g, '');
  return before.includes('#');
}

/**
 * The column as the reference counts it. Its lexer looks one character ahead when it reads words and blank space, so a token
 * behind one of these is counted one column too far to the right; behind punctuation, strings and comments the count is right.
 */
function lexedColumn(lines: SourceLines, start: Position): number {
  const lineStart = lines.start(start.line);
  const before = lineStart === undefined ? '' : lines.text.charAt(lineStart + start.column - 2);
  const isAfterComment = before === '\n' && endsComment(lines, start.line);
  return /[\w\s-]/.test(before) && !isAfterComment ? start.column + 1 : start.column;
}

/** Blanks up to the caret: tabs of the shown text widen them, its end bounds them, and beyond column 80 there are none. */
function caretIndent({ shown, lexedColumn }: IscPlace): string {
  if (lexedColumn > SHOWN_CHARACTERS) return '';
  let width = 0;
  for (let i = 0; i < Math.min(shown.length, lexedColumn - 1); i++) {
    width = shown[i] === '\t' ? (Math.floor(width / TAB_STOP) + 1) * TAB_STOP : width + 1;
  }
  return ' '.repeat(Math.min(width, LONGEST_INDENT));
}

/** `FILE line N: TEXT`, the source line, the caret. */
export function renderIscPlace(text: string, place: IscPlace): string {
  return `${place.file} line ${place.line}: ${text}\n${place.shown}\n${caretIndent(place)}^`;
}

/** The text up to where the lexer has read, of the line in which it has read. */
function shownText(lines: SourceLines, readTo: Position): string {
  return lines.line(readTo.line).slice(0, Math.min(SHOWN_CHARACTERS, Math.max(readTo.column - 1, 0)));
}

/**
 * Prints diagnostics as the reference does (parse_warn), byte for byte; a diagnostic without a place is its text alone.
 * Lines are joined with line feeds, without one at the end.
 */
export function newIscRenderer(sources: readonly Source[]): (diagnostic: Diagnostic) => string {
  const set = new SourceSet(sources);
  return ({ message, span, readTo }) => {
    if (!span) return message.text();
    const lines = set.lines(span.source);
    return renderIscPlace(message.text(), {
      file: set.name(span.source),
      line: span.start.line,
      shown: shownText(lines, readTo ?? span.end),
      lexedColumn: lexedColumn(lines, span.start),
    });
  };
}
