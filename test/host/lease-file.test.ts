import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LeaseFile, type LeaseFileSettings, openLeaseFile } from '../../src/host/lease-file.ts';
import { epochMillis } from '../../src/kernel/scalars.ts';

let directory: string;
let path: string;
let lines: string[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lease-file-'));
  path = join(directory, 'dhcpd.leases');
  lines = [];
  writeFileSync(path, 'old\n');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function open(records: () => Iterable<string>, settings: Partial<LeaseFileSettings> = {}): LeaseFile {
  const opened = openLeaseFile({
    path,
    fsync: true,
    clock: { now: () => epochMillis(1_700_000_000_500) },
    log: (message) => lines.push(message.text()),
    records,
    ...settings,
  });
  if (!opened.ok) throw new Error(opened.reason);
  return opened.leases;
}

const committed = (leases: LeaseFile): Promise<boolean> => new Promise((resolve) => leases.commit(resolve));
const content = (name = path): string => readFileSync(name, 'latin1');

describe('lease file', () => {
  it('appends to what is there', async () => {
    const leases = open(() => []);
    leases.append('new\n');
    expect(await committed(leases)).toBe(true);
    expect(content()).toBe('old\nnew\n');
  });

  it('says why it cannot be opened', () => {
    path = join(directory, 'missing', 'dhcpd.leases');
    expect(() => open(() => [])).toThrow('No such file or directory');
  });
});

describe('rewriting the lease file', () => {
  it('puts the state in memory in place; the old one stays as FILE~', async () => {
    const leases = open(() => ['a\n', 'b\n']);
    const before = statSync(path).ino;
    expect(await leases.rewrite()).toBe(true);
    expect(content()).toBe('a\nb\n');
    expect(content(`${path}~`)).toBe('old\n');
    expect(statSync(`${path}~`).ino).toBe(before);
    expect(readdirSync(directory).sort()).toEqual(['dhcpd.leases', 'dhcpd.leases~']);
    leases.append('c\n');
    expect(await committed(leases)).toBe(true);
    expect(content()).toBe('a\nb\nc\n');
    expect(lines).toEqual([]);
  });

  it('replaces the FILE~ of the time before', async () => {
    const leases = open(() => ['x\n']);
    await leases.rewrite();
    await leases.rewrite();
    expect(content(`${path}~`)).toBe('x\n');
  });

  it('is written under FILE.EPOCH until it is complete', async () => {
    const seen: string[][] = [];
    const leases = open(function* () {
      seen.push(readdirSync(directory).sort());
      yield 'a\n';
    });
    await leases.rewrite();
    expect(seen).toEqual([['dhcpd.leases', 'dhcpd.leases.1700000000']]);
  });

  it('keeps committing while it is rewritten, and loses none of it', async () => {
    const record = `${'x'.repeat(1023)}\n`;
    let commits = 0;
    const leases = open(function* () {
      for (let i = 0; i < 2000; i++) yield record;
    });
    const rewritten = leases.rewrite();
    let done = false;
    void rewritten.finally(() => {
      done = true;
    });
    while (!done) {
      leases.append(`during ${commits++}\n`);
      expect(await committed(leases)).toBe(true);
    }
    expect(await rewritten).toBe(true);
    leases.append('after\n');
    await committed(leases);
    const text = content();
    expect(text.startsWith(record.repeat(2000))).toBe(true);
    const rest = text.slice(2000 * record.length).split('\n');
    const wanted = Array.from({ length: commits }, (_, i) => `during ${i}`);
    expect(rest).toEqual([...wanted, 'after', '']);
    expect(commits).toBeGreaterThan(3);
  });

  it('refuses a second rewrite while one is under way', async () => {
    const leases = open(() => ['a\n']);
    const first = leases.rewrite();
    expect(await leases.rewrite()).toBe(false);
    expect(await first).toBe(true);
  });
});

describe('a rewrite that does not work out', () => {
  it('leaves the file as it was when the new one cannot be created', async () => {
    const leases = open(() => ['a\n']);
    mkdirSync(`${path}.1700000000`);
    expect(await leases.rewrite()).toBe(false);
    expect(lines).toEqual(["Can't create new lease file: Is a directory"]);
    leases.append('b\n');
    expect(await committed(leases)).toBe(true);
    expect(content()).toBe('old\nb\n');
  });

  it('leaves the file as it was when the backup cannot be made', async () => {
    const leases = open(() => ['a\n']);
    mkdirSync(`${path}~`);
    expect(await leases.rewrite()).toBe(false);
    expect(lines[0]).toMatch(/^Can't remove old lease database backup .*dhcpd\.leases~: /);
    expect(existsSync(`${path}.1700000000`)).toBe(false);
    leases.append('b\n');
    expect(await committed(leases)).toBe(true);
    expect(content()).toBe('old\nb\n');
  });

  it('is no matter when somebody removed the file: it is made again', async () => {
    const leases = open(() => ['a\n']);
    rmSync(path);
    expect(await leases.rewrite()).toBe(true);
    expect(lines).toEqual([`${path} is missing - no lease db to backup.`]);
    expect(content()).toBe('a\n');
  });

  it('does the same without fsync', async () => {
    const leases = open(() => ['a\n'], { fsync: false });
    leases.append('lost\n');
    expect(await committed(leases)).toBe(true);
    expect(await leases.rewrite()).toBe(true);
    expect(content()).toBe('a\n');
  });
});
