import type { Config } from '../config/config.ts';
import type { Clock } from '../host/clock.ts';
import { type EpochSeconds, epochSeconds, type Seconds, seconds } from '../kernel/scalars.ts';
import type { LeaseFileSettings } from '../leasefile/settings.ts';

/** How lease file records are written under a config, at this moment. */
export function leaseFileStyle({ options, settings }: Config, clock: Clock): LeaseFileSettings {
  return {
    idFormat: settings.leaseIdFormat,
    timeFormat: settings.dbTimeFormat === 'local' ? { kind: 'local', offset: localOffset } : { kind: 'default' },
    options,
    now: epochSeconds(Math.floor(clock.now() / 1000)),
  };
}

/** How far the machine's time zone was ahead of UTC then. */
const localOffset = (time: EpochSeconds): Seconds => seconds(-60 * new Date(time * 1000).getTimezoneOffset());
