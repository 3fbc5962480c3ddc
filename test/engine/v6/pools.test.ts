import { expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { Memory6 } from '../../../src/engine/v6/pool/memory.ts';
import { Orphans6 } from '../../../src/engine/v6/pool/orphans.ts';
import { newTopology } from '../../../src/engine/v6/pool/topology.ts';
import { ipv6 } from '../../../src/kernel/address.ts';
import { epochSeconds, NEVER, seconds } from '../../../src/kernel/scalars.ts';
import type { Ia6, IaKind } from '../../../src/leases/lease6.ts';
import { duid, na, solicit } from '../../support/client6.ts';
import { ip6 } from '../../support/names6.ts';
import { Site6, START } from '../../support/site6.ts';

function topologyOf(text: string) {
  const { config } = loadConfig(() => ({ ok: true, text }), 'dhcpd.conf', { family: 6, dhcp4o6: false });
  if (!config) throw new Error('bad config');
  return { config, topology: newTopology(config) };
}

test('pools are found by the addresses they hold, each kind by itself', () => {
  const { topology } = topologyOf(`subnet6 2001:db8:1::/64 {
    range6 2001:db8:1::100/120;
    range6 2001:db8:1:0:8000::/80 temporary;
    prefix6 2001:db8:100:: 2001:db8:100:ff00:: /56; }`);
  // kind, address, first address of the pool that holds it
  const table: [IaKind, string, string | undefined][] = [
    ['na', '2001:db8:1::1ff', '2001:db8:1::100'],
    ['na', '2001:db8:1::200', undefined],
    ['ta', '2001:db8:1::1ff', undefined],
    ['ta', '2001:db8:1:0:8000::5', '2001:db8:1:0:8000::'],
    ['pd', '2001:db8:100:4200::', '2001:db8:100::'],
    ['pd', '2001:db8:1::1ff', undefined],
  ];
  for (const [kind, address, start] of table) {
    expect(topology.poolAt(kind, ip6(address))?.pool.start).toBe(start === undefined ? undefined : ip6(start));
  }
});

test('of overlapping pools the one declared first counts', () => {
  const { topology } = topologyOf(`subnet6 2001:db8:1::/64 {
    pool6 { range6 2001:db8:1::/96; }
    pool6 { range6 2001:db8:1::/112; } }`);
  expect(topology.poolsAt('na', ip6('2001:db8:1::5')).map(({ pool }) => pool.length)).toEqual([96, 112]);
});

test('a pond counts what it can give, unless that is more than 64 bits can tell', () => {
  const { config, topology } = topologyOf(`
    subnet6 2001:db8:1::/64 { pool6 { range6 2001:db8:1::/112; prefix6 2001:db8:100:: 2001:db8:100:ff00:: /56; } }
    subnet6 2001:db8:2::/48 { pool6 { range6 2001:db8:2::/63; } }`);
  const totals = config.sharedNetworks.map((network) => topology.pondsOf(network).map(({ total }) => total));
  expect(totals).toEqual([[65536n + 256n], [undefined]]);
});

test('a pond that is too large to count says so when its pools have nothing for the client', () => {
  const site = new Site6(
    `subnet6 2001:db8::/32 { range6 2001:db8:0:0:fdff:ffff:ffff:ff80/121; range6 2001:db8:8000::/33; }`,
  );
  // Every address that is tried is taken: the whole pool belongs to somebody.
  Object.defineProperty(site.store, 'holder', { value: () => ({ ia: {}, lease: { state: 'active' } }) });
  expect(site.ask(solicit(2, na(1)))).toContain('status 2');
  expect(site.takeLog()).toContain(
    'Unable to pick client address: no addresses available  - shared network 2001:db8::/32:  2^64-1 < total, 0 active,  0 abandoned',
  );
});

const address = (last: number) => ipv6(ip6('2001:db8:1::') + BigInt(last));

test('an orphan is held through the second in which its lease ends', () => {
  const orphans = new Orphans6();
  orphans.add(address(1), 128, epochSeconds(100), epochSeconds(0));
  expect(orphans.has(address(1), 128, epochSeconds(100))).toBe(true);
  expect(orphans.has(address(1), 64, epochSeconds(100))).toBe(false);
  expect(orphans.has(address(1), 128, epochSeconds(101))).toBe(false);
});

test('orphans that are over are swept out as their number grows', () => {
  const orphans = new Orphans6();
  for (let n = 0; n < 5000; n++) orphans.add(address(n), 128, epochSeconds(n), epochSeconds(n));
  expect(orphans.has(address(4999), 128, epochSeconds(4999))).toBe(true);
  expect(orphans.has(address(0), 128, epochSeconds(0))).toBe(false);
  orphans.delete(address(4999), 128);
  expect(orphans.has(address(4999), 128, epochSeconds(0))).toBe(false);
});

test('memory hands out what is due, earliest next', () => {
  const memory = new Memory6();
  const ia = (iaid: number): Ia6 => ({ kind: 'na', iaid, duid: duid(1), cltt: epochSeconds(0), leases: [] });
  for (const at of [30, 10, 20]) memory.add(ia(at), epochSeconds(at));
  expect(memory.next()).toBe(10);
  expect(
    memory
      .due(epochSeconds(20))
      .map(({ iaid }) => iaid)
      .sort(),
  ).toEqual([10, 20]);
  expect(memory.next()).toBe(30);
  expect(memory.due(epochSeconds(29))).toEqual([]);
});

/** A lease as a lease file has it. */
const loaded = (last: number, state: 'active' | 'abandoned', ends: number): Ia6 => ({
  kind: 'na',
  iaid: last,
  duid: duid(1),
  cltt: epochSeconds(START / 1000 - 100),
  leases: [
    {
      address: address(last),
      prefixLength: 128,
      state,
      preferred: seconds(400),
      valid: seconds(600),
      ends: ends === NEVER ? NEVER : epochSeconds(START / 1000 + ends),
      variables: new Map(),
      onExpiry: undefined,
      onRelease: undefined,
    },
  ],
});

const LOADED = 'subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::101; }';

test('leases of the lease file count, end by timer, and are found by their clients', () => {
  const site = new Site6(LOADED, { loaded: [loaded(0x100, 'active', 50), loaded(0x101, 'abandoned', NEVER)] });
  expect(site.ask(solicit(2, na(1)))).toContain('status 2');
  expect(site.takeLog()).toContain(
    'Unable to pick client address: no addresses available  - shared network 2001:db8:1::/64: 2 total, 1 active,  1 abandoned',
  );
  expect(site.ask(solicit(1, na(0x100)))).toContain('2001:db8:1::100');
  expect(site.ask(solicit(1, na(0x101)))).toContain('status 2');
  expect(site.takeLog()).toContain(
    'Best match for DUID 00:03:00:01:00:00:5e:00:53:01 is an abandoned address, ' +
      'This may be a result of multiple clients attempting to use this DUID',
  );
  site.wait(51);
  expect(site.takeRecords()).toEqual(['ia-na 256 cltt -100 { 2001:db8:1::100 expired 27000/43200 ends 50 }']);
  expect(site.ask(solicit(2, na(1)))).toContain('2001:db8:1::100');
});

test('what ended while the server was down ends at its start', () => {
  const site = new Site6(LOADED, { loaded: [loaded(0x100, 'active', -5)] });
  site.wait(0);
  expect(site.takeRecords()).toEqual(['ia-na 256 cltt -100 { 2001:db8:1::100 expired 400/600 ends -5 }']);
});

test('a lease of a pool that is no longer configured is not given again', () => {
  const site = new Site6('subnet6 2001:db8:1::/64 { range6 2001:db8:1::200 2001:db8:1::200; }', {
    loaded: [loaded(0x100, 'active', 500)],
  });
  expect(site.ask(solicit(1, na(0x100)))).toContain('2001:db8:1::200');
});
