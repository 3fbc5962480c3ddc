const BACKSLASH = 0x5c;
const LETTER_X = 0x78;
const ZERO = 0x30;
const SIMPLE: ReadonlyMap<number, number> = new Map([
  [0x74, 0x09],
  [0x72, 0x0d],
  [0x6e, 0x0a],
  [0x62, 0x08],
]);

/**
 * Puts the octets of a string with escapes into `value` and tells their number: `\ooo`, `\xhh`, `\t`, `\r`, `\n`, `\b`; any
 * other character stands for itself.
 */
export function decodeString(bytes: Uint8Array, start: number, end: number, value: Uint8Array): number {
  let length = 0;
  for (let at = start; at < end; length++) {
    const c = bytes[at++] as number;
    if (c !== BACKSLASH || at >= end) {
      value[length] = c;
      continue;
    }
    const letter = bytes[at++] as number;
    const digits = letter === LETTER_X ? hexDigits(bytes, at, end) : octalDigits(bytes, at - 1, end);
    if (digits.count > 0) {
      value[length] = digits.value;
      at += letter === LETTER_X ? digits.count : digits.count - 1;
    } else value[length] = SIMPLE.get(letter) ?? letter;
  }
  return length;
}

interface Digits {
  readonly value: number;
  readonly count: number;
}

/** Three octal digits, the first 0–3; `\0` may also stand alone. */
function octalDigits(bytes: Uint8Array, at: number, end: number): Digits {
  let value = 0;
  let count = 0;
  while (count < 3 && at + count < end) {
    const digit = (bytes[at + count] as number) - ZERO;
    if (digit < 0 || digit > (count === 0 ? 3 : 7)) break;
    value = value * 8 + digit;
    count++;
  }
  return { value, count };
}

function hexDigits(bytes: Uint8Array, at: number, end: number): Digits {
  let value = 0;
  let count = 0;
  while (count < 2 && at + count < end) {
    const digit = hexDigit(bytes[at + count] as number);
    if (digit < 0) break;
    value = value * 16 + digit;
    count++;
  }
  return { value, count };
}

/** -1 for anything but a hexadecimal digit. */
export function hexDigit(c: number): number {
  if (c >= 0x30 && c <= 0x39) return c - 0x30;
  const letter = c | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
