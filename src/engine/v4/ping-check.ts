import { dhcp4Log, dhcp4Texts } from '../../diagnostics/catalogue/dhcp4.ts';
import type { Effect } from '../../effects/effects.ts';
import { formatIpv4 } from '../../kernel/address.ts';
import type { EpochMillis, Ipv4 } from '../../kernel/scalars.ts';
import { epochMillis } from '../../kernel/scalars.ts';
import type { EngineState } from './engine-state.ts';
import type { Evaluation } from './evaluation.ts';
import { type Exchange, secondsOf } from './exchange.ts';
import { leaseOf } from './lease/candidate.ts';
import { abandonLease } from './lease/life-cycle.ts';
import { Parameter } from './option-codes.ts';
import { numberOf, switchOf } from './parameters.ts';
import type { Granted } from './reply/lease-reply.ts';
import type { Send4 } from './reply/send.ts';

const DEFAULT_TIMEOUT = 1;
const DEFAULT_CLTT_SECONDS = 60;
const TIMER = 'ping ';

/**
 * Asks the address whether somebody uses it before it is offered (RFC 2131 §3.1 item 2). The OFFER waits; other clients are served
 * meanwhile. False: no ping, the OFFER goes at once.
 */
export function pingFirst(exchange: Exchange, evaluation: Evaluation, granted: Granted, offer: Send4): boolean {
  const { ip } = granted.candidate.lease;
  if (!needsPing(exchange, evaluation, granted)) return false;
  exchange.state.pendingOffers.set(ip, offer);
  const at = epochMillis(exchange.millis + timeoutOf(evaluation));
  exchange.effects.push({ kind: 'ping', address: ip }, { kind: 'timer', name: timerOf(ip), at });
  return true;
}

/** Not for running and fixed leases, nor for a client that was here a moment ago (`ping-cltt-secs`). */
function needsPing(exchange: Exchange, evaluation: Evaluation, granted: Granted): boolean {
  const { candidate, before } = granted;
  if (candidate.kind === 'static' || candidate.lease.state === 'active') return false;
  const check = switchOf(evaluation, Parameter.pingCheck);
  if (check === 'off' || check === 'ignore') return false;
  if (!granted.isSameClient || !before.cltt || candidate.lease.state === 'abandoned') return true;
  const seconds = numberOf(evaluation, Parameter.pingClttSecs) ?? DEFAULT_CLTT_SECONDS;
  return exchange.now - before.cltt >= seconds;
}

function timeoutOf(evaluation: Evaluation): number {
  const seconds = numberOf(evaluation, Parameter.pingTimeout) ?? DEFAULT_TIMEOUT;
  return numberOf(evaluation, Parameter.pingTimeoutMs) || seconds * 1000;
}

const timerOf = (ip: Ipv4): string => `${TIMER}${ip}`;

/** The address a ping timer is about; undefined for other timers. */
export const pingedAddress = (timer: string): Ipv4 | undefined =>
  timer.startsWith(TIMER) ? (Number(timer.slice(TIMER.length)) as Ipv4) : undefined;

/** Nobody answered in time: the OFFER goes. */
export function pingTimedOut(state: EngineState, ip: Ipv4, effects: Effect[]): void {
  const offer = state.pendingOffers.get(ip);
  if (!offer) return;
  state.pendingOffers.delete(ip);
  effects.push(offer);
}

/** Somebody has the address: it is abandoned, and the client will ask again. */
export function pingAnswered(state: EngineState, ip: Ipv4, millis: EpochMillis, effects: Effect[]): void {
  if (state.pendingOffers.size === 0) return;
  const log = (message: ReturnType<typeof dhcp4Log.pingLate>) => effects.push({ kind: 'log', message });
  const candidate = leaseOf(state, ip);
  if (!candidate) {
    log(dhcp4Log.pingUnexpected(formatIpv4(ip)));
    return;
  }
  if (!state.pendingOffers.delete(ip)) {
    log(dhcp4Log.pingLate(formatIpv4(ip)));
    return;
  }
  const now = secondsOf(millis);
  if (candidate.lease.ends > now) log(dhcp4Log.pingWhileValid(formatIpv4(ip)));
  abandonLease({ state, now, effects, exchange: undefined }, candidate.lease, dhcp4Texts.pinged);
  effects.push({ kind: 'timer', name: timerOf(ip), at: undefined });
}
