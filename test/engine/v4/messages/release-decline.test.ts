import { expect, test } from 'vitest';
import { client, Site4 } from '../../../support/site4.ts';

const NET = `
  default-lease-time 600;
  subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.12; }
`;

const leased = (config = NET): Site4 => {
  const site = new Site4(config);
  site.lease(client(1, 'alpha'), '192.0.2.10', [[12, 'joe']]);
  return site;
};

test('RELEASE frees the lease at once and keeps the identity of its client (RFC 2131 §4.3.4)', () => {
  expect(leased().pass(60).send(client(1, 'alpha'), 7, { ciaddr: '192.0.2.10' })).toMatchInlineSnapshot(`
    "write 192.0.2.10 free +0..+60 tstp +60 02:00:00:00:00:01 uid alpha
    log DHCPRELEASE of 192.0.2.10 from 02:00:00:00:00:01 (joe) via eth0 (found)"
  `);
});

test('RELEASE needs the hardware address of the lease, nothing else', () => {
  expect(leased().send(client(2, 'alpha'), 7, { ciaddr: '192.0.2.10' })).toMatchInlineSnapshot(
    `"log DHCPRELEASE of 192.0.2.10 from 02:00:00:00:00:02 via eth0 (not found)"`,
  );
  expect(leased().send(client(1), 7, { ciaddr: '192.0.2.10' })).toContain('(found)');
});

test('RELEASE with an address in option 50 is accepted with a remark', () => {
  const answer = leased().send(client(1, 'alpha'), 7, { ciaddr: '192.0.2.10', options: [[50, '192.0.2.10']] });
  expect(answer).toContain('log DHCPRELEASE from 02:00:00:00:00:01 specified requested-address.');
});

test('RELEASE of a lease that has been given back already changes nothing', () => {
  const site = leased();
  site.send(client(1, 'alpha'), 7, { ciaddr: '192.0.2.10' });
  expect(site.send(client(1, 'alpha'), 7, { ciaddr: '192.0.2.10' })).toMatchInlineSnapshot(
    `"log DHCPRELEASE of 192.0.2.10 from 02:00:00:00:00:01 via eth0 (found)"`,
  );
});

test('DECLINE takes the address out of use for a day, whoever says so (RFC 2131 §4.3.3)', () => {
  expect(leased().send(client(2), 4, { options: [[50, '192.0.2.10']] })).toMatchInlineSnapshot(`
    "log Abandoning IP address 192.0.2.10: declined.
    write 192.0.2.10 abandoned +0..+86400 tstp +86400
    log DHCPDECLINE of 192.0.2.10 from 02:00:00:00:00:02 (joe) via eth0: abandoned"
  `);
});

test('DECLINE of an address of no pool is logged, of no address passed over', () => {
  expect(leased().send(client(2), 4, { options: [[50, '192.0.2.99']] })).toMatchInlineSnapshot(
    `"log DHCPDECLINE of 192.0.2.99 from 02:00:00:00:00:02 via eth0: not found"`,
  );
  expect(leased().send(client(2), 4)).toBe('');
});

test('deny declines refuses with a line, ignore declines without', () => {
  const options = [[50, '192.0.2.10']] as const;
  expect(leased(`deny declines;${NET}`).send(client(1), 4, { options })).toMatchInlineSnapshot(
    `"log DHCPDECLINE of 192.0.2.10 from 02:00:00:00:00:01 (joe) via eth0: ignored"`,
  );
  expect(leased(`ignore declines;${NET}`).send(client(1), 4, { options })).toBe('');
});

test('an abandoned address is the last one to be given out, and to the client that insists on it', () => {
  const site = leased();
  site.send(client(1), 4, { options: [[50, '192.0.2.10']] });
  expect(site.discover(client(2))).toContain('DHCPOFFER on 192.0.2.11');
  expect(site.discover(client(3))).toContain('DHCPOFFER on 192.0.2.12');
  expect(site.discover(client(4))).toMatchInlineSnapshot(
    `"log DHCPDISCOVER from 02:00:00:00:00:04 via eth0: network 192.0.2.0/24: no free leases"`,
  );
});

test('an abandoned address becomes free when its time is over', () => {
  const site = leased();
  site.send(client(1), 4, { options: [[50, '192.0.2.10']] });
  expect(site.pass(86_400).ring('expiry')).toMatchInlineSnapshot(`"write 192.0.2.10 free +0..+86400 tstp +86400"`);
});
