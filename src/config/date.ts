import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import { type EpochSeconds, epochSeconds, NEVER } from '../kernel/scalars.ts';
import { complain, type Resolver } from './resolver.ts';
import { isKeyword, isNumber, isPunctuation, leadingInteger } from './token-class.ts';

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** What stands between the numbers of a date, and what is said where something else does. */
const PARTS: readonly { readonly separator?: '/' | ':'; readonly missing?: Message; readonly notNumeric: Message }[] = [
  { notNumeric: say.dayOfWeekExpected() },
  { notNumeric: say.numericExpected('year') },
  {
    separator: '/',
    missing: say.separatorExpected('slash', 'year', 'month'),
    notNumeric: say.numericExpected('month'),
  },
  {
    separator: '/',
    missing: say.separatorExpected('slash', 'month', 'day'),
    notNumeric: say.numericExpected('day of month'),
  },
  { notNumeric: say.numericExpected('hour') },
  {
    separator: ':',
    missing: say.separatorExpected('colon', 'hour', 'minute'),
    notNumeric: say.numericExpected('minute'),
  },
  {
    separator: ':',
    missing: say.separatorExpected('colon', 'minute', 'second'),
    notNumeric: say.numericExpected('second'),
  },
];

/** `W YYYY/MM/DD HH:MM:SS`, `epoch N` or `never` (dhcpd.leases(5)); 0 after a complaint. */
export function readDate(resolver: Resolver): EpochSeconds {
  const { stream } = resolver;
  if (isKeyword(stream.peek(), 'never')) {
    stream.next();
    return NEVER;
  }
  if (isKeyword(stream.peek(), 'epoch')) {
    stream.next();
    return epochSeconds(readPart(resolver, say.secondsSinceEpochExpected()) ?? 0);
  }
  const numbers: number[] = [];
  for (const part of PARTS) {
    if (part.separator && !isPunctuation(stream.peek(), part.separator)) {
      refuse(resolver, part.missing ?? part.notNumeric);
      return epochSeconds(0);
    }
    if (part.separator) stream.next();
    const number = readPart(resolver, part.notNumeric);
    if (number === undefined) return epochSeconds(0);
    numbers.push(number);
  }
  return readZone(resolver, numbers);
}

function readZone(resolver: Resolver, numbers: readonly number[]): EpochSeconds {
  const { stream } = resolver;
  let offset = 0;
  if (isNumber(stream.peek())) offset = leadingInteger(stream.next().text);
  else if (!isPunctuation(stream.peek(), ';')) {
    stream.next();
    complain(resolver, say.timeZoneOrSemicolonExpected());
    return epochSeconds(0);
  }
  return secondsOf(numbers, offset);
}

function secondsOf(numbers: readonly number[], offset: number): EpochSeconds {
  const [, writtenYear = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  const year = writtenYear > 1900 ? writtenYear - 1900 : writtenYear;
  if (year >= 138) return NEVER;
  const leapDay = month > 2 && (year & 3) === 0 ? 1 : 0;
  const days =
    365 * (year - 70) + Math.trunc((year - 69) / 4) + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leapDay + day - 1;
  return epochSeconds(((days * 24 + hour) * 60 + minute) * 60 + second + offset);
}

function readPart(resolver: Resolver, notNumeric: Message): number | undefined {
  if (isNumber(resolver.stream.peek())) return leadingInteger(resolver.stream.next().text);
  refuse(resolver, notNumeric);
  return undefined;
}

function refuse(resolver: Resolver, message: Message): void {
  if (!isPunctuation(resolver.stream.peek(), ';')) resolver.stream.next();
  complain(resolver, message);
}
