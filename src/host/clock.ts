import { type EpochMillis, epochMillis } from '../kernel/scalars.ts';

/** Where the shell reads the time; the engines are told it. */
export interface Clock {
  now(): EpochMillis;
}

export const systemClock: Clock = { now: () => epochMillis(Date.now()) };
