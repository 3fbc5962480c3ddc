import type { Ipv6 } from '../../../kernel/scalars.ts';
import { isPermitted } from '../client/permits.ts';
import { type Candidate, isOnLink, noteLifetimes, readCandidate } from './candidate.ts';
import { grant } from './grant.ts';
import { reportBadSuboption } from './ia-wire.ts';
import { ownLease } from './known-leases.ts';
import { isTaken, pickTemporaries } from './pick.ts';
import { type IaWork, LeaseDraft, type Outcome } from './session.ts';

const ADDRESS = 128;

/** The draft for a temporary address that the client names: its own, or a free one of a temporary pool. */
function temporaryAt(work: IaWork, address: Ipv6): LeaseDraft | undefined {
  if (!isOnLink(work, address)) return undefined;
  const own = ownLease(work, address, ADDRESS);
  if (own) return own;
  const { query, network } = work.session;
  const { server } = query.step;
  for (const { pond } of server.topology.poolsAt('ta', address)) {
    if (pond.network !== network || !isPermitted(pond.permits, query)) continue;
    return isTaken(query.step, address, ADDRESS) ? undefined : new LeaseDraft({ address, prefixLength: ADDRESS, pond });
  }
  return undefined;
}

function isGiven(work: IaWork, candidate: Candidate): boolean {
  const draft = temporaryAt(work, candidate.address);
  return draft !== undefined && grant(work, { scope: draft.pond.scope, draft, place: candidate }) === 'fine';
}

/** All the addresses that the client names are given, or none of them. */
function giveNamed(work: IaWork): Outcome {
  let failed = false;
  for (const option of work.requested.options) {
    if (option.code !== work.requested.row.suboption) continue;
    const candidate = readCandidate(option.code, option.data);
    if (!candidate) return reportBadSuboption(work);
    noteLifetimes(work, candidate);
    if (failed || isGiven(work, candidate)) continue;
    failed = true;
    work.suboptions = [];
    work.resources = 0;
    work.hasSuboptions = false;
  }
  return 'fine';
}

/** Decides what an IA_TA gets (RFC 8415 §13.2): the addresses the client has, or a new one of each temporary pool. */
export function answerTemporaries(work: IaWork): Outcome {
  if (giveNamed(work) === 'fault') return 'fault';
  if (work.resources > 0) return 'fine';
  let outcome: Outcome = 'exhausted';
  for (const draft of pickTemporaries(work)) {
    if (!draft) return 'exhausted';
    outcome = grant(work, { scope: draft.pond.scope, draft, place: draft });
    if (outcome !== 'fine') return outcome;
  }
  return outcome;
}
