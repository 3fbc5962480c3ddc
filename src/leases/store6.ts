import { latin1 } from '../kernel/bytes.ts';
import { type EpochSeconds, type Ipv6, NEVER } from '../kernel/scalars.ts';
import { Holders6 } from './holders6.ts';
import { IndexedHeap } from './indexed-heap.ts';
import type { Ia6, IaKind, Lease6 } from './lease6.ts';
import type { LeaseStore6 } from './store.ts';

export const newLeaseStore6 = (): LeaseStore6 => new IndexedStore6();

interface Entry6 {
  ia: Ia6;
  readonly clientKey: string;
  /** When the first active lease ends. */
  ends: EpochSeconds;
  expirySlot: number;
}

const KINDS: readonly IaKind[] = ['na', 'ta', 'pd'];

class IndexedStore6 implements LeaseStore6 {
  /** By kind, in order of first appearance; then by IAID and DUID. */
  readonly #byKind: ReadonlyMap<IaKind, Map<string, Entry6>> = new Map(KINDS.map((kind) => [kind, new Map()]));
  readonly #byClient = new Map<string, Set<Entry6>>();
  readonly #holders = new Holders6<{ readonly entry: Entry6; readonly lease: Lease6 }>();
  readonly #expiry = new IndexedHeap<'expirySlot', Entry6>('expirySlot', (a, b) => a.ends < b.ends);

  get size(): number {
    let size = 0;
    for (const entries of this.#byKind.values()) size += entries.size;
    return size;
  }

  ia(kind: IaKind, duid: Uint8Array, iaid: number): Ia6 | undefined {
    return this.#entries(kind).get(iaKey(iaid, duid))?.ia;
  }

  ofClient(kind: IaKind, duid: Uint8Array): readonly Ia6[] {
    return Array.from(this.#byClient.get(clientKey(kind, duid)) ?? [], (entry) => entry.ia);
  }

  holder(address: Ipv6, prefixLength: number): { readonly ia: Ia6; readonly lease: Lease6 } | undefined {
    const holder = this.#holders.get(address, prefixLength);
    return holder && { ia: holder.entry.ia, lease: holder.lease };
  }

  apply(ia: Ia6): void {
    const key = iaKey(ia.iaid, ia.duid);
    const entries = this.#entries(ia.kind);
    const known = entries.get(key);
    if (known) this.#forget(known);
    if (ia.leases.length === 0) {
      entries.delete(key);
      if (known) this.#leaveClient(known);
      return;
    }
    const entry = known ?? this.#enter(key, ia);
    entry.ia = ia;
    this.#remember(entry);
  }

  nextExpiry(): EpochSeconds | undefined {
    return this.#expiry.first()?.ends;
  }

  expired(now: EpochSeconds): readonly Ia6[] {
    return this.#expiry
      .takeWhile((entry) => entry.ends <= now)
      .sort((a, b) => a.ends - b.ends)
      .map((entry) => entry.ia);
  }

  *all(kind: IaKind): Iterable<Ia6> {
    for (const entry of this.#entries(kind).values()) yield entry.ia;
  }

  #entries(kind: IaKind): Map<string, Entry6> {
    return this.#byKind.get(kind) as Map<string, Entry6>;
  }

  #enter(key: string, ia: Ia6): Entry6 {
    const entry: Entry6 = { ia, clientKey: clientKey(ia.kind, ia.duid), ends: NEVER, expirySlot: -1 };
    this.#entries(ia.kind).set(key, entry);
    const ofClient = this.#byClient.get(entry.clientKey);
    if (ofClient) ofClient.add(entry);
    else this.#byClient.set(entry.clientKey, new Set([entry]));
    return entry;
  }

  #leaveClient(entry: Entry6): void {
    const ofClient = this.#byClient.get(entry.clientKey);
    ofClient?.delete(entry);
    if (ofClient?.size === 0) this.#byClient.delete(entry.clientKey);
  }

  #forget(entry: Entry6): void {
    this.#expiry.remove(entry);
    for (const { address, prefixLength } of entry.ia.leases) {
      if (this.#holders.get(address, prefixLength)?.entry === entry) this.#holders.delete(address, prefixLength);
    }
  }

  #remember(entry: Entry6): void {
    entry.ends = firstEnd(entry.ia);
    if (entry.ends < NEVER) this.#expiry.add(entry);
    for (const lease of entry.ia.leases) this.#hold(entry, lease);
  }

  /** An address that went on to another client is not taken back by the old client's memory of it. */
  #hold(entry: Entry6, lease: Lease6): void {
    const { address, prefixLength } = lease;
    const holder = this.#holders.get(address, prefixLength);
    if (holder && isHeld(holder.lease) && !isHeld(lease)) return;
    this.#holders.set(address, prefixLength, { entry, lease });
  }
}

const isHeld = (lease: Lease6): boolean => lease.state === 'active' || lease.state === 'abandoned';

const iaKey = (iaid: number, duid: Uint8Array): string =>
  String.fromCharCode(iaid >>> 16, iaid & 0xffff) + latin1(duid);

const clientKey = (kind: IaKind, duid: Uint8Array): string => kind + latin1(duid);

function firstEnd(ia: Ia6): EpochSeconds {
  let first = NEVER;
  for (const { state, ends } of ia.leases) if (state === 'active' && ends < first) first = ends;
  return first;
}
