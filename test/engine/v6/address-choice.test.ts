import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Pool6 } from '../../../src/config/config.ts';
import {
  chooseAddress,
  choosePrefix,
  chooseTemporary,
  hasReservedIdentifier,
} from '../../../src/engine/v6/pool/address-choice.ts';
import { hostMask6, inPrefix6, ipv6, networkOf6 } from '../../../src/kernel/address.ts';
import { ip6 } from '../../support/names6.ts';

const digests = {
  md5: (data: Uint8Array) => new Uint8Array(createHash('md5').update(data).digest()),
  sha256: (data: Uint8Array) => data,
};
const BASE = ip6('2001:db8:5:6:789a:bcde:f012:3456');
const SEED = Uint8Array.of(1, 0, 0, 0, 0, 3);

/** Only the fields that a choice looks at. */
const poolOf = (length: number, unitLength = 128) =>
  ({ kind: 'na', start: networkOf6(BASE, length), length, unitLength }) as Pool6;

const length = fc.integer({ min: 33, max: 120 });
const seed = fc.uint8Array({ minLength: 1, maxLength: 40 });

test('every choice lies in its pool, and the same client gets the same one', () => {
  fc.assert(
    fc.property(length, seed, (bits, octets) => {
      const pool = poolOf(bits);
      const choice = chooseAddress(pool, octets, digests, () => false);
      expect(choice && inPrefix6(choice.address, pool.start, bits)).toBe(true);
      expect(chooseAddress(pool, octets, digests, () => false)).toEqual(choice);
    }),
  );
});

test('a delegated prefix has no bits below its length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 33, max: 60 }), fc.integer({ min: 61, max: 120 }), seed, (bits, unit, octets) => {
      const choice = choosePrefix(poolOf(bits, unit), octets, digests, () => false);
      expect(choice && choice.address & hostMask6(unit)).toBe(0n);
    }),
  );
});

test('a choice is given up after 100 addresses, or 10 prefixes', () => {
  let tries = 0;
  const taken = () => {
    tries++;
    return true;
  };
  expect(chooseAddress(poolOf(96), SEED, digests, taken)).toBeUndefined();
  expect(tries).toBe(100);
  expect(choosePrefix(poolOf(48, 64), SEED, digests, taken)).toBeUndefined();
  expect(tries).toBe(110);
  expect(chooseTemporary(poolOf(80), { u32: () => 7 }, taken)).toBeUndefined();
});

test('each collision leads to another address, and is counted', () => {
  const seen: bigint[] = [];
  const choice = chooseAddress(poolOf(64), SEED, digests, (address) => seen.push(address) < 4);
  expect(choice?.attempts).toBe(4);
  expect(new Set(seen).size).toBe(4);
});

const identifiers: [string, bigint, boolean][] = [
  ['subnet-router anycast', 0n, true],
  ['first reserved anycast', 0xfdffffffffffff80n, true],
  ['last reserved anycast', 0xfdffffffffffffffn, true],
  ['just below', 0xfdffffffffffff7fn, false],
  ['an ordinary one', 1n, false],
];

test.each(identifiers)('interface identifier: %s (RFC 5453)', (_name, identifier, isReserved) => {
  expect(hasReservedIdentifier(ipv6((0x20010db8n << 96n) | identifier))).toBe(isReserved);
});
