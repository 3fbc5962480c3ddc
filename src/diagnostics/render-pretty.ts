import type { Diagnostic, Source, Span } from './diagnostic.ts';
import { SourceSet } from './source-lines.ts';

type Severity = Diagnostic['severity'];

/** Select Graphic Rendition parameters (ECMA-48 §8.3.117). */
const COLOURS: Readonly<Record<Severity | 'quiet' | 'strong', number>> = {
  fatal: 31,
  error: 31,
  warning: 33,
  lint: 36,
  quiet: 2,
  strong: 1,
};

type Painter = (text: string, colour: keyof typeof COLOURS) => string;

const plain: Painter = (text) => text;
const coloured: Painter = (text, colour) => `\u001b[${COLOURS[colour]}m${text}\u001b[0m`;

/** The marked part of the first line of a span; at least one character. */
function underline(span: Span, line: string): string {
  const from = span.start.column - 1;
  const to = span.end.line === span.start.line ? span.end.column - 1 : line.length;
  return `${' '.repeat(Math.max(from, 0))}${'^'.repeat(Math.max(to - from, 1))}`;
}

/**
 * Prints diagnostics for people: `FILE:LINE:COLUMN: severity: text [code]`, which editors can jump to, the whole source line with the
 * token marked below, and what to do about it. A tab is shown as one blank, so that marks stay below what they mark.
 */
export function newPrettyRenderer(
  sources: readonly Source[],
  options: { readonly colour: boolean },
): (diagnostic: Diagnostic) => string {
  const set = new SourceSet(sources);
  const paint = options.colour ? coloured : plain;
  return ({ severity, message, span, hint }) => {
    const place = span ? `${set.name(span.source)}:${span.start.line}:${span.start.column}: ` : '';
    const text = `${paint(place, 'strong')}${paint(`${severity}: `, severity)}${message.text()}`;
    const rows = [`${text} ${paint(`[${message.code}]`, 'quiet')}`];
    const gutter = ' '.repeat(String(span?.start.line ?? '').length);
    if (span && span.start.line > 0) {
      const line = set.lines(span.source).line(span.start.line).replace(/\t/g, ' ');
      rows.push(`${paint(` ${span.start.line} |`, 'quiet')} ${line}`);
      rows.push(`${paint(` ${gutter} |`, 'quiet')} ${paint(underline(span, line), severity)}`);
    }
    if (hint) rows.push(`${paint(` ${gutter} =`, 'quiet')} hint: ${hint}`);
    return rows.join('\n');
  };
}
