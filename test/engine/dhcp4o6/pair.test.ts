import { expect, test } from 'vitest';
import type { Arrival6 } from '../../../src/effects/effects.ts';
import { openQuery, wrapReply } from '../../../src/engine/dhcp4o6/v4-half.ts';
import { queryToForward, responseToSend } from '../../../src/engine/dhcp4o6/v6-half.ts';
import { concat, hex, octets } from '../../../src/kernel/bytes.ts';
import { decode6 } from '../../../src/wire/v6/decode.ts';
import { encodeMessage6, encodeRelay6 } from '../../../src/wire/v6/encode.ts';
import { option6, relayed, solicit } from '../../support/client6.ts';
import { ip6 } from '../../support/names6.ts';
import { showMessage6 } from '../../support/show6.ts';
import { environment6 } from '../../support/site6.ts';

const QUERY = 20;
const RESPONSE = 21;

/** A DHCPv4 message without options: op, htype, hlen, then zeros. */
const dhcpv4 = (length = 240, hlen = 6): Uint8Array => Uint8Array.from({ length }, (_, at) => [1, 1, hlen][at] ?? 0);

const query = (message = dhcpv4()) => encodeMessage6(QUERY, 0, [option6(87, message)]);

/** What the halves tell each other: interface, sender, its port, two flags, the message. */
const datagram = (message: Uint8Array, name = 'eth0', port = [0x02, 0x22], flags = [0, 0]): Uint8Array =>
  concat(
    octets(name.padEnd(16, '\0')),
    Uint8Array.from([0xfe, 0x80, ...new Uint8Array(13), 9]),
    Uint8Array.from([...port, ...flags]),
    message,
  );

const ARRIVAL: Arrival6 = {
  interfaceName: 'eth0',
  interfaceIndex: 2,
  source: ip6('fe80::9'),
  sourcePort: 546,
  destination: ip6('ff02::1:2'),
};

const forwarded = (bytes: Uint8Array, arrival = ARRIVAL) => {
  const decoded = decode6(bytes);
  return decoded.ok ? queryToForward(decoded.packet, arrival, bytes) : undefined;
};

const open = (bytes: Uint8Array) => openQuery(bytes, environment6().interfaces, 7);
const lines = (bytes: Uint8Array) => open(bytes).logs.map((message) => message.text());

test('a DHCPV4-QUERY goes up as it came, behind interface, sender and port (RFC 7341 §7)', () => {
  const up = forwarded(query());
  expect(up && hex(up.datagram)).toBe(hex(datagram(query())));
  expect(up?.log.text()).toBe('Dhcpv4-query message from fe80::9 port 546');
});

test('a relayed query goes up with all its layers', () => {
  const whole = relayed(relayed(query(), { link: '2001:db8:2::1' }), { link: '2001:db8:1::1', hops: 1 });
  const up = forwarded(whole, { ...ARRIVAL, sourcePort: 547 });
  expect(up && hex(up.datagram)).toBe(hex(datagram(whole, 'eth0', [0x02, 0x23])));
  expect(up?.log.text()).toBe(
    'Relay-forward message from fe80::9 port 547, link address 2001:db8:1::1, peer address fe80::200:5eff:fe00:5301',
  );
});

test('everything else is for the DHCPv6 machine', () => {
  expect(forwarded(solicit(1))).toBeUndefined();
  expect(forwarded(encodeMessage6(RESPONSE, 0, []))).toBeUndefined();
  const back = encodeRelay6({
    type: 13,
    hopCount: 0,
    linkAddress: ip6('::'),
    peerAddress: ip6('::'),
    options: [option6(9, query())],
  });
  expect(forwarded(back)).toBeUndefined();
});

const answer = encodeMessage6(RESPONSE, 0, [option6(87, dhcpv4(300))]);
const relayAnswer = encodeRelay6({
  type: 13,
  hopCount: 0,
  linkAddress: ip6('2001:db8:2::1'),
  peerAddress: ip6('fe80::5'),
  options: [option6(9, answer)],
});

