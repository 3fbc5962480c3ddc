import { expect, test } from 'vitest';
import { client, Site4 } from '../../support/site4.ts';

const NET = 'default-lease-time 600; subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; }';

test('the timer stands at the end of the next lease', () => {
  const site = new Site4(NET);
  expect(site.lease(client(1), '192.0.2.10')).toContain('timer expiry +600');
  expect(site.pass(100).lease(client(2), '192.0.2.11')).not.toContain('timer');
  expect(site.pass(500).ring('expiry')).toMatchInlineSnapshot(`
    "write 192.0.2.10 free +0..+600 tstp +600 02:00:00:00:00:01
    timer expiry +700"
  `);
});

test('the timer is set again for a lease that comes after everything had ended', () => {
  const site = new Site4(NET);
  site.lease(client(1), '192.0.2.10');
  site.pass(600).ring('expiry');
  expect(site.pass(1000).lease(client(2), '192.0.2.11')).toContain('timer expiry +2200');
});

test('a lease is over at its end, whether or not the timer has rung', () => {
  const site = new Site4(NET);
  site.lease(client(1), '192.0.2.10');
  expect(site.pass(600).discover(client(2))).toContain('write 192.0.2.10 free +0..+600 tstp +600');
});

test('leases that ended while the server was down end at the start', () => {
  const first = new Site4(NET);
  first.lease(client(1), '192.0.2.10');
  const leases = [...first.store.all()].map((lease) => ({ ...lease, ends: (lease.ends - 1000) as typeof lease.ends }));
  expect(new Site4(NET, { leases }).begun).toMatchInlineSnapshot(
    `"write 192.0.2.10 free +0..+-400 tstp +-400 02:00:00:00:00:01"`,
  );
});
