/**
 * The main job on real packets: a DHCPv6 client learns from `dhcpd -6` where DHCPv4 is served over DHCPv6 (option 88), and a
 * DHCPv4 client then gets its IPv4 address over that IPv6-only link from `dhcpd -4`. Everything happens in network namespaces
 * of its own; nothing leaves this machine, and everything is gone afterwards.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../..');
const PORT = '6769';
const INSIDE = 'LONGLEASE_DEMO_INSIDE';
const LIMIT_MS = 25_000;

function fail(reason: string): never {
  console.error(`npm start: ${reason}`);
  process.exit(1);
}

function canRun(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** Runs this very script again in a network namespace of its own: as root directly, else as root of a user namespace. */
function enterNamespace(): never {
  const isRoot = process.getuid?.() === 0;
  if (!canRun('ip', '-V')) {
    if (isRoot) spawnSync('apt-get', ['install', '-y', '-qq', 'iproute2'], { stdio: 'ignore' });
    if (!canRun('ip', '-V')) fail("needs the program 'ip' (Debian package iproute2)");
  }
  const flags = isRoot ? ['-n'] : ['-U', '-r', '-n'];
  if (!canRun('unshare', ...flags, 'true')) {
    fail(
      isRoot
        ? 'cannot make a network namespace (unshare -n was refused); the kernel or container forbids it'
        : 'is not root and cannot make a user namespace (unshare -U -r -n was refused); run it as root',
    );
  }
  const { status } = spawnSync('unshare', [...flags, process.execPath, import.meta.filename], {
    stdio: 'inherit',
    env: { ...process.env, [INSIDE]: '1' },
  });
  process.exit(status ?? 1);
}

class Site {
  readonly folder = mkdtempSync(join(tmpdir(), 'longlease-demo-'));
  private readonly children: ChildProcess[] = [];
  private clientNamespace = 0;

  /** Two hosts on one link: the server's s0 and the client's c0, IPv6 only. */
  build(): void {
    const holder = this.start('unshare', ['-n', 'sleep', '60']);
    this.clientNamespace = holder.pid ?? fail('cannot start unshare');
    waitUntil(() => !sameNetwork(this.clientNamespace), 'a network namespace for the client');
    this.serverDo('ip', 'link', 'set', 'lo', 'up');
    this.serverDo(
      'ip',
      'link',
      'add',
      's0',
      'type',
      'veth',
      'peer',
      'name',
      'c0',
      'netns',
      String(this.clientNamespace),
    );
    this.serverDo('sh', '-c', 'echo 0 > /proc/sys/net/ipv6/conf/s0/accept_dad; ip link set s0 up');
    this.serverDo('ip', '-6', 'addr', 'add', '2001:db8:1:1::1/64', 'dev', 's0', 'nodad');
    this.clientDo('sh', '-c', 'echo 0 > /proc/sys/net/ipv6/conf/c0/accept_dad; ip link set lo up; ip link set c0 up');
  }

  serverDo(program: string, ...args: string[]): void {
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    if (status !== 0) fail(`${program} ${args.join(' ')}: ${stderr}`);
  }

  clientDo(...words: string[]): void {
    this.serverDo('nsenter', '-t', String(this.clientNamespace), '-n', ...words);
  }

