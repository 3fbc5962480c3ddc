import { expect, test } from 'vitest';
import { client, Site4 } from '../../../support/site4.ts';

const NET = `
  default-lease-time 600;
  subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; }
  subnet 198.51.100.0 netmask 255.255.255.0 { range 198.51.100.10 198.51.100.20; }
`;
const AUTHORITATIVE = `authoritative;\n${NET}`;

test('SELECTING: the offered address is acknowledged and written before the ACK leaves (RFC 2131 §4.3.2)', () => {
  const site = new Site4(NET);
  site.discover(client(1));
  expect(site.request(client(1), '192.0.2.10', [[54, '192.0.2.1']])).toMatchInlineSnapshot(`
    "write 192.0.2.10 active +0..+600 02:00:00:00:00:01
    log DHCPREQUEST for 192.0.2.10 (192.0.2.1) from 02:00:00:00:00:01 via eth0
    DHCPACK on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    ACK 192.0.2.10 | 54=c0000201 51=00000258 1=ffffff00 > eth0 192.0.2.10:68 02:00:00:00:00:01 from 192.0.2.1
    timer expiry +600"
  `);
});

test('SELECTING: naming another server is no obstacle for a free address, as with the reference', () => {
  const site = new Site4(NET);
  expect(site.request(client(1), '192.0.2.15', [[54, '192.0.2.99']])).toMatchInlineSnapshot(`
    "write 192.0.2.15 active +0..+600 02:00:00:00:00:01
    log DHCPREQUEST for 192.0.2.15 (192.0.2.99) from 02:00:00:00:00:01 via eth0
    DHCPACK on 192.0.2.15 to 02:00:00:00:00:01 via eth0
    ACK 192.0.2.15 | 54=c0000201 51=00000258 1=ffffff00 > eth0 192.0.2.15:68 02:00:00:00:00:01 from 192.0.2.1
    timer expiry +600"
  `);
});

test('SELECTING: an address leased to another client is refused', () => {
  const site = new Site4(NET);
  site.lease(client(1), '192.0.2.10');
  expect(site.request(client(2), '192.0.2.10', [[54, '192.0.2.1']])).toMatchInlineSnapshot(`
    "log DHCPREQUEST for 192.0.2.10 (192.0.2.1) from 02:00:00:00:00:02 via eth0: lease 192.0.2.10 unavailable.
    DHCPNAK on 192.0.2.10 to 02:00:00:00:00:02 via eth0
    NAK 0.0.0.0 flags=8000 | 54=c0000201 56=7265717565737465642061646472657373206e6f7420617661696c61626c65 > eth0 255.255.255.255:68 ff:ff:ff:ff:ff:ff from 192.0.2.1"
  `);
});

test('INIT-REBOOT: the own address is acknowledged', () => {
  const site = new Site4(AUTHORITATIVE);
  site.lease(client(1), '192.0.2.10');
  expect(site.pass(400).request(client(1), '192.0.2.10')).toMatchInlineSnapshot(`
    "write 192.0.2.10 active +400..+1000 02:00:00:00:00:01
    log DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 via eth0
    DHCPACK on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    ACK 192.0.2.10 | 54=c0000201 51=00000258 1=ffffff00 > eth0 192.0.2.10:68 02:00:00:00:00:01 from 192.0.2.1"
  `);
});

test('INIT-REBOOT: an address of another network is refused by a server with authority', () => {
  expect(new Site4(AUTHORITATIVE).request(client(1), '203.0.113.7')).toMatchInlineSnapshot(`
    "log DHCPREQUEST for 203.0.113.7 from 02:00:00:00:00:01 via eth0: wrong network.
    DHCPNAK on 203.0.113.7 to 02:00:00:00:00:01 via eth0
    NAK 0.0.0.0 flags=8000 | 54=c0000201 > eth0 255.255.255.255:68 ff:ff:ff:ff:ff:ff from 192.0.2.1"
  `);
  expect(new Site4(AUTHORITATIVE).request(client(1), '198.51.100.10')).toMatchInlineSnapshot(`
    "log DHCPREQUEST for 198.51.100.10 from 02:00:00:00:00:01 via eth0: wrong network.
    DHCPNAK on 198.51.100.10 to 02:00:00:00:00:01 via eth0
    NAK 0.0.0.0 flags=8000 | 54=c0000201 > eth0 255.255.255.255:68 ff:ff:ff:ff:ff:ff from 192.0.2.1"
  `);
});

