import { expect, test } from 'vitest';
import { client, Site4 } from '../../../support/site4.ts';

const NET = `
  default-lease-time 600;
  subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; }
`;

const offered = (answer: string): string | undefined => /DHCPOFFER on (\S+)/.exec(answer)?.[1];

test('one hardware address with two identifiers is two clients', () => {
  const site = new Site4(NET);
  site.lease(client(1, 'alpha'), '192.0.2.10');
  expect(offered(site.discover(client(1, 'beta')))).toBe('192.0.2.11');
});

test('an identifier brings its lease along to another hardware address', () => {
  const site = new Site4(NET);
  site.lease(client(1, 'alpha'), '192.0.2.10');
  expect(offered(site.discover(client(2, 'alpha')))).toBe('192.0.2.10');
});

test('a client without identifier does not find a lease taken with one, the reverse works', () => {
  const site = new Site4(NET);
  site.lease(client(1, 'alpha'), '192.0.2.10');
  expect(offered(site.discover(client(1)))).toBe('192.0.2.11');
  site.lease(client(2), '192.0.2.12');
  expect(offered(site.discover(client(2, 'beta')))).toBe('192.0.2.12');
});

test('of two leases of one identifier the other one is given up by the DHCPREQUEST', () => {
  const site = new Site4(NET);
  site.lease(client(1, 'alpha'), '192.0.2.10');
  site.discover(client(1, 'alpha'), [[50, '192.0.2.15']]);
  expect(site.request(client(1, 'alpha'), '192.0.2.15', [[54, '192.0.2.1']])).toMatchInlineSnapshot(`
    "log uid lease 192.0.2.10 for client 02:00:00:00:00:01 is duplicate on 192.0.2.0/24
    write 192.0.2.10 free +0..+0 tstp +0 02:00:00:00:00:01 uid alpha
    write 192.0.2.15 active +0..+600 02:00:00:00:00:01 uid alpha
    log DHCPREQUEST for 192.0.2.15 (192.0.2.1) from 02:00:00:00:00:01 via eth0
    DHCPACK on 192.0.2.15 to 02:00:00:00:00:01 via eth0
    ACK 192.0.2.15 | 54=c0000201 51=00000258 1=ffffff00 > eth0 192.0.2.15:68 02:00:00:00:00:01 from 192.0.2.1"
  `);
});

test('two running leases of one identifier: the one asked for stays', () => {
  const site = new Site4(NET);
  site.lease(client(1, 'alpha'), '192.0.2.10');
  site.renew(client(1, 'alpha'), '192.0.2.15');
  expect(site.request(client(1, 'alpha'), '192.0.2.10')).toMatchInlineSnapshot(`
    "log reuse_lease: lease age 0 (secs) under 25% threshold, reply with unaltered, existing lease for 192.0.2.10
    log DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 via eth0
    DHCPACK on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    ACK 192.0.2.10 | 54=c0000201 51=00000258 1=ffffff00 > eth0 192.0.2.10:68 02:00:00:00:00:01 from 192.0.2.1"
  `);
});

const HOST = `${NET}
  host box { hardware ethernet 02:00:00:00:00:01; fixed-address 192.0.2.77; option host-name "box"; }
`;

test('a fixed address goes before everything and is never written', () => {
  const site = new Site4(HOST);
  expect(site.discover(client(1), [[50, '192.0.2.12']])).toMatchInlineSnapshot(`
    "log DHCPDISCOVER from 02:00:00:00:00:01 via eth0
    DHCPOFFER on 192.0.2.77 to 02:00:00:00:00:01 via eth0
    OFFER 192.0.2.77 | 54=c0000201 51=00000258 1=ffffff00 12=626f78 > eth0 192.0.2.77:68 02:00:00:00:00:01 from 192.0.2.1"
  `);
  expect(site.request(client(1), '192.0.2.77')).toMatchInlineSnapshot(`
    "log DHCPREQUEST for 192.0.2.77 from 02:00:00:00:00:01 via eth0
    DHCPACK on 192.0.2.77 to 02:00:00:00:00:01 via eth0
    ACK 192.0.2.77 | 54=c0000201 51=00000258 1=ffffff00 12=626f78 > eth0 192.0.2.77:68 02:00:00:00:00:01 from 192.0.2.1"
  `);
});

test('the client of a fixed address is refused any other', () => {
  expect(new Site4(HOST).request(client(1), '192.0.2.10')).toMatchInlineSnapshot(`
    "log DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 via eth0: lease 192.0.2.10 unavailable.
    DHCPNAK on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    NAK 0.0.0.0 flags=8000 | 54=c0000201 56=726571756573746564206164647265737320697320696e636f7272656374 > eth0 255.255.255.255:68 ff:ff:ff:ff:ff:ff from 192.0.2.1"
  `);
});

