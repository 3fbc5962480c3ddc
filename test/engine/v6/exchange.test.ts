import { expect, test } from 'vitest';
import {
  confirm,
  decline,
  information,
  na,
  option6,
  oro,
  rapidCommit,
  rebind,
  release,
  renew,
  request,
  serverId,
  solicit,
} from '../../support/client6.ts';
import { ip6 } from '../../support/names6.ts';
import { Site6 } from '../../support/site6.ts';

const NET = `
  default-lease-time 600;
  preferred-lifetime 400;
  subnet6 2001:db8:1::/64 {
    range6 2001:db8:1::100 2001:db8:1::1ff;
    option dhcp6.name-servers 2001:db8:1::53;
    option dhcp6.domain-search "example.org";
  }
`;
const CLIENT = '00:03:00:01:00:00:5e:00:53:01';
const IDS = '1=0003000100005e005301, 2';

test('SOLICIT is answered by ADVERTISE, REQUEST by REPLY (RFC 8415 §18.3.1, §18.3.2)', () => {
  const site = new Site6(NET);
  expect(site.ask(solicit(1, na(1), oro(23)))).toBe(
    `advertise: na 1 0/0 { 2001:db8:1::1d5 400/600 }, ${IDS}, 23=20010db8000100000000000000000053`,
  );
  expect(site.takeRecords()).toEqual([]);
  expect(site.ask(request(1, na(1, '2001:db8:1::1d5')))).toBe(`reply: na 1 0/0 { 2001:db8:1::1d5 400/600 }, ${IDS}`);
  expect(site.takeRecords()).toEqual(['ia-na 1 cltt 0 { 2001:db8:1::1d5 active 400/600 ends 600 }']);
  expect(site.takeLog()).toEqual([
    'Solicit message from fe80::200:5eff:fe00:5301 port 546, transaction ID 0x100CF00',
    'Picking pool address 2001:db8:1::1d5',
    `Advertise NA: address 2001:db8:1::1d5 to client with duid ${CLIENT} iaid = 1 valid for 600 seconds`,
    'Sending Advertise to fe80::200:5eff:fe00:5301 port 546',
    'Request message from fe80::200:5eff:fe00:5301 port 546, transaction ID 0x100CF00',
    `Reply NA: address 2001:db8:1::1d5 to client with duid ${CLIENT} iaid = 1 valid for 600 seconds`,
    'Sending Reply to fe80::200:5eff:fe00:5301 port 546',
  ]);
});

test('rapid commit in the global scope turns SOLICIT into a binding REPLY', () => {
  const site = new Site6(`option dhcp6.rapid-commit;\n${NET}`);
  expect(site.ask(solicit(1, na(1), rapidCommit))).toBe(`reply: na 1 0/0 { 2001:db8:1::1d5 400/600 }, ${IDS}, 14=`);
  expect(site.takeRecords()).toHaveLength(1);
  expect(site.ask(solicit(2, na(1)))).toMatch(/^advertise: .*, 2$/);
  expect(site.ask(request(1, na(1, '2001:db8:1::1d5')))).not.toContain('14=');
});

test('a wish for an address of another link takes the rapid commit back', () => {
  const site = new Site6(`option dhcp6.rapid-commit;\n${NET}`);
  expect(site.ask(solicit(1, na(1, '2001:db8:99::1'), rapidCommit))).toBe(
    `advertise: na 1 0/0 { 2001:db8:1::1d5 400/600 }, ${IDS}`,
  );
});

test('REQUEST for an address of another link: NotOnLink (RFC 8415 §18.3.2)', () => {
  const site = new Site6(NET);
  expect(site.ask(request(1, na(1, '2001:db8:99::1')))).toBe(
    `reply: na 1 0/0 { status 4 Address not for use on this link. }, ${IDS}`,
  );
});

test('REQUEST for an address in use gets another one', () => {
  const site = new Site6(NET);
  site.ask(request(1, na(1, '2001:db8:1::150')));
  expect(site.ask(request(2, na(1, '2001:db8:1::150')))).toContain('2001:db8:1::108 400/600');
});

