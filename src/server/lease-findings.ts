import type { Message } from '../diagnostics/message.ts';
import { renderIscPlace } from '../diagnostics/render-isc.ts';
import type { LocatedFinding } from '../leasefile/read-context.ts';

/** The reference shows no more of a line. */
const SHOWN_CHARACTERS = 80;

/** What is said about a place in the lease file, in the form of the reference: file and line, the text, a caret. */
export function aboutFinding({ diagnostic, line }: LocatedFinding, file: string): Message {
  const { message, span, readTo } = diagnostic;
  if (!span) return message;
  const { start } = span;
  const before = line.charAt(start.column - 2);
  const place = {
    file,
    line: start.line,
    shown: line.slice(0, Math.min(SHOWN_CHARACTERS, (readTo ?? span.end).column - 1)),
    lexedColumn: /[\w\s-]/.test(before) ? start.column + 1 : start.column,
  };
  return { ...message, text: () => renderIscPlace(message.text(), place) };
}
