import { expect, test } from 'vitest';
import { formatIdentifier, log6, typeName6 } from '../../src/diagnostics/catalogue/dhcp6.ts';
import { octets } from '../../src/kernel/bytes.ts';
import { ip6 } from '../support/names6.ts';

const counting = (length: number) => Uint8Array.from({ length }, (_, at) => at);

// octets, as log lines show them
const identifiers: [string, Uint8Array, string][] = [
  ['octets as colon hexadecimal', Uint8Array.of(0, 3, 0xff), '00:03:ff'],
  ['text in quotes', octets('hello world'), '"hello world"'],
  ['nothing', octets(''), '""'],
  [
    'twenty octets, the most that fit',
    counting(20),
    [...counting(20)].map((n) => n.toString(16).padStart(2, '0')).join(':'),
  ],
  ['longer ones are left out', counting(21), ''],
  ['long text is cut', octets('x'.repeat(100)), `"${'x'.repeat(57)}"`],
  ['only the part shown must be printable', octets(`${'x'.repeat(57)}\0`), `"${'x'.repeat(57)}"`],
  ['one octet that is not makes it hexadecimal', octets('ab\n'), '61:62:0a'],
];

test.each(identifiers)('an identifier: %s', (_rule, data, text) => {
  expect(formatIdentifier(data)).toBe(text);
});

// transaction id, as printed: its octets in the opposite order, then two zeros
const transactions: [number, string][] = [
  [0xcf0001, '0x100CF00'],
  [0x000001, '0x1000000'],
  [0xff0000, '0x00FF00'],
  [0xffffff, '0xFFFFFF00'],
  [0, '0x000000'],
];

test.each(transactions)('transaction id %i', (xid, text) => {
  expect(log6.received(1, ip6('fe80::1'), 546, xid).text()).toBe(
    `Solicit message from fe80::1 port 546, transaction ID ${text}`,
  );
});

test('types without name are shown by number', () => {
  expect(typeName6(22)).toBeUndefined();
  expect(log6.received(22, ip6('fe80::1'), 546, 0).text()).toMatch(/^Unknown message type 22 from fe80::1 port 546,/);
  expect(log6.receivedQuery4(20, ip6('fe80::1'), 546).text()).toBe('Dhcpv4-query message from fe80::1 port 546');
});

test('an IAID is a signed number', () => {
  const lease = { address: ip6('2001:db8::1'), valid: 1 };
  expect(log6.granted(7, 'NA', lease, Uint8Array.of(0), 0xffffffff).text()).toContain('iaid = -1 valid for 1 seconds');
});