test('no addresses left: SOLICIT and REQUEST get NoAddrsAvail (RFC 8415 §18.3.9)', () => {
  const site = new Site6('subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::100; }');
  site.ask(request(1, na(1)));
  site.takeLog();
  const answer = 'na 1 0/0 { status 2 No addresses available for this interface. }';
  expect(site.ask(solicit(2, na(1)))).toContain(answer);
  expect(site.ask(request(2, na(1)))).toContain(answer);
  expect(site.takeLog()).toContain(
    'Unable to pick client address: no addresses available  - shared network 2001:db8:1::/64: 1 total, 1 active,  0 abandoned',
  );
});

test('RENEW and REBIND extend a binding (RFC 8415 §18.3.4, §18.3.5)', () => {
  const site = new Site6(`dhcp-cache-threshold 0;\n${NET}`);
  site.ask(request(1, na(1)));
  site.wait(100);
  expect(site.ask(renew(1, na(1, '2001:db8:1::1d5')))).toContain('2001:db8:1::1d5 400/600');
  site.wait(100);
  expect(site.ask(rebind(1, na(1, '2001:db8:1::1d5')))).toContain('2001:db8:1::1d5 400/600');
  expect(site.takeRecords()).toEqual([
    'ia-na 1 cltt 0 { 2001:db8:1::1d5 active 400/600 ends 600 }',
    'ia-na 1 cltt 100 { 2001:db8:1::1d5 active 400/600 ends 700 }',
    'ia-na 1 cltt 200 { 2001:db8:1::1d5 active 400/600 ends 800 }',
  ]);
});

test('RENEW of an unknown address: NoBinding for the association; without one: a new address; off link: lifetimes 0', () => {
  const site = new Site6(NET);
  expect(site.ask(renew(1, na(1, '2001:db8:1::177')))).toBe(
    `reply: na 1 0/0 { status 3 Address not bound to this interface. }, ${IDS}`,
  );
  expect(site.ask(renew(1, na(1)))).toContain('{ 2001:db8:1::1d5 400/600 }');
  expect(site.ask(renew(1, na(1, '2001:db8:99::1')))).toContain('{ 2001:db8:99::1 0/0, 2001:db8:1::1d5 400/600 }');
});

test('REBIND of an unknown address of a pool creates the binding; of one outside any: lifetimes 0', () => {
  const site = new Site6(NET);
  expect(site.ask(rebind(1, na(1, '2001:db8:1::177')))).toContain('{ 2001:db8:1::177 400/600 }');
  expect(site.takeRecords()).toHaveLength(1);
  expect(site.ask(rebind(2, na(1, '2001:db8:1::5')))).toContain('{ 2001:db8:1::5 0/0, 2001:db8:1::108 400/600 }');
});

test('RENEW and REBIND with nothing to give: a bare association with the T1 and T2 of the client', () => {
  const site = new Site6('subnet6 2001:db8:1::/64 { }');
  expect(site.ask(renew(1, option6(3, [0, 0, 0, 1, 0, 0, 0, 77, 0, 0, 0, 99])))).toBe(`reply: na 1 77/99, ${IDS}`);
});

test('CONFIRM looks at links, never at bindings (RFC 8415 §18.3.3)', () => {
  const site = new Site6(NET);
  expect(site.ask(confirm(1, na(1, '2001:db8:1::fffe')))).toBe(`reply: ${IDS}, status 0 All addresses still on link.`);
  expect(site.ask(confirm(1, na(1, '2001:db8:1::1', '2001:db8:2::1')))).toBe(
    `reply: ${IDS}, status 4 Some of the addresses are not on link.`,
  );
  expect(site.ask(confirm(1, na(1)))).toBe('nothing');
  expect(site.ask(confirm(1))).toBe('nothing');
});

test('INFORMATION-REQUEST gets what the shared network configures, not what a subnet6 does (RFC 8415 §18.3.6)', () => {
  const site = new Site6(`shared-network w { option dhcp6.sntp-servers 2001:db8::123; ${NET} }`);
  expect(site.ask(information(1, oro(31, 23)))).toBe(`reply: ${IDS}, 31=20010db8000000000000000000000123`);
  expect(site.ask(information(1, serverId, oro(31)))).toContain('31=');
  expect(site.ask(information(1, na(1)))).toBe('nothing');
  expect(site.takeLog()).toContain(
    `Discarding Information-request from fe80::200:5eff:fe00:5301; IA_NA option present (CLIENTID ${CLIENT})`,
  );
});

