import { expect, test } from 'vitest';
import { ip } from '../../support/client4.ts';
import { client, Site4 } from '../../support/site4.ts';

const NET = 'default-lease-time 600; subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; }';
const newSite = (config = ''): Site4 => new Site4(`${config} ${NET}`, { pings: true });
const TIMER = `ping ${ip('192.0.2.10')}`;

test('a new address is pinged, the OFFER follows when nobody answers', () => {
  const site = newSite();
  expect(site.discover(client(1))).toMatchInlineSnapshot(`
    "log DHCPDISCOVER from 02:00:00:00:00:01 via eth0
    ping 192.0.2.10
    timer ping 3221225994 +1"
  `);
  expect(site.pass(1).ring(TIMER)).toMatchInlineSnapshot(`
    "DHCPOFFER on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    OFFER 192.0.2.10 | 54=c0000201 51=00000258 1=ffffff00 > eth0 192.0.2.10:68 02:00:00:00:00:01 from 192.0.2.1"
  `);
});

test('other clients are served meanwhile, the waiting one is not served twice', () => {
  const site = newSite();
  site.discover(client(1));
  expect(site.discover(client(1))).toBe('');
  expect(site.discover(client(2))).toContain('ping 192.0.2.11');
});

test('an answer abandons the address; the client gets another one when it asks again', () => {
  const site = newSite();
  site.discover(client(1));
  expect(site.step({ kind: 'ping-answered', address: ip('192.0.2.10') })).toMatchInlineSnapshot(`
    "log ICMP Echo reply while lease 192.0.2.10 valid.
    log Abandoning IP address 192.0.2.10: pinged before offer
    write 192.0.2.10 abandoned +0..+86400
    timer ping 3221225994 off
    timer expiry +86400"
  `);
  expect(site.ring(TIMER)).toBe('');
  expect(site.discover(client(1))).toContain('ping 192.0.2.11');
});

test('answers nobody waits for change nothing', () => {
  const site = newSite();
  const answer = (address: string) => site.step({ kind: 'ping-answered', address: ip(address) });
  expect(answer('192.0.2.10')).toBe('');
  site.discover(client(1));
  expect(answer('192.0.2.11')).toBe('log ICMP Echo Reply for 192.0.2.11 late or spurious.');
  expect(answer('203.0.113.1')).toBe('log unexpected ICMP Echo Reply from 203.0.113.1');
});

test('running and fixed leases are offered at once', () => {
  const site = newSite('host box { hardware ethernet 02:00:00:00:00:02; fixed-address 192.0.2.77; }');
  expect(site.discover(client(2))).toContain('DHCPOFFER on 192.0.2.77');
  site.request(client(1), '192.0.2.10');
  expect(site.discover(client(1))).toContain('DHCPOFFER on 192.0.2.10');
});

test('a client that was here within ping-cltt-secs is not kept waiting', () => {
  const site = newSite();
  site.discover(client(1));
  site.pass(1).ring(TIMER);
  expect(site.pass(30).discover(client(1))).toContain('DHCPOFFER');
  expect(site.pass(60).discover(client(1))).toContain('ping 192.0.2.10');
});

test('ping-timeout-ms goes before ping-timeout', () => {
  expect(newSite('ping-timeout 5;').discover(client(1))).toContain(`timer ${TIMER} +5`);
  expect(newSite('ping-timeout 5; ping-timeout-ms 250;').discover(client(1))).toContain(`timer ${TIMER} +0.25`);
  expect(newSite('ping-check off;').discover(client(1))).toContain('DHCPOFFER');
});
