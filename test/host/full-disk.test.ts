import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { finish } from '../support/namespace.ts';

const PROGRAM = fileURLToPath(new URL('./programs/full-disk.ts', import.meta.url));

/** Why no file system can be mounted here, or undefined. */
function findObstacle(): string | undefined {
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore', timeout: 5000 });
    return undefined;
  } catch {
    return 'cannot mount a file system';
  }
}
const obstacle = findObstacle();

describe.skipIf(obstacle !== undefined)(`a disk that is really full${obstacle ? ` (${obstacle})` : ''}`, () => {
  it('holds leases back, leaves no half record, and takes up service when there is room', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'full-'));
    const script = 'mount -t tmpfs -o size=64k none "$1" && "$2" "$3" "$1" && cat "$1/dhcpd.leases" >&2';
    const args = ['-m', 'sh', '-c', script, 'sh', directory, process.execPath, PROGRAM];
    const finished = await finish(spawn('unshare', args), 20_000);
    rmSync(directory, { recursive: true });
    const { story, records } = JSON.parse(finished.stdout) as { story: string[]; records: number };
    expect(story).toEqual([
      'commit_leases: unable to commit, fflush(): No space left on device',
      `Leases cannot be saved to ${directory}/dhcpd.leases: no lease is granted or renewed until this works again.`,
      'full after true',
      'refused true',
      `Leases are saved to ${directory}/dhcpd.leases again, service resumes.`,
      'again true',
    ]);
    const lines = finished.stderr.trimEnd().split('\n');
    expect(lines.map((line) => Number(line.slice(7, 11)))).toEqual(Array.from({ length: records }, (_, i) => i));
    expect(lines.every((line) => line.length === 998)).toBe(true);
  });
});
