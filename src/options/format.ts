import type { Field, Format, KindName } from './definition.ts';

/** The reference's letters for a field (its option tables and dhcp-options(5), "DEFINING NEW OPTIONS"). */
const KIND_OF_LETTER: Readonly<Record<string, KindName>> = {
  I: 'ip4',
  '6': 'ip6',
  b: 'int8',
  s: 'int16',
  l: 'int32',
  B: 'uint8',
  S: 'uint16',
  L: 'uint32',
  T: 'leaseTime',
  f: 'flag',
  F: 'impliedFlag',
  t: 'text',
  X: 'string',
  d: 'domainName',
  D: 'domainList',
  Z: 'zeroLength',
  U: 'spaceName',
  E: 'encapsulated',
  N: 'enumeration',
  k: 'keyName',
};

const LETTER_OF_KIND: ReadonlyMap<KindName, string> = new Map(
  Object.entries(KIND_OF_LETTER).map(([letter, kind]) => [kind, letter]),
);

/** The words of `option NAME code N = …;` for a field. */
const WORDS_OF_KIND: Readonly<Partial<Record<KindName, string>>> = {
  ip4: 'ip-address',
  ip6: 'ip6-address',
  int8: 'signed integer 8',
  int16: 'signed integer 16',
  int32: 'signed integer 32',
  uint8: 'unsigned integer 8',
  uint16: 'unsigned integer 16',
  uint32: 'unsigned integer 32',
  flag: 'boolean',
  text: 'text',
  string: 'string',
  domainName: 'domain-name',
  domainList: 'domain-list',
  domainListCompressed: 'domain-list compressed',
  zeroLength: 'zerolen',
};

/** One field: its letter, a name up to a dot after `E` and `N`, and `c` after `D`. */
const FIELD = /([EN])([^.]*)\.|D(c?)|([A-Za-z6])/y;

interface Draft {
  readonly fields: Field[];
  repeat: Format['repeat'];
}

/** Reads a field at `at` and returns the index behind it. */
function readField(letters: string, at: number, draft: Draft): number {
  FIELD.lastIndex = at;
  const found = FIELD.exec(letters);
  if (!found) return letters.length;
  const [whole, named, ref, compressed, letter] = found;
  if (named !== undefined) {
    draft.fields.push({ kind: named === 'E' ? 'encapsulated' : 'enumeration', ...(ref ? { ref } : {}) });
  } else if (letter === undefined) {
    draft.fields.push({ kind: compressed ? 'domainListCompressed' : 'domainList' });
  } else {
    readLetter(letter, at + 1 === letters.length, draft);
  }
  return at + whole.length;
}

function readLetter(letter: string, isLast: boolean, draft: Draft): void {
  const before = draft.fields.at(-1);
  const kind = KIND_OF_LETTER[letter];
  if (kind) draft.fields.push({ kind });
  else if (letter === 'A') draft.repeat = 'all';
  else if (letter === 'o' && before) draft.fields.splice(-1, 1, { ...before, optional: true });
  else if (letter === 'a' && isLast) draft.repeat = 'last';
  else if (letter === 'a' && before) draft.fields.splice(-1, 1, { ...before, repeats: true });
}

/** The format that the reference writes with these letters. */
export function formatOf(letters: string): Format {
  const draft: Draft = { fields: [], repeat: 'none' };
  let at = 0;
  while (at < letters.length) at = readField(letters, at, draft);
  return draft;
}

function lettersOfField(field: Field): string {
  const suffix = `${field.optional ? 'o' : ''}${field.repeats ? 'a' : ''}`;
  if (field.kind === 'domainListCompressed') return `Dc${suffix}`;
  const name = field.kind === 'encapsulated' || field.kind === 'enumeration' ? `${field.ref ?? ''}.` : '';
  return `${LETTER_OF_KIND.get(field.kind) ?? ''}${name}${suffix}`;
}

const REPEAT_LETTER = { none: '', all: 'A', last: 'a' } as const;

/** The reference's letters of a format: `formatOf(lettersOf(f))` is `f`. */
export const lettersOf = (format: Format): string =>
  format.fields.map(lettersOfField).join('') + REPEAT_LETTER[format.repeat];

function wordsOfField(field: Field, repeats: boolean): string {
  const words = field.kind === 'encapsulated' ? `encapsulate ${field.ref ?? 'vendor-option-space'}` : undefined;
  const base = words ?? WORDS_OF_KIND[field.kind] ?? field.ref ?? field.kind;
  return repeats ? `array of ${base}` : base;
}

/** The type as one would write it in a definition: `array of { ip-address, ip-address }`. */
export function describeFormat(format: Format): string {
  const last = format.fields.length - 1;
  const words = format.fields.map((field, i) =>
    wordsOfField(field, field.repeats === true || (format.repeat === 'last' && i === last)),
  );
  const record = words.length === 1 ? words.join('') : `{ ${words.join(', ')} }`;
  return format.repeat === 'all' ? `array of ${record}` : record;
}
