import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeNamespace, type Namespace, namespaceObstacle } from '../support/namespace.ts';
import { OUR_DHCPD } from '../support/site.ts';

/** The process dhcpd(8): launcher, exit codes, files, end. */

const root = resolve(import.meta.dirname, '../..');
const GOOD = 'subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; }\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longlease-process-'));
  writeFileSync(join(folder, 'dhcpd.conf'), GOOD);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string) => join(folder, name);

function dhcpd(...args: readonly string[]): { status: number | null; lines: readonly string[] } {
  const { status, stderr, stdout } = spawnSync(OUR_DHCPD, args, { cwd: folder, encoding: 'latin1', timeout: 20_000 });
  expect(stdout).toBe('');
  return { status, lines: stderr.split('\n') };
}

describe('the launcher', () => {
  it('runs through a chain of symbolic links, from any directory', () => {
    symlinkSync(OUR_DHCPD, path('first'));
    symlinkSync('first', path('second'));
    const { status, stderr } = spawnSync(path('second'), ['--version'], { cwd: '/', encoding: 'utf8' });
    expect([status, stderr]).toEqual([
      0,
      expect.stringMatching(/^isc-dhcpd-4\.4\.3-P1 \(longlease \d+\.\d+\.\d+\)\n$/),
    ]);
  });

  it('needs no other program when it is called by its own name', () => {
    const { status } = spawnSync('/bin/sh', [OUR_DHCPD, '--version'], { cwd: '/', env: { PATH: '/nonexistent' } });
    expect(status).toBe(0);
  });

  it('tells the version of package.json', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(dhcpd('--version').lines[0]).toContain(`longlease ${version})`);
  });

  it('finds a runtime that is new enough when the one on the PATH is not', () => {
    writeFileSync(path('node'), '#!/bin/sh\necho v18.0.0\n', { mode: 0o755 });
    const env = { ...process.env, PATH: `${folder}:/usr/bin:/bin` };
    expect(spawnSync(OUR_DHCPD, ['--version'], { env }).status).toBe(0);
  });
});

describe('dhcpd -t', () => {
  it('accepts a good config: three lines, exit code 0', () => {
    const { status, lines } = dhcpd('-t', '-cf', 'dhcpd.conf', '-lf', 'none');
    expect(status).toBe(1);
    expect(lines[0]).toBe('Failed to get realpath for none: No such file or directory');
    const good = dhcpd('-t', '-cf', 'dhcpd.conf', '-pf', 'x.pid');
    expect(good.status).toBe(0);
    expect(good.lines.slice(1)).toEqual([
      'Config file: dhcpd.conf',
      'Database file: /var/lib/dhcp/dhcpd.leases',
      'PID file: x.pid',
      '',
    ]);
  });

  it('says nothing with -q', () => {
    expect(dhcpd('-t', '-q', '-cf', 'dhcpd.conf')).toEqual({ status: 0, lines: [''] });
  });

  it('refuses a bad config with its place and exit code 1', () => {
    writeFileSync(path('dhcpd.conf'), `${GOOD}range 192.0.2.1;\n`);
    const { status, lines } = dhcpd('-t', '-cf', 'dhcpd.conf');
    expect(status).toBe(1);
    expect(lines[1]).toMatch(/^dhcpd\.conf line 2: /);
    expect(lines).toContain('Configuration file errors encountered -- exiting');
    expect(lines.at(-2)).toBe('exiting.');
  });

  it('runs no program that the config names at top level, and writes no file', () => {
    writeFileSync(path('dhcpd.conf'), `execute("/usr/bin/touch", "${path('touched')}");\n${GOOD}`);
    expect(dhcpd('-t', '-cf', 'dhcpd.conf').status).toBe(0);
    expect(existsSync(path('touched'))).toBe(false);
  });

  it('logs JSON on request, an object a line, each with the code of its message', () => {
    const { lines } = dhcpd('-t', '--log-format', 'json', '-cf', 'dhcpd.conf');
    const objects = lines
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { code: string; msg: string; level: string });
    expect(objects.map(({ code, level }) => [code, level])).toEqual([
      ['server.banner', 'info'],
      ['server.configFile', 'info'],
      ['server.leaseFile', 'info'],
      ['server.pidFile', 'info'],
    ]);
    expect(objects[1]?.msg).toBe('Config file: dhcpd.conf');
  });

  it('names a config that cannot be opened', () => {
    expect(dhcpd('-t', '-cf', '/nonexistent').lines).toContain("Can't open /nonexistent: No such file or directory");
  });
});

