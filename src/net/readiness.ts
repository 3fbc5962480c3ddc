import type { Libc, PollHandle } from './libc.ts';

/** Watches a descriptor for input on Node's event loop. */
export interface Readiness {
  pause(): void;
  resume(): void;
  close(): void;
}

/** A descriptor that fails again at once must not spin the event loop. */
const RETRY_MILLIS = 100;

/**
 * `ready` must do synchronous work only. What it throws is a broken invariant of ours: it is raised again outside the poll
 * callback, since an exception left there silences every watched descriptor of the process.
 * After an error on the descriptor (link down) libuv stops watching it, so it is watched anew.
 */
export function watchReadable(libc: Libc, fd: number, ready: (failed: boolean) => void): Readiness {
  let failedAt = Number.NEGATIVE_INFINITY;
  let state: 'watching' | 'paused' | 'closed' = 'watching';
  const guarded = (status: number): void => {
    if (state !== 'watching') return;
    try {
      ready(status < 0);
    } catch (error) {
      setImmediate(() => {
        throw error;
      });
    }
    if (status < 0) recover();
  };
  const handle: PollHandle = libc.watch(fd, guarded);
  function recover(): void {
    const again = performance.now() - failedAt < RETRY_MILLIS;
    failedAt = performance.now();
    if (again) setTimeout(restart, RETRY_MILLIS);
    else restart();
  }
  function restart(): void {
    if (state === 'watching') handle.start({ readable: true }, guarded);
  }
  return {
    pause() {
      if (state !== 'watching') return;
      state = 'paused';
      handle.stop();
    },
    resume() {
      if (state !== 'paused') return;
      state = 'watching';
      handle.start({ readable: true }, guarded);
    },
    /** koffi crashes when a closed handle is stopped or started: the state guards that. */
    close() {
      if (state === 'closed') return;
      state = 'closed';
      handle.close();
    },
  };
}
