import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeInNamespace } from '../support/namespace.ts';

const PROGRAM = fileURLToPath(new URL('./programs/poll-contract.ts', import.meta.url));

describeInNamespace('koffi poll handle on a packet socket', (namespace) => {
  it('echoes, survives link down and up, and lets the process end by itself', async () => {
    namespace.addVethPair('s0', 'c0');
    const finished = await namespace.node(PROGRAM, [], 15_000);
    expect(finished).toMatchObject({ exitCode: 0, signal: null, stdout: 'done\n' });
  });
});
