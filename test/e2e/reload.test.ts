import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endDhclient, runDhclient } from '../support/client-programs.ts';
import { namespaceObstacle } from '../support/namespace.ts';
import { buildSite, missingPrograms, OUR_DHCPD, type Site } from '../support/site.ts';

/** SIGHUP and SIGUSR1 at a server at work. */

const config = (high: number): string =>
  `subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.${high}; }\n`;

const LEASE = `lease 192.0.2.15 {
  starts 1 2026/01/05 00:00:00;
  ends never;
  binding state active;
  next binding state free;
  hardware ethernet 00:00:5e:00:53:01;
}
`;

const obstacle = namespaceObstacle ?? missingPrograms('/usr/sbin/dhclient');

describe.skipIf(obstacle !== undefined)(`reloading (${obstacle ?? 'in a namespace'})`, () => {
  let site: Site;
  beforeEach(() => {
    site = buildSite(['192.0.2.1/24', '2001:db8::1/64']);
  });
  afterEach(() => site.close());

  it('keeps the old config when the new one is bad, and says where', async () => {
    const server = await site.start({ program: OUR_DHCPD, family: 4, config: config(20) });
    site.write('dhcpd4.conf', 'nonsense\n');
    process.kill(server.pid, 'SIGHUP');
    await server.until('the config before it stays in force');
    expect(server.log()).toContain('dhcpd4.conf line ');
    await server.stop();
  });

  it('takes a good one over; leases come back with their pool', async () => {
    site.write('dhcpd4.leases', LEASE);
    const server = await site.start({ program: OUR_DHCPD, family: 4, config: config(20) });
    site.write('dhcpd4.conf', config(12));
    process.kill(server.pid, 'SIGHUP');
    await server.until('has been read again and is in force');
    expect(server.log()).toContain('lease 192.0.2.15: no subnet.');
    site.write('dhcpd4.conf', `local-port 1067;\n${config(20)}`);
    process.kill(server.pid, 'SIGHUP');
    await server.until('Changes of local-port need a restart');
    process.kill(server.pid, 'SIGUSR1');
    await expect.poll(() => server.log().split('Wrote 1 leases to leases file.').length).toBe(3);
    await server.stop();
    expect(site.read('dhcpd4.leases')).toContain('lease 192.0.2.15 {');
  });

  it('serves on with the IPv6 leases it has: a client comes back to what it was given before', async () => {
    const config6 = (lifetime: number): string =>
      `default-lease-time ${lifetime};\nsubnet6 2001:db8::/64 { range6 2001:db8::100 2001:db8::1ff; }\n`;
    const server = await site.start({ program: OUR_DHCPD, family: 6, config: config6(600) });
    const { address } = await runDhclient(site, 6);
    await endDhclient(site, 6, '-x');
    site.write('dhcpd6.conf', config6(900));
    process.kill(server.pid, 'SIGHUP');
    await server.until('is in force');
    expect((await runDhclient(site, 6)).address).toBe(address);
    expect(server.log()).toContain('Confirm message from');
    await endDhclient(site, 6, '-x');
    await server.stop();
  });

  it('opens sockets where a new config has a subnet and closes those of others', async () => {
    for (const family of [4, 6] as const) {
      site.server.run('ip', 'link', 'add', `d${family}`, 'type', 'veth', 'peer', 'name', `e${family}`);
      for (const end of [`d${family}`, `e${family}`]) site.server.run('ip', 'link', 'set', end, 'up');
    }
    site.server.run('ip', 'addr', 'add', '198.51.100.1/24', 'dev', 'd4');
    site.server.run('ip', 'addr', 'add', '2001:db8:1::1/64', 'dev', 'd6', 'nodad');
    const other4 = 'subnet 198.51.100.0 netmask 255.255.255.0 { }\n';
    const other6 = 'subnet6 2001:db8:1::/64 { }\n';
    const cases = [
      [4, config(20), other4, /Listening on LPF\/d4\//],
      [6, 'subnet6 2001:db8::/64 { }\n', other6, /Listening on Socket\/\d+\/d6\//],
    ] as const;
    for (const [family, first, second, line] of cases) {
      const server = await site.start({ program: OUR_DHCPD, family, config: first, args: [] });
      expect(server.log()).not.toMatch(line);
      site.write(`dhcpd${family}.conf`, second);
      process.kill(server.pid, 'SIGHUP');
      await server.until('is in force');
      expect(server.log()).toMatch(line);
      expect(server.log()).toMatch(/No subnet6? declaration for s0/);
      await server.stop();
    }
  });
});
