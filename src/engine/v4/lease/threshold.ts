import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import { formatIpv4 } from '../../../kernel/address.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { Parameter } from '../option-codes.ts';
import { octetOf } from '../parameters.ts';
import type { DynamicCandidate } from './candidate.ts';

const shareOf = (total: number, percent: number): number => Math.trunc((total * percent) / 100);

/** `log-threshold-high` and `-low`: says once when a pool fills up, and once when it has emptied again. */
export function checkPoolThreshold(exchange: Exchange, candidate: DynamicCandidate, evaluation: Evaluation): void {
  const { crowdedPools, store } = exchange.state;
  const { pool } = candidate;
  const alarm = crowdedPools.get(pool);
  if (alarm === undefined && !evaluation.reply.get('server', Parameter.logThresholdHigh)) return;
  const { total, free } = store.usage(pool);
  const used = total - free;
  const network = pool.sharedNetwork.name;
  const ip = formatIpv4(candidate.lease.ip);
  if (alarm !== undefined) {
    if (used > alarm) return;
    crowdedPools.delete(pool);
    exchange.log(dhcp4Log.thresholdReset(network, ip, used, total));
    return;
  }
  const high = octetOf(evaluation, Parameter.logThresholdHigh) ?? 0;
  if (high <= 0 || high > 100 || used < shareOf(total, high)) return;
  exchange.log(dhcp4Log.thresholdExceeded(network, ip, high, used, total));
  const configured = octetOf(evaluation, Parameter.logThresholdLow) ?? 0;
  const low = configured > 100 ? 0 : configured;
  if (low < high) crowdedPools.set(pool, shareOf(total, low));
}
