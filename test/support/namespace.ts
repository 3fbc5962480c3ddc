import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { afterAll, describe, it } from 'vitest';

/** Network namespaces for tests: real interfaces without touching those of the machine. */

export interface Namespace {
  readonly name: string;
  /** Runs a short command inside, e.g. `ip link set a up`; throws with its output when it fails. */
  run(...command: readonly string[]): string;
  /** Two connected interfaces, both inside and up; without IPv6 addresses of their own unless `ipv6`. */
  addVethPair(a: string, b: string, options?: { readonly ipv6?: boolean }): void;
  /** An interface here and one in another namespace, connected and up, with IPv6 link-local addresses usable at once. */
  connect(here: string, other: Namespace, there: string): void;
  /** A TypeScript program of the test, run by this very Node; it is killed when it takes longer than `timeoutMillis`. */
  node(program: string, args: readonly string[], timeoutMillis: number): Promise<Finished>;
  remove(): void;
}

export interface Finished {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly millis: number;
}

let made = 0;
const existing = new Set<Namespace>();
process.on('exit', () => {
  for (const namespace of existing) namespace.remove();
});

/** Why there can be no namespaces here, or undefined: tests that need them report themselves as skipped. */
export const namespaceObstacle: string | undefined = findObstacle();

function findObstacle(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces need Linux';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  try {
    makeNamespace().remove();
    return undefined;
  } catch (error) {
    return `ip netns add failed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
  }
}

/** A group of tests that need a namespace; where there can be none they are skipped and the title says why. */
export function describeInNamespace(title: string, tests: (namespace: Namespace) => void): void {
  if (namespaceObstacle !== undefined) {
    describe.skip(`${title} (${namespaceObstacle})`, () => {
      it('needs a network namespace', () => {});
    });
    return;
  }
  describe(title, () => {
    const namespace = makeNamespace();
    afterAll(() => namespace.remove());
    tests(namespace);
  });
}

/** A namespace with a unique name and its loopback up. The caller removes it; so does the end of the process. */
export function makeNamespace(): Namespace {
  const name = `ll${process.pid}n${made++}`;
  ip('netns', 'add', name);
  const run = (...command: readonly string[]): string => ip('netns', 'exec', name, ...command);
  const namespace: Namespace = {
    name,
    run,
    addVethPair(a, b, { ipv6 = false } = {}) {
      run('ip', 'link', 'add', 'name', a, 'type', 'veth', 'peer', 'name', b);
      for (const end of [a, b]) {
        if (!ipv6) run('ip', 'link', 'set', end, 'addrgenmode', 'none');
        run('ip', 'link', 'set', end, 'up');
      }
    },
    connect(here, other, there) {
      ip('link', 'add', 'name', here, 'netns', name, 'type', 'veth', 'peer', 'name', there, 'netns', other.name);
      for (const [where, end] of [
        [namespace, here],
        [other, there],
      ] as const) {
        where.run('sysctl', '-qw', `net.ipv6.conf.${end}.accept_dad=0`);
        where.run('ip', 'link', 'set', end, 'up');
      }
    },
    node: (program, args, timeoutMillis) =>
      finish(spawn('ip', ['netns', 'exec', name, process.execPath, program, ...args]), timeoutMillis),
    remove() {
      if (!existing.delete(namespace)) return;
      try {
        ip('netns', 'delete', name);
      } catch {
        // Gone already: nothing is left to clean up.
      }
    },
  };
  existing.add(namespace);
  run('ip', 'link', 'set', 'lo', 'up');
  return namespace;
}

function ip(...args: readonly string[]): string {
  return execFileSync('ip', args, { encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Waits for a child, bounded in time. */
export function finish(child: ChildProcess, timeoutMillis: number): Promise<Finished> {
  const started = performance.now();
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMillis);
  return new Promise((resolve) => {
    child.on('close', (exitCode, signal) => {
      clearTimeout(timer);
      resolve({ exitCode, signal, stdout, stderr, millis: performance.now() - started });
    });
  });
}
