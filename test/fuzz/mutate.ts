import type { Seeded } from './seeded.ts';

type Mutation = (bytes: Uint8Array, seeded: Seeded) => Uint8Array;

const poke = (value: (old: number, seeded: Seeded) => number): Mutation => {
  return (bytes, seeded) => {
    const copy = bytes.slice();
    if (copy.length > 0) {
      const at = seeded.below(copy.length);
      copy[at] = value(copy[at] as number, seeded);
    }
    return copy;
  };
};

/** What lines, relays and attackers do to a message. */
const MUTATIONS: readonly Mutation[] = [
  poke((old, seeded) => old ^ (1 << seeded.below(8))),
  poke((_, seeded) => seeded.pick([0, 1, 0x7f, 0x80, 0xff])),
  (bytes, seeded) => bytes.slice(0, seeded.below(bytes.length + 1)),
  (bytes, seeded) => {
    const from = seeded.below(bytes.length + 1);
    const to = Math.min(bytes.length, from + seeded.below(40));
    return Uint8Array.from([...bytes.subarray(0, to), ...bytes.subarray(from)]);
  },
  (bytes, seeded) => Uint8Array.from([...bytes, ...seeded.octets(seeded.below(64))]),
];

/** The message, mostly as it is, else with one to four mutations. */
export function mutate(bytes: Uint8Array, seeded: Seeded): Uint8Array {
  if (seeded.chance(50)) return bytes;
  let mutated = bytes;
  for (let left = 1 + seeded.below(4); left > 0; left--) mutated = seeded.pick(MUTATIONS)(mutated, seeded);
  return mutated;
}
