/** What is wrong with a number; the reference complains and goes on with what it has. */
export type NumberFault =
  | { readonly kind: 'bogus-number'; readonly text: string }
  | { readonly kind: 'bogus-digit'; readonly text: string; readonly digit: number; readonly base: number }
  /** `text` is the value in the base it was written in, `max` the largest value of the width. */
  | { readonly kind: 'exceeds-max'; readonly text: string; readonly max: number };

export interface NumberReading {
  /** Unsigned, reduced to the width. */
  readonly value: number;
  readonly faults: readonly NumberFault[];
}

export type NumberWidth = 8 | 16 | 32;

/** `0x` and a leading zero choose the base where none is given. */
function chooseBase(digits: string): { base: number; from: number } {
  if (digits.startsWith('0x')) return { base: 16, from: 2 };
  if (/^0\d/.test(digits)) return { base: 8, from: 1 };
  return { base: 10, from: 0 };
}

/** The value of a digit in the reference's sense: letters of either case go on from ten, `_` is digit 40. */
function digitAt(text: string, at: number): number | undefined {
  const code = at < text.length ? text.charCodeAt(at) : 0;
  if (code >= 0x61) return code - 0x61 + 10;
  if (code >= 0x41) return code - 0x41 + 10;
  return code >= 0x30 ? code - 0x30 : undefined;
}

function largest(width: NumberWidth, negative: boolean): number {
  return negative ? 2 ** (width - 1) : 2 ** width - 1;
}

/** The limit as the reference prints it, a signed 32-bit integer. */
const printedLimit = (limit: number): number => limit | 0;

/**
 * Reads a number as the reference does: decimal, 0x… or 0… unless `base` is given, a sign in front, 32 bits of room, and
 * values between half and full range allowed for signed fields as well.
 */
export function readNumber(word: string, width: NumberWidth, base?: 10 | 16): NumberReading {
  const negative = word.startsWith('-');
  const digits = negative ? word.slice(1) : word;
  const choice = base === undefined ? chooseBase(digits) : { base, from: 0 };
  const faults: NumberFault[] = [];
  let value = 0;
  let at = choice.from;
  do {
    const digit = digitAt(digits, at);
    if (digit === undefined) faults.push({ kind: 'bogus-number', text: word });
    else if (digit >= choice.base) faults.push({ kind: 'bogus-digit', text: word, digit, base: choice.base });
    if (digit === undefined || digit >= choice.base) break;
    value = (value * choice.base + digit) % 0x100000000;
  } while (++at < digits.length);
  const limit = largest(width, negative);
  if (value > limit) {
    const text = `${negative ? '-' : ''}${value.toString(choice.base)}`;
    faults.push({ kind: 'exceeds-max', text, max: printedLimit(limit) });
  }
  const size = 2 ** width;
  return { value: (negative ? size - (value % size) : value) % size, faults };
}
