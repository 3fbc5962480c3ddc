import type { Pool4 } from '../config/config.ts';
import { latin1 } from '../kernel/bytes.ts';
import { type Hardware, HTYPE_INFINIBAND, hardwareKey } from '../kernel/hardware.ts';
import { type EpochSeconds, epochSeconds, type Ipv4 } from '../kernel/scalars.ts';
import { ClientChains, type Standing } from './client-chain.ts';
import { IndexedHeap } from './indexed-heap.ts';
import type { Lease4 } from './lease4.ts';
import { PoolIndex } from './pool-index.ts';
import { type Entry4, endsBefore, type PoolQueues } from './pool-queues.ts';
import { RestoredOrder } from './restore4.ts';
import type { LeaseStore4 } from './store.ts';

/** An empty store. Pools are recognised when they are first asked for, or all at once by `restore`. */
export const newLeaseStore4 = (): LeaseStore4 => new IndexedStore4();

/** An address is ranked as free since ever before its first use. */
const NEVER_USED: Standing = { state: 'free', ends: epochSeconds(0), cltt: undefined };

class IndexedStore4 implements LeaseStore4 {
  readonly #entries = new Map<number, Entry4>();
  readonly #pools = new PoolIndex();
  /** Addresses in use of which no pool is known yet. */
  readonly #homeless = new Set<Ipv4>();
  readonly #byUid = new ClientChains('nextByUid');
  readonly #byHardware = new ClientChains('nextByHardware');
  readonly #expiry = new IndexedHeap<'expirySlot', Entry4>('expirySlot', endsBefore);
  readonly #isTouched = (ip: Ipv4): boolean => this.#entries.has(ip);
  /** The reference inserts a lease in front of those that end at the same time. */
  #order = 0;

  get size(): number {
    return this.#entries.size;
  }

  get(ip: Ipv4): Lease4 | undefined {
    return this.#entries.get(ip)?.lease;
  }

  byUid(uid: Uint8Array): readonly Lease4[] {
    return uid.length === 0 ? [] : this.#byUid.leases(latin1(uid));
  }

  byHardware(hardware: Hardware): readonly Lease4[] {
    const key = chainKey(hardware);
    return key === undefined ? [] : this.#byHardware.leases(key);
  }

