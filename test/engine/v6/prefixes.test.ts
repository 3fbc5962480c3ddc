import { expect, test } from 'vitest';
import { option6, pd, rebind, release, renew, request, solicit } from '../../support/client6.ts';
import { Site6 } from '../../support/site6.ts';

const given = (reply: string): string | undefined => /\{ (\S*:\S*) \d/.exec(reply)?.[1];

const PREFIXES = 'subnet6 2001:db8:1::/64 { prefix6 2001:db8:100:: 2001:db8:100:f00:: /56; }';

test('a delegated prefix is granted, renewed and released like an address (RFC 8415 §18.3)', () => {
  const site = new Site6(`dhcp-cache-threshold 0; ${PREFIXES}`);
  const prefix = given(site.ask(request(1, pd(1)))) as string;
  expect(prefix).toBe('2001:db8:100:f00::/56');
  expect(given(site.ask(renew(1, pd(1, prefix))))).toBe(prefix);
  expect(site.ask(release(1, pd(1, prefix)))).toContain('status 0 Release received.');
  expect(site.ask(release(1, pd(4, '2001:db8:9::/48', '2001:db8:a::/48')))).toMatch(
    /pd 4 0\/0 \{ status 3 Release for non-leased prefix. \}, pd 4 0\/0 \{ status 3/,
  );
  expect(site.takeRecords().at(-1)).toBe('ia-pd 1 cltt 0 { 2001:db8:100:f00::/56 released 27000/43200 ends 43200 }');
  expect(site.takeLog().filter((line) => !/ (message from|to fe80)/.test(line))).toEqual([
    'Picking pool prefix 2001:db8:100:f00::/56',
    'Reply PD: address 2001:db8:100:f00::/56 to client with duid 00:03:00:01:00:00:5e:00:53:01 iaid = 1 valid for 43200 seconds',
    'Reply PD: address 2001:db8:100:f00::/56 to client with duid 00:03:00:01:00:00:5e:00:53:01 iaid = 1 valid for 43200 seconds',
    'Client 00:03:00:01:00:00:5e:00:53:01 releases prefix 2001:db8:100:f00::/56',
    'Client 00:03:00:01:00:00:5e:00:53:01 releases prefix 2001:db8:9::/48, which is not leased to it.',
    'Client 00:03:00:01:00:00:5e:00:53:01 releases prefix 2001:db8:a::/48, which is not leased to it.',
  ]);
});

test('a free prefix is given to the client that names it, a taken one is not', () => {
  const site = new Site6(PREFIXES);
  expect(given(site.ask(request(1, pd(1, '2001:db8:100:500::/56'))))).toBe('2001:db8:100:500::/56');
  expect(given(site.ask(request(2, pd(1, '2001:db8:100:500::/56'))))).toBe('2001:db8:100:f00::/56');
  expect(given(site.ask(solicit(3, pd(1, '2001:db8:ffff::/56'))))).toMatch(/^2001:db8:100:/);
});

test('RENEW of a foreign prefix: NoBinding; REBIND: lifetimes 0 and another one', () => {
  const site = new Site6(PREFIXES);
  expect(site.ask(renew(1, pd(1, '2001:db8:ffff::/56')))).toContain(
    'pd 1 0/0 { status 3 Prefix not bound to this interface. }',
  );
  expect(site.ask(rebind(1, pd(1, '2001:db8:ffff::/56')))).toContain(
    '{ 2001:db8:ffff::/56 0/0, 2001:db8:100:f00::/56 27000/43200 }',
  );
});

test('no prefix left: NoPrefixAvail', () => {
  const site = new Site6('subnet6 2001:db8:1::/64 { prefix6 2001:db8:100:: 2001:db8:100:: /56; }');
  site.ask(request(1, pd(1)));
  expect(site.ask(solicit(2, pd(1)))).toContain('pd 1 0/0 { status 6 No prefixes available for this interface. }');
  expect(site.takeLog()).toContain('Unable to pick client prefix: no prefixes available');
});

const LENGTHS = `subnet6 2001:db8:1::/64 {
  prefix6 2001:db8:100:: 2001:db8:1ff:: /48;
  prefix6 2001:db8:200:: 2001:db8:200:ff00:: /56;
  prefix6 2001:db8:300:: 2001:db8:300:ffff:: /64;
}`;

// mode, then what a client gets that names /48, /52, /56, /60, /64, /40 and /68
const modes: [string, (number | undefined)[]][] = [
  ['ignore', [48, 48, 48, 48, 48, 48, 48]],
  ['prefer', [48, 48, 56, 48, 64, 48, 48]],
  ['exact', [48, undefined, 56, undefined, 64, undefined, undefined]],
  ['minimum', [48, 56, 56, 64, 64, 48, undefined]],
  ['maximum', [48, 48, 56, 48, 64, undefined, 48]],
];

test.each(modes)('prefix-length-mode %s (RFC 8168)', (mode, expected) => {
  const site = new Site6(`prefix-length-mode ${mode}; ${LENGTHS}`);
  const lengths = [48, 52, 56, 60, 64, 40, 68].map((length, index) => {
    const prefix = given(site.ask(solicit(index + 1, pd(1, `::/${length}`))));
    return prefix === undefined ? undefined : Number(prefix.split('/')[1]);
  });
  expect(lengths).toEqual(expected);
});

test('a client that wishes another length than it has gets a new prefix, except when it rebinds', () => {
  const site = new Site6(LENGTHS);
  const first = given(site.ask(request(1, pd(1, '::/56'))));
  expect(given(site.ask(rebind(1, pd(1, '::/64'))))).toBe(first);
  expect(given(site.ask(request(1, pd(1, '::/64'))))).toMatch(/\/64$/);
});

test('a prefix length that cannot be leaves the message without an answer', () => {
  const site = new Site6(PREFIXES);
  expect(site.ask(solicit(1, pd(1, '2001:db8:100::/129')))).toBe('nothing');
  expect(site.ask(solicit(1, pd(1, '2001:db8:100:500::/2')))).toBe('nothing');
  expect(site.ask(solicit(1, pd(1, '::/0')))).toContain('2001:db8:100:f00::/56');
});

test('several prefixes with limit-prefs-per-ia', () => {
  const two = pd(1, '2001:db8:100:100::/56', '2001:db8:100:200::/56', '2001:db8:100:300::/56');
  expect(new Site6(`limit-prefs-per-ia 2; ${PREFIXES}`).ask(solicit(1, two))).toContain(
    '{ 2001:db8:100:100::/56 27000/43200, 2001:db8:100:200::/56 27000/43200 }',
  );
});

test('an IA Prefix option that is too short leaves the message without an answer', () => {
  const site = new Site6(PREFIXES);
  expect(site.ask(solicit(1, option6(25, [...new Uint8Array(12), 0, 26, 0, 1, 9])))).toBe('nothing');
  expect(site.takeLog()).toContain('reply_process_prefix: error evaluating IAPREFIX.');
});
