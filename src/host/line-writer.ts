import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import { errorCode } from './error-text.ts';

/** Text kept for a reader that does not read; beyond it the oldest goes. */
const MOST_QUEUED = 4 << 20;
const RETRY_MILLIS = 20;
/** How long the end of the process may wait for a reader. */
const LAST_WAIT_MILLIS = 1000;

/** Writes lines to a descriptor without ever holding up the server. */
export interface LineWriter {
  /** Octets as a binary string, written before the event loop sleeps again. */
  write(text: string): void;
  /** Writes what is left, waiting a moment if it must; for the end of the process. */
  flush(): void;
}

/**
 * Of a pipe or a terminal a description of our own is opened that does not block: setting O_NONBLOCK on the shared one would
 * change it for every process that has it. Files never block for long, and sockets cannot be opened again.
 */
export function newLineWriter(fd: number): LineWriter {
  const own = openOwn(fd);
  let queue: Buffer[] = [];
  let queued = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(turn);
  }
  function turn(): void {
    scheduled = false;
    if (writeQueue() === 'full') {
      scheduled = true;
      setTimeout(turn, RETRY_MILLIS);
    }
  }
  function writeQueue(): 'empty' | 'full' {
    while (queue.length > 0) {
      const chunk = queue.length === 1 ? (queue[0] as Buffer) : Buffer.concat(queue);
      queue = [chunk];
      const written = tryWrite(own, chunk);
      if (written === 'full') return 'full';
      queue = written === 'gone' || written === chunk.length ? [] : [chunk.subarray(written)];
      queued = queue[0]?.length ?? 0;
    }
    return 'empty';
  }
  return {
    write(text) {
      const chunk = Buffer.from(text, 'latin1');
      queue.push(chunk);
      queued += chunk.length;
      while (queued > MOST_QUEUED && queue.length > 1) queued -= queue.shift()?.length ?? 0;
      schedule();
    },
    flush() {
      const deadline = performance.now() + LAST_WAIT_MILLIS;
      while (writeQueue() === 'full' && performance.now() < deadline) sleep(RETRY_MILLIS);
    },
  };
}

function openOwn(fd: number): number {
  try {
    const kind = fstatSync(fd);
    if (!kind.isFIFO() && !kind.isCharacterDevice()) return fd;
    const own = openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    if (fstatSync(own).ino === kind.ino) return own;
    closeSync(own);
    return fd;
  } catch {
    return fd;
  }
}

/** `gone`: nobody will ever read this. */
function tryWrite(fd: number, chunk: Buffer): number | 'full' | 'gone' {
  try {
    return writeSync(fd, chunk);
  } catch (error) {
    return errorCode(error) === 'EAGAIN' ? 'full' : 'gone';
  }
}

function sleep(millis: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, millis);
}
