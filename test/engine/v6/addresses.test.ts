import { expect, test } from 'vitest';
import { na, pd, rebind, release, renew, request, solicit, ta } from '../../support/client6.ts';
import { Site6 } from '../../support/site6.ts';

/** The address or prefix in a reply. */
const given = (reply: string): string | undefined => /\{ (\S*:\S*) \d/.exec(reply)?.[1];

const bind = (site: Site6, client: number, iaid = 1): string | undefined => given(site.ask(request(client, na(iaid))));

test('an address is the digest of IAID (least significant octet first) and DUID under the prefix of its pool', () => {
  const site = new Site6('subnet6 2001:db8:1::/64 { range6 2001:db8:1::/64; }');
  const answers = [solicit(1, na(1)), solicit(2, na(1)), solicit(1, na(2))].map((message) => given(site.ask(message)));
  // The first octet of the interface identifier has a cleared "u" bit, as pools of /64 want it.
  expect(answers).toEqual([
    '2001:db8:1:0:2c2d:afd:13c4:89d5',
    '2001:db8:1:0:34cf:43d7:18aa:c708',
    '2001:db8:1:0:c879:54e6:a03f:faf1',
  ]);
});

test('ADVERTISE reserves nothing: the same address is offered until somebody takes it', () => {
  const site = new Site6('subnet6 2001:db8:1::/64 { prefix6 2001:db8:100:: 2001:db8:100:f00:: /56; }');
  expect([1, 2, 3].map((client) => given(site.ask(solicit(client, pd(1)))))).toEqual(
    Array(3).fill('2001:db8:100:f00::/56'),
  );
  site.ask(request(1, pd(1)));
  expect(given(site.ask(solicit(2, pd(1))))).not.toBe('2001:db8:100:f00::/56');
});

test('a collision hashes again, and the next client begins with the next pool', () => {
  const site = new Site6(`subnet6 2001:db8:1::/64 {
    range6 2001:db8:1::10 2001:db8:1::11;
    range6 2001:db8:1::20 2001:db8:1::21;
  }`);
  const bound = [1, 2, 3, 4].map((client) => bind(site, client));
  expect(new Set(bound).size).toBe(4);
  expect(bound.slice(0, 2).every((address) => address?.startsWith('2001:db8:1::1'))).toBe(true);
  expect(site.ask(solicit(5, na(1)))).toContain('status 2');
});

test('a range that is no block of its own is used from its highest block downwards', () => {
  const site = new Site6('subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1fe; }');
  expect(bind(site, 1)).toBe('2001:db8:1::1fe');
});

test('addresses of hosts and of the server itself are never chosen', () => {
  const site = new Site6(`
    host h { host-identifier option dhcp6.client-id 00:03:00:01:00:00:5e:00:53:09; fixed-address6 2001:db8:1::3; }
    subnet6 2001:db8:1::/64 { range6 2001:db8:1::1 2001:db8:1::3; }`);
  expect(bind(site, 1)).toBe('2001:db8:1::2');
  expect(site.ask(request(2, na(1, '2001:db8:1::3')))).toContain('status 2');
});

test('interface identifiers that RFC 5453 reserves are skipped', () => {
  const site = new Site6('subnet6 2001:db8:1::/64 { range6 2001:db8:1:0:fdff:ffff:ffff:ff80/121; }');
  expect(site.ask(solicit(1, na(1)))).toContain('status 2');
});

test('a client keeps its address after RELEASE and after the end of its lease, for an hour', () => {
  const site = new Site6('default-lease-time 60; subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; }');
  site.ask(request(1, na(1, '2001:db8:1::150')));
  site.ask(release(1, na(1, '2001:db8:1::150')));
  expect(given(site.ask(solicit(1, na(1))))).toBe('2001:db8:1::150');
  site.wait(3000);
  expect(given(site.ask(solicit(1, na(1))))).toBe('2001:db8:1::150');
  site.wait(1000);
  expect(given(site.ask(solicit(1, na(1))))).toBe('2001:db8:1::1d5');
  expect(site.store.size).toBe(0);
});

test('an address given up for another one stays taken until its lease would have ended', () => {
  const site = new Site6('default-lease-time 60; subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; }');
  site.ask(request(1, na(1, '2001:db8:1::110')));
  site.ask(request(1, na(1, '2001:db8:1::111')));
  expect(given(site.ask(solicit(2, na(1, '2001:db8:1::110'))))).toBe('2001:db8:1::108');
  site.wait(61);
  expect(given(site.ask(solicit(2, na(1, '2001:db8:1::110'))))).toBe('2001:db8:1::110');
});

test('one address for each association; limit-addrs-per-ia allows more', () => {
  const pool = 'subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; }';
  const three = na(1, '2001:db8:1::110', '2001:db8:1::111', '2001:db8:1::112');
  expect(new Site6(pool).ask(solicit(1, three))).toContain('{ 2001:db8:1::110 27000/43200 }');
  expect(new Site6(`limit-addrs-per-ia 2; ${pool}`).ask(solicit(1, three))).toContain(
    '{ 2001:db8:1::110 27000/43200, 2001:db8:1::111 27000/43200 }',
  );
});

test('the message stays without an answer when the last address named is not to be had though another was granted', () => {
  const site = new Site6('subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; }');
  expect(site.ask(solicit(1, na(1, '2001:db8:1::110', '2001:db8:1::5')))).toBe('nothing');
  expect(given(site.ask(solicit(1, na(1, '2001:db8:1::5', '2001:db8:1::110'))))).toBe('2001:db8:1::110');
  expect(site.ask(rebind(1, na(1, '2001:db8:1::110', '2001:db8:1::5')))).toContain(
    '{ 2001:db8:1::110 27000/43200, 2001:db8:1::5 0/0 }',
  );
});

test('temporary addresses come at random from each temporary pool (RFC 8415 §13.2)', () => {
  const site = new Site6(`subnet6 2001:db8:1::/64 {
    range6 2001:db8:1:0:1::/80 temporary;
    range6 2001:db8:1:0:2::/80 temporary;
  }`);
  const answer = site.ask(solicit(1, ta(5)));
  expect(answer).toMatch(/^advertise: ta 5 \{ 2001:db8:1:0:1:\S+ 27000\/43200, 2001:db8:1:0:2:\S+ 27000\/43200 \}/);
  expect(site.ask(solicit(1, ta(5)))).not.toBe(answer);
});

test('a client keeps the temporary address it names, and gets a new one for one it cannot have', () => {
  const site = new Site6('subnet6 2001:db8:1::/64 { range6 2001:db8:1:0:1::/80 temporary; }');
  const address = given(site.ask(request(1, ta(1)))) as string;
  expect(given(site.ask(renew(1, ta(1, address))))).toBe(address);
  const other = given(site.ask(request(2, ta(1, address))));
  expect(other).toMatch(/^2001:db8:1:0:1:/);
  expect(other).not.toBe(address);
});

test('without temporary pool: NoAddrsAvail, and a bare association for RENEW', () => {
  const site = new Site6('subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; }');
  expect(site.ask(solicit(1, ta(1)))).toContain('ta 1 { status 2 No addresses available for this interface. }');
  expect(site.ask(renew(1, ta(1)))).toMatch(/^reply: ta 1, /);
  expect(site.takeLog()).toContain('Unable to get client addresses: no IPv6 pools on this shared network');
});

test('a second subnet6 of the shared network serves when the first is full', () => {
  const site = new Site6(`shared-network wire {
    subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::100; }
    subnet6 2001:db8:2::/64 { range6 2001:db8:2::100 2001:db8:2::100; }
  }`);
  expect([1, 2].map((client) => bind(site, client))).toEqual(['2001:db8:1::100', '2001:db8:2::100']);
  site.takeLog();
  expect(site.ask(solicit(3, na(1)))).toContain('status 2');
  expect(site.takeLog()).toContain(
    'Unable to pick client address: no addresses available  - shared network wire: 2 total, 2 active,  0 abandoned',
  );
});

test('permits of a pool6 decide by class and by whether a host declaration knows the client', () => {
  const site = new Site6(`
    host known { host-identifier option dhcp6.client-id 00:03:00:01:00:00:5e:00:53:01; }
    class "third" { match if option dhcp6.client-id = 00:03:00:01:00:00:5e:00:53:03; }
    subnet6 2001:db8:1::/64 {
      pool6 { allow known-clients; range6 2001:db8:1::1:0/112; }
      pool6 { allow unknown-clients; deny members of "third"; range6 2001:db8:1::2:0/112; }
      pool6 { allow members of "third"; range6 2001:db8:1::3:0/112; }
    }`);
  expect([1, 2, 3].map((client) => bind(site, client)?.slice(0, 15))).toEqual(
    ['2001:db8:1::1:b', '2001:db8:1::2:d', '2001:db8:1::3:e'].map((address) =>
      expect.stringContaining(address.slice(0, 14)),
    ),
  );
});
