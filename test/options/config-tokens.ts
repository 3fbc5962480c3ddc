import type { ValueCursor, ValueToken } from '../../src/options/token.ts';

const TOKEN = /\s+|"([^"]*)"|[A-Za-z0-9-][\w-]*|./gsy;

function tokensOf(text: string): ValueToken[] {
  const tokens: ValueToken[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [whole, quoted] = match;
    if (/^\s/.test(whole)) continue;
    const type = quoted !== undefined ? 'string' : /^[\w-]/.test(whole) ? 'word' : 'punctuation';
    const start = match.index;
    const span = { start: { offset: start }, end: { offset: start + whole.length } };
    tokens.push({ type, text: whole, value: quoted ?? whole, span });
  }
  return tokens;
}

/** A cursor over a piece of config, with just enough of a lexer. */
export function cursorOver(text: string): ValueCursor {
  const tokens = tokensOf(text);
  const place = { offset: text.length };
  const eof: ValueToken = { type: 'eof', text: '', value: '', span: { start: place, end: place } };
  let at = 0;
  return { peek: () => tokens[at] ?? eof, next: () => tokens[at++] ?? eof };
}
