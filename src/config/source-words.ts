import type { Position, Span } from '../diagnostics/diagnostic.ts';
import type { If, Token } from '../parser/ast.ts';

/** What may stand between tokens, and a token. */
const BLANKS = /(?:\s|#[^\n]*)*/y;
const WORD = /[-\w]+|"(?:[^"\\]|\\.)*"?|./sy;

/** The words of a source text, for places that the tree does not keep. */
export class SourceWords {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The word number `count` of a part of the text. */
  wordOf(span: Span, count: number): Token {
    let token = this.tokenFrom({ ...span, end: span.start });
    for (let n = 1; n < count; n++) token = this.tokenFrom(token.span);
    return token;
  }

  /** The last token of a part of the text. */
  lastTokenOf(span: Span): Token {
    let last = this.tokenFrom({ ...span, end: span.start });
    for (let token = last; token.span.end.offset <= span.end.offset && token.text !== ''; ) {
      last = token;
      token = this.tokenFrom(token.span);
    }
    return last;
  }

  /** The brace that closes a conditional's first block. */
  closeOf(tree: If): Token {
    let depth = 0;
    for (let token = this.tokenFrom(tree.condition.span); token.text !== ''; token = this.tokenFrom(token.span)) {
      if (token.text === '{') depth++;
      else if (token.text === '}' && --depth === 0) return token;
    }
    return this.lastTokenOf(tree.span);
  }

  /** The token that stands behind a part of the text. */
  tokenFrom({ source, end: from }: Span): Token {
    const text = this.#text;
    BLANKS.lastIndex = from.offset;
    const blanks = BLANKS.exec(text)?.[0] ?? '';
    const offset = from.offset + blanks.length;
    const breaks = blanks.split('\n').length - 1;
    const column = breaks === 0 ? from.column + blanks.length : blanks.length - blanks.lastIndexOf('\n');
    WORD.lastIndex = offset;
    const word = WORD.exec(text)?.[0] ?? '';
    const start = { offset, line: from.line + breaks, column };
    const end = { offset: offset + word.length, line: start.line, column: column + word.length };
    const type = typeOf(word);
    return { type, text: word, value: word, span: { source, start, end } };
  }

  /** How far the reference has read when it has this token: one character past a word. */
  readEnd(token: Token): Position {
    const { end } = token.span;
    const text = this.#text;
    const column = end.offset - text.lastIndexOf('\n', end.offset - 1);
    const looksAhead = token.type === 'word' && token.text.charCodeAt(0) <= 0x7f && end.offset < text.length;
    if (!looksAhead) return { offset: end.offset, line: end.line, column };
    const offset = end.offset + 1;
    if (text[end.offset] === '\n') return { offset, line: end.line + 1, column: 1 };
    return { offset, line: end.line, column: column + 1 };
  }
}

function typeOf(word: string): Token['type'] {
  if (word === '') return 'eof';
  if (word.startsWith('"')) return 'string';
  return /^[-\w]/.test(word) ? 'word' : 'punctuation';
}
