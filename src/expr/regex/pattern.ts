import { type OctetSet, WORD } from './octet-set.ts';

/** A parsed extended regular expression (POSIX.1, with the additions of the GNU C library that the reference runs on). */
export type Pattern =
  | { readonly kind: 'octet'; readonly set: OctetSet }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly min: number; readonly max: number | undefined }
  | { readonly kind: 'group'; readonly part: Pattern }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'word-edge'; readonly edge: '\\b' | '\\B' | '\\<' | '\\>' }
  | { readonly kind: 'back-reference'; readonly group: number };

/** True when what the pattern matches depends on more than the octets still to come. */
export function needsBacktracking(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'octet':
    case 'start':
    case 'end':
      return false;
    case 'sequence':
    case 'choice':
      return pattern.parts.some(needsBacktracking);
    case 'repeat':
    case 'group':
      return needsBacktracking(pattern.part);
    case 'word-edge':
    case 'back-reference':
      return true;
  }
}

function classSource(set: OctetSet): string {
  let source = '';
  for (let octet = 0; octet < 256; octet++) {
    if (set[octet]) source += `\\x${octet.toString(16).padStart(2, '0')}`;
  }
  return `[${source}]`;
}

const EDGES: Readonly<Record<string, string>> = {
  '\\b': '\\b',
  '\\B': '\\B',
  '\\<': `\\b(?=${classSource(WORD)})`,
  '\\>': `\\b(?<=${classSource(WORD)})`,
};

/** The pattern as the source of a RegExp over binary strings. */
export function regExpSource(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'octet':
      return classSource(pattern.set);
    case 'sequence':
      return pattern.parts.map(regExpSource).join('');
    case 'choice':
      return `(?:${pattern.parts.map(regExpSource).join('|')})`;
    case 'repeat':
      return `(?:${regExpSource(pattern.part)}){${pattern.min},${pattern.max ?? ''}}`;
    case 'group':
      return `(${regExpSource(pattern.part)})`;
    case 'start':
      return '^';
    case 'end':
      return '$';
    case 'word-edge':
      return EDGES[pattern.edge] ?? '';
    case 'back-reference':
      return `(?:\\${pattern.group})`;
  }
}
