import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import { MessageType6 } from '../../../wire/v6/packet.ts';
import { log } from '../state.ts';
import { grant } from './grant.ts';
import { bestLease } from './known-leases.ts';
import { pickAddress, pickPrefix } from './pick.ts';
import type { IaWork, LeaseDraft, Outcome } from './session.ts';
import { staticChoice, staticScope } from './static-grant.ts';

/** A prefix of another length than the client wishes is given up for a new one, except when it rebinds. */
function isWrongLength(work: IaWork, draft: LeaseDraft): boolean {
  const { query } = work.session;
  const wanted = work.askedLength ?? 0;
  if (work.requested.row.kind !== 'pd' || wanted <= 0 || draft.prefixLength === wanted) return false;
  if (query.step.server.config.settings.prefixLengthMode === 'ignore') return false;
  return query.message.type !== MessageType6.rebind;
}

function giveStatic(work: IaWork): Outcome {
  const place = staticChoice(work);
  if (!place) return 'fault';
  work.loggedStatic = place;
  return grant(work, { scope: staticScope(work, place), draft: undefined, place });
}

/** Abandoned leases are never taken back this way; the reference only says so. */
function reportAbandoned(work: IaWork): void {
  const { query, duid } = work.session;
  log(query.step, work.requested.row.kind === 'pd' ? log6.abandonedPrefix() : log6.abandonedAddress(duid));
}

/** Finds what to give to an association for which the client named nothing useful: its own, or something new. */
export function findGrant(work: IaWork): Outcome {
  if (work.isStatic) return giveStatic(work);
  const known = bestLease(work);
  const best = known && !isWrongLength(work, known) ? known : undefined;
  const isAbandoned = best?.known?.state === 'abandoned';
  const pick = work.requested.row.kind === 'pd' ? pickPrefix : pickAddress;
  const draft = best && !isAbandoned ? best : pick(work);
  if (draft) return grant(work, { scope: draft.pond.scope, draft, place: draft });
  if (isAbandoned) reportAbandoned(work);
  return 'exhausted';
}
