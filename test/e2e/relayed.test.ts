import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  DHCLIENT,
  DHCPCD,
  endDhclient,
  runDhclient,
  startDhcpcd,
  startUdhcpc,
  UDHCPC,
  untilReported,
} from '../support/client-programs.ts';
import { namespaceObstacle } from '../support/namespace.ts';
import { DHCRELAY, startRelay4, startRelays6 } from '../support/relays.ts';
import { buildSite, missingPrograms, OUR_DHCPD, type Site } from '../support/site.ts';

/** Real clients behind real relay agents. */

const CONFIG4 = `
authoritative;
ping-check false;
default-lease-time 600;
subnet 192.0.2.0 netmask 255.255.255.0 { }
subnet 198.51.100.0 netmask 255.255.255.0 { range 198.51.100.10 198.51.100.20; option routers 198.51.100.1; }
`;
const ADDRESS4 = /^198\.51\.100\.(1\d|20)$/;
const obstacle = namespaceObstacle ?? missingPrograms(DHCLIENT, UDHCPC, DHCPCD, DHCRELAY);
const suffix = obstacle === undefined ? '' : ` (${obstacle})`;

describe.skipIf(obstacle !== undefined)(`behind dhcrelay -4 -a${suffix}`, () => {
  let site: Site;
  beforeEach(async () => {
    site = buildSite(['192.0.2.1/24'], [{ upper: ['192.0.2.2/24'], lower: ['198.51.100.1/24'] }]);
    site.server.run('ip', 'route', 'add', '198.51.100.0/24', 'via', '192.0.2.2');
    await startRelay4(site, '192.0.2.1');
  });
  afterEach(() => site.close());
  const start = () => site.start({ program: OUR_DHCPD, family: 4, config: CONFIG4 });

  it('dhclient gets an address of its own link, records its circuit, and releases it', async () => {
    const server = await start();
    const { address } = await runDhclient(site, 4);
    expect(address).toMatch(ADDRESS4);
    expect(server.log()).toMatch(
      new RegExp(`^DHCPACK on ${address} to \\S+ (\\(\\S+\\) )?via 198\\.51\\.100\\.1$`, 'm'),
    );
    expect(site.read('dhcpd4.leases')).toContain('option agent.circuit-id "d0";');
    await endDhclient(site, 4, '-r');
    await server.until(`DHCPRELEASE of ${address}`);
    await server.stop();
    expect(site.read('dhcpd4.leases')).toMatch(new RegExp(`lease ${address} \\{[^}]*binding state free;`));
  });

  it('udhcpc renews by unicast past the relay agent, and the record keeps its circuit', async () => {
    const server = await start();
    const client = startUdhcpc(site);
    const { address } = await untilReported(site, /^bound$/);
    expect(address).toMatch(ADDRESS4);
    process.kill(client.pid, 'SIGUSR1');
    expect(await untilReported(site, /^renew$/)).toEqual({ reason: 'renew', address });
    expect(server.log()).toMatch(new RegExp(`^DHCPACK on ${address} to \\S+ (\\(\\S+\\) )?via s0$`, 'm'));
    process.kill(client.pid, 'SIGUSR2');
    await server.until(`DHCPRELEASE of ${address}`);
    await server.stop();
  });

  it('dhcpcd gets an address of its own link', async () => {
    const server = await start();
    const client = startDhcpcd(site, 4);
    expect((await untilReported(site, /^(BOUND|REBOOT)$/)).address).toMatch(ADDRESS4);
    await client.stop();
    await server.stop();
  });
});

const CONFIG6 = `
default-lease-time 600;
subnet6 2001:db8:1::/64 { }
subnet6 2001:db8:2::/64 { }
subnet6 2001:db8:3::/64 { range6 2001:db8:3::100 2001:db8:3::1ff; }
`;

describe.skipIf(obstacle !== undefined)(`behind dhcrelay -6${suffix}`, () => {
  let site: Site | undefined;
  afterEach(() => site?.close());

  it('dhclient gets an address of its own link and releases it', async () => {
    site = buildSite(['2001:db8:1::1/64'], [{ upper: ['2001:db8:1::2/64'], lower: ['2001:db8:3::1/64'] }]);
    await startRelays6(site);
    const server = await site.start({ program: OUR_DHCPD, family: 6, config: CONFIG6 });
    expect((await runDhclient(site, 6)).address).toMatch(/^2001:db8:3::1[0-9a-f]{2}$/);
    expect(server.log()).toContain('Relay-forward message from ');
    await endDhclient(site, 6, '-r');
    await server.until('releases address');
    await server.stop();
  });

  it('dhclient behind two of them gets an address of its own link, not of the link between them', async () => {
    site = buildSite(
      ['2001:db8:1::1/64'],
      [
        { upper: ['2001:db8:1::2/64'], lower: ['2001:db8:2::1/64'] },
        { upper: ['2001:db8:2::2/64'], lower: ['2001:db8:3::1/64'] },
      ],
    );
    await startRelays6(site);
    const server = await site.start({ program: OUR_DHCPD, family: 6, config: CONFIG6 });
    expect((await runDhclient(site, 6)).address).toMatch(/^2001:db8:3::1[0-9a-f]{2}$/);
    await endDhclient(site, 6, '-x');
    await server.stop();
  });
});
