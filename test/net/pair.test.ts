import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeInNamespace } from '../support/namespace.ts';
import { reports } from '../support/program.ts';

const program = (name: string): string => fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));

describeInNamespace('sockets of one process', (namespace) => {
  it('pairs two processes on ::1 whenever they come, pings, and reports missing rights as values', async () => {
    const finished = await namespace.node(program('pair'), [], 10_000);
    expect(finished.stderr).toBe('');
    const refused = { code: 'EPERM', text: 'Operation not permitted', call: 'socket' };
    expect(reports(finished.stdout)).toEqual([
      { event: 'sent to nobody', first: 'taken', second: 'taken' },
      { event: 'heard', heard: ['four query', 'six xxxxxxxx'] },
      { event: 'ping', outcome: 'sent' },
      { event: 'answered', by: '127.0.0.1' },
      { event: 'ping without route', call: 'sendmmsg', code: 'ENETUNREACH', text: 'Network is unreachable' },
      { event: 'link without rights', ...refused },
      { event: 'icmp without rights', ...refused },
    ]);
    expect(finished).toMatchObject({ exitCode: 0, signal: null });
  });
});
