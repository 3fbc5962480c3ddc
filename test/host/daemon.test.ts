import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { finish } from '../support/namespace.ts';

const PROGRAM = fileURLToPath(new URL('./programs/background.ts', import.meta.url));
const run = (way: string) => finish(spawn(process.execPath, [PROGRAM, way]), 15_000);

describe('daemon', () => {
  it('lets the foreground end with 0 once it serves, in a session of its own and without the terminal', async () => {
    const finished = await run('serve');
    const pid = Number(/serving as (\d+)/.exec(finished.stderr)?.[1]);
    try {
      expect(finished).toMatchObject({ exitCode: 0, stderr: `serving as ${pid}\n` });
      expect(process.kill(pid, 0)).toBe(true);
    } finally {
      process.kill(pid, 'SIGKILL');
    }
  });

  it('lets the foreground end with its own code when it cannot serve', async () => {
    expect(await run('fail')).toMatchObject({ exitCode: 1, stderr: 'cannot serve\n' });
  });
});
