import { expect, test } from 'vitest';
import { type Layer, na, pd, relayed, release, renew, request, solicit } from '../../support/client6.ts';
import { Site6 } from '../../support/site6.ts';

const POOL = 'subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; }';
const EVENTS = `default-lease-time 60;
  on commit { set foo = "bar"; log(info, "committed"); }
  on expiry { log(info, concat("over ", foo)); }
  on release { log(info, concat("back ", foo)); set x = foo; }`;

/** Log lines of statements: those of the server itself name the address, or packets. */
const spoken = (site: Site6): string[] => site.takeLog().filter((line) => !/2001:|fe80|transaction/.test(line));

test('a lease ends one second after its time; its record says so, and variables and events are gone', () => {
  const site = new Site6(`${EVENTS} ${POOL}`);
  site.ask(request(1, na(1)));
  expect(site.takeRecords()).toEqual([
    'ia-na 1 cltt 0 { 2001:db8:1::1d5 active 37/60 ends 60 set foo on expiry on release }',
  ]);
  expect(spoken(site)).toEqual(['committed']);
  site.wait(60);
  expect(site.takeRecords()).toEqual([]);
  site.wait(1);
  expect(spoken(site)).toEqual(['over bar']);
  expect(site.takeRecords()).toEqual(['ia-na 1 cltt 0 { 2001:db8:1::1d5 expired 37/60 ends 60 }']);
});

test('on release sees the variables of the lease; nothing that it sets is kept', () => {
  const site = new Site6(`${EVENTS} ${POOL}`);
  site.ask(request(1, na(1)));
  site.ask(release(1, na(1, '2001:db8:1::1d5')));
  expect(spoken(site)).toEqual(['committed', 'back bar']);
  expect(site.takeRecords().at(-1)).toBe('ia-na 1 cltt 0 { 2001:db8:1::1d5 released 37/60 ends 60 }');
});

test('on commit runs for a REPLY only, also when the lease is confirmed as it stands', () => {
  const site = new Site6(`${EVENTS} ${POOL}`);
  site.ask(solicit(1, na(1)));
  expect(spoken(site)).toEqual([]);
  site.ask(request(1, na(1)));
  site.ask(renew(1, na(1, '2001:db8:1::1d5')));
  expect(spoken(site)).toEqual(['committed', 'committed']);
});

test('on commit also runs for a fixed address', () => {
  const site = new Site6(`${EVENTS} ${POOL} host h {
    host-identifier option dhcp6.client-id 00:03:00:01:00:00:5e:00:53:01; fixed-address6 2001:db8:1::77; }`);
  site.ask(request(1, na(1)));
  expect(spoken(site)).toEqual(['committed']);
  expect(site.takeRecords()).toEqual([]);
});

test('only the lease whose time is over ends', () => {
  const site = new Site6(`default-lease-time 60; ${POOL}`);
  site.ask(request(1, na(1)));
  site.wait(30);
  site.ask(request(2, na(1)));
  site.takeRecords();
  site.wait(31);
  expect(site.takeRecords()).toEqual(['ia-na 1 cltt 0 { 2001:db8:1::1d5 expired 37/60 ends 60 }']);
  expect(site.ask(solicit(3, na(1, '2001:db8:1::108')))).not.toContain('2001:db8:1::108');
});

const NETWORKS = `
  shared-network a { subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; prefix6 2001:db8:100:: 2001:db8:100:f00:: /56; } }
  shared-network b { subnet6 2001:db8:3::/64 { range6 2001:db8:3::100 2001:db8:3::1ff; prefix6 2001:db8:200:: 2001:db8:200:f00:: /56; } }`;
const B: Layer = { link: '2001:db8:3::1' };

test('release-on-roam: a client on another network gives back what it had', () => {
  const site = new Site6(`release-on-roam on; ${NETWORKS}`);
  site.ask(request(1, na(1), pd(2)));
  site.takeRecords();
  site.takeLog();
  site.ask(relayed(request(1, na(1), pd(2)), B));
  expect(site.takeRecords()).toEqual([
    'ia-na 1 cltt 0 { 2001:db8:1::1d5 released 27000/43200 ends 43200 }',
    'ia-na 1 cltt 0 { 2001:db8:3::1d5 active 27000/43200 ends 43200 }',
    'ia-pd 2 cltt 0 { 2001:db8:100:f00::/56 released 27000/43200 ends 43200 }',
    'ia-pd 2 cltt 0 { 2001:db8:200:f00::/56 active 27000/43200 ends 43200 }',
  ]);
  expect(site.takeLog().filter((line) => line.includes('roamed'))).toEqual([
    'Client: 00:03:00:01:00:00:5e:00:53:01 roamed to new network, releasing lease: 2001:db8:1::1d5',
    'Client: 00:03:00:01:00:00:5e:00:53:01 roamed to new network, releasing lease: 2001:db8:100:f00::/56',
  ]);
});

test('release-on-roam: a prefix that the client keeps on the other network is not freed', () => {
  const site = new Site6(`release-on-roam on; dhcp-cache-threshold 0; ${NETWORKS}`);
  site.ask(request(1, pd(2)));
  site.takeRecords();
  expect(site.ask(relayed(renew(1, pd(2, '2001:db8:100:f00::/56')), B))).toContain('2001:db8:100:f00::/56 27000/43200');
  expect(site.takeRecords()).toEqual(['ia-pd 2 cltt 0 { 2001:db8:100:f00::/56 active 27000/43200 ends 43200 }']);
});

test('without it the old address stays taken, and the client gets another one when it returns', () => {
  const site = new Site6(NETWORKS);
  site.ask(request(1, na(1)));
  site.ask(relayed(request(1, na(1)), B));
  expect(site.takeRecords()).toHaveLength(2);
  expect(site.ask(renew(1, na(1, '2001:db8:3::1d5')))).toContain(
    '{ 2001:db8:3::1d5 0/0, 2001:db8:1::190 27000/43200 }',
  );
});

test('log-threshold-high speaks once, log-threshold-low ends that', () => {
  const site = new Site6(`log-threshold-high 75; log-threshold-low 50;
    subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::103; }`);
  const lines: string[] = [];
  const take = () => lines.push(...site.takeLog().filter((line) => line.startsWith('Pool threshold')));
  const addresses = [1, 2, 3, 4].map((client) => /\{ (\S+)/.exec(site.ask(request(client, na(1))))?.[1] as string);
  take();
  for (const client of [2, 3, 4]) site.ask(release(client, na(1, addresses[client - 1] as string)));
  for (const client of [2, 3, 4]) site.ask(request(client, na(1)));
  take();
  expect(lines).toEqual([
    `Pool threshold exceeded - shared subnet: 2001:db8:1::/64; address: ${addresses[2]}; high threshold 75% 3/4.`,
    `Pool threshold reset - shared subnet: 2001:db8:1::/64; address: ${addresses[1]}; low threshold 2/4.`,
    `Pool threshold exceeded - shared subnet: 2001:db8:1::/64; address: ${addresses[2]}; high threshold 75% 3/4.`,
  ]);
});

test('statements of the global scope run once for the message, once for each address, and twice for a RELEASE', () => {
  const site = new Site6(`log(info, "global"); ${POOL}`);
  site.ask(request(1, na(1), na(2)));
  expect(spoken(site)).toEqual(['global', 'global', 'global']);
  site.ask(release(1, na(1, '2001:db8:1::1d5')));
  expect(spoken(site)).toEqual(['global', 'global']);
});
