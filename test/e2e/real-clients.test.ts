import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endDhclient, runDhclient, runUdhcpc } from '../support/client-programs.ts';
import { namespaceObstacle } from '../support/namespace.ts';
import { buildSite, missingPrograms, OUR_DHCPD, REAL_DHCPD, type Site } from '../support/site.ts';

const CONFIG4 = `
authoritative;
ping-check false;
default-lease-time 600;
subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; option routers 192.0.2.1; }
`;
const CONFIG6 = `
default-lease-time 600;
subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; }
`;
const ADDRESS4 = /^192\.0\.2\.(1\d|20)$/;
const ADDRESS6 = /^2001:db8:1::1[0-9a-f]{2}$/;
const PROGRAMS = ['/usr/sbin/dhclient', '/usr/sbin/udhcpc', REAL_DHCPD];
const obstacle = namespaceObstacle ?? missingPrograms(...PROGRAMS);

describe.skipIf(obstacle !== undefined)(`real clients${obstacle === undefined ? '' : ` (${obstacle})`}`, () => {
  let site: Site;
  beforeEach(() => {
    site = buildSite(['192.0.2.1/24', '2001:db8:1::1/64']);
  });
  afterEach(() => site.close());

  it('dhclient -4 binds, and its release frees the lease', async () => {
    const server = await site.start({ program: OUR_DHCPD, family: 4, config: CONFIG4 });
    const { address } = await runDhclient(site, 4);
    expect(address).toMatch(ADDRESS4);
    expect(site.read('dhcpd4.leases')).toMatch(new RegExp(`lease ${address} \\{[^}]*binding state active;`));
    await endDhclient(site, 4, '-r');
    await server.until(`DHCPRELEASE of ${address}`);
    await server.stop();
    expect(site.read('dhcpd4.leases')).toMatch(new RegExp(`lease ${address} \\{[^}]*binding state free;`));
  });

  it('dhclient -4 gets its address again after a restart of the server (INIT-REBOOT)', async () => {
    const first = await site.start({ program: OUR_DHCPD, family: 4, config: CONFIG4 });
    const { address } = await runDhclient(site, 4);
    await endDhclient(site, 4, '-x');
    await first.stop();
    const second = await site.start({ program: OUR_DHCPD, family: 4, config: CONFIG4 });
    expect((await runDhclient(site, 4)).address).toBe(address);
    expect(second.log()).toContain(`DHCPREQUEST for ${address} from`);
    await endDhclient(site, 4, '-x');
    await second.stop();
  });

  it('dhclient -6 binds and releases', async () => {
    const server = await site.start({ program: OUR_DHCPD, family: 6, config: CONFIG6 });
    const { address } = await runDhclient(site, 6);
    expect(address).toMatch(ADDRESS6);
    await endDhclient(site, 6, '-r');
    await server.until('releases address');
    await server.stop();
  });

  it('dhclient -6 binds with two messages when both sides agree on rapid commit (RFC 8415 §18.2.1)', async () => {
    const server = await site.start({
      program: OUR_DHCPD,
      family: 6,
      config: `option dhcp6.rapid-commit;\n${CONFIG6}`,
    });
    const config = site.write('rapid.conf', 'timeout 8;\nsend dhcp6.rapid-commit;\n');
    expect((await runDhclient(site, 6, '-cf', config)).address).toMatch(ADDRESS6);
    expect(server.log()).toContain('Solicit message from');
    expect(server.log()).not.toContain('Request message from');
    await endDhclient(site, 6, '-x');
    await server.stop();
  });

  it('udhcpc binds', async () => {
    const server = await site.start({ program: OUR_DHCPD, family: 4, config: CONFIG4 });
    expect((await runUdhcpc(site)).address).toMatch(ADDRESS4);
    await server.stop();
  });

  it('keep their address when ISC dhcpd goes on with our lease file, and when we go on with its', async () => {
    const ours = await site.start({ program: OUR_DHCPD, family: 4, config: CONFIG4 });
    const { address } = await runDhclient(site, 4);
    await endDhclient(site, 4, '-x');
    await ours.stop();

    const real = await site.start({ program: REAL_DHCPD, family: 4, config: CONFIG4 });
    expect(real.log()).toContain('Wrote 1 leases to leases file.');
    expect((await runDhclient(site, 4)).address).toBe(address);
    await endDhclient(site, 4, '-x');
    await real.stop();

    const again = await site.start({ program: OUR_DHCPD, family: 4, config: CONFIG4 });
    expect((await runDhclient(site, 4)).address).toBe(address);
    await endDhclient(site, 4, '-x');
    await again.stop();
  });

  it('keep their IPv6 address when ISC dhcpd goes on with our lease file', async () => {
    const ours = await site.start({ program: OUR_DHCPD, family: 6, config: CONFIG6 });
    const { address } = await runDhclient(site, 6);
    await endDhclient(site, 6, '-x');
    await ours.stop();
    const real = await site.start({ program: REAL_DHCPD, family: 6, config: CONFIG6 });
    expect(real.log()).toContain('Wrote 1 NA, 0 TA, 0 PD leases to lease file.');
    expect((await runDhclient(site, 6)).address).toBe(address);
    await endDhclient(site, 6, '-x');
    await real.stop();
  });

  it('have their lease in the file when the server is killed right after the ACK', async () => {
    const server = await site.start({ program: OUR_DHCPD, family: 4, config: CONFIG4 });
    const { address } = await runUdhcpc(site);
    process.kill(server.pid, 'SIGKILL');
    expect(site.read('dhcpd4.leases')).toMatch(new RegExp(`lease ${address} \\{[^}]*binding state active;`));
  });
});
