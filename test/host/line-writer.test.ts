import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { finish } from '../support/namespace.ts';

const PROGRAM = fileURLToPath(new URL('./programs/last-words.ts', import.meta.url));
const run = (...args: string[]) => finish(spawn(process.execPath, [PROGRAM, ...args]), 15_000);
const linesOf = (text: string) => text.split('\n').filter((line) => line.startsWith('line '));

describe('lines on standard error', () => {
  it.each(['exit', 'throw', 'end'])('all come out when the process ends by %s', async (way) => {
    const { stderr } = await run(way, '3000');
    const lines = linesOf(stderr);
    expect(lines).toHaveLength(3000);
    expect(lines.at(-1)).toMatch(/^line 2999 x+$/);
  });

  it('come in order into a file', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'line-writer-'));
    const file = join(directory, 'log');
    const child = spawn(process.execPath, [PROGRAM, 'exit', '500'], {
      stdio: ['ignore', 'ignore', openSync(file, 'w')],
    });
    await finish(child, 15_000);
    const numbers = linesOf(readFileSync(file, 'utf8')).map((line) => Number(line.split(' ')[1]));
    expect(numbers).toEqual(Array.from({ length: 500 }, (_, i) => i));
    rmSync(directory, { recursive: true });
  });

  it('never hold the process up when nobody reads: it ends after a moment', async () => {
    const child = spawn(process.execPath, [PROGRAM, 'exit', '20000'], { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.pause();
    const started = performance.now();
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).toBe(3);
    expect(performance.now() - started).toBeLessThan(10_000);
    child.stderr.destroy();
  });
});
