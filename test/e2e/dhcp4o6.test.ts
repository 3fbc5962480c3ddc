import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { namespaceObstacle } from '../support/namespace.ts';
import { buildSite, OUR_DHCPD, type RunningProgram, type Site } from '../support/site.ts';

/** DHCPv4 over DHCPv6 (RFC 7341) with the configs of examples/, on real packets. */

const root = resolve(import.meta.dirname, '../..');
const CLIENT = resolve(root, 'scripts/demo/client.ts');
const example = (family: 4 | 6) => readFileSync(resolve(root, `examples/dhcpd.conf${family}`), 'latin1');
const PAIR = ['-4o6', '6769'];

interface Step {
  readonly step: string;
  readonly text: string;
  readonly address4?: string;
}

describe.skipIf(namespaceObstacle !== undefined)(`a server pair (${namespaceObstacle ?? 'in namespaces'})`, () => {
  let site: Site;
  beforeEach(() => {
    site = buildSite(['2001:db8:1:1::1/64']);
  });
  afterEach(() => site.close());

  const start = (family: 4 | 6): Promise<RunningProgram> =>
    site.start({ program: OUR_DHCPD, family, config: example(family), args: PAIR });

  async function runClient(timeoutMillis = 15_000): Promise<readonly Step[]> {
    const finished = await site.onClient(timeoutMillis, process.execPath, CLIENT, 'c0');
    return finished.stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Step);
  }

  it('leases an IPv4 address to a client that has IPv6 only, and records it in the ordinary lease file', async () => {
    const [six, four] = [await start(6), await start(4)];
    const steps = await runClient();
    expect(steps.map(({ step }) => step)).toEqual([
      'DHCPv6 SOLICIT',
      'DHCPv6 REQUEST',
      'DHCPv6 REPLY',
      'DHCPV4-QUERY',
      'DHCPV4-QUERY',
      'DHCPV4-RESPONSE',
    ]);
    expect(steps.at(-1)?.address4).toBe('192.0.2.100');
    await Promise.all([six.stop(), four.stop()]);
    const record = /lease 192\.0\.2\.100 \{[^}]*\}/.exec(site.read('dhcpd4.leases'))?.[0] ?? '';
    expect(record).toContain('binding state active;');
    expect(record).not.toContain('2001:db8');
  });

  it('logs both halves of a query and names the IPv6 address of the client', async () => {
    const [six, four] = [await start(6), await start(4)];
    await runClient();
    await four.until('DHCP4o6 DHCPACK on 192.0.2.100');
    await six.until('send_dhcpv4_response(): sending Dhcpv4-response on s0 to 2001:db8:1:1:');
    expect(four.log()).toMatch(/^DHCP4o6 DHCPACK on 192\.0\.2\.100 to \S+ \(demo-client\) via 2001:db8:1:1:\S+$/m);
    expect(four.log()).not.toContain('Listening on');
    await Promise.all([six.stop(), four.stop()]);
  });

  it('serves on when either half was restarted, in any order', async () => {
    const six = await start(6);
    const four = await start(4);
    await four.stop();
    const fourAgain = await start(4);
    expect((await runClient()).at(-1)?.address4).toBe('192.0.2.100');
    await six.stop();
    const sixAgain = await start(6);
    expect((await runClient()).at(-1)?.address4).toBe('192.0.2.100');
    await Promise.all([sixAgain.stop(), fourAgain.stop()]);
  });

  it('keeps serving DHCPv6 while the DHCPv4 half is away', async () => {
    const six = await start(6);
    const steps = await runClient(3000);
    expect(steps.map(({ step }) => step)).toContain('DHCPv6 REPLY');
    expect(steps.at(-1)?.step).toBe('DHCPV4-QUERY');
    expect((await six.stop()).signal).toBe('SIGTERM');
  });

  it('drops what another program sends to its inter-process port, and lives', async () => {
    const four = await start(4);
    const flood =
      "const d=require('dgram').createSocket('udp6');let n=0;const t=setInterval(()=>{d.send(Buffer.alloc(300,n),6770,'::1');if(++n>20){clearInterval(t);d.close()}},5)";
    site.server.run(process.execPath, '-e', flood);
    expect((await four.stop()).signal).toBe('SIGTERM');
  });
});
