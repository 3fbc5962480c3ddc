import { expect, test } from 'vitest';
import { na, renew, request, solicit } from '../../support/client6.ts';
import { Site6 } from '../../support/site6.ts';

const POOL = 'subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; }';
const ADDRESS = '2001:db8:1::1d5';

/** T1/T2 and preferred/valid of the first association. */
const times = (reply: string): string | undefined =>
  /na 1 (\d+\/\d+) \{ \S+ (\d+\/\d+)/.exec(reply)?.slice(1).join(' ');

// configuration, lifetimes that the client names, T1/T2 and lifetimes given
const table: [string, string, [number, number] | undefined, string][] = [
  ['twelve hours by default, preferred for five eighths', '', undefined, '0/0 27000/43200'],
  ['as the client wishes where nothing is configured', '', [100, 200], '0/0 100/200'],
  ['a preferred lifetime that reaches the valid one ends at five eighths', '', [300, 200], '0/0 125/200'],
  ['infinity as the client wishes', '', [0xffffffff, 0xffffffff], '0/0 4294967295/4294967295'],
  [
    'configured ones do not care for the client',
    'default-lease-time 600; preferred-lifetime 400;',
    [1, 2],
    '0/0 400/600',
  ],
  [
    'max-lease-time and min-lease-time do not count',
    'default-lease-time 10; min-lease-time 60;',
    undefined,
    '0/0 6/10',
  ],
  [
    'a configured preferred lifetime may exceed the valid one',
    'default-lease-time 100; preferred-lifetime 200;',
    undefined,
    '0/0 200/100',
  ],
  ['T1 and T2 computed', 'dhcpv6-set-tee-times on; preferred-lifetime 101;', undefined, '50/80 101/43200'],
  [
    'T1 and T2 of an infinite lease',
    'dhcpv6-set-tee-times on; default-lease-time infinite;',
    undefined,
    '4294967295/4294967295 4294967295/4294967295',
  ],
  [
    'T1 and T2 configured',
    'option dhcp-renewal-time 11; option dhcp-rebinding-time 22;',
    undefined,
    '11/22 27000/43200',
  ],
];

test.each(table)('%s', (_rule, config, wish, expected) => {
  const named = wish ? na(1, ['::', ...wish]) : na(1);
  expect(times(new Site6(`${config} ${POOL}`).ask(solicit(1, named)))).toBe(expected);
});

test('a young lease is confirmed with what is left of it, and not written again (dhcp-cache-threshold)', () => {
  const site = new Site6(`default-lease-time 1000; preferred-lifetime 800; dhcpv6-set-tee-times on; ${POOL}`);
  site.ask(request(1, na(1)));
  site.takeRecords();
  site.takeLog();
  site.wait(249);
  expect(times(site.ask(renew(1, na(1, ADDRESS))))).toBe('275/440 551/751');
  expect(site.takeRecords()).toEqual([]);
  expect(site.takeLog()).toContain(
    `Reusing lease for: ${ADDRESS}, age 249 secs < 25%, sending shortened lifetimes - preferred: 551, valid 751`,
  );
  site.wait(1);
  expect(times(site.ask(renew(1, na(1, ADDRESS))))).toBe('400/640 800/1000');
  expect(site.takeRecords()).toHaveLength(1);
});

test('an infinite lease is always confirmed as it is', () => {
  const site = new Site6(`default-lease-time infinite; ${POOL}`);
  expect(site.ask(request(1, na(1)))).toContain('4294967295/4294967295');
  expect(site.takeRecords()).toEqual([`ia-na 1 cltt 0 { ${ADDRESS} active 4294967295/4294967295 ends never }`]);
  site.ask(renew(1, na(1, ADDRESS)));
  expect(site.takeRecords()).toEqual([]);
  expect(site.takeLog()).toContain(`reusing infinite lease for: ${ADDRESS}`);
});

test('dhcp-cache-threshold 0 writes every renewal, above 99 it is the default', () => {
  for (const [threshold, records] of [
    [0, 2],
    [100, 1],
  ]) {
    const site = new Site6(`dhcp-cache-threshold ${threshold}; ${POOL}`);
    site.ask(request(1, na(1)));
    site.wait(5);
    site.ask(renew(1, na(1, ADDRESS)));
    expect(site.takeRecords()).toHaveLength(records as number);
  }
});

test('an offer changes what the lease file will say of the lease at its end', () => {
  const site = new Site6(POOL);
  site.ask(request(1, na(1, [ADDRESS, 40, 60])));
  site.ask(solicit(1, na(1)));
  site.wait(61);
  expect(site.takeRecords()).toEqual([
    `ia-na 1 cltt 0 { ${ADDRESS} active 40/60 ends 60 }`,
    `ia-na 1 cltt 0 { ${ADDRESS} expired 27000/43200 ends 60 }`,
  ]);
});
