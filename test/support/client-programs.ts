import type { Finished } from './namespace.ts';
import type { Site } from './site.ts';

/** Real DHCP clients from Debian's packages, run once until they are bound. */

/** What a client's script reported when it was bound. */
export interface Bound {
  readonly reason: string;
  readonly address: string;
  readonly finished: Finished;
}

/**
 * The script that the clients call: notes reason and address, and puts an IPv4 address onto the interface so that renewals
 * can be sent from it.
 */
const SCRIPT = `#!/bin/sh
addr=\${new_ip_address:-\${new_ip6_address:-\${new_ip6_prefix:-$ip}}}
echo "\${reason:-$1} $addr" >> "$(dirname "$0")/client.events"
case "\${reason:-$1}" in
  BOUND|REBOOT|bound) ip addr replace "$addr/24" dev c0 ;;
esac
exit 0
`;

function events(site: Site): readonly { reason: string; address: string }[] {
  const text = site.read('client.events');
  return text
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

/** `dhclient -1`: exits once it is bound (it would go on in the background; the test's time limit ends it). */
export async function runDhclient(site: Site, family: 4 | 6, ...flags: readonly string[]): Promise<Bound> {
  const script = prepare(site);
  const config = site.write('dhclient.conf', 'timeout 8;\ninitial-interval 1;\nrequest subnet-mask, routers;\n');
  const lease = site.path(`dhclient${family}.leases`);
  const pid = site.path('dhclient.pid');
  const words = [`-${family}`, '-1', '-v', '-cf', config, '-lf', lease, '-pf', pid, '-sf', script, ...flags, 'c0'];
  const finished = await site.onClient(15_000, '/usr/sbin/dhclient', ...words);
  return boundIn(site, /^(BOUND6?|REBOOT|REBIND6?)$/, finished);
}

/** Ends the dhclient that went into the background, releasing its lease when asked to. */
export function endDhclient(site: Site, family: 4 | 6, how: '-r' | '-x'): Promise<Finished> {
  const files = ['-lf', site.path(`dhclient${family}.leases`), '-pf', site.path('dhclient.pid')];
  const script = site.path('client-script');
  const config = site.path('dhclient.conf');
  return site.onClient(10_000, '/usr/sbin/dhclient', `-${family}`, how, '-cf', config, ...files, '-sf', script, 'c0');
}

export async function runUdhcpc(site: Site): Promise<Bound> {
  const script = prepare(site);
  const finished = await site.onClient(
    15_000,
    '/usr/sbin/udhcpc',
    '-i',
    'c0',
    '-f',
    '-q',
    '-n',
    '-t',
    '5',
    '-T',
    '1',
    '-s',
    script,
  );
  return boundIn(site, /^bound$/, finished);
}
