import { expect, test } from 'vitest';
import { client, Site4 } from '../../../support/site4.ts';

const subnet = (body = '') => `subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.13; ${body} }`;
const seconds = (answer: string): number => Number.parseInt(/ 51=([0-9a-f]{8})/.exec(answer)?.[1] ?? '', 16);
const time = (config: string, wish?: number): number =>
  seconds(new Site4(`${config} ${subnet()}`).discover(client(1), wish === undefined ? [] : [[51, wish]]));

test.each([
  ['the built-in default', '', undefined, 43_200],
  ['the configured default', 'default-lease-time 1000;', undefined, 1000],
  ['the client’s wish', 'default-lease-time 1000;', 2000, 2000],
  ['a wish beyond the built-in maximum', '', 1_000_000, 86_400],
  ['a wish beyond max-lease-time', 'max-lease-time 1500;', 2000, 1500],
  ['the built-in minimum lifts a small wish', '', 10, 300],
  ['the built-in minimum lifts a small default too', 'default-lease-time 60;', undefined, 300],
  ['but never above the maximum', 'max-lease-time 120;', 10, 120],
  ['min-lease-time', 'min-lease-time 60;', 10, 60],
  ['a default above the maximum', 'default-lease-time 9000; max-lease-time 800;', undefined, 800],
])('%s', (_, config, wish, expected) => {
  expect(time(config, wish)).toBe(expected);
});

test('an infinite lease never ends in the file; the client is told the time until 2038', () => {
  const site = new Site4(`max-lease-time infinite; ${subnet()}`);
  site.discover(client(1), [[51, 0xffffffff]]);
  expect(site.request(client(1), '192.0.2.10', [[51, 0xffffffff]])).toMatchInlineSnapshot(`
    "write 192.0.2.10 active +0..never 02:00:00:00:00:01
    log DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 via eth0
    DHCPACK on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    ACK 192.0.2.10 | 54=c0000201 51=14b62dff 1=ffffff00 > eth0 192.0.2.10:68 02:00:00:00:00:01 from 192.0.2.1
    timer expiry +347483647"
  `);
});

test('infinite-is-reserved keeps the address for a client that asks for ever', () => {
  const site = new Site4(`infinite-is-reserved on; ${subnet()}`);
  site.discover(client(1));
  expect(site.request(client(1), '192.0.2.10', [[51, 0xffffffff]])).toMatchInlineSnapshot(`
    "log Infinite-leasetime reservation made on 192.0.2.10.
    log Cannot reuse: lease is changing to RESERVED
    write 192.0.2.10 active +0..+86400 reserved 02:00:00:00:00:01
    log DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 via eth0
    DHCPACK on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    ACK 192.0.2.10 | 54=c0000201 51=00015180 1=ffffff00 > eth0 192.0.2.10:68 02:00:00:00:00:01 from 192.0.2.1
    timer expiry +86400"
  `);
});

test('configured renewal and rebinding times are sent only when they make sense', () => {
  const times = (config: string) => new Site4(`default-lease-time 600; ${config} ${subnet()}`).discover(client(1));
  const answer = times('option dhcp-renewal-time 300; option dhcp-rebinding-time 500;');
  expect(answer).toContain('51=00000258 58=0000012c 59=000001f4');
  expect(times('option dhcp-rebinding-time 600;')).not.toContain('59=');
  expect(times('option dhcp-renewal-time 500; option dhcp-rebinding-time 400;')).not.toContain('58=');
});

test('adaptive-lease-time-threshold shortens leases in a nearly full pool', () => {
  const site = new Site4(`adaptive-lease-time-threshold 50; min-lease-time 100; ${subnet()}`);
  site.lease(client(1), '192.0.2.10');
  site.lease(client(2), '192.0.2.11');
  expect(site.discover(client(3))).toMatchInlineSnapshot(`
    "log Adap-lease: Total: 4, Free: 2, Ends: -1800000000, Adaptive: 100, Fill: 50, Threshold: 50
    log Pool over threshold, time for 192.0.2.12 reduced from 43200 to 100.
    log DHCPDISCOVER from 02:00:00:00:00:03 via eth0
    DHCPOFFER on 192.0.2.12 to 02:00:00:00:00:03 via eth0
    OFFER 192.0.2.12 | 54=c0000201 51=00000064 1=ffffff00 > eth0 192.0.2.12:68 02:00:00:00:00:03 from 192.0.2.1"
  `);
  expect(seconds(site.request(client(3), '192.0.2.12'))).toBe(120);
});

test('dhcp-cache-threshold: a young lease is answered with the time that is left, nothing is written', () => {
  const site = new Site4(`default-lease-time 1000; ${subnet()}`);
  site.lease(client(1), '192.0.2.10');
  expect(site.pass(250).renew(client(1), '192.0.2.10')).toMatchInlineSnapshot(`
    "log reuse_lease: lease age 250 (secs) under 25% threshold, reply with unaltered, existing lease for 192.0.2.10
    log DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 via eth0
    DHCPACK on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    ACK 192.0.2.10 ciaddr=192.0.2.10 | 54=c0000201 51=000002ee 1=ffffff00 > routed 192.0.2.10:68"
  `);
  expect(site.pass(1).renew(client(1), '192.0.2.10')).toContain('write 192.0.2.10 active +251..+1251');
});

test('a young lease is written all the same when the host name changes, on DISCOVER and on the REQUEST that follows', () => {
  const site = new Site4(`default-lease-time 1000; ${subnet()}`);
  site.lease(client(1), '192.0.2.10', [[12, 'old']]);
  expect(site.pass(10).renew(client(1), '192.0.2.10', [[12, 'new']])).toContain('write 192.0.2.10 active +10..+1010');
  site.pass(10).discover(client(1), [[12, 'newer']]);
  expect(site.request(client(1), '192.0.2.10', [[12, 'newer']])).toContain('write 192.0.2.10 active +20..+1020');
});

test('dhcp-cache-threshold 0 writes every renewal', () => {
  const site = new Site4(`dhcp-cache-threshold 0; ${subnet()}`);
  site.lease(client(1), '192.0.2.10');
  expect(site.pass(1).renew(client(1), '192.0.2.10')).toContain('write 192.0.2.10');
});
