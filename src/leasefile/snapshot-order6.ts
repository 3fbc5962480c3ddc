import type { Ia6 } from '../leases/lease6.ts';
import { referenceHash } from './reference-hash.ts';
import { iaKey } from './write-ia.ts';

/** Size of the reference's table of associations, which it writes bucket by bucket. */
const BUCKETS = 9973;
const STRETCH = 256;

/** All associations as the reference orders them. `undefined` stands for an opportunity to do something else. */
export function* inHashOrder(associations: Iterable<Ia6>): Generator<Ia6 | undefined> {
  const buckets = new Map<number, Ia6[]>();
  let looked = 0;
  for (const ia of associations) {
    if (++looked % STRETCH === 0) yield undefined;
    const bucket = referenceHash(iaKey(ia)) % BUCKETS;
    const known = buckets.get(bucket);
    if (known) known.push(ia);
    else buckets.set(bucket, [ia]);
  }
  for (const bucket of [...buckets.keys()].sort((a, b) => a - b)) {
    // The newest one stands in front of its bucket.
    yield* (buckets.get(bucket) ?? []).reverse();
  }
}
