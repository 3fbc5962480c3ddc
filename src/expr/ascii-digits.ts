const DIGITS = '0123456789abcdef';

/**
 * How many digits the reference prints for a number: it grows a 32-bit power of the base until the number is below it, and a
 * power that overflows without getting smaller counts one more place. So 4000000000 in base 10 has eleven digits.
 */
function digitCount(number: number, base: number): number {
  let power = base;
  for (let count = 1; ; count++) {
    if (number < power) return count;
    const next = (power * base) % 0x100000000;
    if (next <= power) return count + 1;
    power = next;
  }
}

/** An unsigned 32-bit number in a base from 1 to 16, as `binary-to-ascii` prints it (dhcp-eval(5)); nothing for larger bases. */
export function asciiDigits(number: number, base: number): string {
  if (base > 16) return '';
  let text = '';
  let rest = number;
  for (let place = digitCount(number, base); place > 0; place--) {
    text = DIGITS.charAt(rest % base) + text;
    rest = Math.floor(rest / base);
  }
  return text;
}
