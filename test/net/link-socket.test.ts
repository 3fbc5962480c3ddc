import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeInNamespace } from '../support/namespace.ts';
import { reports } from '../support/program.ts';

const program = (name: string): string => fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));

describeInNamespace('link socket', (namespace) => {
  it('exchanges frames, pauses, and survives the link going down and the interface being replaced', async () => {
    namespace.addVethPair('s0', 'c0');
    const finished = await namespace.node(program('link'), [], 15_000);
    expect(finished.stderr).toBe('');
    expect(reports(finished.stdout)).toEqual([
      {
        event: 'request',
        payload: '07'.repeat(300),
        source: 0,
        sourcePort: 68,
        interfaceName: 's0',
        destination: '255.255.255.255',
      },
      { event: 'link source is the client', same: true },
      { event: 'echo', sent: { sent: 2 } },
      { event: 'burst', sent: 1000 },
      { event: 'paused', echoes: 1001 },
      { event: 'resumed' },
      { event: 'link-down', interfaceName: 's0' },
      {
        event: 'send on a link that is down',
        sent: 0,
        error: { call: 'sendmmsg', code: 'ENETDOWN', text: 'Network is down' },
      },
      { event: 'echo after down and up' },
      { event: 'link-up', interfaceName: 's0' },
      { event: 'link-down', interfaceName: 's0' },
      { event: 'link-up', interfaceName: 's0' },
      { event: 'echo after the interface was made again' },
    ]);
    expect(finished).toMatchObject({ exitCode: 0, signal: null });
  });
});
