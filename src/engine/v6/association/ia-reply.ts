import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import { MessageType6, type RawOption6 } from '../../../wire/v6/packet.ts';
import { log } from '../state.ts';
import { answerCandidate, readCandidate } from './candidate.ts';
import { commitIa, rememberOffer, runStaticCommit } from './commit.ts';
import { findGrant } from './find-grant.ts';
import { isBinding, settle } from './grant.ts';
import { iaOption, reportBadSuboption } from './ia-wire.ts';
import { teeTimes } from './lifetimes.ts';
import { Events6, type IaWork, INFINITE, type Outcome, type RequestedIa, type Session6 } from './session.ts';
import { fixedFor } from './static-grant.ts';
import { answerTemporaries } from './temporary.ts';

/** The association of the reply, and whether the message is still to be answered: a fault may show after a lease was granted. */
export type IaAnswer = { readonly option: RawOption6 } | 'fault';

function newWork(session: Session6, requested: RequestedIa): IaWork | 'fault' {
  const { kind } = requested.row;
  const fixed = kind === 'na' ? fixedFor(session) : { address: undefined };
  if (fixed === 'fault') return 'fault';
  const hasPrefixes = (session.host?.fixedPrefixes6.length ?? 0) > 0;
  return {
    session,
    requested,
    known: session.query.step.server.store.ia(kind, session.duid, requested.iaid),
    isStatic: kind === 'pd' ? hasPrefixes : fixed.address !== undefined,
    fixed: fixed.address,
    staticEvents: new Events6(),
    drafts: [],
    suboptions: [],
    status: undefined,
    resources: 0,
    hasSuboptions: false,
    askedValid: 0,
    askedPreferred: 0,
    askedLength: undefined,
    leastPreferred: INFINITE,
    loggedStatic: undefined,
  };
}

/** Goes through what the client names; ends at the first refusal that settles the association. */
function answerNamed(work: IaWork): Outcome {
  let outcome: Outcome = 'fine';
  for (const option of work.requested.options) {
    if (option.code !== work.requested.row.suboption) continue;
    const candidate = readCandidate(option.code, option.data);
    if (!candidate) return reportBadSuboption(work);
    outcome = answerCandidate(work, candidate);
    if (outcome === 'settled' || outcome === 'fault') return outcome;
  }
  return outcome;
}

/**
 * Nothing to give: SOLICIT and REQUEST get a status (RFC 8415 §18.3.9, §18.3.2); RENEW and REBIND what was said of single
 * addresses, or else a bare association with the client's own T1 and T2, as the reference sends it.
 */
function answerExhausted(work: IaWork): IaAnswer | 'continue' {
  const { type } = work.session.query.message;
  const { row, iaid, t1, t2 } = work.requested;
  if (type === MessageType6.solicit || type === MessageType6.request) settle(work, row.noneAvailable);
  else if (!work.hasSuboptions) return { option: iaOption(row, iaid, { t1, t2 }) };
  return 'continue';
}

function encode(work: IaWork): RawOption6 {
  const { row, iaid } = work.requested;
  const times = row.kind === 'ta' ? { t1: 0, t2: 0 } : teeTimes(work);
  return iaOption(row, iaid, { ...times, suboptions: work.suboptions, status: work.status });
}

function logGrants(work: IaWork): void {
  const { query, reply, duid } = work.session;
  const { row, iaid } = work.requested;
  for (const { address, prefixLength, valid } of work.drafts) {
    const length = row.kind === 'pd' ? prefixLength : undefined;
    log(query.step, log6.granted(reply.type, row.label, { address, length, valid }, duid, iaid));
  }
}

function finishStatic(work: IaWork): RawOption6 {
  const { query, reply, duid } = work.session;
  const { row, iaid } = work.requested;
  const place = row.kind === 'na' ? undefined : work.loggedStatic;
  const address = place?.address ?? work.fixed;
  if (address !== undefined) {
    log(query.step, log6.granted(reply.type, row.label, { address, length: place?.prefixLength }, duid, iaid));
  }
  const option = encode(work);
  if (isBinding(work)) runStaticCommit(work);
  return option;
}

function finish(work: IaWork): RawOption6 {
  if (work.isStatic) return finishStatic(work);
  logGrants(work);
  if (!isBinding(work)) rememberOffer(work);
  else if (work.drafts.length > 0) commitIa(work);
  return encode(work);
}

/** Answers one identity association. */
export function answerIa(session: Session6, requested: RequestedIa): IaAnswer {
  const work = newWork(session, requested);
  if (work === 'fault') return 'fault';
  let outcome = requested.row.kind === 'ta' ? answerTemporaries(work) : answerNamed(work);
  if (outcome === 'settled') return { option: encode(work) };
  if (requested.row.kind !== 'ta' && outcome !== 'fault' && work.resources === 0) outcome = findGrant(work);
  if (outcome === 'fault') return 'fault';
  if (outcome === 'exhausted') {
    const answer = answerExhausted(work);
    if (answer !== 'continue') return answer;
  }
  const option = finish(work);
  // The reference drops the whole reply when the last address named was not to be had, though another was granted.
  return outcome === 'unavailable' ? 'fault' : { option };
}
