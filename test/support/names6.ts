import { parseIpv6 } from '../../src/kernel/address.ts';
import type { Ipv6 } from '../../src/kernel/scalars.ts';

/** An address in text; tests only use good ones. */
export function ip6(text: string): Ipv6 {
  const address = parseIpv6(text);
  if (address === undefined) throw new Error(`bad address ${text}`);
  return address;
}

export const SERVER_DUID = Uint8Array.of(0, 3, 0, 1, 2, 0xcf, 0, 0, 0, 1);
