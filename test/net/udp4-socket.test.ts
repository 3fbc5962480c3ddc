import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { describeInNamespace, makeNamespace } from '../support/namespace.ts';
import { reports } from '../support/program.ts';

const program = (name: string): string => fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));

describeInNamespace('DHCPv4 kernel socket', (server) => {
  const client = makeNamespace();
  afterAll(() => client.remove());

  it('receives with destination and interface, and answers by broadcast on that interface', async () => {
    server.connect('s0', client, 'c0');
    server.run('ip', 'addr', 'add', '192.0.2.1/24', 'dev', 's0');
    client.run('ip', 'addr', 'add', '192.0.2.2/24', 'dev', 'c0');
    client.run('ip', 'route', 'add', 'default', 'dev', 'c0');
    const running = server.node(program('udp4-server'), [], 15_000);
    const asked = await client.node(program('udp4-client'), [], 12_000);
    const served = await running;
    expect(served.stderr + asked.stderr).toBe('');
    const seen = new Map(reports(served.stdout).map((line) => [line.event, line]));
    const sender = { source: 0xc0000202, sourcePort: 68, interfaceName: 's0' };
    expect(seen.get('broadcast')).toMatchObject({ ...sender, destination: 0xffffffff });
    expect(seen.get('unicast')).toMatchObject({ ...sender, destination: 0xc0000201 });
    expect(seen.has('error')).toBe(false);
    expect(reports(asked.stdout)).toEqual(
      ['broadcast', 'unicast', 'end'].map((event) => ({ event, from: '192.0.2.1' })),
    );
    expect(served).toMatchObject({ exitCode: 0, signal: null });
  });

  it('only sends when nobody wants to receive, lets the process end, and reports errors as values', async () => {
    const finished = await server.node(program('send-only'), [], 10_000);
    expect(reports(finished.stdout)).toEqual([
      { event: 'sent', sent: 1 },
      { event: 'broadcast', sent: 0, error: { call: 'sendmmsg', code: 'EACCES', text: 'Permission denied' } },
      {
        event: 'unreachable',
        sent: 0,
        error: { call: 'sendmmsg', code: 'ENETUNREACH', text: 'Network is unreachable' },
      },
      { event: 'foreign address', call: 'bind', code: 'EADDRNOTAVAIL', text: 'Cannot assign requested address' },
    ]);
    expect(finished).toMatchObject({ exitCode: 0, signal: null, stderr: '' });
  });
});
