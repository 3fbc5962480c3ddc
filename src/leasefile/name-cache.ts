import { latin1 } from '../kernel/bytes.ts';

const CAPACITY = 1024;

/** Keywords and names recur a million times in a lease file: each is made into a string once. */
export class NameCache {
  readonly #names = new Map<number, string>();

  /** `hash`: any function of exactly these octets. */
  get(bytes: Uint8Array, start: number, end: number, hash: number): string {
    const known = this.#names.get(hash);
    if (known !== undefined && isSame(known, bytes, start, end)) return known;
    const name = latin1(bytes, start, end);
    if (this.#names.size < CAPACITY) this.#names.set(hash, name);
    return name;
  }
}

function isSame(name: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}
