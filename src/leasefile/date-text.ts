import { type EpochSeconds, NEVER, type Seconds } from '../kernel/scalars.ts';

/** `db-time-format` of dhcpd.conf(5), with what the local form needs to know. */
export type TimeFormat =
  | { readonly kind: 'default' }
  /** `offset`: how far local time is ahead of UTC at some time. */
  | { readonly kind: 'local'; readonly offset: (time: EpochSeconds) => Seconds };

const DAY = 86400;
const WEEKDAYS: readonly string[] = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS: readonly string[] = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const TWO_DIGITS: readonly string[] = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Sunday is 0. */
  readonly weekday: number;
}

/** dhcpd.leases(5): `W YYYY/MM/DD HH:MM:SS;` in UTC, or `epoch N; # local time`; semicolon included. */
export function formatDate(time: EpochSeconds, format: TimeFormat): string {
  if (time === NEVER) return 'never;';
  if (format.kind === 'local') return `epoch ${time}; # ${localText(time + format.offset(time))}`;
  const { year, month, day, weekday } = civilDay(Math.floor(time / DAY));
  return `${weekday} ${year}/${TWO_DIGITS[month]}/${TWO_DIGITS[day]} ${clockText(time)};`;
}

function localText(time: number): string {
  const { year, month, day, weekday } = civilDay(Math.floor(time / DAY));
  return `${WEEKDAYS[weekday]} ${MONTHS[month - 1]} ${TWO_DIGITS[day]} ${clockText(time)} ${year}`;
}

function clockText(time: number): string {
  const second = ((time % DAY) + DAY) % DAY;
  return `${TWO_DIGITS[Math.floor(second / 3600)]}:${TWO_DIGITS[Math.floor(second / 60) % 60]}:${TWO_DIGITS[second % 60]}`;
}

/** Proleptic Gregorian calendar, counted in eras of 400 years that begin on 1 March. */
function civilDay(epochDay: number): CivilDay {
  const shifted = epochDay + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    weekday: (((epochDay + 4) % 7) + 7) % 7,
  };
}
