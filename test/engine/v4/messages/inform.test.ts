import { expect, test } from 'vitest';
import { client, Site4 } from '../../../support/site4.ts';

const NET = `
  option domain-name "example.org";
  subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.12; option dhcp-renewal-time 100; }
  subnet 198.51.100.0 netmask 255.255.255.0 { option domain-name "other.example"; }
`;
const AUTHORITATIVE = `authoritative;\n${NET}`;

test('INFORM gets options without times, sent to the address of the client (RFC 2131 §4.3.5)', () => {
  const answer = new Site4(AUTHORITATIVE).send(client(1), 8, { ciaddr: '192.0.2.200', options: [[55, [15, 58]]] });
  expect(answer).toMatchInlineSnapshot(`
    "log DHCPINFORM from 192.0.2.200 via eth0
    DHCPACK to 192.0.2.200 (02:00:00:00:00:01) via eth0
    ACK 0.0.0.0 ciaddr=192.0.2.200 | 54=c0000201 15=6578616d706c652e6f7267 > routed 192.0.2.200:68"
  `);
});

test('the subnet mask comes only when it is asked for, or when nothing is', () => {
  const site = new Site4(AUTHORITATIVE);
  expect(site.send(client(1), 8, { ciaddr: '192.0.2.200', options: [[55, [15]]] })).not.toContain(' 1=');
  expect(site.send(client(1), 8, { ciaddr: '192.0.2.200' })).toContain(' 1=ffffff00');
});

test('without authority there is no answer, but advice now and then', () => {
  const site = new Site4(NET);
  const inform = () => site.send(client(1), 8, { ciaddr: '192.0.2.200' });
  expect(inform()).toMatchInlineSnapshot(`
    "log DHCPINFORM from 192.0.2.200 via eth0: not authoritative for subnet 192.0.2.0
    log If this DHCP server is authoritative for that subnet,
    log please write an \`authoritative;' directive either in the
    log subnet declaration or in some scope that encloses the
    log subnet declaration - for example, write it at the top
    log of the dhcpd.conf file."
  `);
  expect(inform()).toBe('log DHCPINFORM from 192.0.2.200 via eth0: not authoritative for subnet 192.0.2.0');
  for (let n = 2; n < 101; n++) inform();
  expect(inform()).toContain('please write an `authoritative;');
});

test('an unknown subnet gets no answer', () => {
  const site = new Site4(AUTHORITATIVE);
  expect(site.send(client(1), 8, { ciaddr: '203.0.113.9' })).toMatchInlineSnapshot(
    `"log DHCPINFORM from 203.0.113.9 via eth0: unknown subnet for client address 203.0.113.9"`,
  );
});

test('a client that does not say its address is reached where it sends from, or through its relay by broadcast', () => {
  const site = new Site4(AUTHORITATIVE);
  expect(site.send(client(1), 8)).toMatchInlineSnapshot(
    `"log DHCPINFORM from 0.0.0.0 via eth0: ignored (null source address)."`,
  );
  expect(site.send(client(1), 8, { giaddr: '198.51.100.1' })).toMatchInlineSnapshot(`
    "log DHCPINFORM from 198.51.100.1 via 198.51.100.1
    DHCPACK to 198.51.100.1 (02:00:00:00:00:01) via 198.51.100.1
    ACK 0.0.0.0 giaddr=198.51.100.1 flags=8000 | 54=c0000201 1=ffffff00 15=6f746865722e6578616d706c65 > routed 198.51.100.1:67"
  `);
});

test('a selected subnet (RFC 3011) decides on the parameters', () => {
  const site = new Site4(AUTHORITATIVE);
  const options = [
    [118, '198.51.100.0'],
    [55, [15]],
  ] as const;
  expect(site.send(client(1), 8, { ciaddr: '192.0.2.200', options })).toMatchInlineSnapshot(`
    "log DHCPINFORM from 192.0.2.200 via eth0
    DHCPACK to 192.0.2.200 (02:00:00:00:00:01) via eth0
    ACK 0.0.0.0 ciaddr=192.0.2.200 | 54=c0000201 118=c6336400 15=6f746865722e6578616d706c65 > routed 192.0.2.200:68"
  `);
  expect(site.send(client(1), 8, { ciaddr: '192.0.2.200', options: [[118, 'abc']] })).toMatchInlineSnapshot(
    `"log DHCPINFORM from 192.0.2.200 via eth0: ignored (invalid subnet selection option)."`,
  );
});

test('the host declaration with the client’s address is taken, by identifier before by hardware', () => {
  const site = new Site4(`${AUTHORITATIVE}
    host other { hardware ethernet 02:00:00:00:00:01; fixed-address 192.0.2.201; option host-name "other"; }
    host right { hardware ethernet 02:00:00:00:00:01; fixed-address 192.0.2.200; option host-name "right"; }
    host any { option dhcp-client-identifier "alpha"; option host-name "any"; }
  `);
  const hostName = (clientId?: string, ciaddr = '192.0.2.200') =>
    / 12=(\w+)/.exec(site.send(client(1, clientId), 8, { ciaddr }))?.[1];
  expect(hostName()).toBe(Buffer.from('right').toString('hex'));
  expect(hostName(undefined, '192.0.2.202')).toBe(undefined);
  expect(hostName('alpha', '192.0.2.202')).toBe(Buffer.from('any').toString('hex'));
});
