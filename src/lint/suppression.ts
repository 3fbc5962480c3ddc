import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';

const IGNORE = /#\s*lint:\s*ignore\s+([\w.\-, ]+)/;

/** Codes that comments `# lint: ignore CODE[, CODE]` take away from their own line and the next, for each source. */
export function newSuppression(sources: readonly Source[]): (diagnostic: Diagnostic) => boolean {
  const bySource = sources.map(({ text }) => (text.includes('lint:') ? codesOfLines(text) : undefined));
  return ({ message, span, severity }) => {
    if (!span || severity !== 'warning') return false;
    const codes = bySource[span.source];
    const { line } = span.start;
    return [line, line - 1].some((at) => codes?.get(at)?.has(message.code) === true);
  };
}

function codesOfLines(text: string): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, ReadonlySet<string>>();
  for (const [index, line] of text.split('\n').entries()) {
    const codes = IGNORE.exec(line)?.[1];
    if (codes) found.set(index + 1, new Set(codes.split(/[,\s]+/).filter(Boolean)));
  }
  return found;
}