test('a fixed address that does not fit the network leaves a dynamic lease without the host’s options', () => {
  const site = new Site4(`${NET}
    host box { hardware ethernet 02:00:00:00:00:01; fixed-address 203.0.113.7; option host-name "box"; }`);
  expect(site.discover(client(1))).toMatchInlineSnapshot(`
    "log DHCPDISCOVER from 02:00:00:00:00:01 via eth0
    DHCPOFFER on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    OFFER 192.0.2.10 | 54=c0000201 51=00000258 1=ffffff00 > eth0 192.0.2.10:68 02:00:00:00:00:01 from 192.0.2.1"
  `);
});

test('of several fixed addresses the one that fits the network is taken, of two hosts the first', () => {
  const site = new Site4(`${NET}
    host far { hardware ethernet 02:00:00:00:00:01; fixed-address 203.0.113.7; }
    host a { hardware ethernet 02:00:00:00:00:01; fixed-address 198.51.100.7, 192.0.2.70; }
    host b { hardware ethernet 02:00:00:00:00:01; fixed-address 192.0.2.71; }`);
  expect(offered(site.discover(client(1)))).toBe('192.0.2.70');
});

test('hosts are found by identifier before hardware, and by any option', () => {
  const site = new Site4(`${NET}
    host mac { hardware ethernet 02:00:00:00:00:01; fixed-address 192.0.2.70; }
    host id { option dhcp-client-identifier "alpha"; fixed-address 192.0.2.71; }
    host port { host-identifier option agent.circuit-id "p1"; fixed-address 192.0.2.72; }`);
  expect(offered(site.discover(client(1)))).toBe('192.0.2.70');
  expect(offered(site.discover(client(1, 'alpha')))).toBe('192.0.2.71');
  expect(offered(site.discover(client(3), [[82, [1, 2, 112, 49]]]))).toBe('192.0.2.72');
});

test('a fixed address by name is looked up when it is needed', () => {
  const site = new Site4(`${NET} host box { hardware ethernet 02:00:00:00:00:01; fixed-address box.example; }`, {
    hostNames: { 'box.example': '192.0.2.88' },
  });
  expect(offered(site.discover(client(1)))).toBe('192.0.2.88');
});

test('a fixed address inside a range is not kept out of it; the conflict is reported', () => {
  const site = new Site4(`${NET} host box { hardware ethernet 02:00:00:00:00:01; fixed-address 192.0.2.10; }`);
  expect(offered(site.discover(client(2)))).toBe('192.0.2.10');
  expect(site.request(client(1), '192.0.2.10')).toMatchInlineSnapshot(`
    "log Dynamic and static leases present for 192.0.2.10.
    log Remove host declaration box or remove 192.0.2.10
    log from the dynamic address pool for 192.0.2.0/24
    log DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 via eth0
    DHCPACK on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    ACK 192.0.2.10 | 54=c0000201 51=00000258 1=ffffff00 > eth0 192.0.2.10:68 02:00:00:00:00:01 from 192.0.2.1"
  `);
});

test('a client that may not use its address any more loses it', () => {
  const site = new Site4(`class "a" { match if option host-name = "a"; }
    subnet 192.0.2.0 netmask 255.255.255.0 {
      pool { allow members of "a"; range 192.0.2.10; }
      pool { deny members of "a"; range 192.0.2.20; }
    }`);
  site.lease(client(1), '192.0.2.10', [[12, 'a']]);
  expect(site.discover(client(1))).toMatchInlineSnapshot(`
    "write 192.0.2.10 free +0..+0 tstp +0 02:00:00:00:00:01
    log DHCPDISCOVER from 02:00:00:00:00:01 via eth0
    DHCPOFFER on 192.0.2.20 to 02:00:00:00:00:01 via eth0
    OFFER 192.0.2.20 | 54=c0000201 51=0000a8c0 1=ffffff00 > eth0 192.0.2.20:68 02:00:00:00:00:01 from 192.0.2.1"
  `);
});

test('leases of a client on other networks are left alone', () => {
  const site = new Site4(`${NET} subnet 198.51.100.0 netmask 255.255.255.0 { range 198.51.100.10; }`);
  site.lease(client(1, 'alpha'), '192.0.2.10');
  expect(site.discover(client(1, 'alpha'), [], { giaddr: '198.51.100.1' })).toContain('DHCPOFFER on 198.51.100.10');
  expect(site.renew(client(1, 'alpha'), '192.0.2.10')).toContain('DHCPACK on 192.0.2.10');
});

test('a declined address is nobody’s any more, not even its declared finder’s', () => {
  const site = new Site4(NET);
  site.send(client(1), 4, { options: [[50, '192.0.2.10']] });
  expect(site.request(client(1), '192.0.2.10')).toMatchInlineSnapshot(
    `"log DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 via eth0: unknown lease 192.0.2.10."`,
  );
});

test('one-lease-per-client ends the other leases of a client', () => {
  const site = new Site4(`one-lease-per-client on; ${NET}`);
  site.lease(client(1), '192.0.2.10');
  site.discover(client(1), [[50, '192.0.2.12']]);
  expect(site.request(client(1), '192.0.2.12')).toMatch(/write 192.0.2.10 free .*write 192.0.2.12 active/s);
});
