import { expect, test } from 'vitest';
import { parseIpv6 } from '../../../src/kernel/address.ts';
import type { Ipv6 } from '../../../src/kernel/scalars.ts';
import { ip } from '../../support/client4.ts';
import { client, Site4, type SiteOptions } from '../../support/site4.ts';

const address6 = (text: string): Ipv6 => parseIpv6(text) as Ipv6;
const NET = `
  shared-network one { subnet6 2001:db8:1::/64 { } subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; } }
  shared-network two { subnet6 2001:db8:2::/64 { } subnet 198.51.100.0 netmask 255.255.255.0 { range 198.51.100.10; } }
`;
const OPTIONS: SiteOptions = {
  dhcp4o6: true,
  interfaces: [
    {
      name: 'eth0',
      index: 2,
      hardwareType: 1,
      hardwareAddress: new Uint8Array(6),
      addresses4: [ip('192.0.2.1')],
      addresses6: [{ address: address6('2001:db8:1::1'), prefixLength: 64 }],
    },
  ],
};
const query = (...links: string[]) => ({
  dhcp4o6: { source: address6('2001:db8:1::99'), linkAddresses: links.map(address6), ticket: 1 },
});

test('the answer goes back the way the query came; without server-identifier there is none (RFC 7341)', () => {
  const site = new Site4(NET, OPTIONS);
  expect(site.discover(client(1), [], query())).toMatchInlineSnapshot(`
    "log DHCP4o6 DHCPDISCOVER from 02:00:00:00:00:01 via 2001:db8:1::99
    DHCP4o6 DHCPOFFER on 192.0.2.10 to 02:00:00:00:00:01 via 2001:db8:1::99
    OFFER 192.0.2.10 | 51=0000a8c0 1=ffffff00 > 4o6 2001:db8:1::99"
  `);
  expect(site.request(client(1), '192.0.2.10', [], query())).toMatchInlineSnapshot(`
    "write 192.0.2.10 active +0..+43200 02:00:00:00:00:01
    log DHCP4o6 DHCPREQUEST for 192.0.2.10 from 02:00:00:00:00:01 via 2001:db8:1::99
    DHCP4o6 DHCPACK on 192.0.2.10 to 02:00:00:00:00:01 via 2001:db8:1::99
    ACK 192.0.2.10 | 51=0000a8c0 1=ffffff00 > 4o6 2001:db8:1::99
    timer expiry +43200"
  `);
  expect(site.send(client(1), 7, { ciaddr: '192.0.2.10', ...query() })).toContain(
    'log DHCP4o6 DHCPRELEASE of 192.0.2.10 from 02:00:00:00:00:01 via 2001:db8:1::99 (found)',
  );
});

test('server-identifier is carried where it is configured, in a NAK too', () => {
  const site = new Site4(`authoritative; server-identifier 192.0.2.1; ${NET}`, OPTIONS);
  expect(site.discover(client(1), [], query())).toContain('54=c0000201');
  expect(site.request(client(1), '203.0.113.1', [], query())).toMatchInlineSnapshot(`
    "log DHCP4o6 DHCPREQUEST for 203.0.113.1 from 02:00:00:00:00:01 via 2001:db8:1::99: wrong network.
    DHCP4o6 DHCPNAK on 203.0.113.1 to 02:00:00:00:00:01 via 2001:db8:1::99
    NAK 0.0.0.0 flags=8000 | 54=c0000201 56=7265717565737465642061646472657373206e6f7420617661696c61626c65 > 4o6 2001:db8:1::99"
  `);
});

test('the network is that of the relay nearest to the client with an address of a link, else the interface’s', () => {
  const network = (...links: string[]) =>
    /OFFER on (\S+)/.exec(new Site4(NET, OPTIONS).discover(client(1), [], query(...links)))?.[1];
  expect(network()).toBe('192.0.2.10');
  expect(network('2001:db8:2::1')).toBe('198.51.100.10');
  expect(network('::', 'fe80::1', '2001:db8:2::1', '2001:db8:1::1')).toBe('198.51.100.10');
  expect(network('2001:db8:3::1')).toBe(undefined);
});

test('giaddr and subnet selection go before the link addresses, and do not fall through', () => {
  const ask = (giaddr: string | undefined, selection?: string) =>
    new Site4(NET, OPTIONS).discover(client(1), selection ? [[118, selection]] : [], {
      ...query('2001:db8:1::1'),
      ...(giaddr && { giaddr }),
    });
  expect(ask('198.51.100.1')).toContain('DHCPOFFER on 198.51.100.10');
  expect(ask(undefined, '198.51.100.0')).toContain('DHCPOFFER on 198.51.100.10');
  expect(ask('203.0.113.1')).toBe(
    'log DHCP4o6 DHCPDISCOVER from 02:00:00:00:00:01 via 2001:db8:1::99: unknown network segment',
  );
});

test('the OFFER after a ping check is late, not lost', () => {
  const site = new Site4(NET, { ...OPTIONS, pings: true });
  expect(site.discover(client(1), [], query())).toContain('ping 192.0.2.10');
  expect(site.pass(1).ring(`ping ${ip('192.0.2.10')}`)).toMatch(/OFFER 192.0.2.10 .* > 4o6 2001:db8:1::99/);
});

test('an INFORM that does not say its address is ignored', () => {
  expect(new Site4(NET, OPTIONS).send(client(1), 8, query())).toBe(
    'log DHCP4o6 DHCPINFORM from <null address> via 2001:db8:1::99: ignored (null source address).',
  );
});
