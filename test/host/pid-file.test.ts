import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlreadyRunning, removePidFile, writePidFile } from '../../src/host/pid-file.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pid-file-'));
  path = join(directory, 'dhcpd.pid');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('pid file', () => {
  it.each([
    ['of a living process', `${process.ppid}\n`, true],
    ['of this process', `${process.pid}\n`, false],
    ['of a process that is gone', '4194304999\n', false],
    ['without a number, as the reference takes it', 'rubbish\n', true],
    ['with nothing in it', '', false],
    ['with a number and more', `${process.ppid} dhcpd`, true],
  ])('%s', (_, text, expected) => {
    writeFileSync(path, text);
    expect(isAlreadyRunning(path)).toBe(expected);
  });

  it('that is missing stops nobody', () => {
    expect(isAlreadyRunning(path)).toBe(false);
  });

  it('has the number and a newline, and goes at the end', () => {
    expect(writePidFile(path)).toBeUndefined();
    expect(readFileSync(path, 'utf8')).toBe(`${process.pid}\n`);
    removePidFile(path);
    removePidFile(path);
    expect(isAlreadyRunning(path)).toBe(false);
  });

  it('that cannot be written is a value', () => {
    expect(writePidFile(join(directory, 'missing', 'x.pid'))).toBe('No such file or directory');
  });
});
