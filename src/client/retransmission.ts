import type { Rng } from '../kernel/ports.ts';
import { type EpochMillis, epochMillis } from '../kernel/scalars.ts';

/** Exponential back-off with jitter, as RFC 2131 §4.1 and RFC 8415 §15 both have it. All durations in milliseconds. */
export interface Backoff {
  readonly initial: number;
  readonly maximum: number;
  /** Attempts before giving up; Infinity for none. */
  readonly attempts: number;
}

/** SOL_TIMEOUT, SOL_MAX_RT (RFC 8415 §7.6). */
export const SOLICIT_BACKOFF: Backoff = { initial: 1000, maximum: 3_600_000, attempts: Number.POSITIVE_INFINITY };
/** REQ_TIMEOUT, REQ_MAX_RT, REQ_MAX_RC. */
export const REQUEST6_BACKOFF: Backoff = { initial: 1000, maximum: 30_000, attempts: 10 };
/** RFC 2131 §4.1: 4, 8, 16 … 64 seconds, each ± 1 second. */
export const DHCPV4_BACKOFF: Backoff = { initial: 4000, maximum: 64_000, attempts: 5 };

/** How often a message was sent, and when to send it again. */
export interface Retry {
  readonly sent: number;
  readonly interval: number;
  readonly at: EpochMillis;
}

export function firstTry(backoff: Backoff, now: EpochMillis, rng: Rng): Retry {
  const interval = jitter(backoff.initial, rng);
  return { sent: 1, interval, at: epochMillis(now + interval) };
}

/** Undefined when all attempts are used up. */
export function nextTry(retry: Retry, backoff: Backoff, now: EpochMillis, rng: Rng): Retry | undefined {
  if (retry.sent >= backoff.attempts) return undefined;
  const interval = jitter(Math.min(retry.interval * 2, backoff.maximum), rng);
  return { sent: retry.sent + 1, interval, at: epochMillis(now + interval) };
}

/** RAND of RFC 8415 §15: between −10 % and +10 %. */
function jitter(interval: number, rng: Rng): number {
  return Math.round(interval * (0.9 + (0.2 * rng.u32()) / 0xffffffff));
}
