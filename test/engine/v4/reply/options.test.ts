import { expect, test } from 'vitest';
import { client, Site4 } from '../../../support/site4.ts';

const NET = 'subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; }';
const offer = (config: string, options: Parameters<Site4['discover']>[1] = []): string =>
  new Site4(`${config} ${NET}`).discover(client(1), options);
/** Codes of the options of a reply in their order, 53 excepted. */
const codes = (answer: string): string =>
  Array.from((/\| (.*) > /.exec(answer)?.[1] ?? '').matchAll(/(\d+)=/g), (found) => found[1]).join(' ');
/** One option of a reply as text. */
const textOf = (answer: string, code: number): string | undefined => {
  const found = new RegExp(` ${code}=([0-9a-f]+)`).exec(answer)?.[1];
  return found && Buffer.from(found, 'hex').toString('latin1');
};
const prl = (...wanted: number[]) => [55, wanted] as const;

const MANY = `option domain-name "d"; option domain-name-servers 192.0.2.2; option routers 192.0.2.3; option host-name "h";
  option ntp-servers 192.0.2.4; option nis-domain "n"; option dhcp-renewal-time 100; option dhcp-rebinding-time 200;`;

test('the request list decides on options and their order, behind those that always come', () => {
  expect(codes(offer(MANY, [prl(15, 42, 6)]))).toBe('54 51 58 59 15 42 6 1');
});

test('what is asked for twice comes once', () => {
  expect(codes(offer(MANY, [prl(15, 15, 6, 15)]))).toBe('54 51 58 59 15 6 1');
});

test('routers that are asked for ahead of the mask exchange places with it (RFC 2132 §3.3)', () => {
  expect(codes(offer(MANY, [prl(3, 15, 1)]))).toBe('54 51 58 59 1 15 3');
  expect(codes(offer(MANY, [prl(1, 15, 3)]))).toBe('54 51 58 59 1 15 3');
});

test('without request list, or with an empty one: the usual options, then all by bucket, the newest statement first', () => {
  // Buckets: 42 → (10 + 1) % 17 = 11, 40 → (8 + 1) % 17 = 9, 15 → 15.
  expect(codes(offer(MANY))).toBe('54 51 58 59 1 3 6 12 40 42 15');
  expect(codes(offer(MANY, [prl()]))).toBe(codes(offer(MANY)));
  // 17 → bucket 0; 32 → (0 + 1) % 17 = 1 and 18 → 18 % 17 = 1 share a bucket.
  const twins = 'option extensions-path "e"; option root-path "r"; option router-solicitation-address 192.0.2.9;';
  expect(codes(offer(twins))).toBe('54 51 1 17 32 18');
});

test('a configured request list goes before the client’s', () => {
  expect(codes(offer(`option dhcp-parameter-request-list 42, 40; ${MANY}`, [prl(15)]))).toBe('54 51 58 59 42 40 1');
});

test('empty values are not sent', () => {
  expect(codes(offer('option domain-name ""; option nis-domain "n";', [prl(15, 40)]))).toBe('54 51 40 1');
});

test('a configured mask goes before the declared one', () => {
  expect(offer('option subnet-mask 255.255.255.128;')).toContain(' 1=ffffff80');
});

const BIG = 'option a code 210 = string; option b code 211 = string;';
const octets = (length: number) => Array.from({ length }, () => '41').join(':');

test('what does not fit into the options spills into file and sname (RFC 2132 §9.3)', () => {
  const answer = offer(`${BIG} option a ${octets(250)}; option b ${octets(200)};`, [prl(210, 211)]);
  expect(textOf(answer, 210)).toHaveLength(250);
  expect(textOf(answer, 211)).toHaveLength(200);
  expect(answer).toMatch(/ 52=0[1-3]/);
});

test('filename keeps file to itself, server-name sname', () => {
  const options = `${BIG} option a ${octets(250)}; option b ${octets(200)};`;
  expect(offer(`filename "f"; ${options}`, [prl(210, 211)])).not.toMatch(/ 52=0[13]/);
  expect(offer(`server-name "s"; ${options}`, [prl(210, 211)])).not.toMatch(/ 52=0[23]/);
  const both = offer(`filename "f"; server-name "s"; ${options}`, [prl(210, 211)]);
  expect(both).toContain('file=f sname=s');
  expect(both).not.toContain(' 52=');
});

test('the size that the client allows goes before the configured one; a malformed one rules that out too', () => {
  const config = `${BIG} option dhcp-max-message-size 1000; filename "f"; server-name "s"; option a ${octets(250)}; option b ${octets(250)};`;
  expect(textOf(offer(config, [prl(210, 211)]), 211)).toHaveLength(250);
  expect(textOf(offer(config, [prl(210, 211), [57, [2, 64]]]), 211)).toBeUndefined();
  expect(textOf(offer(config, [prl(210, 211), [57, [5]]]), 211)).toBeUndefined();
  expect(textOf(offer(config, [prl(210, 211), [57, [3, 232]]]), 211)).toHaveLength(250);
});

test('names too long for their field are cut and reported', () => {
  const answer = offer(`filename "${'f'.repeat(130)}"; server-name "${'s'.repeat(70)}";`);
  expect(answer).toContain(`file=${'f'.repeat(128)} sname=${'s'.repeat(64)}`);
  expect(answer).toContain('log file name longer than packet field truncated');
});

