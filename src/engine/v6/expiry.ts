import { type EpochSeconds, epochSeconds } from '../../kernel/scalars.ts';
import { endOfMemory, putIa, recordIa } from './association/ia-record.ts';
import { endLease } from './association/lease-end.ts';
import { isHeld } from './pool/topology.ts';
import type { Step6 } from './state.ts';

/** Ends what is over: a lease lasts through the second in which it ends. */
export function expireLeases(step: Step6): void {
  for (const ia of step.server.store.expired(epochSeconds(step.now - 1))) {
    const leases = ia.leases.map((lease) => (lease.ends < step.now ? endLease(step, lease, 'expired') : lease));
    recordIa(step, { ...ia, leases });
  }
}

/** Forgets leases that ended an hour ago. The lease file keeps its record until it is rewritten. */
export function forgetEnded(step: Step6): void {
  const { store, memory } = step.server;
  for (const { kind, duid, iaid } of memory.due(step.now)) {
    const ia = store.ia(kind, duid, iaid);
    const leases = ia?.leases.filter((lease) => isHeld(lease) || endOfMemory(lease) > step.now);
    if (ia && leases && leases.length < ia.leases.length) putIa(step, { ...ia, leases });
  }
}

/** When to look again. */
export function nextLook(step: Step6): EpochSeconds | undefined {
  const { store, memory } = step.server;
  const ends = store.nextExpiry();
  const times = [ends === undefined ? undefined : ends + 1, memory.next()];
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : epochSeconds(Math.min(...known));
}
