import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { finish } from '../support/namespace.ts';

const PROGRAM = fileURLToPath(new URL('./programs/privileges.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;

describe.skipIf(!isRoot)(`giving up root${isRoot ? '' : ' (needs root)'}`, () => {
  it('finds accounts, changes the root, takes user and group, and tells what fails in the words of the reference', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'chroot-'));
    writeFileSync(join(directory, 'mark'), '');
    const finished = await finish(spawn(process.execPath, [PROGRAM, directory]), 15_000);
    rmSync(directory, { recursive: true });
    expect(finished.stderr).toBe('');
    expect(JSON.parse(finished.stdout)).toEqual({
      nobody: { uid: 65534, gid: 65534 },
      'nobody in daemon': { uid: 65534, gid: 1 },
      'no user': 'no such user: nobody-of-that-name',
      'no group': 'no such group: none-of-that-name',
      neither: {},
      'no such root': `chroot("${directory}/missing"): No such file or directory`,
      root: ['/', true, false],
      drop: [65534, 65533, [65533]],
      'drop again': 'setuid(1): Operation not permitted',
      'group again': 'setgroups: Operation not permitted',
      'look up without root': 'you must be root to set user',
      'group without root': 'you must be root to set group',
      'chroot without root': 'you must be root to use chroot',
    });
  });
});
