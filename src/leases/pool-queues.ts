import type { Pool4 } from '../config/config.ts';
import { ipv4 } from '../kernel/address.ts';
import type { Ipv4 } from '../kernel/scalars.ts';
import type { ChainLink } from './client-chain.ts';
import { IndexedHeap } from './indexed-heap.ts';

/** A touched address with its places in all indexes of the store. */
export interface Entry4 extends ChainLink {
  pool: PoolQueues | undefined;
  /** Decides among leases that end at the same time: the smaller is first. */
  order: number;
  /** Place in the heap of leases that will change state by themselves. */
  expirySlot: number;
  /** Place in the free or abandoned queue of the pool. */
  queueSlot: number;
}

/** Addresses that were never used; `next` moves up as they are taken. */
export interface FreshRun {
  next: number;
  readonly high: number;
}

export const endsBefore = (a: Entry4, b: Entry4): boolean =>
  a.lease.ends < b.lease.ends || (a.lease.ends === b.lease.ends && a.order < b.order);

/** What a pool has to offer, in the order in which it is handed out. */
export class PoolQueues {
  readonly pool: Pool4;
  readonly total: number;
  readonly free = new IndexedHeap<'queueSlot', Entry4>('queueSlot', endsBefore);
  readonly abandoned = new IndexedHeap<'queueSlot', Entry4>('queueSlot', endsBefore);
  active = 0;
  #fresh: readonly FreshRun[];
  #run = 0;

  constructor(pool: Pool4) {
    this.pool = pool;
    this.#fresh = [...pool.ranges]
      .sort((a, b) => a.low - b.low)
      .map((range) => ({ next: range.low, high: range.high }));
    this.total = pool.ranges.reduce((sum, range) => sum + range.high - range.low + 1, 0);
  }

  /** The first address nobody ever had. A taken one is passed once and for all, so the cost is shared by those who took them. */
  firstFresh(isTouched: (ip: Ipv4) => boolean): Ipv4 | undefined {
    for (let run = this.#fresh[this.#run]; run; run = this.#fresh[++this.#run]) {
      while (run.next <= run.high && isTouched(ipv4(run.next))) run.next++;
      if (run.next <= run.high) return ipv4(run.next);
    }
    return undefined;
  }

  /** Sets the order in which never-used addresses are handed out. */
  orderFresh(runs: readonly FreshRun[]): void {
    this.#fresh = runs;
    this.#run = 0;
  }

  enqueue(entry: Entry4): void {
    const { state, reserved } = entry.lease;
    if (state === 'abandoned') this.abandoned.add(entry);
    else if (state !== 'free' && state !== 'backup') this.active++;
    else if (!reserved) this.free.add(entry);
  }

  dequeue(entry: Entry4): void {
    const { state, reserved } = entry.lease;
    if (state === 'abandoned') this.abandoned.remove(entry);
    else if (state !== 'free' && state !== 'backup') this.active--;
    else if (!reserved) this.free.remove(entry);
  }
}
