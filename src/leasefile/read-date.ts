import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import type { Message } from '../diagnostics/message.ts';
import { type EpochSeconds, epochSeconds, NEVER } from '../kernel/scalars.ts';
import { COLON, isDecimal, SEMICOLON, SLASH } from './lexer.ts';
import type { ReadContext } from './read-context.ts';

/** ` W YYYY/MM/DD HH:MM:SS;`, the only form the reference writes by default: `0` stands for a digit. */
const WRITTEN_FORM: readonly number[] = Array.from(' 0 0000/00/00 00:00:00;', (c) => c.charCodeAt(0));
const ZERO = 0x30;
const UNKNOWN = epochSeconds(0);
/** The reference takes dates from 2038 on for never. */
const LAST_YEAR = 2037;

/**
 * The date behind the present keyword, and its semicolon. A date that makes no sense is 0, which means unknown.
 */
export function readDate(context: ReadContext): EpochSeconds {
  const { lexer } = context;
  const at = lexer.at;
  if (hasWrittenForm(lexer.bytes, at, lexer.limit)) {
    lexer.jump(at + WRITTEN_FORM.length);
    return writtenDate(lexer.bytes, at);
  }
  lexer.next();
  const date = readAnyDate(context);
  return context.expectSemicolon() ? date : UNKNOWN;
}

function hasWrittenForm(bytes: Uint8Array, at: number, limit: number): boolean {
  if (at + WRITTEN_FORM.length > limit) return false;
  for (let i = 0; i < WRITTEN_FORM.length; i++) {
    const c = bytes[at + i] as number;
    const wanted = WRITTEN_FORM[i] as number;
    if (wanted === ZERO ? c < ZERO || c > ZERO + 9 : c !== wanted) return false;
  }
  return true;
}

function writtenDate(bytes: Uint8Array, at: number): EpochSeconds {
  const two = (from: number): number =>
    10 * ((bytes[at + from] as number) - ZERO) + (bytes[at + from + 1] as number) - ZERO;
  return epochOf(100 * two(3) + two(5), two(8), two(11), 3600 * two(14) + 60 * two(17) + two(20));
}

/** All forms of dhcpd.leases(5): `never`, `epoch N`, and the weekday form with an offset in seconds. */
function readAnyDate(context: ReadContext): EpochSeconds {
  const { lexer } = context;
  const keyword = lexer.word().toLowerCase();
  if (keyword === 'never') {
    lexer.next();
    return NEVER;
  }
  if (keyword === 'epoch') {
    lexer.next();
    const seconds = readNumber(context, say.epochExpected);
    return seconds === undefined ? UNKNOWN : clamp(seconds);
  }
  return readCalendarDate(context) ?? UNKNOWN;
}

type Part = readonly [separator: number | undefined, beforeIt: (() => Message) | undefined, number: () => Message];

/** Each part of the date with the mark before it, and what is said when one of them is missing. */
const PARTS: readonly Part[] = [
  [undefined, undefined, say.dayOfWeekExpected],
  [undefined, undefined, say.yearExpected],
  [SLASH, say.slashBeforeMonthExpected, say.monthExpected],
  [SLASH, say.slashBeforeDayExpected, say.dayExpected],
  [undefined, undefined, say.hourExpected],
  [COLON, say.colonBeforeMinuteExpected, say.minuteExpected],
  [COLON, say.colonBeforeSecondExpected, say.secondExpected],
];

function readCalendarDate(context: ReadContext): EpochSeconds | undefined {
  const values: number[] = [];
  for (const [separator, missing, expected] of PARTS) {
    if (separator !== undefined && missing && !context.lexer.accept(separator)) return complain(context, missing());
    const value = readNumber(context, expected);
    if (value === undefined) return undefined;
    values.push(value);
  }
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = values;
  const offset = context.lexer.kind === SEMICOLON ? 0 : readNumber(context, say.zoneOffsetExpected);
  if (offset === undefined) return undefined;
  return epochOf(year > 1900 ? year : year + 1900, month, day, 3600 * hour + 60 * minute + second + offset);
}

function readNumber(context: ReadContext, expected: () => Message): number | undefined {
  const word = context.lexer.word();
  if (!isDecimal(word)) return complain(context, expected());
  context.lexer.next();
  return Number(word);
}

/** The token in question is stepped over, so that a semicolon right behind it ends the statement. */
function complain(context: ReadContext, message: Message): undefined {
  context.report(message);
  if (context.lexer.kind !== SEMICOLON) context.lexer.next();
  return undefined;
}

const DAYS_BEFORE_MONTH: readonly number[] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Good for 1970 to 2037, where every fourth year is a leap year. */
function epochOf(year: number, month: number, day: number, second: number): EpochSeconds {
  if (year > LAST_YEAR) return NEVER;
  const leapDays = Math.floor((year - 1969) / 4) + (month > 2 && year % 4 === 0 ? 1 : 0);
  const days = 365 * (year - 1970) + leapDays + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + day - 1;
  return clamp(days * 86400 + second);
}

/** What a 32-bit time cannot say is the beginning or the end of time. */
const clamp = (time: number): EpochSeconds => epochSeconds(Math.min(Math.max(time, 0), NEVER));
