import type { Pool6 } from '../../../config/config.ts';
import { hostMask6, ipv6, ipv6FromBytes, ipv6ToBytes } from '../../../kernel/address.ts';
import { concat } from '../../../kernel/bytes.ts';
import type { Digests, Rng } from '../../../kernel/ports.ts';
import type { Ipv6 } from '../../../kernel/scalars.ts';

/** An address that was found free, and after how many tries. */
export interface Choice6 {
  readonly address: Ipv6;
  readonly attempts: number;
}

const MOST_ADDRESS_ATTEMPTS = 100;
const MOST_PREFIX_ATTEMPTS = 10;

/** The "u" bit of an interface identifier: octet 8, 0x02 (RFC 4291 §2.5.1). */
const UNIVERSAL_BIT = 0x02n << 56n;
const INTERFACE_ID = (1n << 64n) - 1n;
const ANYCAST_FIRST = 0xfdffffffffffff80n;
const ANYCAST_LAST = 0xfdffffffffffffffn;

/** RFC 5453 §3: the subnet-router anycast address and the reserved anycast identifiers. */
export function hasReservedIdentifier(address: Ipv6): boolean {
  const identifier = address & INTERFACE_ID;
  return identifier === 0n || (identifier >= ANYCAST_FIRST && identifier <= ANYCAST_LAST);
}

function underPrefix(pool: Pool6, bits: bigint): Ipv6 {
  const address = pool.start | (bits & hostMask6(pool.length));
  return ipv6(pool.length === 64 ? address & ~UNIVERSAL_BIT : address);
}

/** The pool's prefix over the digest of the client's identity; a pool of /64 gets a cleared "u" bit. */
function hashedAddress(pool: Pool6, seed: Uint8Array, digests: Digests): Ipv6 {
  return underPrefix(pool, ipv6FromBytes(digests.md5(seed)));
}

/** The same for a delegated prefix: bits below its length are zero. */
function hashedPrefix(pool: Pool6, seed: Uint8Array, digests: Digests): Ipv6 {
  const bits = ipv6FromBytes(digests.md5(seed)) & hostMask6(pool.length) & ~hostMask6(pool.unitLength);
  return ipv6(pool.start | bits);
}

/** An address that says nothing about the client (RFC 8981 §3.3.1). */
function randomAddress(pool: Pool6, rng: Rng): Ipv6 {
  let bits = 0n;
  for (let i = 0; i < 4; i++) bits = (bits << 32n) | BigInt(rng.u32());
  return underPrefix(pool, bits);
}

type IsTaken = (address: Ipv6) => boolean;

/** Each collision appends the address to the seed and hashes again, so that the same client ends at the same address. */
function tryHashes(
  seed: Uint8Array,
  most: number,
  hashed: (seed: Uint8Array) => Ipv6,
  isTaken: IsTaken,
): Choice6 | undefined {
  let input = seed;
  for (let attempts = 1; attempts <= most; attempts++) {
    const address = hashed(input);
    if (!isTaken(address)) return { address, attempts };
    input = concat(input, ipv6ToBytes(address));
  }
  return undefined;
}

/** An address of a pool for a client; at most 100 tries, however full the pool. */
export function chooseAddress(pool: Pool6, seed: Uint8Array, digests: Digests, isTaken: IsTaken): Choice6 | undefined {
  const taken = (address: Ipv6) => hasReservedIdentifier(address) || isTaken(address);
  return tryHashes(seed, MOST_ADDRESS_ATTEMPTS, (input) => hashedAddress(pool, input, digests), taken);
}

/** A prefix of a pool for a client; at most 10 tries. */
export function choosePrefix(pool: Pool6, seed: Uint8Array, digests: Digests, isTaken: IsTaken): Choice6 | undefined {
  return tryHashes(seed, MOST_PREFIX_ATTEMPTS, (input) => hashedPrefix(pool, input, digests), isTaken);
}

/** A temporary address of a pool. */
export function chooseTemporary(pool: Pool6, rng: Rng, isTaken: IsTaken): Choice6 | undefined {
  for (let attempts = 1; attempts <= MOST_ADDRESS_ATTEMPTS; attempts++) {
    const address = randomAddress(pool, rng);
    if (!hasReservedIdentifier(address) && !isTaken(address)) return { address, attempts };
  }
  return undefined;
}
