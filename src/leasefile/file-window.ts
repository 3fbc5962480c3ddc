import type { LeaseLexer } from './lexer.ts';

/** The part of a file that is in memory: from the record being read to the end of the last chunk that was asked for. */
export class FileWindow {
  readonly #chunks: Iterator<Uint8Array>;
  readonly #lexer: LeaseLexer;
  #buffer = new Uint8Array(1 << 16);
  /** Offset in the file of the window's first octet. */
  offset = 0;

  constructor(chunks: Iterable<Uint8Array>, lexer: LeaseLexer) {
    this.#chunks = chunks[Symbol.iterator]();
    this.#lexer = lexer;
  }

  /** Forgets everything in front of `from`, adds the next chunk behind the rest; places move by `from`. */
  advance(from: number): void {
    const lexer = this.#lexer;
    const next = this.#chunks.next();
    const chunk = next.done ? new Uint8Array(0) : next.value;
    const rest = lexer.limit - from;
    this.#makeRoom(from, rest, rest + chunk.length);
    this.#buffer.set(chunk, rest);
    this.offset += from;
    lexer.bytes = this.#buffer;
    lexer.limit = rest + chunk.length;
    lexer.isComplete = next.done === true;
  }

  #makeRoom(from: number, rest: number, wanted: number): void {
    if (wanted <= this.#buffer.length) {
      this.#buffer.copyWithin(0, from, from + rest);
      return;
    }
    const grown = new Uint8Array(Math.max(wanted, 2 * this.#buffer.length));
    grown.set(this.#buffer.subarray(from, from + rest));
    this.#buffer = grown;
  }
}
