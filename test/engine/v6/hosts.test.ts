import { expect, test } from 'vitest';
import { encodeMessage6 } from '../../../src/wire/v6/encode.ts';
import {
  clientId,
  message6,
  na,
  option6,
  oro,
  pd,
  rebind,
  relayed,
  release,
  renew,
  request,
  serverId,
  solicit,
} from '../../support/client6.ts';
import { Site6 } from '../../support/site6.ts';

const POOL = 'subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; }';
const ID = '00:03:00:01:00:00:5e:00:53:01';
const STATIC = `${POOL} host f { host-identifier option dhcp6.client-id ${ID};
  fixed-address6 2001:db8:1::77; fixed-prefix6 2001:db8:100::/56; fixed-prefix6 2001:db8:200::/60; }`;

/** A SOLICIT of a client with this DUID. */
const solicitOf = (...duid: number[]) => encodeMessage6(1, 1, [option6(1, duid), na(1)]);

test('fixed-address6 and fixed-prefix6 are given, never recorded', () => {
  const site = new Site6(STATIC);
  expect(site.ask(request(1, na(1), pd(2)))).toContain(
    'na 1 0/0 { 2001:db8:1::77 27000/43200 }, pd 2 0/0 { 2001:db8:100::/56 27000/43200 }',
  );
  expect(site.takeRecords()).toEqual([]);
  expect(site.takeLog().slice(1, 3)).toEqual([
    `Reply NA: address 2001:db8:1::77 to client with duid ${ID} iaid = 1 static`,
    `Reply PD: address 2001:db8:100::/56 to client with duid ${ID} iaid = 2 static`,
  ]);
});

test('of several fixed prefixes the one of the wished length', () => {
  expect(new Site6(STATIC).ask(solicit(1, pd(3, '::/60')))).toContain('{ 2001:db8:200::/60 27000/43200 }');
});