test('RELEASE frees a lease and says Success; of a foreign address NoBinding (RFC 8415 §18.3.7)', () => {
  const site = new Site6(NET);
  site.ask(request(1, na(1)));
  site.takeRecords();
  site.takeLog();
  site.wait(10);
  expect(site.ask(release(1, na(1, '2001:db8:1::1d5')))).toBe(`reply: ${IDS}, status 0 Release received.`);
  expect(site.takeRecords()).toEqual(['ia-na 1 cltt 10 { 2001:db8:1::1d5 released 400/600 ends 600 }']);
  expect(site.ask(release(1, na(2, '2001:db8:1::150')))).toBe(
    `reply: ${IDS}, status 0 Release received., na 2 0/0 { status 3 Release for non-leased address. }`,
  );
  expect(site.takeLog()).toEqual([
    'Release message from fe80::200:5eff:fe00:5301 port 546, transaction ID 0x100CF00',
    `Client ${CLIENT} releases address 2001:db8:1::1d5`,
    'Sending Reply to fe80::200:5eff:fe00:5301 port 546',
    'Release message from fe80::200:5eff:fe00:5301 port 546, transaction ID 0x100CF00',
    `Client ${CLIENT} releases address 2001:db8:1::150, which is not leased to it.`,
    'Sending Reply to fe80::200:5eff:fe00:5301 port 546',
  ]);
});

test('DECLINE abandons the address, and the client gets another one (RFC 8415 §18.3.8)', () => {
  const site = new Site6(NET);
  site.ask(request(1, na(1)));
  site.takeRecords();
  expect(site.ask(decline(1, na(1, '2001:db8:1::1d5')))).toBe(`reply: ${IDS}, status 0 Decline received.`);
  expect(site.takeRecords()).toEqual(['ia-na 1 cltt 0 { 2001:db8:1::1d5 abandoned 400/600 ends never }']);
  expect(site.ask(solicit(1, na(1)))).toContain('2001:db8:1::190');
  expect(site.ask(decline(1, na(7, '2001:db8:1::150')))).toContain(
    'na 7 0/0 { status 3 Decline for unknown address. }',
  );
});

test('a client that asks for the address it declined takes it back', () => {
  const site = new Site6(NET);
  site.ask(request(1, na(1)));
  site.ask(decline(1, na(1, '2001:db8:1::1d5')));
  expect(site.ask(request(1, na(1, '2001:db8:1::1d5')))).toContain('2001:db8:1::1d5 400/600');
  expect(site.takeLog()).toContain('Reclaiming previously abandoned address 2001:db8:1::1d5');
});

test('messages without association get no answer', () => {
  const site = new Site6(NET);
  expect(site.ask(solicit(1, oro(23)))).toBe('nothing');
  expect(site.ask(renew(1))).toBe('nothing');
});

const dropped: [string, Uint8Array, string][] = [
  [
    'SOLICIT with a server identifier',
    solicit(1, serverId, na(1)),
    `Discarding Solicit from fe80::200:5eff:fe00:5301; server identifier found (CLIENTID ${CLIENT}, SERVERID 00:03:00:01:02:cf:00:00:00:01)`,
  ],
  [
    'RENEW for another server',
    new Uint8Array([5, 0, 0, 1, 0, 1, 0, 1, 0xff, 0, 2, 0, 1, 0xfe]),
    'Discarding Renew from fe80::200:5eff:fe00:5301; not our server identifier (CLIENTID ff, SERVERID fe, server DUID 00:03:00:01:02:cf:00:00:00:01)',
  ],
  [
    'RELEASE without server identifier',
    new Uint8Array([8, 0, 0, 1, 0, 1, 0, 1, 0x41]),
    'Discarding Release from fe80::200:5eff:fe00:5301: server identifier missing (CLIENTID "A")',
  ],
  [
    'REBIND without client identifier',
    new Uint8Array([6, 0, 0, 1]),
    'Discarding Rebind from fe80::200:5eff:fe00:5301; client identifier missing',
  ],
  [
    'ADVERTISE',
    new Uint8Array([2, 0, 0, 1]),
    'Discarding Advertise from fe80::200:5eff:fe00:5301; message type not handled by server',
  ],
  [
    'DHCPV4-QUERY without -4o6',
    new Uint8Array([20, 0, 0, 0]),
    'Discarding Dhcpv4-query from fe80::200:5eff:fe00:5301; message type not handled by server',
  ],
  [
    'an unknown type',
    new Uint8Array([99, 0, 0, 1]),
    'Discarding unknown DHCPv6 message type 99 from fe80::200:5eff:fe00:5301',
  ],
];

