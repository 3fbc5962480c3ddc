import type { EpochSeconds } from '../kernel/scalars.ts';
import type { BindingState, Lease4 } from './lease4.ts';

/** A lease in the two chains of its client; `standing` is what the lease is ranked by. */
export interface ChainLink {
  lease: Lease4;
  uidKey: string | undefined;
  nextByUid: ChainLink | undefined;
  hardwareKey: string | undefined;
  nextByHardware: ChainLink | undefined;
}

/** What counts when leases of one client are ranked. */
export interface Standing {
  readonly state: BindingState;
  readonly ends: EpochSeconds;
  readonly cltt: EpochSeconds | undefined;
}

type Next = 'nextByUid' | 'nextByHardware';

/**
 * Leases of each client, linked in the order in which the reference prefers them for resuming: active ones (the longest
 * first), then expired and released ones, then free ones (each by last transaction, the latest first), abandoned ones last.
 * Rank is decided once, when a lease is linked; it does not follow later changes of other leases.
 */
export class ClientChains {
  readonly #heads = new Map<string, ChainLink>();
  readonly #next: Next;

  constructor(next: Next) {
    this.#next = next;
  }

  leases(key: string): Lease4[] {
    const found: Lease4[] = [];
    for (let link = this.#heads.get(key); link; link = link[this.#next]) found.push(link.lease);
    return found;
  }

  link(key: string, link: ChainLink, standing: Standing): void {
    const head = this.#heads.get(key);
    let previous: ChainLink | undefined;
    let candidate = head;
    while (candidate && !isPreferred(standing, candidate.lease)) {
      previous = candidate;
      candidate = candidate[this.#next];
    }
    link[this.#next] = candidate;
    if (previous) previous[this.#next] = link;
    else this.#heads.set(key, link);
  }

  /** Ranks a linked lease anew; the only lease of a client, the usual case, stays as it is. */
  relink(key: string, link: ChainLink, standing: Standing): void {
    if (!link[this.#next] && this.#heads.get(key) === link) return;
    this.unlink(key, link);
    this.link(key, link, standing);
  }

  unlink(key: string, link: ChainLink): void {
    const head = this.#heads.get(key);
    if (head === link) this.#replaceHead(key, link[this.#next]);
    else {
      let previous = head;
      while (previous && previous[this.#next] !== link) previous = previous[this.#next];
      if (previous) previous[this.#next] = link[this.#next];
    }
    link[this.#next] = undefined;
  }

  #replaceHead(key: string, head: ChainLink | undefined): void {
    if (head) this.#heads.set(key, head);
    else this.#heads.delete(key);
  }
}

const RANK: Readonly<Record<BindingState, number>> = {
  active: 3,
  expired: 2,
  released: 2,
  free: 1,
  backup: 1,
  reset: 1,
  abandoned: 0,
};

/** Equal standing goes to the lease that comes later. */
function isPreferred(lease: Standing, candidate: Standing): boolean {
  const difference = RANK[lease.state] - RANK[candidate.state];
  if (difference !== 0) return difference > 0;
  return lease.state === 'active' ? lease.ends >= candidate.ends : (lease.cltt ?? 0) >= (candidate.cltt ?? 0);
}
