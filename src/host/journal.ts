import { type AppendFile, writeAll } from './append-file.ts';

const RETRY_MILLIS = 1000;
/** Records kept for a disk that is full; when more come, the whole file is written anew once there is room. */
const MOST_UNWRITTEN = 16 << 20;

/** Called when all that was appended before is on the disk (true), or when that failed (false). */
export type Committed = (durable: boolean) => void;

/** What the journal asks of its owner. */
export interface JournalOwner {
  /** `step` says what failed. From now on every commit fails, until `recovered`. */
  failed(step: 'write' | 'sync', error: unknown): void;
  recovered(): void;
  /**
   * After a failed fsync nobody knows what is on the disk: the kernel may have dropped the pages. Writes the whole state
   * into a new file, on the disk, and calls back with it, or with undefined when that failed too.
   */
  rebuild(done: (file: AppendFile | undefined) => void): void;
}

/** Text kept beside the journal while a second file is written. */
export interface JournalCopy {
  /** What was appended since the copy began or since the last `take`. */
  take(): string;
  end(): void;
}

/**
 * ```
 *             write fails                    written and synced
 *  working ────────────────► append-fails ─────────────────────► working
 *     │ sync fails                │ cannot be cut back, or too much kept
 *     └──────────► rebuild-needed ◄┘
 *                     │    ▲ failed
 *                     ▼    │
 *                  rebuilding ──────────────────────────────────► working
 * ```
 */
type Mode = 'working' | 'append-fails' | 'rebuild-needed' | 'rebuilding';

/**
 * The lease file as a group-committed log: one write and one fdatasync cover all records of the batches that came in while
 * the one before was under way. Never leaves half a record behind when the disk fills up.
 */
export class Journal {
  #file: AppendFile;
  readonly #fsync: boolean;
  readonly #owner: JournalOwner;
  #mode: Mode = 'working';
  /** Up to here the file is whole records. */
  #goodLength: number;
  #pending: string[] = [];
  #pendingLength = 0;
  /** Commits that the next flush covers, and those that the one under way covers. */
  #waiting: Committed[] = [];
  #inFlight: Committed[] | undefined;
  #held: 'no' | 'asked' | 'yes' = 'no';
  #whenHeld: () => void = () => {};
  /** Appended but not written, and not committed, when the journal was brought to a halt. */
  #heldText = '';
  #heldCommits: Committed[] = [];
  #copied: string[] | undefined;

  constructor(file: AppendFile, options: { readonly fsync: boolean }, owner: JournalOwner) {
    this.#file = file;
    this.#fsync = options.fsync;
    this.#owner = owner;
    this.#goodLength = file.length;
  }

  get working(): boolean {
    return this.#mode === 'working';
  }