describe.skipIf(namespaceObstacle !== undefined)(`dhcpd serving (${namespaceObstacle ?? 'in a namespace'})`, () => {
  let namespace: Namespace;
  beforeEach(() => {
    namespace = makeNamespace();
    namespace.addVethPair('eth0', 'peer0');
    namespace.run('ip', 'addr', 'add', '192.0.2.1/24', 'dev', 'eth0');
    writeFileSync(path('dhcpd.leases'), '');
  });
  afterEach(() => namespace.remove());

  const inside = (...args: readonly string[]) =>
    spawnSync('ip', ['netns', 'exec', namespace.name, OUR_DHCPD, ...args], {
      cwd: folder,
      encoding: 'latin1',
      timeout: 20_000,
    });

  it('needs the lease file to exist, and says so in the words of the reference', () => {
    const { status, stderr } = inside('-f', '-d', '-cf', 'dhcpd.conf', '-lf', path('none'), '--no-pid', 'eth0');
    expect(status).toBe(1);
    expect(stderr).toContain(
      `Can't open lease database ${path('none')}: No such file or directory --\n` +
        '  check for failed database rewrite attempt!\nPlease read the dhcpd.leases manual page if you\n' +
        "don't know what to do about this.\n",
    );
  });

  it('writes nothing but its test copy with -T, and removes that', () => {
    writeFileSync(path('dhcpd.leases'), 'lease 192.0.2.10 {\n  starts nonsense;\n  ends never;\n}\n');
    const before = readdirSync(folder);
    const { status, stderr } = inside('-T', '-cf', 'dhcpd.conf', '-lf', 'dhcpd.leases');
    expect(status).toBe(0);
    expect(stderr).toMatch(/\nLease file test successful, removing temp lease file: .*\/dhcpd\.leases\.\d+\n$/);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('does not start twice, and the pid file of a dead process is no obstacle', () => {
    writeFileSync(path('pid'), '1\n');
    const { status, stderr } = inside(
      '-f',
      '-d',
      '-cf',
      'dhcpd.conf',
      '-lf',
      'dhcpd.leases',
      '-pf',
      path('pid'),
      'eth0',
    );
    expect([status, stderr]).toEqual([1, expect.stringContaining("There's already a DHCP server running.\n")]);
  });

  it('goes into the background: the parent ends with 0 once the child serves, which then has a pid file', () => {
    const { status, stderr } = inside('-cf', 'dhcpd.conf', '-lf', 'dhcpd.leases', '-pf', path('pid'), 'eth0');
    expect(status).toBe(0);
    expect(stderr).toContain('Listening on LPF/eth0/');
    const pid = Number(readFileSync(path('pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).not.toThrow();
    process.kill(pid, 'SIGTERM');
  });

  it('ends with 1 in the foreground when the child cannot start', () => {
    const { status } = inside('-cf', 'dhcpd.conf', '-lf', 'dhcpd.leases', '-pf', path('pid'), 'eth9');
    expect(status).toBe(1);
  });

  it('refuses a config with a failover peer, since running without it could lease one address twice', () => {
    writeFileSync(
      path('dhcpd.conf'),
      'failover peer "a" { primary; address 192.0.2.1; peer address 192.0.2.2; mclt 60; split 128; load balance max seconds 3; }\n' +
        'subnet 192.0.2.0 netmask 255.255.255.0 { pool { failover peer "a"; range 192.0.2.10 192.0.2.20; } }\n',
    );
    const { status, stderr } = inside('-f', '-d', '-cf', 'dhcpd.conf', '-lf', 'dhcpd.leases', '--no-pid', 'eth0');
    expect([status, stderr]).toEqual([1, expect.stringContaining('failover peer "a": failover is not supported yet')]);
  });

  it('keeps a damaged lease file as FILE.damaged before it writes a new one', () => {
    const damaged =
      'lease 192.0.2.10 {\n  starts nonsense;\n  ends never;\n  hardware ethernet 00:00:5e:00:53:01;\n}\n';
    writeFileSync(path('dhcpd.leases'), damaged);
    inside('-cf', 'dhcpd.conf', '-lf', 'dhcpd.leases', '-pf', path('pid'), 'eth0');
    process.kill(Number(readFileSync(path('pid'), 'utf8')), 'SIGTERM');
    expect(readFileSync(path('dhcpd.leases.damaged'), 'latin1')).toBe(damaged);
    expect(readFileSync(path('dhcpd.leases~'), 'latin1')).toBe(damaged);
    expect(readFileSync(path('dhcpd.leases'), 'latin1')).toContain('authoring-byte-order little-endian;');
  });
});
