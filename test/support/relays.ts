import type { RunningProgram, Site } from './site.ts';

/** Real relay agents (isc-dhcp-relay) on the relay hosts of a site. */

export const DHCRELAY = '/usr/sbin/dhcrelay';

/** DHCPv4 relay agent that adds option 82, on the relay host next to the server. */
export async function startRelay4(site: Site, server: string): Promise<RunningProgram> {
  const [host] = site.relays;
  if (!host) throw new Error('the site has no relay host');
  const relay = site.background(host, DHCRELAY, '-4', '-a', '-d', '--no-pid', '-id', 'd0', '-iu', 'u0', server);
  await relay.until('Sending on   Socket/fallback');
  return relay;
}

/** DHCPv6 relay agents on every relay host, each of which asks the next one by multicast. */
export async function startRelays6(site: Site, lower: readonly string[] = ['d0']): Promise<readonly RunningProgram[]> {
  const relays = site.relays.map((host) => {
    const links = lower.filter((name) => host.run('ip', '-o', 'link').includes(`${name}@`));
    const words = links.flatMap((name) => ['-l', name]);
    return site.background(host, DHCRELAY, '-6', '-d', '--no-pid', '-I', ...words, '-u', 'ff02::1:2%u0');
  });
  for (const relay of relays) await relay.until('Sending on   Socket');
  return relays;
}
