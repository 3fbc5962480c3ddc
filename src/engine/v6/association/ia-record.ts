import { type EpochSeconds, epochSeconds } from '../../../kernel/scalars.ts';
import type { Ia6, IaKind, Lease6 } from '../../../leases/lease6.ts';
import { countHeld, isHeld } from '../pool/topology.ts';
import type { Step6 } from '../state.ts';

function count(step: Step6, kind: IaKind, lease: Lease6, by: 1 | -1): void {
  if (!isHeld(lease)) return;
  const place = step.server.topology.poolAt(kind, lease.address);
  if (!place) return;
  const { pond, pool } = place;
  countHeld(pond, pool, by);
  pond.active += by;
  if (lease.state === 'abandoned') pond.abandoned += by;
}

/** Counts the leases that a store holds at start. */
export function countLoaded(step: Step6): void {
  for (const kind of ['na', 'ta', 'pd'] as const) {
    for (const ia of step.server.store.all(kind)) for (const lease of ia.leases) count(step, kind, lease, 1);
  }
}

const isAmong = (leases: readonly Lease6[], lease: Lease6): boolean =>
  leases.some(({ address, prefixLength }) => address === lease.address && prefixLength === lease.prefixLength);

function leaveOrphans(step: Step6, before: Ia6, after: Ia6): void {
  for (const lease of before.leases) {
    if (!isHeld(lease) || isAmong(after.leases, lease)) continue;
    step.server.orphans.add(lease.address, lease.prefixLength, lease.ends, step.now);
  }
}

/** Puts an association into the store in place of the one before. */
export function putIa(step: Step6, ia: Ia6): void {
  const { store, orphans, memory } = step.server;
  const before = store.ia(ia.kind, ia.duid, ia.iaid);
  if (before) {
    for (const lease of before.leases) count(step, ia.kind, lease, -1);
    leaveOrphans(step, before, ia);
  }
  for (const lease of ia.leases) {
    count(step, ia.kind, lease, 1);
    if (isHeld(lease)) orphans.delete(lease.address, lease.prefixLength);
    else memory.add(ia, endOfMemory(lease));
  }
  store.apply(ia);
}

/** Puts it there and into the lease file. */
export function recordIa(step: Step6, ia: Ia6): void {
  putIa(step, ia);
  step.effects.push({ kind: 'persist', change: { kind: 'ia', ia } });
}

const MEMORY_SECONDS = 3600;

/** A lease that ended is remembered for its client for another hour. */
export const endOfMemory = (lease: Lease6): EpochSeconds => epochSeconds(lease.ends + MEMORY_SECONDS);
