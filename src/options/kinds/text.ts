import { octets } from '../../kernel/bytes.ts';
import type { Field } from '../definition.ts';
import { escapeText } from '../escape.ts';
import { isIdentifier, type ValueToken } from '../token.ts';
import { readDottedName } from './host-name.ts';
import { type FieldValue, type Kind, pushOctets } from './kind.ts';

const decodeOctets = (_field: Field, data: Uint8Array): FieldValue => ({ type: 'octets', data });
const encodeOctets = (_field: Field, value: FieldValue): Uint8Array | undefined =>
  value.type === 'octets' ? value.data : undefined;

const wordOctets = (token: ValueToken): Uint8Array => octets(token.value);

/** Text (`t`): quoted, or one bare word. */
export const text: Kind = {
  extent: () => 'rest',
  read: (_field, reading) => {
    const token = reading.cursor.next();
    if (token.type !== 'string' && !isIdentifier(token)) return { kind: 'expecting-string', token };
    return pushOctets(reading, wordOctets(token));
  },
  print: (_field, data, quotes) => (quotes ? `"${escapeText(data)}"` : escapeText(data)),
  decode: decodeOctets,
  encode: encodeOctets,
};

/** Name of an option space (`U`), one bare word. */
export const spaceName: Kind = {
  ...text,
  read: (_field, reading) => {
    const token = reading.cursor.next();
    if (!isIdentifier(token)) return { kind: 'expecting-identifier', token };
    return pushOctets(reading, wordOctets(token));
  },
};

/** Name of a key (`k`): quoted, or words joined by dots. */
export const keyName: Kind = {
  ...text,
  read: (_field, reading) => {
    const token = reading.cursor.peek();
    if (token.type === 'string') return pushOctets(reading, wordOctets(reading.cursor.next()));
    const name = readDottedName(reading.cursor);
    if (name === undefined) return { kind: 'not-a-key-name', token, skipsOn: true };
    return pushOctets(reading, octets(name));
  },
};
