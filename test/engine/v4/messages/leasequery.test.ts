import { expect, test } from 'vitest';
import { client, Site4 } from '../../../support/site4.ts';

const NET = `
  allow leasequery;
  default-lease-time 600;
  option domain-name "example.org";
  subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; }
`;
const RELAY = { giaddr: '192.0.2.2' };

const leased = (config = NET): Site4 => {
  const site = new Site4(config);
  site.lease(client(1, 'one'), '192.0.2.10', [
    [60, 'phone'],
    [82, [1, 2, 112, 49]],
  ]);
  return site.pass(100);
};

test('a running lease is described: client, times, option 82 (RFC 4388 §6.4.1)', () => {
  expect(leased().send(client(9), 10, { ...RELAY, ciaddr: '192.0.2.10' })).toMatchInlineSnapshot(`
    "log DHCPLEASEQUERY from 192.0.2.2 for IP 192.0.2.10
    DHCPLEASEACTIVE to 192.0.2.2 for IP 192.0.2.10 (0 associated IPs)
    LEASEACTIVE 0.0.0.0 ciaddr=192.0.2.10 giaddr=192.0.2.2 | 54=c0000201 51=000001f4 58=000000c8 59=000001a9 91=00000064 60=70686f6e65 61=6f6e65 82=01027031 > routed 192.0.2.2:67"
  `);
});

test('a free address is unassigned, another network’s is unknown', () => {
  expect(leased().send(client(9), 10, { ...RELAY, ciaddr: '192.0.2.11' })).toMatchInlineSnapshot(`
    "log DHCPLEASEQUERY from 192.0.2.2 for IP 192.0.2.11
    DHCPLEASEUNASSIGNED to 192.0.2.2 for IP 192.0.2.11 (0 associated IPs)
    LEASEUNASSIGNED 0.0.0.0 ciaddr=192.0.2.11 giaddr=192.0.2.2 | 54=c0000201 15=6578616d706c652e6f7267 > routed 192.0.2.2:67"
  `);
  expect(leased().send(client(9), 10, { ...RELAY, ciaddr: '203.0.113.1' })).toContain('DHCPLEASEUNKNOWN to 192.0.2.2');
});

test('by identifier and by hardware: the lease used last, the others as associated', () => {
  const site = leased();
  site.pass(50).request(client(1, 'one'), '192.0.2.15');
  expect(site.send(client(9, 'one'), 10, RELAY)).toMatchInlineSnapshot(`
    "log DHCPLEASEQUERY from 192.0.2.2 for client-id "one"
    DHCPLEASEACTIVE to 192.0.2.2 for client-id "one" (0 associated IPs)
    LEASEACTIVE 0.0.0.0 ciaddr=192.0.2.15 giaddr=192.0.2.2 | 54=c0000201 51=00000258 58=0000012c 59=0000020d 91=00000000 61=6f6e65 > routed 192.0.2.2:67"
  `);
  expect(site.send(client(1), 10, RELAY)).toContain('for MAC address 02:00:00:00:00:01');
});

test('without relay, and where it is not allowed, there is no answer', () => {
  expect(leased().send(client(9), 10, { ciaddr: '192.0.2.10' })).toMatchInlineSnapshot(
    `"log DHCPLEASEQUERY from 0.0.0.0: missing giaddr, ciaddr is 192.0.2.10, no reply sent"`,
  );
  const denied = new Site4(NET.replace('allow leasequery;', ''));
  expect(denied.send(client(9), 10, { ...RELAY, ciaddr: '192.0.2.10' })).toMatchInlineSnapshot(
    `"log DHCPLEASEQUERY from 192.0.2.2: LEASEQUERY not allowed, query ignored"`,
  );
});
