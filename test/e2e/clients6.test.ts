import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  DHCLIENT,
  DHCP6C,
  DHCPCD,
  DIBBLER_CLIENT,
  endDhclient,
  runDhclient,
  startDhcp6c,
  startDhcpcd,
  startDibbler,
  untilReported,
} from '../support/client-programs.ts';
import { namespaceObstacle } from '../support/namespace.ts';
import { buildSite, missingPrograms, OUR_DHCPD, type RunningProgram, type Site } from '../support/site.ts';

/** Real DHCPv6 clients: addresses, temporary addresses, prefixes. */

const CONFIG = `
default-lease-time 600;
option dhcp6.rapid-commit;
subnet6 2001:db8:1::/64 {
  range6 2001:db8:1::100 2001:db8:1::1ff;
  range6 2001:db8:1:0:8000::/65 temporary;
  prefix6 2001:db8:100:: 2001:db8:1ff:: /48;
}
`;
const NA = /^2001:db8:1::1[0-9a-f]{2}$/;
const TA = /^2001:db8:1:0:[89a-f]/;
const PD = /^2001:db8:1[0-9a-f]{2}::\/48$/;
const obstacle = namespaceObstacle ?? missingPrograms(DHCLIENT, DHCPCD, DIBBLER_CLIENT, DHCP6C);

describe.skipIf(obstacle !== undefined)(`DHCPv6 clients${obstacle === undefined ? '' : ` (${obstacle})`}`, () => {
  let site: Site;
  let server: RunningProgram;
  beforeEach(async () => {
    site = buildSite(['2001:db8:1::1/64']);
    server = await site.start({ program: OUR_DHCPD, family: 6, config: CONFIG });
  });
  afterEach(() => site.close());

  async function stoppedFile(): Promise<string> {
    await server.stop();
    return site.read('dhcpd6.leases');
  }

  // The reference passes over the IA_TAs of a Release: the address stays until its time is over.
  it.each([
    ['a temporary address', '-T', TA, 'ia-ta', 'iaaddr', 'active'],
    ['a prefix', '-P', PD, 'ia-pd', 'iaprefix', 'released'],
  ])('dhclient gets %s and sends its release', async (_what, flag, expected, ia, resource, after) => {
    const { address } = await runDhclient(site, 6, flag);
    expect(address).toMatch(expected);
    expect(site.read('dhcpd6.leases')).toMatch(
      new RegExp(`${ia} "[\\s\\S]*${resource} ${address} \\{\\s+binding state active;`),
    );
    await endDhclient(site, 6, '-r', flag);
    await server.until('Release message from');
    expect(await stoppedFile()).toMatch(new RegExp(`${resource} ${address} \\{\\s+binding state ${after};`));
  });

  it('dhcpcd gets an address', async () => {
    const client = startDhcpcd(site, 6);
    await untilReported(site, /^BOUND6$/);
    await client.stop();
    expect(server.log()).toContain('Solicit message from');
    expect(await stoppedFile()).toMatch(/ia-na "[\s\S]*iaaddr 2001:db8:1::1[0-9a-f]{2} \{/);
  });

  it.each([
    ['an address', 'ia', /iaaddr (2001:db8:1::1[0-9a-f]{2}) \{\s+binding state active;/],
    [
      'an address at once (rapid commit)',
      'rapid-commit yes\nia',
      /iaaddr (2001:db8:1::1[0-9a-f]{2}) \{\s+binding state active;/,
    ],
    ['a temporary address', 'ta', /iaaddr (2001:db8:1:0:[89a-f]\S+) \{\s+binding state active;/],
    ['a prefix', 'pd', /iaprefix (2001:db8:1[0-9a-f]{2}::\/48) \{\s+binding state active;/],
  ])('dibbler-client gets %s', async (_what, ia, record) => {
    const client = startDibbler(site, ia);
    await server.until('Sending Reply');
    await client.stop();
    expect(server.log().includes('Request message from')).toBe(!ia.includes('rapid'));
    expect(await stoppedFile()).toMatch(record);
  });

  it('the WIDE client gets a prefix', async () => {
    const client = startDhcp6c(site);
    await server.until('Sending Reply');
    await client.stop();
    expect(await stoppedFile()).toMatch(/iaprefix 2001:db8:1[0-9a-f]{2}::\/48 \{\s+binding state active;/);
  });

  it('dhclient gets an address, then the same after a restart of the server', async () => {
    const { address } = await runDhclient(site, 6);
    expect(address).toMatch(NA);
    await endDhclient(site, 6, '-x');
    await server.stop();
    server = await site.start({ program: OUR_DHCPD, family: 6, config: CONFIG });
    expect((await runDhclient(site, 6)).address).toBe(address);
    await endDhclient(site, 6, '-x');
  });
});
