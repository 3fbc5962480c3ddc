import type { HostDeclaration } from '../../../config/config.ts';
import type { Lease4 } from '../../../leases/lease4.ts';
import type { Evaluation, EventBodies } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { atHand, type Candidate, type DynamicCandidate } from './candidate.ts';
import { commit, notebookOf } from './life-cycle.ts';
import { type LeaseTerms, newLease } from './new-lease.ts';
import { isSameClient, isYoung } from './reuse.ts';

/** What is to be written, and for which host declaration. */
export interface SettleTerms extends LeaseTerms {
  readonly host: HostDeclaration | undefined;
}

/** The lease after the decision has been written down. */
export interface Settled {
  readonly candidate: Candidate;
  readonly isSameClient: boolean;
  /** The running lease is answered as it is (`dhcp-cache-threshold`). */
  readonly isReused: boolean;
}

/**
 * Writes the new record: a binding to disk, an offer in memory only, a fixed address nowhere (RFC 2131 §4.3.1: an offer need not
 * be recorded). `on commit` runs first, so that what it sets is in the record.
 */
export function settleLease(
  exchange: Exchange,
  candidate: Candidate,
  terms: SettleTerms,
  evaluation: Evaluation,
): Settled {
  const record = recordOf(exchange, candidate, terms, evaluation);
  if (candidate.kind === 'static') {
    const lease = { ...candidate.lease, hardware: exchange.request.hardware };
    return { candidate: { ...candidate, lease }, isSameClient: false, isReused: false };
  }
  const same = isSameClient(candidate, terms.host, record);
  const isReused = same && mayReuse(exchange, candidate.lease) && isYoung(exchange, candidate.lease, evaluation);
  noteReuse(exchange, record, isReused || terms.kind !== 'offer');
  const lease = isReused ? refreshed(candidate.lease, record) : record;
  if (isReused || terms.kind === 'offer') exchange.state.store.apply(lease);
  else commit(notebookOf(exchange), lease);
  return { candidate: withLease(candidate, lease, terms.host), isSameClient: same, isReused };
}

function recordOf(exchange: Exchange, candidate: Candidate, terms: SettleTerms, evaluation: Evaluation): Lease4 {
  const record = withEvents(newLease(exchange, candidate.lease, terms, evaluation), evaluation.events);
  const body = terms.kind === 'offer' ? undefined : evaluation.events.commit;
  if (!body) return record;
  const seen = atHand({ ...candidate, lease: record }, terms.variables);
  body.run(evaluation.about({ ...seen, hostName: terms.host?.name }));
  return withEvents({ ...record, variables: terms.variables.values }, evaluation.events);
}

/** Bodies that statements of this message have set take the place of the older ones. */
const withEvents = (lease: Lease4, events: EventBodies): Lease4 => ({
  ...lease,
  onExpiry: events.expiry ?? lease.onExpiry,
  onRelease: events.release ?? lease.onRelease,
});

const mayReuse = (exchange: Exchange, lease: Lease4): boolean =>
  lease.state === 'active' && !exchange.state.notReusable.has(lease.ip);

/**
 * An offer with changed contents moves the start of the lease, so the ACK that follows would find it young and answer with the old
 * contents; the address is marked until then.
 */
function noteReuse(exchange: Exchange, { ip }: Lease4, isDone: boolean): void {
  if (isDone) exchange.state.notReusable.delete(ip);
  else exchange.state.notReusable.add(ip);
}

/** What a lease answered as it is takes over from the message all the same, in memory only. */
const refreshed = (lease: Lease4, record: Lease4): Lease4 => ({
  ...lease,
  cltt: record.cltt,
  clientHostname: record.clientHostname ?? lease.clientHostname,
  variables: record.variables,
  onExpiry: record.onExpiry,
  onRelease: record.onRelease,
});

const withLease = (
  candidate: DynamicCandidate,
  lease: Lease4,
  host: HostDeclaration | undefined,
): DynamicCandidate => ({ ...candidate, lease, host });