// datagram, port and name of the message in the log
const down: [string, Uint8Array, number, string][] = [
  [
    'a client listens on 546 whatever port it sent from',
    datagram(answer, 'eth0', [0x15, 0xb3]),
    546,
    'Dhcpv4-response',
  ],
  ['a relay listens on 547', datagram(relayAnswer, 'eth0', [0x15, 0xb3]), 547, 'Relay-reply'],
  [
    'or on the port it sent from when the flag says so (RFC 8357)',
    datagram(relayAnswer, 'eth0', [0x15, 0xab], [1, 0]),
    5547,
    'Relay-reply',
  ],
];

test.each(down)('%s', (_rule, bytes, port, name) => {
  const sent = responseToSend(bytes, environment6());
  expect(sent.log?.text()).toBe(`send_dhcpv4_response(): sending ${name} on eth0 to fe80::9 port ${port}`);
  if (sent.kind !== 'send') throw new Error('dropped');
  expect(sent.to).toEqual({ interfaceName: 'eth0', interfaceIndex: 2, address: ip6('fe80::9'), port });
  expect(hex(sent.bytes)).toBe(hex(bytes.subarray(36)));
});

test('an answer for an unknown interface is dropped with a line, a short one without', () => {
  expect(responseToSend(datagram(answer, 'eth8'), environment6())).toMatchObject({ kind: 'drop' });
  expect(responseToSend(datagram(answer, 'eth8'), environment6()).log?.text()).toBe(
    "send_dhcpv4_response: can't find interface eth8.",
  );
  expect(responseToSend(datagram(answer).subarray(0, 271), environment6())).toEqual({ kind: 'drop', log: undefined });
});

test('the DHCPv4 half finds message, interface, sender and link addresses', () => {
  const opened = open(datagram(relayed(relayed(query(), { link: '2001:db8:2::1' }), { link: '2001:db8:1::1' })));
  if (opened.kind !== 'query') throw new Error('dropped');
  expect(hex(opened.message)).toBe(hex(dhcpv4()));
  expect(opened.arrival).toMatchObject({
    interfaceName: 'eth0',
    dhcp4o6: {
      source: ip6('fe80::9'),
      linkAddresses: [ip6('2001:db8:2::1'), ip6('2001:db8:1::1')],
      ticket: 7,
    },
  });
  expect(opened.logs.map((message) => message.text())).toEqual([
    'Relay-forward message from fe80::9, link address 2001:db8:1::1, peer address fe80::200:5eff:fe00:5301',
  ]);
});

test('the answer goes back behind the same octets, filled up to 300, in a DHCPV4-RESPONSE', () => {
  const opened = open(datagram(query(), 'eth0\0junk', [0x15, 0xb3], [1, 9]));
  if (opened.kind !== 'query') throw new Error('dropped');
  const wrapped = wrapReply(opened.context, Uint8Array.of(2, 1, 6));
  if ('fault' in wrapped) throw new Error('fault');
  expect(hex(wrapped.datagram.subarray(0, 36))).toBe(
    hex(datagram(new Uint8Array(0), 'eth0\0junk', [0x15, 0xb3], [0, 9])),
  );
  expect(showMessage6(wrapped.datagram.subarray(36))).toBe(`dhcpv4-response: 87=020106${'00'.repeat(297)}`);
});

test('relay layers come back with interface-id, message and what the relay asked for', () => {
  const layer = { link: '2001:db8:2::1', before: [option6(43, [0, 37]), option6(37, [1])], after: [option6(18, [2])] };
  const opened = open(datagram(relayed(query(), layer)));
  if (opened.kind !== 'query') throw new Error('dropped');
  const wrapped = wrapReply(opened.context, dhcpv4(300));
  if ('fault' in wrapped) throw new Error('fault');
  expect(showMessage6(wrapped.datagram.subarray(36))).toMatch(
    /^relay-repl 0 2001:db8:2::1 fe80::200:5eff:fe00:5301: 18=02, \(dhcpv4-response: 87=\w+\), 37=01$/,
  );
});

