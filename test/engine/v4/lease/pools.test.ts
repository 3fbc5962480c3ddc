import { expect, test } from 'vitest';
import { client, Site4, START } from '../../../support/site4.ts';

const subnet = (body: string) => `subnet 192.0.2.0 netmask 255.255.255.0 { ${body} }`;
const offered = (answer: string): string | undefined => /DHCPOFFER on (\S+)/.exec(answer)?.[1];

test('pools are used in order, the permit lists decide who may', () => {
  const site = new Site4(`${subnet(`
      pool { allow known-clients; range 192.0.2.10; }
      pool { deny known-clients; range 192.0.2.20; }`)}
    host box { hardware ethernet 02:00:00:00:00:01; }`);
  expect(offered(site.discover(client(1)))).toBe('192.0.2.10');
  expect(offered(site.discover(client(2)))).toBe('192.0.2.20');
});

test('a pool with both lists lets in whom it allows and does not deny', () => {
  const site = new Site4(`class "a" { match if option host-name = "a"; }
    ${subnet('pool { allow unknown-clients; deny members of "a"; range 192.0.2.10; }')}`);
  expect(offered(site.discover(client(1), [[12, 'a']]))).toBe(undefined);
  expect(offered(site.discover(client(1), [[12, 'b']]))).toBe('192.0.2.10');
});

test('a fresh address of a later pool goes before a used one of an earlier pool', () => {
  const site = new Site4(subnet('pool { range 192.0.2.10; } pool { default-lease-time 500; range 192.0.2.20; }'));
  site.lease(client(1), '192.0.2.10');
  site.send(client(1), 7, { ciaddr: '192.0.2.10' });
  expect(offered(site.pass(1).discover(client(2)))).toBe('192.0.2.20');
});

test('of used addresses the one that ended longest ago goes first', () => {
  const site = new Site4(subnet('range 192.0.2.10 192.0.2.11;'));
  for (const [n, address] of [
    [1, '192.0.2.10'],
    [2, '192.0.2.11'],
  ] as const)
    site.lease(client(n), address);
  site.pass(10).send(client(2), 7, { ciaddr: '192.0.2.11' });
  site.pass(10).send(client(1), 7, { ciaddr: '192.0.2.10' });
  expect(offered(site.pass(10).discover(client(3)))).toBe('192.0.2.11');
});

test('deny after shortens leases and closes the pool, allow after opens it', () => {
  const day = (seconds: number) => `epoch ${START + seconds}`;
  const site = new Site4(`min-lease-time 10; ${subnet(`pool { deny after ${day(100)}; range 192.0.2.10; }`)}`);
  site.discover(client(1));
  expect(site.request(client(1), '192.0.2.10')).toContain('active +0..+100');
  expect(site.pass(100).renew(client(1), '192.0.2.10')).toMatchInlineSnapshot(`
    "write 192.0.2.10 free +0..+100 tstp +100 02:00:00:00:00:01
    DHCPNAK on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    NAK 0.0.0.0 flags=8000 | 54=c0000201 56=7265717565737465642061646472657373206e6f7420617661696c61626c65 > eth0 255.255.255.255:68 ff:ff:ff:ff:ff:ff from 192.0.2.1"
  `);
  const later = new Site4(subnet(`pool { allow after ${day(100)}; range 192.0.2.10; }`));
  expect(offered(later.discover(client(1)))).toBe(undefined);
  expect(offered(later.pass(101).discover(client(1)))).toBe('192.0.2.10');
});

test('log-threshold tells once when a pool fills up and once when it has emptied', () => {
  const site = new Site4(`log-threshold-high 60; log-threshold-low 30; ${subnet('range 192.0.2.10 192.0.2.12;')}`);
  const threshold = (answer: string) => /Pool threshold.*/.exec(answer)?.[0];
  expect(threshold(site.lease(client(1), '192.0.2.10'))).toBe(undefined);
  expect(threshold(site.lease(client(2), '192.0.2.11'))).toMatchInlineSnapshot(
    `"Pool threshold exceeded - shared subnet: 192.0.2.0/24; address: 192.0.2.11; high threshold 60% 1/3."`,
  );
  expect(threshold(site.lease(client(3), '192.0.2.12'))).toMatchInlineSnapshot(`undefined`);
  site.send(client(1), 7, { ciaddr: '192.0.2.10' });
  site.send(client(2), 7, { ciaddr: '192.0.2.11' });
  site.send(client(3), 7, { ciaddr: '192.0.2.12' });
  expect(threshold(site.lease(client(1), '192.0.2.10'))).toMatchInlineSnapshot(
    `"Pool threshold reset - shared subnet: 192.0.2.0/24; address: 192.0.2.10; low threshold 0/3."`,
  );
});
