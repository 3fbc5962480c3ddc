import { addAll, CLASSES, complement, emptySet, type OctetSet, singleton } from './octet-set.ts';

/** A bracket expression read from a pattern, and where it ends. */
export interface Bracket {
  readonly set: OctetSet;
  readonly end: number;
}

/** `octet` is set for what may begin or end a range. */
interface Element {
  readonly set: OctetSet;
  readonly octet?: number;
  readonly end: number;
}

const octetOf = (character: string, ignoreCase: boolean): number =>
  /[a-z]/.test(character) && ignoreCase ? character.charCodeAt(0) - 0x20 : character.charCodeAt(0);

/** `[:alpha:]`, `[.x.]`, `[=x=]`. */
function namedElement(source: string, at: number, ignoreCase: boolean): Element | undefined {
  const kind = source.charAt(at + 1);
  const close = source.indexOf(`${kind}]`, at + 2);
  if (close < 0) return undefined;
  const name = source.slice(at + 2, close);
  const end = close + 2;
  if (kind === ':') {
    const set = CLASSES.get(ignoreCase && (name === 'upper' || name === 'lower') ? 'alpha' : name);
    return set && { set, end };
  }
  if (name.length !== 1) return undefined;
  const octet = octetOf(name, ignoreCase);
  return kind === '.' ? { set: singleton(octet), octet, end } : { set: singleton(octet), end };
}

function element(source: string, at: number, ignoreCase: boolean): Element | undefined {
  if (at >= source.length) return undefined;
  if (source[at] === '[' && /[:.=]/.test(source.charAt(at + 1))) return namedElement(source, at, ignoreCase);
  const octet = octetOf(source.charAt(at), ignoreCase);
  return { set: singleton(octet), octet, end: at + 1 };
}

/** Ranges follow the octets' values (C locale); one that runs backwards makes the pattern invalid. */
function range(first: Element, source: string, at: number, ignoreCase: boolean): Element | undefined {
  const last = element(source, at, ignoreCase);
  if (first.octet === undefined || last?.octet === undefined || first.octet > last.octet) return undefined;
  return { set: emptySet().fill(1, first.octet, last.octet + 1), end: last.end };
}

/** A hyphen that is neither first, nor last, nor the sign of a range makes the pattern invalid. */
function isStrayHyphen(source: string, at: number, start: number): boolean {
  return source[at] === '-' && at !== start && source[at + 1] !== ']';
}

/** Reads a bracket expression; `at` is behind the `[`. Undefined when it is invalid. */
export function readBracket(source: string, at: number, ignoreCase: boolean): Bracket | undefined {
  const isNegated = source[at] === '^';
  const start = isNegated ? at + 1 : at;
  const set = emptySet();
  let next = start;
  while (next === start || source[next] !== ']') {
    if (isStrayHyphen(source, next, start)) return undefined;
    let found = element(source, next, ignoreCase);
    const isRange = found && source[found.end] === '-' && source[found.end + 1] !== ']';
    if (found && isRange && (found.octet !== undefined || source[next] !== '[')) {
      found = range(found, source, found.end + 1, ignoreCase);
    }
    if (!found) return undefined;
    addAll(set, found.set);
    next = found.end;
  }
  const accepted = isNegated ? complement(set) : set;
  accepted[0] = 0;
  return { set: accepted, end: next + 1 };
}
