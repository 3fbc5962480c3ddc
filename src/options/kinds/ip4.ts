import { formatIpv4, ipv4FromBytes, ipv4ToBytes } from '../../kernel/address.ts';
import { readNumber } from '../number.ts';
import { classOf, isIdentifier, isPunctuation, type ValueToken } from '../token.ts';
import { readDottedName } from './host-name.ts';
import { type Kind, pushOctets, type ReadError, type Reading } from './kind.ts';

/** Octets so far, each put in from one token. */
class Quad {
  readonly data = new Uint8Array(4);
  length = 0;

  add(token: ValueToken, reading: Reading): void {
    const { value, faults } = readNumber(token.text, 8, 10);
    for (const fault of faults) reading.complaints.push({ ...fault, token });
    this.data[this.length++] = value;
  }
}

/** The rest of an address whose first number and dot are read; a second number stands next. */
function readQuad(first: ValueToken, reading: Reading): ReadError | undefined {
  const { cursor } = reading;
  const quad = new Quad();
  quad.add(first, reading);
  quad.add(cursor.next(), reading);
  while (quad.length < 4) {
    const dot = cursor.peek();
    if (!isPunctuation(dot, '.')) return tooFew(reading);
    cursor.next();
    const token = cursor.next();
    if (token.type === 'eof') return { kind: 'unexpected-end', token };
    if (classOf(token) !== 'number') return { kind: 'expecting-numeric-value', token, skipsOn: true };
    quad.add(token, reading);
  }
  return pushOctets(reading, quad.data);
}

/** Braces stay where they are: they end the skipping. */
const isBrace = (token: ValueToken): boolean => isPunctuation(token, '{') || isPunctuation(token, '}');

/**
 * The reference then takes the address for a host name, whose words it looks for behind the `;` it has just read: in the next
 * statement.
 */
function tooFew(reading: Reading): ReadError | undefined {
  const { cursor } = reading;
  const token = isBrace(cursor.peek()) ? cursor.peek() : cursor.next();
  const name = isPunctuation(token, ';') ? readDottedName(cursor) : undefined;
  if (name === undefined) return { kind: 'too-few-numbers', token };
  reading.complaints.push({ kind: 'too-few-numbers', token });
  return pushName(reading, name);
}

function pushName(reading: Reading, name: string | undefined): undefined {
  if (name !== undefined) reading.parts.push({ kind: 'host-name', name, family: 4, single: !reading.uniform });
}

/** A number first: an address when a dot and another number follow, else a host name (RFC 1123 §2.1 allows digits only). */
function readNumberFirst(reading: Reading): ReadError | undefined {
  const { cursor } = reading;
  const first = cursor.next();
  if (!isPunctuation(cursor.peek(), '.')) return pushName(reading, first.text);
  cursor.next();
  if (classOf(cursor.peek()) === 'number') return readQuad(first, reading);
  return pushName(reading, readDottedName(cursor, `${first.text}.`));
}

/** An IPv4 address, or in configs a host name (`I`). */
export const ip4: Kind = {
  extent: () => 4,
  read: (_field, reading) => {
    const token = reading.cursor.peek();
    if (classOf(token) === 'number') return readNumberFirst(reading);
    if (isIdentifier(token)) return pushName(reading, readDottedName(reading.cursor));
    if (!isBrace(token)) reading.cursor.next();
    return { kind: 'expecting-address', token };
  },
  print: (_field, data) => formatIpv4(ipv4FromBytes(data)),
  decode: (_field, data) => (data.length === 4 ? { type: 'ip4', address: ipv4FromBytes(data) } : undefined),
  encode: (_field, value) => (value.type === 'ip4' ? ipv4ToBytes(value.address) : undefined),
};
