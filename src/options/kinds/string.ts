import { octets } from '../../kernel/bytes.ts';
import { escapeText, isText } from '../escape.ts';
import { readNumber } from '../number.ts';
import { isNumeric, isPunctuation } from '../token.ts';
import { type Kind, pushOctets, type ReadError, type Reading } from './kind.ts';

/** `0a:1b:ff`. */
function readHex(reading: Reading): ReadError | undefined {
  const data: number[] = [];
  for (;;) {
    const token = reading.cursor.next();
    if (!isNumeric(token)) return { kind: 'expecting-hex-number', token, skipsOn: true };
    const { value, faults } = readNumber(token.text, 8, 16);
    for (const fault of faults) reading.complaints.push({ ...fault, token });
    data.push(value);
    if (!isPunctuation(reading.cursor.peek(), ':')) return pushOctets(reading, Uint8Array.from(data));
    reading.cursor.next();
  }
}

/** Octets without leading zeros, `a:1b:ff`. */
export const printHex = (data: Uint8Array): string => Array.from(data, (octet) => octet.toString(16)).join(':');

/** Octets (`X`): quoted text, or hexadecimal numbers joined by colons. */
export const string: Kind = {
  extent: () => 'rest',
  read: (_field, reading) => {
    if (isNumeric(reading.cursor.peek())) return readHex(reading);
    const token = reading.cursor.next();
    if (token.type !== 'string') return { kind: 'expecting-string-or-hex', token, skipsOn: true };
    return pushOctets(reading, octets(token.value));
  },
  print: (_field, data, quotes) => {
    if (!isText(data)) return printHex(data);
    return quotes ? `"${escapeText(data)}"` : escapeText(data);
  },
  decode: (_field, data) => ({ type: 'octets', data }),
  encode: (_field, value) => (value.type === 'octets' ? value.data : undefined),
};
