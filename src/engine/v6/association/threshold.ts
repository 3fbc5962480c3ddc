import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import { parameterData } from '../context.ts';
import type { ParameterName } from '../parameters.ts';
import { log } from '../state.ts';
import type { IaWork, LeaseDraft } from './session.ts';

function percentage(work: IaWork, draft: LeaseDraft, name: ParameterName): number | undefined {
  const { query, reply } = work.session;
  const data = parameterData(query, name, { reply: reply.options, leaseVariables: draft.variables });
  return data?.length === 1 ? data[0] : undefined;
}

const share = (total: bigint, percent: number): number => Number((total * BigInt(percent)) / 100n);

/** dhcpd.conf(5), log-threshold-high and log-threshold-low: one line when a pool fills up, one when it empties again. */
export function checkThreshold(work: IaWork, draft: LeaseDraft): void {
  const { pond } = draft;
  const { step } = work.session.query;
  const { total, active } = pond;
  if (total === undefined) return;
  const { name } = pond.network;
  if (pond.quietUntil !== undefined) {
    if (active > pond.quietUntil) return;
    pond.quietUntil = undefined;
    log(step, log6.thresholdReset(name, draft.address, active, total));
    return;
  }
  const high = percentage(work, draft, 'log-threshold-high');
  if (high === undefined || high <= 0 || high > 100 || active < share(total, high)) return;
  log(step, log6.thresholdExceeded(name, draft.address, high, active, total));
  const wanted = percentage(work, draft, 'log-threshold-low') ?? 0;
  const low = wanted > 100 ? 0 : wanted;
  if (low < high) pond.quietUntil = share(total, low);
}
