import { readBracket } from './bracket.ts';
import { ANY, complement, SPACE, singleton, WORD } from './octet-set.ts';
import type { Pattern } from './pattern.ts';

/** RE_DUP_MAX of the GNU C library. */
const MOST_REPEATS = 0x7fff;
const NOT_WORD = complement(WORD).fill(0, 0, 1);
const NOT_SPACE = complement(SPACE).fill(0, 0, 1);

/** Letters that have a meaning behind a backslash; every other character stands for itself there. */
const ESCAPES: Readonly<Record<string, Pattern>> = {
  w: { kind: 'octet', set: WORD },
  W: { kind: 'octet', set: NOT_WORD },
  s: { kind: 'octet', set: SPACE },
  S: { kind: 'octet', set: NOT_SPACE },
  b: { kind: 'word-edge', edge: '\\b' },
  B: { kind: 'word-edge', edge: '\\B' },
  '<': { kind: 'word-edge', edge: '\\<' },
  '>': { kind: 'word-edge', edge: '\\>' },
  '`': { kind: 'start' },
  "'": { kind: 'end' },
};

const character = (text: string): Pattern => ({ kind: 'octet', set: singleton(text.charCodeAt(0)) });

const upperCase = (text: string): string => (/[a-z]/.test(text) ? text.toUpperCase() : text);

/** `{2}`, `{2,}`, `{2,5}`, `{,5}`. */
const INTERVAL = /\{(\d*)(?:(,)(\d*))?\}/y;

class Reader {
  readonly #source: string;
  readonly #ignoreCase: boolean;
  #at = 0;
  #groups = 0;
  /** Groups already closed in this alternative: only they may be referred back to. */
  #closed = new Set<number>();

  constructor(source: string, ignoreCase: boolean) {
    this.#source = source;
    this.#ignoreCase = ignoreCase;
  }

  whole(): Pattern | undefined {
    const pattern = this.#alternatives(0);
    return this.#at === this.#source.length ? pattern : undefined;
  }

  #alternatives(depth: number): Pattern | undefined {
    const parts: Pattern[] = [];
    const before = this.#closed;
    const after = new Set(before);
    do {
      this.#closed = new Set(before);
      const branch = this.#branch(depth);
      if (!branch) return undefined;
      parts.push(branch);
      for (const group of this.#closed) after.add(group);
    } while (this.#accept('|'));
    this.#closed = after;
    const [only] = parts;
    return only && parts.length === 1 ? only : { kind: 'choice', parts };
  }

  #branch(depth: number): Pattern | undefined {
    const parts: Pattern[] = [];
    while (this.#at < this.#source.length && !this.#peeks('|') && !(depth > 0 && this.#peeks(')'))) {
      const part = this.#term(depth);
      if (!part) return undefined;
      parts.push(part);
    }
    return { kind: 'sequence', parts };
  }

  #term(depth: number): Pattern | undefined {
    const part = this.#atom(depth);
    // An anchor takes no repetition: the operator behind it begins a term, and no term may begin with one.
    const isAnchor = part?.kind === 'start' || part?.kind === 'end' || part?.kind === 'word-edge';
    return part && !isAnchor ? this.#repeated(part) : part;
  }

  #atom(depth: number): Pattern | undefined {
    const next = this.#source.charAt(this.#at++);
    switch (next) {
      case '(':
        return this.#group(depth);
      case '[':
        return this.#bracket();
      case '.':
        return { kind: 'octet', set: ANY };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
      case '{':
        return undefined;
      default:
        return character(this.#ignoreCase ? upperCase(next) : next);
    }
  }

  #group(depth: number): Pattern | undefined {
    const index = ++this.#groups;
    const part = this.#alternatives(depth + 1);
    if (!part || !this.#accept(')')) return undefined;
    this.#closed.add(index);
    return { kind: 'group', part };
  }

  #bracket(): Pattern | undefined {
    const found = readBracket(this.#source, this.#at, this.#ignoreCase);
    if (!found) return undefined;
    this.#at = found.end;
    return { kind: 'octet', set: found.set };
  }

  #escape(): Pattern | undefined {
    if (this.#at >= this.#source.length) return undefined;
    const next = this.#source.charAt(this.#at++);
    if (!/[1-9]/.test(next)) return ESCAPES[next] ?? character(next);
    const group = Number(next);
    return this.#closed.has(group) ? { kind: 'back-reference', group } : undefined;
  }

  #repeated(first: Pattern): Pattern | undefined {
    let part = first;
    while (/[*+?{]/.test(this.#source.charAt(this.#at))) {
      const limits = this.#limits();
      if (!limits) return undefined;
      part = { kind: 'repeat', part, ...limits };
    }
    return part;
  }

  #limits(): { min: number; max: number | undefined } | undefined {
    if (this.#accept('*')) return { min: 0, max: undefined };
    if (this.#accept('+')) return { min: 1, max: undefined };
    if (this.#accept('?')) return { min: 0, max: 1 };
    INTERVAL.lastIndex = this.#at;
    const found = INTERVAL.exec(this.#source);
    if (!found || (found[1] === '' && !found[2])) return undefined;
    this.#at = INTERVAL.lastIndex;
    const min = Number(found[1]);
    const max = found[2] ? (found[3] ? Number(found[3]) : undefined) : min;
    return min > (max ?? min) || Math.max(min, max ?? 0) > MOST_REPEATS ? undefined : { min, max };
  }

  #peeks(text: string): boolean {
    return this.#source[this.#at] === text;
  }

  #accept(text: string): boolean {
    if (!this.#peeks(text)) return false;
    this.#at++;
    return true;
  }
}

/** Undefined when the expression is invalid. */
export function parsePattern(source: string, ignoreCase: boolean): Pattern | undefined {
  return new Reader(source, ignoreCase).whole();
}
