import { equalBytes } from '../../../kernel/bytes.ts';
import type { Ipv6 } from '../../../kernel/scalars.ts';
import type { Lease6 } from '../../../leases/lease6.ts';
import { isPermitted } from '../client/permits.ts';
import { isHeld } from '../pool/topology.ts';
import { type IaWork, LeaseDraft } from './session.ts';

/** Leases that ended are forgotten after an hour: their addresses go to whoever comes. */
const MEMORY_SECONDS = 3600;

/** True when nobody else took the address, and it was not given to a host or the server. */
function isStillFree(work: IaWork, lease: Lease6): boolean {
  const { server, now } = work.session.query.step;
  const { store, reserved, orphans } = server;
  if (reserved.has(lease.address, lease.prefixLength)) return false;
  // Somebody else had it meanwhile, moved on, and may use it until that lease would have ended.
  if (!isHeld(lease) && orphans.has(lease.address, lease.prefixLength, now)) return false;
  const holder = store.holder(lease.address, lease.prefixLength);
  if (!holder || !isHeld(holder.lease)) return true;
  return holder.ia.iaid === work.requested.iaid && equalBytes(holder.ia.duid, work.session.duid);
}

/** A lease of the client's own as a draft, if its pool still exists, it is still free, and the client may still use the pool. */
function reuse(work: IaWork, lease: Lease6): LeaseDraft | undefined {
  const { query } = work.session;
  const { step } = query;
  if (!isHeld(lease) && lease.ends + MEMORY_SECONDS <= step.now) return undefined;
  const place = step.server.topology.poolAt(work.requested.row.kind, lease.address);
  if (!place || !isStillFree(work, lease) || !isPermitted(place.pond.permits, query)) return undefined;
  return new LeaseDraft({ address: lease.address, prefixLength: lease.prefixLength, pond: place.pond }, lease);
}

/** The client's own lease of an address or prefix. */
export function ownLease(work: IaWork, address: Ipv6, prefixLength: number): LeaseDraft | undefined {
  const lease = work.known?.leases.find((known) => known.address === address && known.prefixLength === prefixLength);
  return lease && reuse(work, lease);
}

/** Which of two leases to go on with; `known` of a draft is always there. */
function better(work: IaWork, challenger: LeaseDraft, best: LeaseDraft | undefined): LeaseDraft {
  if (!best?.known || !challenger.known) return challenger;
  const wanted = work.requested.row.kind === 'pd' ? work.askedLength : undefined;
  if (wanted !== undefined && challenger.prefixLength !== best.prefixLength) {
    if (challenger.prefixLength === wanted) return challenger;
    if (best.prefixLength === wanted) return best;
  }
  return betterOf(challenger.known, best.known) ? challenger : best;
}

/** Active before ended, then the later end; an abandoned one stands before those looked at earlier, as in the reference. */
function betterOf(challenger: Lease6, best: Lease6): boolean {
  if (challenger.state === 'abandoned') {
    return best.state !== 'abandoned' || challenger.ends < best.ends;
  }
  if (best.state === 'abandoned') return true;
  if ((challenger.state === 'active') !== (best.state === 'active')) return challenger.state === 'active';
  return challenger.ends >= best.ends;
}

/** The best of the client's leases on its network. */
export function bestLease(work: IaWork): LeaseDraft | undefined {
  let best: LeaseDraft | undefined;
  for (const lease of work.known?.leases ?? []) {
    const draft = reuse(work, lease);
    if (draft && draft.pond.network === work.session.network) best = better(work, draft, best);
  }
  return best;
}
