import type { PermitLists } from '../../../config/config.ts';
import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import { formatIpv4 } from '../../../kernel/address.ts';
import { readU32 } from '../../../kernel/bytes.ts';
import type { EpochSeconds } from '../../../kernel/scalars.ts';
import { epochSeconds, NEVER } from '../../../kernel/scalars.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { Dhcp, Parameter } from '../option-codes.ts';
import { numberOf, octetOf, switchOf } from '../parameters.ts';
import type { Candidate, DynamicCandidate } from './candidate.ts';

const DEFAULT_LEASE_TIME = 43200;
const DEFAULT_MAX_LEASE_TIME = 86400;
const DEFAULT_MIN_LEASE_TIME = 300;
/** `infinite`: all ones (RFC 2131 §3.3). */
const INFINITE = 0xffffffff;

/** How long a lease is granted, and whether asking for an infinite one has reserved the address for the client. */
export interface LeaseTerm {
  readonly ends: EpochSeconds;
  readonly reserved: boolean;
}

interface Bounds {
  readonly usual: number;
  readonly least: number;
}

/**
 * The term of a DHCP lease: what the client asks for (option 51) or the default, at most `max-lease-time`, shortened where the
 * pool is nearly full or about to close, at least `min-lease-time`. Undefined: the pool is closed for this client, it gets a NAK.
 */
export function leaseTerm(exchange: Exchange, candidate: Candidate, evaluation: Evaluation): LeaseTerm | undefined {
  const usual = numberOf(evaluation, Parameter.defaultLeaseTime) ?? DEFAULT_LEASE_TIME;
  const asked = exchange.packet.options.get(Dhcp.leaseTime);
  const wish = asked?.length === 4 ? readU32(asked, 0) : undefined;
  const reserved = wish === INFINITE && reserves(exchange, candidate, evaluation);
  const most = numberOf(evaluation, Parameter.maxLeaseTime) ?? DEFAULT_MAX_LEASE_TIME;
  const least = numberOf(evaluation, Parameter.minLeaseTime) ?? Math.min(DEFAULT_MIN_LEASE_TIME, most);
  let time = Math.min(wish ?? usual, most);
  if (candidate.kind === 'dynamic') {
    time = adaptedTime(exchange, candidate, evaluation, { time, least });
    const closing = closingTime(candidate.pool.permits, exchange.now);
    if (closing === 'closed') return undefined;
    time = Math.min(time, closing);
  }
  return { ends: endOf(exchange.now, atLeast(time, { usual, least })), reserved };
}

/** `infinite-is-reserved`: asking for an infinite lease keeps the address for the client (dhcpd.conf(5)). */
function reserves(exchange: Exchange, candidate: Candidate, evaluation: Evaluation): boolean {
  if (switchOf(evaluation, Parameter.infiniteIsReserved) !== 'on') return false;
  exchange.log(dhcp4Log.reservation(formatIpv4(candidate.lease.ip)));
  return true;
}

const atLeast = (time: number, { usual, least }: Bounds): number => (time < least ? least || usual : time);

function endOf(now: EpochSeconds, time: number): EpochSeconds {
  if (time === INFINITE) return NEVER;
  const ends = now + time;
  return epochSeconds(ends >= INFINITE ? NEVER - 1 : ends);
}

/** `adaptive-lease-time-threshold`: in a nearly full pool leases are short, but the client keeps the time it has. */
function adaptedTime(
  exchange: Exchange,
  candidate: DynamicCandidate,
  evaluation: Evaluation,
  { time, least }: { readonly time: number; readonly least: number },
): number {
  const threshold = octetOf(evaluation, Parameter.adaptiveLeaseTimeThreshold) ?? 0;
  if (threshold <= 0 || threshold >= 100) return time;
  const left = candidate.lease.ends - exchange.now;
  const adapted = Math.max(least || DEFAULT_MIN_LEASE_TIME, left);
  const { total, free } = exchange.state.store.usage(candidate.pool);
  const filled = Math.trunc(((total - free) * 100) / total);
  exchange.log(dhcp4Log.adaptive(total, free, left, adapted, filled, threshold));
  if (filled < threshold || time <= adapted) return time;
  exchange.log(dhcp4Log.overThreshold(formatIpv4(candidate.lease.ip), time, adapted));
  return adapted;
}

/**
 * `allow after DATE` opens a pool, `deny after DATE` closes it: the seconds until it closes, or `closed` outside its time.
 */
function closingTime(permits: PermitLists, now: EpochSeconds): number | 'closed' {
  let left = Number.POSITIVE_INFINITY;
  for (const permit of permits.allow) if (permit.kind === 'after' && now < permit.date) return 'closed';
  for (const permit of permits.deny) {
    if (permit.kind !== 'after') continue;
    if (now >= permit.date) return 'closed';
    left = Math.min(left, permit.date - now);
  }
  return left;
}

/** A BOOTP lease has no end but the one the configuration sets (`dynamic-bootp-lease-length`, `-cutoff`). */
export function bootpTerm(now: EpochSeconds, evaluation: Evaluation): EpochSeconds {
  const cutoff = numberOf(evaluation, Parameter.dynamicBootpLeaseCutoff);
  if (cutoff !== undefined) return epochSeconds(cutoff);
  const length = numberOf(evaluation, Parameter.dynamicBootpLeaseLength);
  return length === undefined ? NEVER : epochSeconds(now + length);
}
