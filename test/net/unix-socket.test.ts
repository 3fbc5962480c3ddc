import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadLibc } from '../../src/net/libc.ts';
import { finish } from '../support/namespace.ts';
import { reports } from '../support/program.ts';

const PROGRAM = fileURLToPath(new URL('./programs/unix.ts', import.meta.url));

it.skipIf(!loadLibc().ok)(
  'a datagram socket to a path reports a log daemon that is missing, gone or stuck',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'unix-'));
    const finished = await finish(spawn(process.execPath, [PROGRAM, directory]), 15_000);
    rmSync(directory, { recursive: true });
    expect(finished.stderr).toBe('');
    expect(reports(finished.stdout)).toEqual([
      { event: 'nobody there', call: 'connect', code: 'ENOENT', text: 'No such file or directory' },
      { event: 'sent', outcome: 'taken', got: '<30>line \xff' },
      { event: 'gone', call: 'sendmmsg', code: 'ECONNREFUSED', text: 'Connection refused' },
      { event: 'a reader that does not read', error: 'EAGAIN', quick: true },
      { event: 'a path too long', ok: false },
    ]);
    expect(finished).toMatchObject({ exitCode: 0, signal: null });
  },
);
