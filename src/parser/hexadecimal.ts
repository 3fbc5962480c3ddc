import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Message } from '../diagnostics/message.ts';

/** What the reference says about one octet in hexadecimal (convert_num of common/parse.c, base 16, 8 bits). */
export function* problemsOfOctet(word: string): Generator<Message> {
  const negative = word.startsWith('-');
  let value = 0;
  for (let at = negative ? 1 : 0; at === (negative ? 1 : 0) || at < word.length; at++) {
    const digit = digitValue(word.charCodeAt(at));
    if (digit === undefined) {
      yield syntax.bogusNumber(word);
      break;
    }
    if (digit >= 16) {
      yield syntax.bogusDigit(word, digit);
      break;
    }
    value = (value * 16 + digit) >>> 0;
  }
  const max = negative ? 128 : 255;
  if (value > max) yield syntax.octetTooLarge(negative ? '-' : '', value.toString(16), max);
}

/** The value of a digit in ASCII, letters of any base included; undefined below `0`. */
function digitValue(code: number): number | undefined {
  if (code >= 0x61) return code - 0x61 + 10;
  if (code >= 0x41) return code - 0x41 + 10;
  return code >= 0x30 ? code - 0x30 : undefined;
}
