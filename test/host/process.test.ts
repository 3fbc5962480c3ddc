import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newCommandRunner } from '../../src/host/process.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'execute-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function setUp() {
  const lines: string[] = [];
  return { lines, runner: newCommandRunner((message) => lines.push(message.text())) };
}

describe('execute()', () => {
  it('returns at once and runs one command after the other, in order', async () => {
    const { runner } = setUp();
    const file = join(directory, 'out');
    const started = performance.now();
    runner.run('/bin/sh', ['-c', `sleep 0.2; echo first >> ${file}`]);
    runner.run('/bin/sh', ['-c', `echo second >> ${file}`]);
    expect(performance.now() - started).toBeLessThan(150);
    await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toBe('first\nsecond\n'), 5000);
  });

  it.each([
    ['exit 0', []],
    ['exit 3', ['execute: /bin/sh exit status 768']],
    ['kill -9 $$', ['execute: /bin/sh exit status 9']],
  ])('logs the status of "%s" as waitpid gives it', async (script, expected) => {
    const { runner, lines } = setUp();
    runner.run('/bin/sh', ['-c', script]);
    runner.run('/bin/sh', ['-c', 'exit 1']);
    await vi.waitFor(() => expect(lines).toEqual([...expected, 'execute: /bin/sh exit status 256']), 5000);
  });

  it('logs a program that cannot be run, and goes on with the next', async () => {
    const { runner, lines } = setUp();
    runner.run('/nonexistent/program', ['x']);
    runner.run('/bin/sh', ['-c', 'exit 1']);
    await vi.waitFor(
      () =>
        expect(lines).toEqual([
          'Unable to execute /nonexistent/program: No such file or directory',
          'execute: /nonexistent/program exit status 32512',
          'execute: /bin/sh exit status 256',
        ]),
      5000,
    );
  });

  it('takes arguments as they are, without a shell', async () => {
    const { runner } = setUp();
    const file = join(directory, 'out');
    runner.run('/bin/sh', ['-c', `printf %s "$1" > ${file}`, 'sh', '$(touch x); "quoted"']);
    await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toBe('$(touch x); "quoted"'), 5000);
  });
});
