import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Finished, finish, makeNamespace, type Namespace } from './namespace.ts';

/** A server's host (s0) and a client's (c0), in namespaces of their own: on one link, or with relay agents between them. */

export const OUR_DHCPD = resolve(import.meta.dirname, '../../bin/dhcpd');
export const REAL_DHCPD = '/usr/sbin/dhcpd';

interface ServerStart {
  readonly program: string;
  readonly family: 4 | 6;
  readonly config: string;
  /** Flags and interfaces after the usual ones. */
  readonly args?: readonly string[];
  /** Name of the lease file in the site's folder: kept from start to start. */
  readonly leaseFile?: string;
}

/** The addresses of a relay agent's host: u0 is on the server's side, d0 on the client's. */
export interface RelayHost {
  readonly upper: readonly string[];
  readonly lower: readonly string[];
}

/** A program that goes on until it is stopped. */
export interface RunningProgram {
  readonly pid: number;
  /** What it wrote so far. */
  log(): string;
  /** Waits until the log has a text. */
  until(text: string): Promise<void>;
  /** Sends a signal, waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Finished>;
}

export interface Site {
  readonly folder: string;
  readonly server: Namespace;
  /** From the server outward. */
  readonly relays: readonly Namespace[];
  readonly client: Namespace;
  path(name: string): string;
  write(name: string, text: string, mode?: number): string;
  read(name: string): string;
  start(options: ServerStart): Promise<RunningProgram>;
  /** A program on one of the hosts that is left running. */
  background(host: Namespace, program: string, ...args: readonly string[]): RunningProgram;
  /** A program on the client host, ended after `timeoutMillis`. */
  onClient(timeoutMillis: number, program: string, ...args: readonly string[]): Promise<Finished>;
  close(): void;
}

/** The programs of Debian's packages that are missing here; tests that need them say so. */
export function missingPrograms(...programs: readonly string[]): string | undefined {
  const missing = programs.filter((program) => !existsSync(program));
  return missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`;
}

export function buildSite(serverAddresses: readonly string[], relayHosts: readonly RelayHost[] = []): Site {
  const folder = mkdtempSync(join(tmpdir(), 'longlease-site-'));
  const server = makeNamespace();
  const relays = relayHosts.map(() => makeNamespace());
  const client = makeNamespace();
  const running = new Set<ChildProcess>();
  const chain = relayHosts.map((addresses, index) => ({ host: relays[index] as Namespace, ...addresses }));
  connectChain(server, serverAddresses, chain, client);
  const path = (name: string) => join(folder, name);
  const launch = (host: Namespace, program: string, args: readonly string[]): ChildProcess => {
    const child = spawn('ip', ['netns', 'exec', host.name, program, ...args], { cwd: folder });
    running.add(child);
    child.on('close', () => running.delete(child));
    return child;
  };
  const background: Site['background'] = (host, program, ...args) => watch(program, launch(host, program, args));
  return {
    folder,
    server,
    relays,
    client,
    path,
    write(name, text, mode = 0o644) {
      writeFileSync(path(name), text, { mode });
      return path(name);
    },
    read: (name) => readFileSync(path(name), 'latin1'),
    start: (options) => startServer(path, (program, args) => background(server, program, ...args), options),
    background,
    onClient: (timeoutMillis, program, ...args) => finish(launch(client, program, args), timeoutMillis),
    close() {
      for (const child of running) child.kill('SIGKILL');
      for (const host of [server, ...relays, client]) host.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function connectChain(
  server: Namespace,
  serverAddresses: readonly string[],
  relays: readonly (RelayHost & { readonly host: Namespace })[],
  client: Namespace,
): void {
  let above = { host: server, name: 's0', addresses: serverAddresses };
  for (const { host, upper, lower } of relays) {
    connect(above, { host, name: 'u0', addresses: upper });
    host.run('sysctl', '-qw', 'net.ipv4.ip_forward=1');
    above = { host, name: 'd0', addresses: lower };
  }
  connect(above, { host: client, name: 'c0', addresses: [] });
}

interface LinkEnd {
  readonly host: Namespace;
  readonly name: string;
  readonly addresses: readonly string[];
}

/** A link between two hosts, usable at once on both sides. */
function connect(above: LinkEnd, below: LinkEnd): void {
  above.host.connect(above.name, below.host, below.name);
  for (const { host, name, addresses } of [above, below]) {
    awaitLinkLocal(host, name);
    for (const address of addresses) {
      host.run('ip', 'addr', 'add', address, 'dev', name, ...(address.includes(':') ? ['nodad'] : []));
    }
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

async function startServer(
  path: (name: string) => string,
  background: (program: string, args: readonly string[]) => RunningProgram,
  options: ServerStart,
): Promise<RunningProgram> {
  const leaseFile = path(options.leaseFile ?? `dhcpd${options.family}.leases`);
  const config = path(`dhcpd${options.family}.conf`);
  if (!existsSync(leaseFile)) writeFileSync(leaseFile, '');
  writeFileSync(config, options.config);
  const files = ['-cf', config, '-lf', leaseFile, '--no-pid'];
  const server = background(options.program, [`-${options.family}`, '-f', '-d', ...files, ...(options.args ?? ['s0'])]);
  await server.until('Server starting service.');
  return server;
}

/** Follows what a program writes. */
function watch(program: string, child: ChildProcess): RunningProgram {
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('latin1').on('data', (text: string) => {
      log += text;
    });
  }
  const ended = finish(child, 120_000);
  return {
    pid: child.pid as number,
    log: () => log,
    async until(text) {
      for (let waited = 0; waited < 500; waited++) {
        if (log.includes(text)) return;
        if (child.exitCode !== null) break;
        await new Promise((done) => setTimeout(done, 20));
      }
      throw new Error(`${program} never logged '${text}':\n${log}`);
    },
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}
