import type { Effect } from '../../effects/effects.ts';
import type { EpochMillis } from '../../kernel/scalars.ts';
import { epochMillis } from '../../kernel/scalars.ts';
import type { EngineState } from './engine-state.ts';
import { secondsOf } from './exchange.ts';
import { expireLease } from './lease/life-cycle.ts';

/** Name of the timer for the next lease that ends. */
export const EXPIRY_TIMER = 'expiry';

/** Ends every lease whose time is over. */
export function expireDue(state: EngineState, millis: EpochMillis, effects: Effect[]): void {
  const now = secondsOf(millis);
  const next = state.store.nextExpiry();
  if (next === undefined || next > now) return;
  for (const lease of state.store.expired(now)) expireLease({ state, now, effects, exchange: undefined }, lease);
}

/** Keeps the timer at the end of the next lease; it is set anew only when it has rung, or has to ring earlier. */
export function scheduleExpiry(state: EngineState, effects: Effect[], hasRung: boolean): void {
  if (hasRung) state.expiryTimer = undefined;
  const next = state.store.nextExpiry();
  if (next === undefined || (state.expiryTimer !== undefined && state.expiryTimer <= next)) return;
  state.expiryTimer = next;
  effects.push({ kind: 'timer', name: EXPIRY_TIMER, at: epochMillis(next * 1000) });
}