const ACME = `option space acme; option acme.a code 1 = text; option acme.b code 2 = unsigned integer 8;
  option acme.a "hi"; option acme.b 7;`;

test('vendor-option-space fills option 43; an explicit value goes before it', () => {
  expect(offer(`${ACME} vendor-option-space acme;`, [prl(43)])).toContain(' 43=01026869020107');
  expect(offer(`${ACME} vendor-option-space acme; option vendor-encapsulated-options 09:01:01;`, [prl(43)])).toContain(
    ' 43=090101',
  );
  expect(offer(ACME, [prl(43)])).not.toContain(' 43=');
});

test('options of the spaces vendor-class and vendor travel in 124 and 125 (RFC 3925)', () => {
  const answer = offer(
    `option vendor-class.c code 4491 = text; option vendor-class.c "x"; option vendor.v code 4491 = text; option vendor.v "yz";`,
    [prl(124, 125)],
  );
  expect(answer).toContain(' 124=0000118b0178');
  expect(answer).toContain(' 125=0000118b02797a');
});

test('site-option-space takes over the codes from its lowest one on', () => {
  const config = `option space site; option site.one code 130 = text; option site.one "s"; site-option-space "site";
    option plain code 131 = text; option plain "p"; option domain-name "d";`;
  expect(codes(offer(config, [prl(130, 131, 15)]))).toBe('54 51 130 15 1');
});

test('the FQDN option is answered only when fqdn options are configured', () => {
  const named = [81, [0, 0, 0, 0x6d, 0x65]] as const;
  expect(offer('', [named])).not.toContain(' 81=');
  expect(codes(offer('option fqdn.fqdn "srv."; option fqdn.server-update true;', [named, prl(15)]))).toBe('54 51 81 1');
});

test('echo-client-id sends the identifier back, ahead of what was asked for (RFC 6842)', () => {
  const site = new Site4(`echo-client-id on; option domain-name "d"; ${NET}`);
  expect(codes(site.discover(client(1, 'me'), [prl(15)]))).toBe('54 51 61 15 1');
  expect(codes(site.discover(client(2), [prl(15)]))).toBe('54 51 15 1');
});

test('the selected subnet (118) is sent back', () => {
  expect(codes(offer(MANY, [[118, '192.0.2.0'], prl(15)]))).toBe('54 51 58 59 118 15 1');
});

test('option 82 comes back as it was, last of all, with or without relay (RFC 3046 §2.2)', () => {
  const agent = [82, [1, 2, 0x70, 0x31]] as const;
  expect(codes(offer(MANY, [agent, prl(15, 82, 6)]))).toBe('54 51 58 59 15 6 1 82');
  expect(offer('', [agent])).toContain(' 82=01027031');
});

test('stash-agent-options: conditions of a renewal see the option 82 of the lease, the reply does not carry it', () => {
  const config = `if option agent.circuit-id = "p1" { option domain-name "port"; } ${NET}`;
  const renewal = (site: Site4): string => {
    site.lease(client(1), '192.0.2.10', [[82, [1, 2, 0x70, 0x31]]]);
    return site.renew(client(1), '192.0.2.10', [prl(15)]);
  };
  expect(codes(renewal(new Site4(config)))).toBe('54 51 15 1');
  expect(codes(renewal(new Site4(`stash-agent-options off; ${config}`)))).toBe('54 51 1');
});

test('always-broadcast answers by broadcast and says so in the flags', () => {
  expect(offer('always-broadcast on;')).toMatch(/flags=8000 .* > eth0 255\.255\.255\.255:68 ff:ff/);
});

test('next-server goes into siaddr; without it siaddr stays empty', () => {
  expect(offer('next-server 192.0.2.77;')).toContain(' siaddr=192.0.2.77 ');
  expect(offer('')).not.toContain('siaddr=');
});

test('use-host-decl-names names the client after its declaration, unless it has a host-name option', () => {
  const hosts = `host alpha { hardware ethernet 02:00:00:00:00:01; }`;
  expect(textOf(offer(`use-host-decl-names on; ${hosts}`, [prl(12)]), 12)).toBe('alpha');
  expect(textOf(offer(`use-host-decl-names on; option host-name "x"; ${hosts}`, [prl(12)]), 12)).toBe('x');
  expect(textOf(offer(hosts, [prl(12)]), 12)).toBeUndefined();
});

test('get-lease-hostnames sends the name of the address with a NUL behind it; an unknown one is reported', () => {
  const config = `get-lease-hostnames on; ${NET}`;
  const known = new Site4(config, { addressNames: { '192.0.2.10': 'ten.example' } });
  expect(textOf(known.discover(client(1), [prl(12)]), 12)).toBe('ten.example\0');
  expect(new Site4(config).discover(client(1), [prl(12)])).toContain('log No hostname for 192.0.2.10');
});

test('use-lease-addr-for-default-route makes the address its own router', () => {
  expect(offer('use-lease-addr-for-default-route on;', [prl(3)])).toContain(' 3=c000020a');
});

test('a configured server identifier is sent in place of the address of the interface', () => {
  expect(offer('option dhcp-server-identifier 198.51.100.9;')).toContain(' 54=c6336409');
});
