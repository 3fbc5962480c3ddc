import type { Config, Pool4 } from '../config/config.ts';
import type { BindingState, Lease4 } from '../leases/lease4.ts';
import type { LeaseStore4 } from '../leases/store.ts';
import { MergeQueue } from './merge-queue.ts';

/** The queues of a pool in the order in which the reference writes them. */
const QUEUES: Readonly<Record<BindingState, number>> = {
  free: 0,
  active: 1,
  expired: 2,
  released: 2,
  reset: 2,
  abandoned: 3,
  backup: 4,
};
const RESERVED_QUEUE = 5;
const QUEUE_COUNT = 6;
/** Leases looked at before the caller may turn to other work. */
const STRETCH = 256;

interface Ranked {
  readonly lease: Lease4;
  readonly rank: number;
}

const isEarlier = (a: Ranked, b: Ranked): boolean =>
  a.lease.ends < b.lease.ends || (a.lease.ends === b.lease.ends && a.rank < b.rank);

/**
 * All leases worth keeping: networks from the last declared to the first, pool by pool, queue by queue, the earliest end
 * first. `undefined` stands for an opportunity to do something else.
 */
export function* inQueueOrder(config: Config, store: LeaseStore4): Generator<Lease4 | undefined> {
  const queues = new Map<Pool4, MergeQueue<Ranked>[]>();
  let looked = 0;
  for (const lease of store.all()) {
    if (++looked % STRETCH === 0) yield undefined;
    const pool = isWorthKeeping(lease) ? config.pool4(lease.ip) : undefined;
    if (pool) queueOf(queues, pool, lease).add({ lease, rank: store.rank(lease.ip) });
  }
  for (const network of [...config.sharedNetworks].reverse()) {
    for (const pool of network.pools4) {
      for (const queue of queues.get(pool) ?? []) for (const { lease } of queue.drain()) yield lease;
    }
  }
}

/** A free address that nobody is remembered for is as good as never used. */
const isWorthKeeping = ({ state, hardware, uid, tsfp }: Lease4): boolean =>
  state !== 'free' || hardware !== undefined || (uid?.length ?? 0) > 0 || (tsfp ?? 0) > 0;

function queueOf(queues: Map<Pool4, MergeQueue<Ranked>[]>, pool: Pool4, lease: Lease4): MergeQueue<Ranked> {
  let ofPool = queues.get(pool);
  if (!ofPool) {
    ofPool = Array.from({ length: QUEUE_COUNT }, () => new MergeQueue(isEarlier));
    queues.set(pool, ofPool);
  }
  const isReserved = lease.reserved && (lease.state === 'free' || lease.state === 'backup');
  return ofPool[isReserved ? RESERVED_QUEUE : QUEUES[lease.state]] as MergeQueue<Ranked>;
}
