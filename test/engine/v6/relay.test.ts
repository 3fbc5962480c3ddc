import { expect, test } from 'vitest';
import {
  confirm,
  information,
  message6,
  na,
  option6,
  oro,
  relayed,
  request,
  serverId,
  solicit,
} from '../../support/client6.ts';
import { ip6 } from '../../support/names6.ts';
import { Site6 } from '../../support/site6.ts';

const NET = `
  subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; }
  subnet6 2001:db8:2::/64 { range6 2001:db8:2::100 2001:db8:2::1ff; }`;
const RELAY = { source: ip6('2001:db8:1::2'), sourcePort: 547, destination: ip6('2001:db8:1::1') };
const IDS = '1=0003000100005e005301, 2';

test('the link address chooses the network; the reply goes back in the same layer, to port 547 (RFC 8415 §19.3)', () => {
  const site = new Site6(NET);
  expect(site.ask(relayed(solicit(1, na(1)), { link: '2001:db8:2::1', hops: 3 }), RELAY)).toBe(
    'relay-repl 3 2001:db8:2::1 fe80::200:5eff:fe00:5301: ' +
      `(advertise: na 1 0/0 { 2001:db8:2::1d5 27000/43200 }, ${IDS})`,
  );
  expect(site.takeLog()).toEqual([
    'Relay-forward message from 2001:db8:1::2 port 547, link address 2001:db8:2::1, peer address fe80::200:5eff:fe00:5301',
    'Picking pool address 2001:db8:2::1d5',
    'Advertise NA: address 2001:db8:2::1d5 to client with duid 00:03:00:01:00:00:5e:00:53:01 iaid = 1 valid for 43200 seconds',
    'Sending Relay-reply to 2001:db8:1::2 port 547',
  ]);
});

