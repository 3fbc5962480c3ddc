const SLAB_LENGTH = 1 << 14;

/**
 * Room for short octet strings that live long. A Uint8Array with a buffer of its own takes three times the memory of a view,
 * and a million leases have three million of them.
 */
export class OctetSlab {
  #slab = new Uint8Array(SLAB_LENGTH);
  #used = 0;

  /** A new array with these octets. */
  keep(bytes: Uint8Array, start: number, end: number): Uint8Array {
    const length = end - start;
    if (length > SLAB_LENGTH >> 4) return bytes.slice(start, end);
    if (this.#used + length > SLAB_LENGTH) {
      this.#slab = new Uint8Array(SLAB_LENGTH);
      this.#used = 0;
    }
    const at = this.#used;
    this.#used += length;
    for (let i = 0; i < length; i++) this.#slab[at + i] = bytes[start + i] as number;
    return this.#slab.subarray(at, at + length);
  }
}
