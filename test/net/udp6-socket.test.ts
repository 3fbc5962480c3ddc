import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { describeInNamespace, makeNamespace } from '../support/namespace.ts';
import { reports } from '../support/program.ts';

const program = (name: string): string => fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));

describeInNamespace('DHCPv6 socket', (server) => {
  const client = makeNamespace();
  afterAll(() => client.remove());

  it('receives by group and by unicast, tells them apart, and answers on the interface of the request', async () => {
    server.connect('s0', client, 'c0');
    server.run('ip', 'addr', 'add', '2001:db8::1/64', 'dev', 's0', 'nodad');
    client.run('ip', 'addr', 'add', '2001:db8::2/64', 'dev', 'c0', 'nodad');
    const running = server.node(program('udp6-server'), [], 15_000);
    const asked = await client.node(program('udp6-client'), ['2001:db8::1'], 12_000);
    const served = await running;
    expect(served.stderr + asked.stderr).toBe('');
    const seen = new Map(reports(served.stdout).map((line) => [line.event, line]));
    const global = { sourcePort: 546, interfaceName: 's0' };
    expect(seen.get('relay agents and servers')).toMatchObject({
      ...global,
      destination: 'ff020000000000000000000000010002',
    });
    expect(seen.get('servers')).toMatchObject({ ...global, destination: 'ff050000000000000000000000010003' });
    expect(seen.get('unicast')).toMatchObject({
      ...global,
      source: '20010db8000000000000000000000002'.replace(/^0+/, ''),
      destination: '20010db8000000000000000000000001',
    });
    expect(seen.has('error')).toBe(false);
    const answers = reports(asked.stdout).map(({ event, from }) => [event, from]);
    expect(answers).toEqual([
      ['relay agents and servers', expect.stringMatching(/^fe80::/)],
      ['servers', '2001:db8::1'],
      ['unicast', '2001:db8::1'],
      ['end', '2001:db8::1'],
    ]);
    expect(served).toMatchObject({ exitCode: 0, signal: null });
  });
});