  /** Adds records; they are written at the next commit. */
  append(text: string): void {
    this.#copied?.push(text);
    if (this.#mode === 'rebuild-needed') return;
    this.#pending.push(text);
    this.#pendingLength += text.length;
    if (this.#mode === 'append-fails' && this.#pendingLength > MOST_UNWRITTEN) {
      this.#mode = 'rebuild-needed';
      this.#takePending();
    }
  }

  /** Calls back at once when nothing is outstanding. Callbacks come in the order of the calls. */
  commit(done: Committed): void {
    if (this.#mode !== 'working') done(false);
    else if (this.#pending.length === 0 && !this.#inFlight && this.#waiting.length === 0) done(true);
    else {
      this.#waiting.push(done);
      this.#flush();
    }
  }

  /** From now on appended text is kept for a second file as well. */
  copy(): JournalCopy {
    const copied: string[] = [];
    this.#copied = copied;
    return {
      take: () => copied.splice(0).join(''),
      end: () => {
        this.#copied = undefined;
      },
    };
  }

  /**
   * Calls back when no commit is under way; none begins until `adopt` or `release`. What was appended up to that call is the
   * caller's to bring to the disk, if it then calls `adopt`.
   */
  hold(held: () => void): void {
    this.#held = 'asked';
    this.#whenHeld = held;
    this.#grantHold();
  }

  release(): void {
    if (this.#heldText !== '') this.#pending.unshift(this.#heldText);
    this.#waiting.unshift(...this.#heldCommits.splice(0));
    this.#heldText = '';
    this.#held = 'no';
    this.#flush();
  }

  /** While held: goes on with another file that has everything which was appended until then, on the disk. */
  adopt(file: AppendFile): void {
    const committed = this.#heldCommits.splice(0);
    this.#heldText = '';
    this.#held = 'no';
    const failing = this.#mode !== 'working';
    this.#goOnWith(file);
    if (failing) this.#owner.recovered();
    for (const callback of committed) callback(true);
    this.#flush();
  }

  #goOnWith(file: AppendFile): void {
    if (file !== this.#file) this.#file.close();
    this.#file = file;
    this.#goodLength = file.length;
    this.#mode = 'working';
  }

  #takePending(): string {
    const text = this.#pending.join('');
    this.#pending = [];
    this.#pendingLength = 0;
    return text;
  }

  #flush(): void {
    if (this.#inFlight || this.#held === 'yes' || this.#mode !== 'working') return;
    if (this.#pending.length === 0 && this.#waiting.length === 0) return;
    this.#inFlight = this.#waiting.splice(0);
    const failure = this.#write();
    if (failure) this.#fail('write', failure.error);
    else if (this.#fsync) this.#file.sync((error) => this.#synced(error));
    else this.#synced(null);
  }

  /** Writes what is pending. When that fails, the file ends with the last whole record and the text stays pending. */
  #write(): { readonly error: unknown } | undefined {
    const text = this.#takePending();
    try {
      writeAll(this.#file, Buffer.from(text, 'latin1'));
      return undefined;
    } catch (error) {
      this.#pending = [text];
      this.#pendingLength = text.length;
      this.#mode = cutBack(this.#file, this.#goodLength) ? 'append-fails' : 'rebuild-needed';
      return { error };
    }
  }

  #synced(error: Error | null): void {
    if (error) {
      this.#mode = 'rebuild-needed';
      this.#fail('sync', error);
      return;
    }
    const done = this.#inFlight ?? [];
    this.#inFlight = undefined;
    this.#goodLength = this.#file.length;
    for (const callback of done) callback(true);
    this.#grantHold();
    this.#flush();
  }

  #fail(step: 'write' | 'sync', error: unknown): void {
    const lost = [...(this.#inFlight ?? []), ...this.#waiting.splice(0)];
    this.#inFlight = undefined;
    this.#owner.failed(step, error);
    for (const callback of lost) callback(false);
    this.#grantHold();
    this.#retryLater();
  }

  #retryLater(): void {
    setTimeout(() => this.#retry(), RETRY_MILLIS);
  }

  #retry(): void {
    if (this.#mode === 'working') return;
    if (this.#held === 'yes') this.#retryLater();
    else if (this.#mode === 'append-fails') this.#retryAppend();
    else this.#rebuild();
  }

  #retryAppend(): void {
    if (this.#write()) {
      this.#retryLater();
      return;
    }
    this.#mode = 'rebuilding';
    this.#file.sync((error) => this.#rebuilt(error ? undefined : this.#file));
  }

  #rebuild(): void {
    this.#mode = 'rebuilding';
    this.#takePending();
    this.#owner.rebuild((file) => this.#rebuilt(file));
  }

  #rebuilt(file: AppendFile | undefined): void {
    if (file) {
      this.#goOnWith(file);
      this.#owner.recovered();
    } else {
      this.#mode = 'rebuild-needed';
      this.#takePending();
      this.#retryLater();
    }
    this.#grantHold();
    this.#flush();
  }

  #grantHold(): void {
    if (this.#held !== 'asked' || this.#inFlight || this.#mode === 'rebuilding') return;
    this.#held = 'yes';
    this.#heldText = this.#takePending();
    this.#heldCommits = this.#waiting.splice(0);
    this.#whenHeld();
  }
}

function cutBack(file: AppendFile, length: number): boolean {
  try {
    file.truncate(length);
    return true;
  } catch {
    return false;
  }
}
