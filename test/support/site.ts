import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Finished, finish, makeNamespace, type Namespace } from './namespace.ts';

/** Two hosts on one link, in namespaces of their own: s0 with a server on it, c0 with clients. */

export const OUR_DHCPD = resolve(import.meta.dirname, '../../bin/dhcpd');
export const REAL_DHCPD = '/usr/sbin/dhcpd';

export interface ServerStart {
  readonly program: string;
  readonly family: 4 | 6;
  readonly config: string;
  /** Flags and interfaces after the usual ones. */
  readonly args?: readonly string[];
  /** Name of the lease file in the site's folder: kept from start to start. */
  readonly leaseFile?: string;
}

export interface RunningServer {
  readonly pid: number;
  log(): string;
  /** Waits until the log has a text. */
  until(text: string): Promise<void>;
  /** Sends a signal, waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Finished>;
}

export interface Site {
  readonly folder: string;
  readonly server: Namespace;
  readonly client: Namespace;
  path(name: string): string;
  write(name: string, text: string, mode?: number): string;
  read(name: string): string;
  start(options: ServerStart): Promise<RunningServer>;
  /** A program on the client host, ended after `timeoutMillis`. */
  onClient(timeoutMillis: number, program: string, ...args: readonly string[]): Promise<Finished>;
  close(): void;
}

/** The programs of Debian's packages that are missing here; tests that need them say so. */
export function missingPrograms(...programs: readonly string[]): string | undefined {
  const missing = programs.filter((program) => !existsSync(program));
  return missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`;
}

export function buildSite(serverAddresses: readonly string[]): Site {
  const folder = mkdtempSync(join(tmpdir(), 'longlease-site-'));
  const server = makeNamespace();
  const client = makeNamespace();
  const running = new Set<ChildProcess>();
  connect(server, client, serverAddresses);
  const path = (name: string) => join(folder, name);
  const launch = (namespace: Namespace, program: string, args: readonly string[]): ChildProcess => {
    const child = spawn('ip', ['netns', 'exec', namespace.name, program, ...args], { cwd: folder });
    running.add(child);
    child.on('close', () => running.delete(child));
    return child;
  };
  return {
    folder,
    server,
    client,
    path,
    write(name, text, mode = 0o644) {
      writeFileSync(path(name), text, { mode });
      return path(name);
    },
    read: (name) => readFileSync(path(name), 'latin1'),
    start: (options) => startServer({ path, launch: (program, args) => launch(server, program, args) }, options),
    onClient: (timeoutMillis, program, ...args) => finish(launch(client, program, args), timeoutMillis),
    close() {
      for (const child of running) child.kill('SIGKILL');
      server.remove();
      client.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function connect(server: Namespace, client: Namespace, addresses: readonly string[]): void {
  const command = ['link', 'add', 's0', 'type', 'veth', 'peer', 'name', 'c0', 'netns', client.name];
  execFileSync('ip', ['-n', server.name, ...command]);
  for (const [namespace, name] of [
    [server, 's0'],
    [client, 'c0'],
  ] as const) {
    // Duplicate address detection would keep the link-local address tentative for a second.
    namespace.run('sh', '-c', `echo 0 > /proc/sys/net/ipv6/conf/${name}/accept_dad`);
    namespace.run('ip', 'link', 'set', name, 'up');
  }
  awaitLinkLocal(client, 'c0');
  for (const address of addresses) {
    const flags = address.includes(':') ? ['nodad'] : [];
    server.run('ip', 'addr', 'add', address, 'dev', 's0', ...flags);
  }
}

/** Clients and servers of DHCPv6 speak from it. */
function awaitLinkLocal(namespace: Namespace, name: string): void {
  for (let tries = 0; tries < 100; tries++) {
    const addresses = namespace.run('ip', '-6', 'addr', 'show', 'dev', name, 'scope', 'link');
    if (addresses.includes('inet6 fe80') && !addresses.includes('tentative')) return;
    namespace.run('sleep', '0.02');
  }
  throw new Error(`${name} got no link-local address`);
}

interface Launcher {
  path(name: string): string;
  launch(program: string, args: readonly string[]): ChildProcess;
}

async function startServer({ path, launch }: Launcher, options: ServerStart): Promise<RunningServer> {
  const leaseFile = path(options.leaseFile ?? `dhcpd${options.family}.leases`);
  if (!existsSync(leaseFile)) writeFileSync(leaseFile, '');
  writeFileSync(path('dhcpd.conf'), options.config);
  const files = ['-cf', path('dhcpd.conf'), '-lf', leaseFile, '--no-pid'];
  const child = launch(options.program, [`-${options.family}`, '-f', '-d', ...files, ...(options.args ?? ['s0'])]);
  let log = '';
  child.stderr?.setEncoding('latin1').on('data', (text: string) => {
    log += text;
  });
  const ended = finish(child, 120_000);
  const until = async (text: string): Promise<void> => {
    for (let waited = 0; waited < 500; waited++) {
      if (log.includes(text)) return;
      if (child.exitCode !== null) break;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`${options.program} never logged '${text}':\n${log}`);
  };
  await until('Server starting service.');
  return {
    pid: child.pid as number,
    log: () => log,
    until,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}