  start(program: string, args: readonly string[]): ChildProcess {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: this.folder });
    this.children.push(child);
    return child;
  }

  startInClient(program: string, ...args: string[]): ChildProcess {
    return this.start('nsenter', ['-t', String(this.clientNamespace), '-n', program, ...args]);
  }

  /** Ends what this run started, by pid, and removes its files. */
  close(): void {
    for (const child of this.children) child.kill('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function sameNetwork(pid: number): boolean {
  const link = (which: string) => spawnSync('readlink', [`/proc/${which}/ns/net`], { encoding: 'utf8' }).stdout;
  return link(String(pid)) === link('self');
}

function waitUntil(ready: () => boolean, what: string): void {
  for (let tries = 0; tries < 200; tries++) {
    if (ready()) return;
    spawnSync('sleep', ['0.02']);
  }
  fail(`timed out waiting for ${what}`);
}

interface Server {
  readonly label: string;
  readonly leaseFile: string;
  readonly ready: Promise<void>;
  readonly log: string[];
}

/** `dhcpd -f -d -6 -4o6 6769 -cf examples/dhcpd.conf6 …` and the same for -4. */
function startServer(site: Site, family: 4 | 6): Server {
  const leaseFile = join(site.folder, `dhcpd${family}.leases`);
  writeFileSync(leaseFile, '');
  const config = join(root, `examples/dhcpd.conf${family}`);
  const args = ['-f', '-d', `-${family}`, '-4o6', PORT, '-cf', config, '-lf', leaseFile, '--no-pid'];
  console.log(`  $ dhcpd ${args.slice(0, 5).join(' ')} -cf examples/dhcpd.conf${family} -lf ${leaseFile} --no-pid`);
  const child = site.start(join(root, 'bin/dhcpd'), args);
  const log: string[] = [];
  const ready = new Promise<void>((done) => {
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      log.push(line);
      if (line === 'Server starting service.') done();
    });
    child.on('exit', (code) => {
      if (code !== null) fail(`dhcpd -${family} ended with ${code}:\n${log.join('\n')}`);
    });
  });
  return { label: `dhcpd -${family}`, leaseFile, ready, log };
}

interface ClientEvent {
  readonly step: string;
  readonly text: string;
  readonly address6?: string;
  readonly address4?: string;
}

/** Runs the two clients and prints what they report, a line a message. */
async function runClient(site: Site): Promise<{ address6: string; address4: string }> {
  const client = site.startInClient(process.execPath, join(import.meta.dirname, 'client.ts'), 'c0');
  let errors = '';
  (client.stderr as NodeJS.ReadableStream).on('data', (text) => {
    errors += String(text);
  });
  const found = { address6: '', address4: '' };
  for await (const line of createInterface({ input: client.stdout as NodeJS.ReadableStream })) {
    const event = JSON.parse(line) as ClientEvent;
    console.log(`  ${event.step.padEnd(26)} ${event.text}`);
    if (event.address6) found.address6 = event.address6;
    if (event.address4) found.address4 = event.address4;
  }
  if (found.address4 === '') fail(`the DHCPv4 client got no address\n${errors}`);
  return found;
}

/** The last record of a lease file that mentions a text, as the file has it. */
function leaseRecord(file: string, mention: string): string {
  const records = readFileSync(file, 'utf8').split(/^(?=lease |ia-na )/m);
  return records.filter((record) => record.includes(mention)).at(-1) ?? fail(`${file} has no record of ${mention}`);
}

const indent = (text: string) => text.trimEnd().replace(/^/gm, '    ');

async function show(): Promise<void> {
  const site = new Site();
  const limit = setTimeout(() => fail(`did not finish within ${LIMIT_MS / 1000} s`), LIMIT_MS);
  process.on('exit', () => site.close());
  site.build();
  console.log(
    '\nTwo hosts on a private link that carries IPv6 only: the server (s0, 2001:db8:1:1::1) and a client (c0).\n',
  );
  console.log('1. The server pair starts (RFC 7341): one dhcpd a family, talking over ::1 ports 6769 and 6770.');
  const servers = [startServer(site, 6), startServer(site, 4)];
  await Promise.all(servers.map(({ ready }) => ready));
  console.log('\n2. The client asks for an IPv6 address, then for an IPv4 address over IPv6.');
  const { address6, address4 } = await runClient(site);
  console.log('\n3. What the servers logged.');
  for (const { label, log } of servers)
    for (const line of log.filter((text) => /message from|Advertise|Reply|DHCP[A-Z]|sending/.test(text)))
      console.log(`  ${label}: ${line}`);
  console.log('\n4. What is in the lease files, on disk before the client was answered.');
  console.log(indent(leaseRecord(servers[0]?.leaseFile ?? '', address6)));
  console.log(indent(leaseRecord(servers[1]?.leaseFile ?? '', `lease ${address4} `)));
  console.log(`\nDone: ${address4} was leased over IPv6, to the client with ${address6}.`);
  clearTimeout(limit);
  process.exit(0);
}

if (process.env[INSIDE] === undefined) enterNamespace();
await show();
