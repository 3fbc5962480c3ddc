import type { AppendFile } from '../../src/host/append-file.ts';

/** A lease file in memory: tests decide what the disk takes, when a sync ends, and how. */
export class FakeDisk implements AppendFile {
  text: string;
  /** What would be found after a crash, at least. */
  durable: string;
  closed = false;
  /** Octets the disk still takes. */
  room = Number.POSITIVE_INFINITY;
  canTruncate = true;
  readonly #syncs: { readonly text: string; readonly done: (error: Error | null) => void }[] = [];

  constructor(text = '') {
    this.text = text;
    this.durable = text;
  }

  get length(): number {
    return this.text.length;
  }

  get syncsUnderWay(): number {
    return this.#syncs.length;
  }

  write(bytes: Uint8Array): number {
    if (this.room === 0) throw Object.assign(new Error('full'), { code: 'ENOSPC', errno: -28 });
    const taken = Math.min(bytes.length, this.room);
    this.room -= taken;
    this.text += Buffer.from(bytes.subarray(0, taken)).toString('latin1');
    return taken;
  }

  truncate(length: number): void {
    if (!this.canTruncate) throw Object.assign(new Error('broken'), { code: 'EIO', errno: -5 });
    this.text = this.text.slice(0, length);
  }

  sync(done: (error: Error | null) => void): void {
    this.#syncs.push({ text: this.text, done });
  }

  /** Ends the oldest sync under way. */
  endSync(error: Error | null = null): void {
    const sync = this.#syncs.shift();
    if (!sync) throw new Error('no sync is under way');
    if (!error) this.durable = sync.text;
    sync.done(error);
  }

  close(): void {
    this.closed = true;
  }
}

/** The failure of a disk. */
export const EIO = Object.assign(new Error('i/o error'), { code: 'EIO', errno: -5 });
