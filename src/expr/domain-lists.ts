import { latin1 } from '../kernel/bytes.ts';

/** Names of the list as labels; undefined when it is malformed. */
type Name = readonly Uint8Array[];

const POINTER = 0xc0;
const LONGEST_NAME = 255;

function readName(list: Uint8Array, start: number): { name: Name; end: number } | undefined {
  const name: Uint8Array[] = [];
  let at = start;
  let end: number | undefined;
  let total = 0;
  for (;;) {
    const length = list[at];
    if (length === undefined) return undefined;
    if (length === 0) return { name, end: end ?? at + 1 };
    if ((length & POINTER) === POINTER) {
      const target = ((length & ~POINTER) << 8) | (list[at + 1] ?? 0);
      // A pointer only leads backwards (RFC 1035 §4.1.4), so no chain of pointers is endless.
      if (at + 1 >= list.length || target >= at) return undefined;
      end ??= at + 2;
      at = target;
      continue;
    }
    total += length + 1;
    if ((length & POINTER) !== 0 || at + 1 + length > list.length || total >= LONGEST_NAME) return undefined;
    name.push(list.subarray(at + 1, at + 1 + length));
    at += length + 1;
  }
}

/** A list that begins with the root name counts as empty, as in the reference. */
function readNames(list: Uint8Array): Name[] | undefined {
  const names: Name[] = [];
  if (list.length === 0 || list[0] === 0) return names;
  for (let at = 0; at < list.length; ) {
    const read = readName(list, at);
    if (!read) return undefined;
    names.push(read.name);
    at = read.end;
  }
  return names;
}

const suffixKey = (labels: Name): string => labels.map((label) => latin1(label).toLowerCase()).join('\0');

function writeName(name: Name, out: number[], offsets: Map<string, number>): void {
  const fresh: [string, number][] = [];
  for (const [i, label] of name.entries()) {
    const key = suffixKey(name.slice(i));
    const earlier = offsets.get(key);
    if (earlier !== undefined) {
      out.push(POINTER | (earlier >> 8), earlier & 0xff);
      break;
    }
    if (out.length < 0x4000) fresh.push([key, out.length]);
    out.push(label.length, ...label);
    if (i === name.length - 1) out.push(0);
  }
  if (name.length === 0) out.push(0);
  for (const [key, offset] of fresh) if (!offsets.has(key)) offsets.set(key, offset);
}

/**
 * Joins two compressed lists of domain names into one (RFC 3397 §2, RFC 1035 §4.1.4): compressed octets cannot simply be put one
 * after the other. Undefined when one of them is malformed.
 */
export function joinDomainLists(left: Uint8Array, right: Uint8Array): Uint8Array | undefined {
  const first = readNames(left);
  const second = readNames(right);
  if (!first || !second) return undefined;
  const out: number[] = [];
  const offsets = new Map<string, number>();
  for (const name of [...first, ...second]) writeName(name, out, offsets);
  return out.length === 0 ? Uint8Array.of(0) : Uint8Array.from(out);
}
