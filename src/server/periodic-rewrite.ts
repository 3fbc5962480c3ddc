import type { Clock } from '../host/clock.ts';
import type { LeaseFile } from '../host/lease-file.ts';

/** The reference writes its lease file anew when an hour has passed since the last time. */
const PERIOD_MILLIS = 3600_000;

/** A lease file, just written anew, that is written anew at the first commit more than an hour later, if it grew meanwhile. */
export function newPeriodicRewrite(leaseFile: LeaseFile, clock: Clock): LeaseFile {
  let writtenAt = clock.now();
  let hasGrown = false;
  function rewrite(): Promise<boolean> {
    hasGrown = false;
    writtenAt = clock.now();
    return leaseFile.rewrite();
  }
  return {
    get working() {
      return leaseFile.working;
    },
    append(text) {
      hasGrown = true;
      leaseFile.append(text);
    },
    commit(done) {
      leaseFile.commit(done);
      if (hasGrown && clock.now() - writtenAt > PERIOD_MILLIS) void rewrite();
    },
    rewrite,
  };
}
