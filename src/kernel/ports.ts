/** What the functional core needs from outside but must not fetch itself; the shell supplies it, tests replace it. */

/** A source of random numbers; a seeded one makes a run repeatable. */
export interface Rng {
  /** A uniformly distributed unsigned 32-bit integer. */
  u32(): number;
}

/** Message digests (RFC 1321 and FIPS 180-4). */
export interface Digests {
  md5(data: Uint8Array): Uint8Array;
  sha256(data: Uint8Array): Uint8Array;
}