  *all(): Iterable<Lease4> {
    for (const entry of this.#entries.values()) yield entry.lease;
  }

  apply(lease: Lease4): void {
    const entry = this.#entries.get(lease.ip);
    if (entry) this.#replace(entry, lease);
    else this.#enter(lease);
  }

  restore(leases: Iterable<Lease4>, pools: Iterable<Pool4>): void {
    this.#pools.add(pools);
    for (const lease of leases) {
      const queues = this.#pools.poolOf(lease.ip);
      if (queues) this.#entries.set(lease.ip, newEntry(lease, queues, 0));
    }
    const touched = [...this.#entries.keys()] as Ipv4[];
    for (const entry of RestoredOrder.settle(this.#pools, touched, (ip) => this.#entries.get(ip))) {
      this.#enqueue(entry);
      this.#link(entry, entry.lease);
    }
  }

  rank(ip: Ipv4): number {
    return this.#entries.get(ip)?.order ?? 0;
  }

  nextFree(pool: Pool4): Ipv4 | undefined {
    const queues = this.#queuesOf(pool);
    return queues.firstFresh(this.#isTouched) ?? queues.free.first()?.lease.ip;
  }

  oldestAbandoned(pool: Pool4): Lease4 | undefined {
    return this.#queuesOf(pool).abandoned.first()?.lease;
  }

  usage(pool: Pool4): { total: number; active: number; free: number; abandoned: number } {
    const { total, active, abandoned } = this.#queuesOf(pool);
    return { total, active, free: total - active - abandoned.size, abandoned: abandoned.size };
  }

  nextExpiry(): EpochSeconds | undefined {
    return this.#expiry.first()?.lease.ends;
  }

  expired(now: EpochSeconds): readonly Lease4[] {
    return this.#expiry
      .takeWhile((entry) => entry.lease.ends <= now)
      .sort((a, b) => (endsBefore(a, b) ? -1 : 1))
      .map((entry) => entry.lease);
  }

  #enter(lease: Lease4): void {
    const queues = this.#pools.poolOf(lease.ip);
    const entry = newEntry(lease, queues, --this.#order);
    this.#entries.set(lease.ip, entry);
    if (!queues) this.#homeless.add(lease.ip);
    this.#enqueue(entry);
    this.#link(entry, NEVER_USED);
  }

  #replace(entry: Entry4, lease: Lease4): void {
    const previous = entry.lease;
    this.#dequeue(entry);
    entry.lease = lease;
    entry.order = --this.#order;
    this.#enqueue(entry);
    this.#rank(entry, previous);
  }

  #rank(entry: Entry4, previous: Lease4): void {
    const { uidKey, hardwareKey } = entry;
    const [uid, hardware] = clientKeys(entry.lease);
    if (uid === uidKey && hardware === hardwareKey) {
      if (keepsRank(previous, entry.lease)) return;
      if (uid !== undefined) this.#byUid.relink(uid, entry, previous);
      if (hardware !== undefined) this.#byHardware.relink(hardware, entry, previous);
      return;
    }
    if (uidKey !== undefined) this.#byUid.unlink(uidKey, entry);
    if (hardwareKey !== undefined) this.#byHardware.unlink(hardwareKey, entry);
    this.#link(entry, previous);
  }

  #enqueue(entry: Entry4): void {
    entry.pool?.enqueue(entry);
    if (entry.lease.nextState !== entry.lease.state) this.#expiry.add(entry);
  }

  #dequeue(entry: Entry4): void {
    entry.pool?.dequeue(entry);
    this.#expiry.remove(entry);
  }

  #link(entry: Entry4, standing: Standing): void {
    const [uid, hardware] = clientKeys(entry.lease);
    entry.uidKey = uid;
    entry.hardwareKey = hardware;
    if (uid !== undefined) this.#byUid.link(uid, entry, standing);
    if (hardware !== undefined) this.#byHardware.link(hardware, entry, standing);
  }

  #queuesOf(pool: Pool4): PoolQueues {
    const known = this.#pools.get(pool);
    if (known) return known;
    this.#pools.add([pool]);
    for (const ip of this.#homeless) this.#bringHome(ip);
    return this.#pools.get(pool) as PoolQueues;
  }

  #bringHome(ip: Ipv4): void {
    const queues = this.#pools.poolOf(ip);
    const entry = this.#entries.get(ip);
    if (!queues || !entry) return;
    this.#homeless.delete(ip);
    entry.pool = queues;
    queues.enqueue(entry);
  }
}

function newEntry(lease: Lease4, pool: PoolQueues | undefined, order: number): Entry4 {
  return {
    lease,
    pool,
    order,
    expirySlot: -1,
    queueSlot: -1,
    uidKey: undefined,
    nextByUid: undefined,
    hardwareKey: undefined,
    nextByHardware: undefined,
  };
}

/** An InfiniBand address of no octets tells nobody apart (RFC 4390 §2.1). */
function chainKey(hardware: Hardware | undefined): string | undefined {
  if (!hardware) return undefined;
  return hardware.type === HTYPE_INFINIBAND && hardware.address.length === 0 ? undefined : hardwareKey(hardware);
}

function clientKeys({ uid, hardware }: Lease4): readonly [uid: string | undefined, hardware: string | undefined] {
  return [uid && uid.length > 0 ? latin1(uid) : undefined, chainKey(hardware)];
}

/** A lease that only expires or is released stays where it is among the leases of its client. */
const keepsRank = (previous: Lease4, lease: Lease4): boolean =>
  lease.state !== previous.state && lease.state !== 'active' && lease.state !== 'abandoned';
