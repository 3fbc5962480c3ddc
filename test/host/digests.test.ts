import { expect, it } from 'vitest';
import { systemDigests } from '../../src/host/digests.ts';
import { hex, octets } from '../../src/kernel/bytes.ts';

it.each([
  ['md5', '', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['md5', 'message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ['sha256', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
] as const)('%s of "%s" as in RFC 1321 and FIPS 180-4', (algorithm, text, digest) => {
  expect(hex(systemDigests[algorithm](octets(text)))).toBe(digest);
});
