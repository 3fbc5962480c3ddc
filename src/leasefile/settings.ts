import type { EpochSeconds } from '../kernel/scalars.ts';
import type { OptionRegistry } from '../options/definition.ts';
import type { TimeFormat } from './date-text.ts';
import type { IdFormat } from './octet-text.ts';

/** How lease file records are written. */
export interface LeaseFileSettings {
  readonly idFormat: IdFormat;
  readonly timeFormat: TimeFormat;
  /** Names of agent options, and of options in event bodies. */
  readonly options: OptionRegistry;
  /** The billing of a lease that has ended is not written. */
  readonly now: EpochSeconds;
}
