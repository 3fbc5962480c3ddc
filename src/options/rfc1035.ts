import { concat, EMPTY, latin1, octets } from '../kernel/bytes.ts';

/** Longest name in octets, with lengths and root label (RFC 1035 §2.3.4). */
const MAX_NAME = 255;
const MAX_LABEL = 63;
/** Pointers reach 14 bits far (RFC 1035 §4.1.4). */
const MAX_POINTER = 0x4000;
/** So many suffixes the reference remembers for compression. */
const MAX_SUFFIXES = 253;

/** One character at `at` with `\.` and `\DDD` resolved, and the index behind it. */
function readEscape(text: string, at: number): { code: number; next: number } | undefined {
  const digits = /^\d/.test(text.slice(at + 1));
  if (!digits) return { code: text.charCodeAt(at + 1), next: at + 2 };
  const found = /^\d{3}/.exec(text.slice(at + 1));
  const code = Number(found?.[0] ?? 256);
  return code > 255 ? undefined : { code, next: at + 4 };
}

/** Splits at dots that are not escaped; undefined where an escape is wrong. */
function labelsOf(text: string): string[] | undefined {
  const labels: string[] = [];
  let label = '';
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '.') {
      labels.push(label);
      label = '';
      at++;
    } else if (character === '\\') {
      if (at + 1 === text.length) break;
      const escaped = readEscape(text, at);
      if (!escaped) return undefined;
      label += String.fromCharCode(escaped.code);
      at = escaped.next;
    } else {
      label += character;
      at++;
    }
  }
  labels.push(label);
  return labels;
}

/** A name as RFC 1035 §3.1 octets; undefined for empty or long labels, long names and wrong escapes. */
export function nameToWire(name: string): Uint8Array | undefined {
  const labels = labelsOf(name.split('\0')[0] ?? '');
  if (!labels) return undefined;
  if (labels.at(-1) === '') labels.pop();
  const isRoot = labels.length === 1 && labels[0] === '';
  if (isRoot) labels.pop();
  if (labels.some((label) => label === '' || label.length > MAX_LABEL)) return undefined;
  const parts = labels.map((label) => concat(Uint8Array.of(label.length), octets(label)));
  const wire = concat(...parts, Uint8Array.of(0));
  return wire.length > MAX_NAME ? undefined : wire;
}

/** Length of the uncompressed name that begins at `at`; undefined where it is cut. */
export function nameLength(data: Uint8Array, at: number): number | undefined {
  let next = at;
  while (next < data.length) {
    const length = data[next] as number;
    next += length + 1;
    if (length === 0) return next - at;
  }
  return undefined;
}

/** The labels of a wire name up to its root or the end of the data. */
export function* labelsOfWire(wire: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < wire.length; ) {
    const length = wire[at] as number;
    if (length === 0) return;
    yield wire.subarray(at + 1, at + 1 + length);
    at += length + 1;
  }
}

const SPECIAL = '".;\\@$';

function presentOctet(octet: number): string {
  const character = String.fromCharCode(octet);
  if (SPECIAL.includes(character)) return `\\${character}`;
  return octet > 0x20 && octet < 0x7f ? character : `\\${String(octet).padStart(3, '0')}`;
}

/** A wire name as text without the last dot (`.` for the root), escaped as in zone files. */
export function wireToName(wire: Uint8Array): string {
  const labels = Array.from(labelsOfWire(wire), (label) => Array.from(label, presentOctet).join(''));
  return labels.length === 0 ? '.' : labels.join('.');
}

/** Wire names one after the other, repeated suffixes replaced by pointers (RFC 1035 §4.1.4). */
export function compressNames(names: readonly Uint8Array[]): Uint8Array {
  const places = new Map<string, number>();
  let packed: Uint8Array = EMPTY;
  for (const name of names) packed = concat(packed, compressName(name, packed.length, places));
  return packed;
}

function compressName(name: Uint8Array, offset: number, places: Map<string, number>): Uint8Array {
  const seen: [string, number][] = [];
  let at = 0;
  while (name[at] !== 0) {
    const suffix = latin1(name, at).toLowerCase();
    const place = places.get(suffix);
    if (place !== undefined) {
      remember(seen, places);
      return concat(name.subarray(0, at), Uint8Array.of(0xc0 | (place >> 8), place));
    }
    if (offset + at < MAX_POINTER) seen.push([suffix, offset + at]);
    at += (name[at] as number) + 1;
  }
  remember(seen, places);
  return name;
}

/** Suffixes of a name become known only after it: a name never points into itself. */
function remember(seen: readonly [string, number][], places: Map<string, number>): void {
  for (const [suffix, place] of seen) {
    if (places.size < MAX_SUFFIXES && !places.has(suffix)) places.set(suffix, place);
  }
}

export interface UnpackedName {
  /** Without pointers. */
  readonly wire: Uint8Array;
  /** Octets that the name takes where it stands. */
  readonly length: number;
}

/** The name at `at`, pointers followed; undefined where it is cut, too long, or its pointers go round in a circle. */
export function unpackName(data: Uint8Array, at: number): UnpackedName | undefined {
  const labels: Uint8Array[] = [];
  let size = 1;
  let length: number | undefined;
  let visited = 0;
  let next = at;
  while (next < data.length) {
    const count = data[next] as number;
    if (count === 0) return { wire: concat(...labels, Uint8Array.of(0)), length: length ?? next + 1 - at };
    if (count >= 0xc0) {
      if (next + 1 >= data.length) return undefined;
      length ??= next + 2 - at;
      next = ((count & 0x3f) << 8) | (data[next + 1] as number);
      visited += 2;
      if (visited >= data.length) return undefined;
    } else {
      const end = next + 1 + count;
      size += count + 1;
      if (count > MAX_LABEL || end >= data.length || size > MAX_NAME) return undefined;
      labels.push(data.subarray(next, end));
      visited += count + 1;
      next = end;
    }
  }
  return undefined;
}
