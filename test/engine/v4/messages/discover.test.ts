import { expect, test } from 'vitest';
import { client, Site4 } from '../../../support/site4.ts';

const NET = `
  default-lease-time 600;
  subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.12; }
`;

test('an offer is kept for two minutes and not written', () => {
  const site = new Site4(NET);
  expect(site.discover(client(1))).toMatchInlineSnapshot(`
    "log DHCPDISCOVER from 02:00:00:00:00:01 via eth0
    DHCPOFFER on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    OFFER 192.0.2.10 | 54=c0000201 51=00000258 1=ffffff00 > eth0 192.0.2.10:68 02:00:00:00:00:01 from 192.0.2.1"
  `);
  expect(site.tellLease(site.store.get(0xc000020a as never) as never)).toMatchInlineSnapshot(
    `"192.0.2.10 free +0..+120 02:00:00:00:00:01"`,
  );
});

test('addresses are offered in ascending order, one to each client', () => {
  const site = new Site4(NET);
  expect([1, 2, 3].map((n) => /on (\S+)/.exec(site.discover(client(n)))?.[1])).toEqual([
    '192.0.2.10',
    '192.0.2.11',
    '192.0.2.12',
  ]);
});

test('when everything is on offer there is nothing left, until an offer has lapsed', () => {
  const site = new Site4(NET);
  for (const n of [1, 2, 3]) site.pass(1).discover(client(n));
  expect(site.discover(client(4))).toMatchInlineSnapshot(
    `"log DHCPDISCOVER from 02:00:00:00:00:04 via eth0: network 192.0.2.0/24: no free leases"`,
  );
  expect(site.pass(120).discover(client(4))).toContain('DHCPOFFER on 192.0.2.10');
});

test('the same client is offered the same address again', () => {
  const site = new Site4(NET);
  site.discover(client(1));
  expect(site.pass(5).discover(client(1))).toContain('DHCPOFFER on 192.0.2.10');
});

test('an address asked for is offered when it is free, even to a client with a lease', () => {
  const site = new Site4(NET);
  site.lease(client(1), '192.0.2.10');
  expect(site.discover(client(1), [[50, '192.0.2.12']])).toContain('DHCPOFFER on 192.0.2.12');
});

test('ciaddr counts like an address asked for', () => {
  const site = new Site4(NET);
  expect(site.discover(client(1), [], { ciaddr: '192.0.2.11' })).toContain('OFFER 192.0.2.11 ciaddr=192.0.2.11');
});

test('an address asked for that is taken, in no range or on another network is passed over', () => {
  const site = new Site4(NET);
  site.lease(client(1), '192.0.2.10');
  for (const wish of ['192.0.2.10', '192.0.2.99', '203.0.113.1']) {
    expect(site.discover(client(2), [[50, wish]])).toContain('DHCPOFFER on 192.0.2.11');
  }
});

test('a released address goes to its last client again, to others last', () => {
  const site = new Site4(NET);
  site.lease(client(1), '192.0.2.10');
  site.send(client(1), 7, { ciaddr: '192.0.2.10' });
  expect(site.pass(10).discover(client(2))).toContain('DHCPOFFER on 192.0.2.11');
  expect(site.discover(client(1))).toContain('DHCPOFFER on 192.0.2.10');
});

test('a message from a network nobody knows is dropped', () => {
  const site = new Site4(NET);
  expect(site.discover(client(1), [], { giaddr: '203.0.113.1' })).toMatchInlineSnapshot(
    `"log DHCPDISCOVER from 02:00:00:00:00:01 via 203.0.113.1: unknown network segment"`,
  );
});

test('min-secs holds a client back until it has been looking for a while', () => {
  const site = new Site4(`min-secs 3;${NET}`);
  expect(site.discover(client(1), [], { secs: 2 })).toMatchInlineSnapshot(
    `"log DHCPDISCOVER from 02:00:00:00:00:01 via eth0: configured min-secs value (3) is greater than secs field (2).  message dropped."`,
  );
  expect(site.discover(client(1), [], { secs: 3 })).toContain('DHCPOFFER');
});

test('who is not wanted gets no answer; ignore says so without a word', () => {
  expect(new Site4(`deny unknown-clients;${NET}`).discover(client(1))).toBe(
    'log DHCPDISCOVER from 02:00:00:00:00:01 via eth0: unknown client',
  );
  expect(new Site4(`deny booting;${NET}`).discover(client(1))).toBe(
    'log DHCPDISCOVER from 02:00:00:00:00:01 via eth0: booting disallowed',
  );
  expect(new Site4(`ignore booting;${NET}`).discover(client(1))).toBe('');
});

test('an empty client identifier tells nobody apart: the message is dropped', () => {
  expect(new Site4(NET).discover(client(1), [[61, '']])).toBe('log Dropped DHCPv4 packet with zero-length client-id');
  expect(new Site4(NET).discover(client(1), [[61, 'x']])).toMatch(/^log Accepted DHCPv4 packet with one-character/);
});

test('messages of servers are ignored, unknown types are reported', () => {
  const site = new Site4(NET);
  expect([2, 5, 6, 11, 12, 13].map((type) => site.send(client(1), type))).toEqual(['', '', '', '', '', '']);
  expect(site.send(client(1), 9)).toBe('log type 9 from 02:00:00:00:00:01 via eth0: unknown packet type');
  expect(site.send(client(1), 200)).toBe('log type 200 from 02:00:00:00:00:01 via eth0: unknown packet type');
});

test('op is not looked at, as with the reference', () => {
  expect(new Site4(NET).discover(client(1), [], { op: 2 })).toContain('DHCPOFFER');
});

test('a host name that would spoil the log is not printed', () => {
  const site = new Site4(NET);
  site.lease(client(1), '192.0.2.10', [[12, 'a"b']]);
  expect(site.discover(client(1))).toContain('(Hostname Unsuitable for Printing)');
});
