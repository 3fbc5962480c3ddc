/** A set of octets: element N is 1 when N belongs to it. */
export type OctetSet = Uint8Array;

export const emptySet = (): OctetSet => new Uint8Array(256);

export function singleton(octet: number): OctetSet {
  const set = emptySet();
  set[octet] = 1;
  return set;
}

export const complement = (set: OctetSet): OctetSet => set.map((member) => 1 - member);

/** Octets whose character satisfies the expression; the C locale has no letters beyond ASCII. */
const where = (expression: RegExp): OctetSet =>
  emptySet().map((_, octet) => (octet < 128 && expression.test(String.fromCharCode(octet)) ? 1 : 0));

export const WORD: OctetSet = where(/\w/);
export const SPACE: OctetSet = where(/[ \t\n\v\f\r]/);
/** A subject never contains NUL: it ends there. */
export const ANY: OctetSet = emptySet().fill(1, 1);

/** Character classes of POSIX, `[[:NAME:]]`. */
export const CLASSES: ReadonlyMap<string, OctetSet> = new Map([
  ['alnum', where(/[A-Za-z0-9]/)],
  ['alpha', where(/[A-Za-z]/)],
  ['blank', where(/[ \t]/)],
  ['cntrl', where(/[^ -~]/)],
  ['digit', where(/\d/)],
  ['graph', where(/[!-~]/)],
  ['lower', where(/[a-z]/)],
  ['print', where(/[ -~]/)],
  ['punct', where(/[!-/:-@[-`{-~]/)],
  ['space', SPACE],
  ['upper', where(/[A-Z]/)],
  ['xdigit', where(/[A-Fa-f0-9]/)],
]);

export function addAll(to: OctetSet, from: OctetSet): void {
  for (let octet = 0; octet < 256; octet++) if (from[octet]) to[octet] = 1;
}
