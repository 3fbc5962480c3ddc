import type { EpochMillis } from '../kernel/scalars.ts';
import type { Clock } from './clock.ts';

/** The longest delay of setTimeout; a longer one would fire at once. */
const LONGEST_DELAY = 0x7fffffff;

/** Named alarms by the clock on the wall. */
export interface Timers {
  /** Replaces the alarm of the same name; `at` undefined removes it. */
  set(name: string, at: EpochMillis | undefined): void;
  clear(): void;
}

/** `ring` is called with the name once the moment has come, never from within `set`. */
export function newTimers(clock: Clock, ring: (name: string) => void): Timers {
  const running = new Map<string, NodeJS.Timeout>();
  function arm(name: string, at: EpochMillis): void {
    const delay = Math.min(Math.max(at - clock.now(), 0), LONGEST_DELAY);
    running.set(
      name,
      setTimeout(() => due(name, at), delay),
    );
  }
  /** setTimeout counts monotonic time: the clock may have been set back meanwhile, and very long delays are cut. */
  function due(name: string, at: EpochMillis): void {
    if (clock.now() < at) {
      arm(name, at);
      return;
    }
    running.delete(name);
    ring(name);
  }
  return {
    set(name, at) {
      clearTimeout(running.get(name));
      running.delete(name);
      if (at !== undefined) arm(name, at);
    },
    clear() {
      for (const timer of running.values()) clearTimeout(timer);
      running.clear();
    },
  };
}
