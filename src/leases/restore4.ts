import type { Ipv4 } from '../kernel/scalars.ts';
import type { Lease4 } from './lease4.ts';
import type { PoolIndex } from './pool-index.ts';
import type { Entry4, FreshRun, PoolQueues } from './pool-queues.ts';

/** Buckets of the reference's address hash: it queues leases by address modulo this number when it starts. */
const BUCKETS = 100003;

interface Stretch {
  readonly low: number;
  readonly high: number;
  readonly queues: PoolQueues;
}

interface Placed {
  readonly entry: Entry4;
  readonly group: number;
  readonly rank: number;
}

type Previous =
  | { readonly kind: 'fresh'; readonly queues: PoolQueues }
  | { readonly kind: 'lease'; readonly queues: PoolQueues; readonly queue: string; readonly placed: Placed };

/**
 * The order in which the reference has its queues after it read a lease file. It inserts all addresses, used and unused, by
 * hash bucket, each in front of those that end at the same time, except directly after the one inserted just before when
 * both belong into the same queue. So never-used addresses come out in runs: ascending within a run, the last run first.
 */
export class RestoredOrder {
  readonly #entryOf: (ip: number) => Entry4 | undefined;
  readonly #freshRuns = new Map<PoolQueues, FreshRun[][]>();
  readonly #placed: Placed[] = [];
  #group = 0;
  #previous: Previous | undefined;

  private constructor(entryOf: (ip: number) => Entry4 | undefined) {
    this.#entryOf = entryOf;
  }

  /** Sets `order` of all entries and the runs of all pools; returns the entries as the reference visits them. */
  static settle(index: PoolIndex, touched: readonly Ipv4[], entryOf: (ip: number) => Entry4 | undefined): Entry4[] {
    const order = new RestoredOrder(entryOf);
    order.#visitAll(index, touched);
    order.#settleFresh();
    const visited = order.#placed.map((placed) => placed.entry);
    order.#placed.sort((a, b) => a.group - b.group || a.rank - b.rank);
    order.#placed.forEach(({ entry }, at) => {
      entry.order = at;
    });
    return visited;
  }

  #visitAll(index: PoolIndex, touched: readonly Ipv4[]): void {
    const ascending = Float64Array.from(touched).sort();
    const stretches = index.sections().flatMap(splitAtBuckets);
    stretches.sort((a, b) => (a.low % BUCKETS) - (b.low % BUCKETS));
    for (const stretch of stretches) this.#visit(stretch, ascending);
  }

  #visit({ low, high, queues }: Stretch, ascending: Float64Array): void {
    let next = low;
    for (let at = lowerBound(ascending, low); at < ascending.length; at++) {
      const ip = ascending[at] as number;
      if (ip > high) break;
      const entry = this.#entryOf(ip);
      if (entry === undefined) continue;
      if (next < ip) this.#insertFresh({ next, high: ip - 1 }, queues);
      this.#insertLease(entry, queues);
      next = ip + 1;
    }
    if (next <= high) this.#insertFresh({ next, high }, queues);
  }

  #insertFresh(run: FreshRun, queues: PoolQueues): void {
    const groups = this.#freshRuns.get(queues) ?? [];
    this.#freshRuns.set(queues, groups);
    const last = groups.at(-1);
    if (last && this.#previous?.kind === 'fresh' && this.#previous.queues === queues) last.push(run);
    else groups.push([run]);
    this.#previous = { kind: 'fresh', queues };
  }

  #insertLease(entry: Entry4, queues: PoolQueues): void {
    const queue = queueName(entry.lease);
    const previous = this.#previous;
    const follows =
      previous?.kind === 'lease' &&
      previous.queues === queues &&
      previous.queue === queue &&
      previous.placed.entry.lease.ends === entry.lease.ends;
    const placed: Placed = follows
      ? { entry, group: previous.placed.group, rank: previous.placed.rank + 1 }
      : { entry, group: --this.#group, rank: 0 };
    this.#placed.push(placed);
    this.#previous = { kind: 'lease', queues, queue, placed };
  }

  #settleFresh(): void {
    for (const [queues, groups] of this.#freshRuns) queues.orderFresh(groups.reverse().flat());
  }
}

function splitAtBuckets({ low, high, queues }: Stretch): Stretch[] {
  const stretches: Stretch[] = [];
  for (let from = low; from <= high; ) {
    const to = Math.min(high, from - (from % BUCKETS) + BUCKETS - 1);
    stretches.push({ low: from, high: to, queues });
    from = to + 1;
  }
  return stretches;
}

/** Reserved leases wait apart from the others; all that will be free after a while are together. */
function queueName({ state, reserved }: Lease4): string {
  if (state === 'free' || state === 'backup') return reserved ? 'reserved' : state;
  return state === 'released' || state === 'reset' ? 'expired' : state;
}

function lowerBound(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
