import { expect, test } from 'vitest';
import { client, Site4 } from '../../../support/site4.ts';

const site = (events: string): Site4 =>
  new Site4(
    `default-lease-time 600; subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; ${events} }`,
  );

test('on commit runs with the ACK, not with the OFFER; what it sets is written with the lease', () => {
  const net = site('on commit { set seen = option host-name; execute("/bin/notify", "commit"); }');
  expect(net.discover(client(1), [[12, 'joe']])).not.toContain('execute');
  expect(net.request(client(1), '192.0.2.10', [[12, 'joe']])).toMatchInlineSnapshot(`
    "log execute_statement argv[0] = /bin/notify
    log execute_statement argv[1] = commit
    execute /bin/notify commit
    write 192.0.2.10 active +0..+600 02:00:00:00:00:01 host joe seen=joe
    log DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 (joe) via eth0
    DHCPACK on 192.0.2.10 to 02:00:00:00:00:01 (joe) via eth0
    ACK 192.0.2.10 | 54=c0000201 51=00000258 1=ffffff00 > eth0 192.0.2.10:68 02:00:00:00:00:01 from 192.0.2.1
    timer expiry +600"
  `);
});

test('on release runs with the RELEASE, on expiry then not', () => {
  const net = site('on release { log(info, "released"); } on expiry { log(info, "expired"); }');
  net.lease(client(1), '192.0.2.10');
  expect(net.send(client(1), 7, { ciaddr: '192.0.2.10' })).toMatchInlineSnapshot(`
    "log released
    write 192.0.2.10 free +0..+0 tstp +0 02:00:00:00:00:01
    log DHCPRELEASE of 192.0.2.10 from 02:00:00:00:00:01 via eth0 (found)"
  `);
  expect(net.pass(1000).ring('expiry')).toBe('');
});

test('on expiry runs when the lease ends; variables it sets stay', () => {
  const net = site(
    'on expiry { set gone = "yes"; log(info, concat("bye ", binary-to-ascii(10, 8, ".", leased-address))); }',
  );
  net.lease(client(1), '192.0.2.10');
  expect(net.pass(600).ring('expiry')).toMatchInlineSnapshot(`
    "log bye 192.0.2.10
    write 192.0.2.10 free +0..+600 tstp +600 02:00:00:00:00:01 gone=yes"
  `);
});

test('variables set by statements live with the lease', () => {
  const net = site(
    'set count = concat(count, "x");'.replace('concat(count, "x")', 'pick-first-value(option host-name, "none")'),
  );
  net.lease(client(1), '192.0.2.10', [[12, 'joe']]);
  expect(net.pass(300).renew(client(1), '192.0.2.10')).toContain('count=none');
});

test('log(fatal) ends the server after the message', () => {
  expect(site('log(fatal, "enough");').discover(client(1))).toContain('fatal enough');
});