test('INIT-REBOOT: without authority an address of another network is passed over in silence', () => {
  expect(new Site4(NET).request(client(1), '203.0.113.7')).toMatchInlineSnapshot(
    `"log DHCPREQUEST for 203.0.113.7 from 02:00:00:00:00:01 via eth0: ignored (not authoritative)."`,
  );
});

test('INIT-REBOOT: an address of the network that is in no range is nobody’s to give', () => {
  expect(new Site4(AUTHORITATIVE).request(client(1), '192.0.2.200')).toMatchInlineSnapshot(
    `"log DHCPREQUEST for 192.0.2.200 from 02:00:00:00:00:01 via eth0: unknown lease 192.0.2.200."`,
  );
});

test('a NAK without reason of its own carries the last reason found, as with the reference', () => {
  const site = new Site4(AUTHORITATIVE);
  site.discover(client(2));
  expect(site.request(client(1), '203.0.113.7')).toContain('56=726571756573746564');
});

test('RENEWING: the ACK goes to the configured address by the kernel', () => {
  const site = new Site4(NET);
  site.lease(client(1), '192.0.2.10');
  expect(site.pass(300).renew(client(1), '192.0.2.10')).toMatchInlineSnapshot(`
    "write 192.0.2.10 active +300..+900 02:00:00:00:00:01
    log DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 via eth0
    DHCPACK on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    ACK 192.0.2.10 ciaddr=192.0.2.10 | 54=c0000201 51=00000258 1=ffffff00 > routed 192.0.2.10:68"
  `);
});

test('RENEWING: a free address of an unknown client is granted, with or without authority', () => {
  expect(new Site4(NET).renew(client(1), '192.0.2.12')).toContain('write 192.0.2.12 active');
  expect(new Site4(AUTHORITATIVE).renew(client(1), '192.0.2.12')).toContain('write 192.0.2.12 active');
});

test('RENEWING: a wrong network is not seen, the address is unknown', () => {
  expect(new Site4(AUTHORITATIVE).renew(client(1), '203.0.113.7')).toMatchInlineSnapshot(
    `"log DHCPREQUEST for 203.0.113.7 from 02:00:00:00:00:01 via eth0: unknown lease 203.0.113.7."`,
  );
});

test('REBINDING through a relay: an address of another network is refused, the relay broadcasts the NAK', () => {
  const site = new Site4(AUTHORITATIVE);
  const answer = site.renew(client(1), '192.0.2.10', [], { giaddr: '198.51.100.1' });
  expect(answer).toMatchInlineSnapshot(`
    "log DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 via 198.51.100.1: wrong network.
    DHCPNAK on 192.0.2.10 to 02:00:00:00:00:01 via 198.51.100.1
    NAK 0.0.0.0 giaddr=198.51.100.1 flags=8000 | 54=c0000201 > routed 198.51.100.1:67"
  `);
});

test('an unknown relay: the address it asks for decides', () => {
  const fields = { giaddr: '203.0.113.1' };
  expect(new Site4(AUTHORITATIVE).request(client(1), '192.0.2.10', [], fields)).toMatchInlineSnapshot(`
    "log DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 via 203.0.113.1: wrong network.
    DHCPNAK on 192.0.2.10 to 02:00:00:00:00:01 via 203.0.113.1
    NAK 0.0.0.0 giaddr=203.0.113.1 flags=8000 | 54=c0000201 > routed 203.0.113.1:67"
  `);
  expect(new Site4(NET).request(client(1), '192.0.2.10', [], fields)).toMatchInlineSnapshot(
    `"log DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 via 203.0.113.1: ignored (not authoritative)."`,
  );
  expect(new Site4(AUTHORITATIVE).request(client(1), '203.0.113.9', [], fields)).toMatchInlineSnapshot(
    `"log DHCPREQUEST for 203.0.113.9 from 02:00:00:00:00:01 via 203.0.113.1: ignored (unknown subnet)."`,
  );
});

test('a requested address of fewer than four octets counts as none', () => {
  const site = new Site4(NET);
  expect(site.request(client(1), 'abc')).toMatchInlineSnapshot(
    `"log DHCPREQUEST for 0.0.0.0 from 02:00:00:00:00:01 via eth0: unknown lease 0.0.0.0."`,
  );
});

test('a lease keeps copies of its client’s identity, not the message they came in', () => {
  const site = new Site4(NET);
  site.lease(client(1, 'alpha'), '192.0.2.10', [[60, 'phone']]);
  const lease = site.store.byUid(Buffer.from('alpha'))[0];
  expect(lease?.hardware?.address.buffer.byteLength).toBe(6);
  expect(lease?.uid?.buffer.byteLength).toBe(5);
});
