import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import type { Ia6, Lease6 } from '../../../leases/lease6.ts';
import { contextOf, parameterData } from '../context.ts';
import { log } from '../state.ts';
import { putIa, recordIa } from './ia-record.ts';
import { endLease } from './lease-end.ts';
import type { IaWork, LeaseDraft, Suboption6 } from './session.ts';
import { checkThreshold } from './threshold.ts';

const DEFAULT_THRESHOLD = 25;
/** The largest 32-bit time stands for infinity inside the reference. */
const MAX_TIME = 0x7fffffff;

function runCommit(work: IaWork, draft: LeaseDraft): void {
  const { query, reply } = work.session;
  const body = draft.events.commit;
  if (!body) return;
  draft.events.commit = undefined;
  const onEvent = draft.events.set;
  body.run(contextOf(query, { reply: reply.options, leaseVariables: draft.variables, onEvent }));
}

/** `on commit` of a client with a fixed address or prefix; nothing of it is kept. */
export function runStaticCommit(work: IaWork): void {
  const { query, reply } = work.session;
  work.staticEvents.commit?.run(contextOf(query, { reply: reply.options }));
}

function cacheThreshold(work: IaWork, draft: LeaseDraft): number {
  const { query, reply } = work.session;
  const surroundings = { reply: reply.options, leaseVariables: draft.variables };
  const data = parameterData(query, 'dhcp-cache-threshold', surroundings);
  const percent = data?.length === 1 ? (data[0] as number) : DEFAULT_THRESHOLD;
  return percent < 100 ? percent : DEFAULT_THRESHOLD;
}

const lengthOf = (work: IaWork, draft: LeaseDraft) =>
  work.requested.row.kind === 'pd' ? draft.prefixLength : undefined;

const shortened = (lifetime: number, age: number) =>
  lifetime < MAX_TIME && lifetime > age ? lifetime - age : lifetime;

/** Tells the client what is left of the lease that it has. */
function shorten(work: IaWork, suboption: Suboption6, age: number): void {
  suboption.preferred = shortened(suboption.preferred, age);
  suboption.valid = shortened(suboption.valid, age);
  work.leastPreferred = Math.min(work.leastPreferred, suboption.preferred);
}

/**
 * dhcpd.conf(5), dhcp-cache-threshold: a lease that is young enough is confirmed as it stands, with lifetimes shortened by its
 * age, and not written again.
 */
function isReused(work: IaWork, draft: LeaseDraft): boolean {
  const { known, valid } = draft;
  if (known?.state !== 'active') return false;
  const { step } = work.session.query;
  const threshold = cacheThreshold(work, draft);
  if (threshold <= 0) return false;
  if (valid >= MAX_TIME) {
    log(step, log6.reusedForever(draft.address, lengthOf(work, draft)));
    return true;
  }
  const age = step.now - (known.ends - valid);
  if (age >= Math.floor((valid * threshold) / 100)) return false;
  const own = work.suboptions.find(
    ({ address, prefixLength }) => address === draft.address && prefixLength === draft.prefixLength,
  );
  if (own) {
    shorten(work, own, age);
    const place = { address: draft.address, length: lengthOf(work, draft) };
    log(step, log6.reused(place, age, threshold, own.preferred, own.valid));
  }
  return true;
}

/**
 * An offer to a client that has the lease already: its lifetimes and events are from now on those of the offer, as in the
 * reference; the lease file hears of it when the lease is next written.
 */
export function rememberOffer(work: IaWork): void {
  const { known, drafts } = work;
  if (!known || !drafts.some(isChanged)) return;
  const leases = known.leases.map((lease) => {
    const draft = drafts.find((each) => each.known === lease);
    return draft ? { ...leaseOf(draft, true), state: lease.state } : lease;
  });
  putIa(work.session.query.step, { ...known, leases });
}

function isChanged({ known, preferred, valid, variables, events }: LeaseDraft): boolean {
  if (!known) return false;
  if (known.preferred !== preferred || known.valid !== valid) return true;
  return variables.isChanged() || known.onExpiry !== events.expiry || known.onRelease !== events.release;
}

function leaseOf(draft: LeaseDraft, isKept: boolean): Lease6 {
  return {
    address: draft.address,
    prefixLength: draft.prefixLength,
    state: 'active',
    preferred: draft.preferred,
    valid: draft.valid,
    ends: isKept && draft.known ? draft.known.ends : draft.ends,
    variables: draft.variables.toMap(),
    onExpiry: draft.events.expiry,
    onRelease: draft.events.release,
  };
}

/**
 * dhcpd.conf(5), release-on-roam: leases of another network end when the client shows up on this one. A prefix that it keeps
 * does not: the reference frees it all the same, and gives it to somebody else.
 */
function releaseRoamed(work: IaWork, old: Ia6): void {
  const { query, network, duid } = work.session;
  const { step } = query;
  const { server } = step;
  const [first] = old.leases;
  if (!server.config.settings.releaseOnRoam || !first) return;
  const place = server.topology.poolAt(old.kind, first.address);
  if (!place || place.pond.network === network) return;
  const isKept = (lease: Lease6) => work.drafts.some((draft) => draft.known === lease);
  if (old.leases.every(isKept)) return;
  const leases = old.leases.map((lease) => {
    if (isKept(lease)) return lease;
    const length = old.kind === 'pd' ? lease.prefixLength : undefined;
    log(step, log6.roamed(duid, lease.address, length));
    return endLease(step, lease, 'released');
  });
  recordIa(step, { ...old, cltt: step.now, leases });
}

/** Makes the drafts of an association leases: they are in the store from now on, and in the lease file unless all are reused. */
export function commitIa(work: IaWork): void {
  const { query, duid } = work.session;
  const { step } = query;
  const { row, iaid } = work.requested;
  const renewed: LeaseDraft[] = [];
  const leases = work.drafts.map((draft) => {
    runCommit(work, draft);
    const isKept = isReused(work, draft);
    if (!isKept) renewed.push(draft);
    if (!isKept && draft.known?.state === 'abandoned') log(step, log6.reclaimed(draft.address));
    return leaseOf(draft, isKept);
  });
  if (work.known) releaseRoamed(work, work.known);
  // A copy: the octets of the message are part of a larger buffer that a lease must not keep alive.
  const ia: Ia6 = { kind: row.kind, iaid, duid: work.known?.duid ?? duid.slice(), cltt: step.now, leases };
  if (renewed.length === 0) putIa(step, ia);
  else recordIa(step, ia);
  for (const draft of renewed) checkThreshold(work, draft);
}
