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
import { buildSite, missingPrograms, OUR_DHCPD, type Site } from '../support/site.ts';

/** Real DHCPv4 clients that stay: renewal by themselves and when told to, release. */

const config = (leaseTime: number) => `
authoritative;
ping-check false;
min-lease-time 1;
default-lease-time ${leaseTime};
max-lease-time ${leaseTime};
subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; }
`;
const obstacle = namespaceObstacle ?? missingPrograms(DHCLIENT, UDHCPC, DHCPCD);

describe.skipIf(obstacle !== undefined)(`clients that stay${obstacle === undefined ? '' : ` (${obstacle})`}`, () => {
  let site: Site;
  beforeEach(() => {
    site = buildSite(['192.0.2.1/24']);
  });
  afterEach(() => site.close());
  const start = (leaseTime: number) => site.start({ program: OUR_DHCPD, family: 4, config: config(leaseTime) });

  it('dhclient renews a short lease at half of its time', async () => {
    const server = await start(6);
    const { address } = await runDhclient(site, 4);
    expect((await untilReported(site, /^RENEW$/)).address).toBe(address);
    await endDhclient(site, 4, '-x');
    await server.stop();
    const records = site.read('dhcpd4.leases').match(new RegExp(`lease ${address} \\{`, 'g'));
    expect(records?.length).toBeGreaterThanOrEqual(2);
  });

  it('udhcpc renews and releases when told to', async () => {
    const server = await start(600);
    const client = startUdhcpc(site);
    const { address } = await untilReported(site, /^bound$/);
    process.kill(client.pid, 'SIGUSR1');
    expect((await untilReported(site, /^renew$/)).address).toBe(address);
    process.kill(client.pid, 'SIGUSR2');
    await server.until(`DHCPRELEASE of ${address}`);
    await server.stop();
    expect(site.read('dhcpd4.leases')).toMatch(new RegExp(`lease ${address} \\{[^}]*binding state free;`));
  });

  it('dhcpcd binds', async () => {
    const server = await start(600);
    const client = startDhcpcd(site, 4);
    const { address } = await untilReported(site, /^(BOUND|REBOOT)$/);
    expect(address).toMatch(/^192\.0\.2\.(1\d|20)$/);
    await client.stop();
    await server.stop();
    expect(site.read('dhcpd4.leases')).toContain(`lease ${address} {`);
  });
});
