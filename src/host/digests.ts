import { hash } from 'node:crypto';
import type { Digests } from '../kernel/ports.ts';

const digest = (algorithm: string, data: Uint8Array): Uint8Array => new Uint8Array(hash(algorithm, data, 'buffer'));

/** Message digests by OpenSSL. */
export const systemDigests: Digests = {
  md5: (data) => digest('md5', data),
  sha256: (data) => digest('sha256', data),
};
