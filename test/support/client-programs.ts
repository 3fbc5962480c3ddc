import type { Finished } from './namespace.ts';
import type { RunningProgram, Site } from './site.ts';

/** Real DHCP clients from Debian's packages. */

export const DHCLIENT = '/usr/sbin/dhclient';
export const UDHCPC = '/usr/sbin/udhcpc';
export const DHCPCD = '/usr/sbin/dhcpcd';
export const DIBBLER_CLIENT = '/usr/sbin/dibbler-client';
export const DHCP6C = '/usr/sbin/dhcp6c';

/** What a client's script reported. */
export interface Reported {
  readonly reason: string;
  /** Address or prefix. */
  readonly address: string;
}

export interface Bound extends Reported {
  readonly finished: Finished;
}

/**
 * The script that the clients call: notes reason and address, and puts an IPv4 address and a route to the other links onto
 * the interface so that renewals can be sent from it.
 */
const SCRIPT = `#!/bin/sh
what=\${reason:-\${REASON:-$1}}
addr=\${new_ip_address:-\${new_ip6_address:-\${new_ip6_prefix:-\${new_dhcp6_ia_na1_ia_addr1:-$ip}}}}
echo "$what $addr" >> "$(dirname "$0")/client.events"
case "$what" in
  BOUND|REBOOT|bound)
    ip addr replace "$addr/24" dev c0
    for gateway in \${new_routers:-$router}; do ip route replace default via "$gateway"; done ;;
esac
exit 0
`;

function events(site: Site): readonly Reported[] {
  return site
    .read('client.events')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [reason = '', address = ''] = line.split(' ');
      return { reason, address };
    });
}

function prepare(site: Site): string {
  site.write('client.events', '');
  return site.write('client-script', SCRIPT, 0o755);
}

function boundIn(site: Site, reasons: RegExp, finished: Finished): Bound {
  const found = events(site).find(({ reason }) => reasons.test(reason));
  if (!found) throw new Error(`never bound: ${site.read('client.events')}\n${finished.stdout}${finished.stderr}`);
  return { ...found, finished };
}

/** Waits until the client's script was called with a reason. */
export async function untilReported(site: Site, reasons: RegExp, seconds = 15): Promise<Reported> {
  for (let waited = 0; waited < seconds * 50; waited++) {
    const found = events(site).find(({ reason }) => reasons.test(reason));
    if (found) return found;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`the client never reported ${reasons}: ${site.read('client.events')}`);
}

/** `dhclient -1`: goes into the background once it is bound; endDhclient ends it. */
export async function runDhclient(site: Site, family: 4 | 6, ...flags: readonly string[]): Promise<Bound> {
  const script = prepare(site);
  const config = site.write('dhclient.conf', 'timeout 8;\ninitial-interval 1;\nrequest subnet-mask, routers;\n');
  const lease = site.path(`dhclient${family}.leases`);
  const pid = site.path('dhclient.pid');
  const words = [`-${family}`, '-1', '-v', '-cf', config, '-lf', lease, '-pf', pid, '-sf', script, ...flags, 'c0'];
  const finished = await site.onClient(15_000, DHCLIENT, ...words);
  return boundIn(site, /^(BOUND6?|REBOOT|REBIND6?)$/, finished);
}

/** Ends the dhclient that went into the background, releasing its lease when asked to. */
export function endDhclient(
  site: Site,
  family: 4 | 6,
  how: '-r' | '-x',
  ...flags: readonly string[]
): Promise<Finished> {
  const files = ['-lf', site.path(`dhclient${family}.leases`), '-pf', site.path('dhclient.pid')];
  const words = ['-cf', site.path('dhclient.conf'), ...files, '-sf', site.path('client-script'), ...flags];
  return site.onClient(10_000, DHCLIENT, `-${family}`, how, ...words, 'c0');
}

const udhcpcWords = (script: string) => ['-i', 'c0', '-f', '-n', '-t', '5', '-T', '1', '-s', script];

/** udhcpc that exits once it is bound. */
export async function runUdhcpc(site: Site): Promise<Bound> {
  const finished = await site.onClient(15_000, UDHCPC, '-q', ...udhcpcWords(prepare(site)));
  return boundIn(site, /^bound$/, finished);
}

/** udhcpc that goes on: SIGUSR1 renews, SIGUSR2 releases. */
export function startUdhcpc(site: Site): RunningProgram {
  return site.background(site.client, UDHCPC, ...udhcpcWords(prepare(site)));
}

/**
 * A client in whose sight the folders of its package are empty ones of its own: `ip netns exec` gives it a mount namespace,
 * so nothing is seen or left elsewhere.
 */
function startAlone(site: Site, folders: readonly string[], before: string, command: string): RunningProgram {
  const mounts = folders.map((folder) => `mkdir -p ${folder} && mount -t tmpfs none ${folder} || exit 1\n`).join('');
  const launcher = site.write('alone', `#!/bin/sh\n${mounts}${before}exec ${command}\n`, 0o755);
  return site.background(site.client, launcher);
}

/** dhcpcd in the foreground. */
export function startDhcpcd(site: Site, family: 4 | 6): RunningProgram {
  const script = prepare(site);
  const config = site.write('dhcpcd.conf', `noarp\nnoipv6rs\nduid\n${family === 6 ? 'ia_na 1\n' : 'option routers\n'}`);
  const command = `${DHCPCD} -${family} -B -d -f ${config} -c ${script} c0`;
  return startAlone(site, ['/run', '/var/lib/dhcpcd'], '', command);
}

/** dibbler-client in the foreground; `ia` is the body of its `iface`. */
export function startDibbler(site: Site, ia: string): RunningProgram {
  const script = prepare(site);
  const config = site.write('dibbler.conf', `log-level 8\nscript "${script}"\niface c0 {\n${ia}\n}\n`);
  const folders = ['/etc/dibbler', '/var/lib/dibbler', '/var/log/dibbler'];
  return startAlone(site, folders, `cp ${config} /etc/dibbler/client.conf\n`, `${DIBBLER_CLIENT} run`);
}

/** The WIDE client asks for a prefix (IA_PD). */
export function startDhcp6c(site: Site): RunningProgram {
  const script = prepare(site);
  const config = site.write('dhcp6c.conf', `interface c0 { send ia-pd 1; script "${script}"; };\nid-assoc pd 1 { };\n`);
  const files = `-c ${config} -p ${site.path('dhcp6c.pid')}`;
  return startAlone(site, ['/var/lib/dhcpv6'], '', `${DHCP6C} -f -D ${files} c0`);
}