test('a relay whose echo request is broken gets no answer', () => {
  const opened = open(datagram(relayed(query(), { link: '2001:db8:2::1', before: [option6(43, [0])] })));
  if (opened.kind !== 'query') throw new Error('dropped');
  const wrapped = wrapReply(opened.context, dhcpv4(300));
  expect('fault' in wrapped && wrapped.fault.text()).toBe('dhcp4o6_relay_forw: error evaluating ERO.');
});

const PAD = option6(99, new Uint8Array(240));
const RELAYED = 'Relay-forward message from fe80::9, link address 2001:db8:2::1, peer address fe80::200:5eff:fe00:5301';
const inRelay = (message: Uint8Array) => datagram(relayed(message, { link: '2001:db8:2::1', after: [PAD] }));
const header = (type: number) => Uint8Array.from([type, 0, ...new Uint8Array(32)]);

// what the DHCPv4 half drops, and the lines about it
const dropped: [string, Uint8Array, string[]][] = [
  ['a datagram that is too short', datagram(query()).subarray(0, 271), []],
  ['an unknown interface', datagram(query(), 'eth8'), ["recv_dhcpv4_query: can't find interface eth8."]],
  ['another message', datagram(encodeMessage6(1, 0, [PAD])), ['recv_dhcpv4_query: unexpected message of type 1.']],
  [
    'options that run over',
    datagram(concat(query(), Uint8Array.of(0, 1, 0, 9))),
    ['parse_option_buffer: malformed option dhcp6.<unknown> (code 1): option length exceeds option buffer length.'],
  ],
  [
    'a query without DHCPv4 message',
    datagram(encodeMessage6(QUERY, 0, [PAD])),
    ['Dhcpv4-query message from fe80::9', 'DHCPv4-query from fe80::9 missing DHCPv4 Message option.'],
  ],
  [
    'a DHCPv4 message that is too short',
    datagram(encodeMessage6(QUERY, 0, [option6(87, dhcpv4(235)), PAD])),
    ['Dhcpv4-query message from fe80::9', 'dhcp4o6_dhcpv4_query: DHCPv4 packet too short.'],
  ],
  [
    'a hardware address that is too long',
    datagram(query(dhcpv4(240, 17))),
    ['Dhcpv4-query message from fe80::9', 'dhcp4o6_dhcpv4_query: discarding packet with bogus hlen.'],
  ],
  [
    'a DHCPV4-RESPONSE',
    datagram(answer),
    [
      'Dhcpv4-response message from fe80::9',
      'Discarding Dhcpv4-response from fe80::9; message type not handled by server',
    ],
  ],
  [
    'a RELAY-REPL',
    datagram(relayAnswer),
    [
      'Relay-reply message from fe80::9, link address 2001:db8:2::1, peer address fe80::5',
      'Discarding Relay-reply from fe80::9; message type not handled by server',
    ],
  ],
  ['another message in a relay', inRelay(solicit(1)), [RELAYED, 'dhcp4o6_relay_forw: unexpected message of type 1.']],
  [
    'a cut message in a relay',
    inRelay(Uint8Array.of(20, 0)),
    [RELAYED, 'dhcp4o6_relay_forw: encapsulated packet too short.'],
  ],
  [
    'broken options in a relay',
    inRelay(Uint8Array.of(20, 0, 0, 0, 0, 1, 0)),
    [
      RELAYED,
      'parse_option_buffer: malformed option dhcp6.<unknown> (code 1): code tag at end of buffer - missing length field.',
    ],
  ],
  [
    'a relay without message',
    datagram(concat(header(12), Uint8Array.of(0, 99, 0, 240), new Uint8Array(240))),
    [
      'Relay-forward message from fe80::9, link address ::, peer address ::',
      'Relay-forward from fe80::9 with link address=:: and peer address=:: missing Relay Message option.',
    ],
  ],
];

test.each(dropped)('the DHCPv4 half drops %s', (_what, bytes, expected) => {
  expect(open(bytes).kind).toBe('drop');
  expect(lines(bytes)).toEqual(expected);
});
