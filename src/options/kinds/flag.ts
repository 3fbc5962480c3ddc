import { isIdentifier } from '../token.ts';
import { type Kind, pushOctets } from './kind.ts';

/** `ignore` is a third value, for `client-updates` and the like (dhcpd.conf(5), "ALLOW, DENY AND IGNORE"). */
const FLAG_WORDS: Readonly<Record<string, number>> = { true: 1, on: 1, false: 0, off: 0, ignore: 2 };

/** A flag of one octet (`f`). */
export const flag: Kind = {
  extent: () => 1,
  read: (_field, reading) => {
    const token = reading.cursor.next();
    if (!isIdentifier(token)) return { kind: 'expecting-identifier', token };
    const value = FLAG_WORDS[token.text.toLowerCase()];
    if (value === undefined) return { kind: 'expecting-boolean', token };
    return pushOctets(reading, Uint8Array.of(value));
  },
  print: (_field, data) => (data[0] ? 'true' : 'false'),
  decode: (_field, data) => (data.length === 1 ? { type: 'flag', value: data[0] !== 0 } : undefined),
  encode: (_field, value) => (value.type === 'flag' ? Uint8Array.of(value.value ? 1 : 0) : undefined),
};

/** A flag that is true by being there (`F`); no config writes one. */
export const impliedFlag: Kind = {
  ...flag,
  read: (_field, reading) => ({ kind: 'no-format', token: reading.cursor.peek(), skipsOn: true }),
  print: () => 'true',
};