test('a client with fixed ones that names others: NoBinding for RENEW, lifetimes 0 for REBIND', () => {
  const site = new Site6(STATIC);
  const others = [na(1, '2001:db8:1::78'), pd(2, '2001:db8:300::/56')];
  expect(site.ask(renew(1, ...others))).toMatch(/na 1 0\/0 \{ status 3 .*pd 2 0\/0 \{ status 3/);
  expect(site.ask(rebind(1, ...others))).toContain(
    'na 1 0/0 { 2001:db8:1::78 0/0, 2001:db8:1::77 27000/43200 }, ' +
      'pd 2 0/0 { 2001:db8:300::/56 0/0, 2001:db8:100::/56 27000/43200 }',
  );
});

test('RELEASE of fixed ones is a success', () => {
  expect(new Site6(STATIC).ask(release(1, na(1, '2001:db8:1::77'), pd(2, '2001:db8:100::/56')))).toMatch(
    /status 0 Release received\.$/,
  );
});

test('hosts are found by the hardware in a DUID-LL or DUID-LLT', () => {
  const site = new Site6(`${POOL} host h { hardware ethernet 00:00:5e:00:53:01; fixed-address6 2001:db8:1::51; }`);
  expect(site.ask(solicitOf(0, 3, 0, 1, 0, 0, 0x5e, 0, 0x53, 1))).toContain('2001:db8:1::51');
  expect(site.ask(solicitOf(0, 1, 0, 1, 9, 9, 9, 9, 0, 0, 0x5e, 0, 0x53, 1))).toContain('2001:db8:1::51');
  expect(site.ask(solicitOf(0, 2, 0, 1, 0, 0, 0x5e, 0, 0x53, 1))).not.toContain('2001:db8:1::51');
  expect(site.ask(solicitOf(0, 3, 1, 1, 0, 0, 0x5e, 0, 0x53, 1))).not.toContain('2001:db8:1::51');
  expect(site.ask(solicitOf(0, 3))).not.toContain('2001:db8:1::51');
});

test('hosts are found by the link-layer address that the relay nearest to the client tells (RFC 6939)', () => {
  const site = new Site6(`${POOL} host h { hardware ethernet 00:00:5e:00:53:01; fixed-address6 2001:db8:1::51; }`);
  const after = [option6(79, [0, 1, 0, 0, 0x5e, 0, 0x53, 1])];
  const near = relayed(solicitOf(0, 4, 1), { link: '2001:db8:1::2', after });
  expect(site.ask(near)).toContain('2001:db8:1::51');
  expect(site.takeLog()).toContain('find_hosts_by_haddr6:using relayed haddr type: 1, len: 6');
  const far = relayed(relayed(solicitOf(0, 4, 1), { link: '2001:db8:1::2' }), { link: '2001:db8:1::3', after });
  expect(site.ask(far)).not.toContain('2001:db8:1::51');
});

test('a hardware type above 255 matches nobody, and is complained of once', () => {
  const site = new Site6(POOL);
  const odd = relayed(solicit(1, na(1)), { link: '2001:db8:1::2', before: [option6(79, [1, 0, 1, 2, 3])] });
  site.ask(odd);
  site.ask(odd);
  expect(site.takeLog().filter((line) => line.startsWith('Attention'))).toHaveLength(1);
});

test('hosts are found by options of the client and of its relays (host-identifier)', () => {
  const site = new Site6(`option dhcp6.vendor-class code 16 = string; ${POOL}
    host vend { host-identifier option dhcp6.vendor-class 01:02; fixed-address6 2001:db8:1::61; }
    host near { host-identifier v6relopt 1 dhcp6.interface-id "near"; fixed-address6 2001:db8:1::62; }
    host far { host-identifier v6relopt 2 dhcp6.interface-id "far"; fixed-address6 2001:db8:1::63; }`);
  const id = (text: string) => [
    option6(
      18,
      [...text].map((letter) => letter.charCodeAt(0)),
    ),
  ];
  expect(site.ask(solicit(1, na(1), option6(16, [1, 2])))).toContain('2001:db8:1::61');
  expect(site.ask(relayed(solicit(1, na(1)), { link: '2001:db8:1::2', before: id('near') }))).toContain('::62');
  expect(site.ask(relayed(solicit(1, na(1)), { link: '2001:db8:1::2', before: id('far') }))).not.toContain('::63');
  const inner = relayed(solicit(1, na(1)), { link: '2001:db8:1::2' });
  expect(site.ask(relayed(inner, { link: '2001:db8:1::3', before: id('far') }))).toContain('::63');
});

test('of several declarations of a client the one with an address on its link counts, else one without', () => {
  const site = new Site6(`${POOL} subnet6 2001:db8:2::/64 { }
    host other { host-identifier option dhcp6.client-id ${ID}; fixed-address6 2001:db8:9::1; }
    host second { host-identifier option dhcp6.client-id ${ID}; fixed-address6 2001:db8:2::7; }
    host bare { host-identifier option dhcp6.client-id ${ID}; default-lease-time 99; }`);
  expect(site.ask(solicit(1, na(1)))).toContain('/99 }');
  expect(site.ask(relayed(solicit(1, na(1)), { link: '2001:db8:2::1' }))).toContain('2001:db8:2::7');
});

test('options come from the subnet6, then from classes, then from the host', () => {
  const site = new Site6(`
    option dhcp6.info-refresh-time 1;
    class "second" { match if option dhcp6.client-id = 00:03:00:01:00:00:5e:00:53:02; option dhcp6.info-refresh-time 3; }
    subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; option dhcp6.info-refresh-time 2; }
    host h { host-identifier option dhcp6.client-id ${ID}; option dhcp6.info-refresh-time 4; }`);
  const given = (client: number) => /32=(\w+)/.exec(site.ask(solicit(client, na(1), oro(32))))?.[1];
  expect([1, 2, 3].map(given)).toEqual(['00000004', '00000003', '00000002']);
});

test('subclasses are chosen by the value of `match`; a spawning class takes everybody', () => {
  const site = new Site6(`
    class "m" { match option dhcp6.client-id; }
    subclass "m" ${ID} { option dhcp6.info-refresh-time 5; }
    class "s" { spawn with option dhcp6.client-id; option dhcp6.sntp-servers 2001:db8::1; }
    ${POOL}`);
  expect(site.ask(solicit(1, na(1), oro(32, 31)))).toContain('32=00000005, 31=');
  expect(site.ask(solicit(2, na(1), oro(32, 31)))).toMatch(/2, 31=\w+$/);
});

test('a sixth class is too many', () => {
  const classes = [1, 2, 3, 4, 5, 6].map((n) => `class "${n}" { match if exists dhcp6.client-id; }`).join('\n');
  const site = new Site6(`${classes} ${POOL}`);
  site.ask(solicit(1, na(1)));
  expect(site.takeLog()).toContain(`too many classes match ${ID}`);
});

test('a host identifier may stand inside an identity association of a RELEASE', () => {
  const site = new Site6(STATIC);
  const inside = option6(3, [...na(1, '2001:db8:1::77').data, ...[0, 1, 0, 10, ...clientId(1).data]]);
  expect(site.ask(message6(8, 9, serverId, inside))).toMatch(/status 0 Release received\.$/);
});