test.each(dropped)('%s is dropped with a line in the log (RFC 8415 §16)', (_name, bytes, line) => {
  const site = new Site6(NET);
  expect(site.ask(bytes)).toBe('nothing');
  expect(site.takeLog().slice(1)).toEqual([line]);
});

const OWN = { destination: ip6('2001:db8:1::1') };

test('unicast without leave: UseMulticast for the messages that name the server, silence for others (RFC 8415 §18.4)', () => {
  const site = new Site6(NET);
  const refusal = `reply: ${IDS}, status 5 Unicast not allowed by server.`;
  for (const message of [request, renew, release, decline]) {
    expect(site.ask(message(1, na(1, '2001:db8:1::1d5')), OWN)).toBe(refusal);
  }
  for (const message of [solicit, rebind, confirm]) expect(site.ask(message(1, na(1)), OWN)).toBe('nothing');
  expect(site.ask(information(1), OWN)).toBe('nothing');
  expect(site.takeLog().slice(0, 5)).toEqual([
    'Request message from fe80::200:5eff:fe00:5301 port 546, transaction ID 0x100CF00',
    'shared_network_from_requested_addr: found shared network 2001:db8:1::/64 for address 2001:db8:1::1d5.',
    'is_unicast_option_defined: option found : 0',
    'Sending Reply to fe80::200:5eff:fe00:5301 port 546',
    'Renew message from fe80::200:5eff:fe00:5301 port 546, transaction ID 0x100CF00',
  ]);
});

test('the Server Unicast option lets clients send to the own address of the server', () => {
  const site = new Site6(`option dhcp6.unicast 2001:db8:1::1;\n${NET}`);
  expect(site.ask(request(1, na(1)), OWN)).toContain('2001:db8:1::1d5 400/600');
});

test('associations of a reply stand first, by kind; then identifiers, status, and what was asked for', () => {
  const site = new Site6(`option dhcp6.preference 7;\n${NET}`);
  const answer = site.ask(solicit(1, option6(20), na(2), na(1), oro(24, 23, 23)));
  expect(answer).toMatch(/^advertise: na 2 .*, na 1 .*, 1=0003000100005e005301, 2, 20=, 7=07, 24=.*, 23=.*, 23=/);
});

test('an identity association that is cut short leaves the message without an answer', () => {
  const site = new Site6(NET);
  expect(site.ask(solicit(1, option6(3, [0, 0, 0, 1])))).toBe('nothing');
  expect(site.takeLog().slice(1)).toEqual([
    'get_encapsulated_IA_state: raw option too small.',
    'reply_process_ia_na: error evaluating ia',
  ]);
});

test('an option inside an association that runs over leaves the message without an answer', () => {
  const site = new Site6(NET);
  expect(site.ask(solicit(1, option6(3, [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 24])))).toBe('nothing');
  expect(site.takeLog().slice(1)).toEqual([
    'parse_option_buffer: malformed option dhcp6.<unknown> (code 5): option length exceeds option buffer length.',
    'get_encapsulated_IA_state: error parsing options.',
    'reply_process_ia_na: error evaluating ia',
  ]);
});

test('more associations than a reply can hold leave the message without an answer', () => {
  const site = new Site6('subnet6 2001:db8:1::/64 { range6 2001:db8:1::/100; }');
  const many = Array.from({ length: 1600 }, (_, iaid) => na(iaid));
  expect(site.ask(solicit(1, ...many.slice(0, 1400)))).toMatch(/^advertise: na 0 /);
  expect(site.ask(solicit(1, ...many))).toBe('nothing');
  expect(site.takeLog().at(-1)).toBe('reply_process_ia_na: Reply too long for IA.');
});