test('unspecified and link-local link addresses are passed over, from the client outwards (RFC 6221)', () => {
  const site = new Site6(NET);
  const line = relayed(solicit(1, na(1)), { link: '::', before: [option6(18, [7])] });
  const local = relayed(line, { link: 'fe80::1' });
  expect(site.ask(relayed(local, { link: '2001:db8:2::1' }), RELAY)).toMatch(
    /^relay-repl 0 2001:db8:2::1 .*: \(relay-repl 0 fe80::1 .*: \(relay-repl 0 :: .*: 18=07, \(advertise: na 1 0\/0 \{ 2001:db8:2::1d5/,
  );
});

test('without any global link address the receiving interface counts', () => {
  const site = new Site6(NET);
  expect(site.ask(relayed(solicit(1, na(1)), { link: '::' }), RELAY)).toContain('2001:db8:1::1d5');
  expect(site.takeLog()).toContain(
    '[L2 Relay] No link address in relay packet assuming L2 relay and using receiving interface',
  );
  const second = { interfaceName: 'eth1', interfaceIndex: 3 };
  expect(site.ask(solicit(1, na(1)), second)).toContain('2001:db8:2::1d5');
});

test('a link address in no subnet6 gets no answer', () => {
  const site = new Site6(NET);
  expect(site.ask(relayed(solicit(1, na(1)), { link: '2001:db8:77::1' }), RELAY)).toBe('nothing');
  expect(site.takeLog().at(-1)).toBe('No subnet found for link-address 2001:db8:77::1.');
});

test('`interface` in a shared network binds it to the interface', () => {
  const site = new Site6(`shared-network a { interface "eth9"; subnet6 2001:db8:3::/64 { range6 2001:db8:3::/64; } }`);
  expect(site.ask(solicit(1, na(1)), { interfaceName: 'eth9' })).toContain('2001:db8:3:');
  expect(site.ask(solicit(1, na(1)), { interfaceName: 'eth7' })).toBe('nothing');
});

test('interface-id comes back first, then the message, then what the relay asks for, as often as it does (RFC 4994)', () => {
  const site = new Site6(NET);
  const answer = site.ask(
    relayed(solicit(1, na(1)), {
      link: '2001:db8:2::1',
      before: [option6(43, [0, 38, 0, 37, 0, 18, 0, 99]), option6(37, [1])],
      after: [option6(38, [2]), option6(18, [3])],
    }),
    RELAY,
  );
  expect(answer).toMatch(/: 18=03, \(advertise: .*\), 38=02, 37=01$/);
});

test('an echo request of odd length leaves the message without an answer', () => {
  const site = new Site6(NET);
  const odd = relayed(solicit(1, na(1)), { link: '2001:db8:2::1', before: [option6(43, [0, 37, 0])] });
  expect(site.ask(odd, RELAY)).toBe('nothing');
  expect(site.takeLog().at(-1)).toBe('dhcpv6_relay_forw: error evaluating ERO.');
});

test('relayed messages may come by unicast', () => {
  const site = new Site6(NET);
  const ask = (message: Uint8Array) => site.ask(relayed(message, { link: '2001:db8:2::1' }), RELAY);
  expect(ask(request(1, na(1)))).toContain('2001:db8:2::1d5');
  expect(ask(confirm(1, na(1, '2001:db8:2::5')))).toContain('status 0 All addresses still on link.');
  expect(ask(information(1, oro(23)))).toContain(`(reply: ${IDS})`);
});

const HEADER = [12, 0, ...new Uint8Array(32)];
const inside = (...octets: number[]) => Uint8Array.from([...HEADER, 0, 9, 0, octets.length, ...octets]);
const useless: [string, Uint8Array, string][] = [
  [
    'no Relay Message option',
    Uint8Array.from([...HEADER, 0, 18, 0, 1, 1]),
    'Relay-forward from 2001:db8:1::2 with link address=:: and peer address=:: missing Relay Message option.',
  ],
  ['a message that is too short', inside(1, 2), 'dhcpv6_forw_relay: encapsulated packet too short.'],
  [
    'options that run over',
    inside(1, 0, 0, 1, 0, 1, 0, 9),
    'parse_option_buffer: malformed option dhcp6.<unknown> (code 1): option length exceeds option buffer length.',
  ],
  [
    'an option without length',
    inside(1, 0, 0, 1, 0, 1, 0),
    'parse_option_buffer: malformed option dhcp6.<unknown> (code 1): code tag at end of buffer - missing length field.',
  ],
  ['an unknown message', inside(99, 0, 0, 1), 'Discarding unknown DHCPv6 message type 99 from 2001:db8:1::2'],
  ['a DHCPV4-QUERY', inside(20, 0, 0, 0), 'dhcpv6_relay_forw: unsupported Dhcpv4-query message type.'],
  [
    'a RELAY-REPL',
    inside(13, 0, ...new Uint8Array(32)),
    'Discarding Relay-reply from 2001:db8:1::2; message type not handled by server',
  ],
];

test.each(useless)('a relay message with %s gets no answer', (_what, bytes, line) => {
  const site = new Site6(NET);
  expect(site.ask(bytes, RELAY)).toBe('nothing');
  expect(site.takeLog().slice(1)).toEqual([line]);
});

const LEASEQUERY = 14;
const query = (...octets: number[]) => option6(44, octets);
const LINK = new Uint8Array(16);
const ADDRESS = [0x20, 0x01, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0xd5];
const iaAddress = (...address: number[]) => [0, 5, 0, 24, ...address, ...new Uint8Array(8)];

// query, reply behind the identifiers
const queries: [string, Uint8Array, string][] = [
  [
    'an address that nobody has',
    message6(LEASEQUERY, 7, query(1, ...LINK, ...iaAddress(...ADDRESS.slice(0, 15), 1))),
    '',
  ],
  [
    'an address in no pool',
    message6(LEASEQUERY, 7, query(1, ...LINK, ...iaAddress(...LINK))),
    ', status 9 Address not in a pool.',
  ],
  ['no address', message6(LEASEQUERY, 7, query(1, ...LINK, 0, 8, 0, 0)), ', status 8 No OPTION_IAADDR.'],
  ['a client', message6(LEASEQUERY, 7, query(2, ...LINK, 0, 1, 0, 0)), ', status 7 QUERY_BY_CLIENTID not supported.'],
  ['something unknown', message6(LEASEQUERY, 7, query(9, ...LINK, 0)), ', status 7 Unknown query-type.'],
  ['nothing', message6(LEASEQUERY, 7, query(1, ...LINK)), ', status 8 OPTION_LQ_QUERY too short.'],
  ['broken options', message6(LEASEQUERY, 7, query(1, ...LINK, 0, 1, 0)), ', status 8 Bad query-options.'],
];

test.each(queries)('LEASEQUERY for %s (RFC 5007 §4.3)', (_what, bytes, rest) => {
  const site = new Site6(`allow leasequery; ${NET}`);
  expect(site.ask(bytes)).toBe(`leasequery-reply: 1=0003000100005e005307, 2${rest}`);
});

test('LEASEQUERY for a bound address tells client, lifetimes and time of the last exchange', () => {
  const site = new Site6(`allow leasequery; ${NET}`);
  site.ask(request(1, na(1)));
  const answer = site.ask(message6(LEASEQUERY, 7, query(1, ...LINK, ...iaAddress(...ADDRESS))));
  expect(answer).toContain(
    '45=0001000a0003000100005e005301' + '0005001820010db80001000000000000000001d5000069780000a8c0' + '002e00046b038200',
  );
});

test('LEASEQUERY is refused unless it is allowed, and without query or with a server identifier', () => {
  const site = new Site6(NET);
  expect(site.ask(message6(LEASEQUERY, 7, query(1, ...LINK, 0)))).toBe('nothing');
  expect(site.ask(message6(LEASEQUERY, 7))).toBe('nothing');
  expect(site.ask(message6(LEASEQUERY, 7, serverId))).toBe('nothing');
  expect(site.takeLog().filter((line) => !line.includes('message from'))).toEqual([
    'dhcpv6_leasequery: not allowed, query ignored.',
    'Discarding Leasequery from fe80::200:5eff:fe00:5301; lq-query missing',
    'Discarding Leasequery from fe80::200:5eff:fe00:5301; server identifier found ' +
      '(CLIENTID 00:03:00:01:00:00:5e:00:53:07, SERVERID 00:03:00:01:02:cf:00:00:00:01)',
  ]);
});
