import type { Ipv6 } from '../kernel/scalars.ts';

/** Who holds which address or prefix. Keyed by the network part alone: V8 hashes only the low 64 bits of a bigint. */
export class Holders6<Holder> {
  readonly #byLength = new Map<number, Map<bigint, Holder>>();

  get(address: Ipv6, length: number): Holder | undefined {
    return this.#byLength.get(length)?.get(networkPart(address, length));
  }

  set(address: Ipv6, length: number, holder: Holder): void {
    const known = this.#byLength.get(length);
    if (known) known.set(networkPart(address, length), holder);
    else this.#byLength.set(length, new Map([[networkPart(address, length), holder]]));
  }

  delete(address: Ipv6, length: number): void {
    this.#byLength.get(length)?.delete(networkPart(address, length));
  }
}

const networkPart = (address: Ipv6, length: number): bigint => address >> BigInt(128 - length);
