/**
 * npm run bench: DORA exchanges a second with perfdhcp (Debian package kea-admin) against this dhcpd and against Debian's
 * isc-dhcp-server, alternating in one run, each grant durable on disk, each server on one core. Prints rates, CPU per exchange and
 * the ratio. `--pools 3600,48000` sets the pool sizes, `--seconds N` the length of one measurement.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '..');
const TICKS_PER_SECOND = 100;
/** A rate counts as served when fewer exchanges than this share are lost. */
const TOLERATED_LOSS = 0.01;
const LADDER = [
  200, 500, 1000, 1500, 2000, 3000, 4000, 6000, 8000, 10_000, 12_500, 15_000, 17_500, 20_000, 25_000, 30_000,
];

interface Candidate {
  readonly name: string;
  readonly program: string;
}

interface Measurement {
  readonly rate: number;
  readonly completed: number;
  readonly loss: number;
  readonly cpuMicroseconds: number;
}

const CANDIDATES: readonly Candidate[] = [
  { name: 'longlease', program: join(root, 'bin/dhcpd') },
  { name: 'isc-dhcpd 4.4.3-P1', program: '/usr/sbin/dhcpd' },
];

function numberAfter(flag: string, otherwise: string): string {
  const at = process.argv.indexOf(flag);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
}

function must(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
}

/** Two namespaces joined by a veth; addresses from 198.18.0.0/15 (RFC 2544). */
class Link {
  readonly server = `ll-bench-s-${process.pid}`;
  readonly client = `ll-bench-c-${process.pid}`;

  open(): void {
    for (const name of [this.server, this.client]) must('ip', 'netns', 'add', name);
    must('ip', '-n', this.server, 'link', 'add', 's0', 'type', 'veth', 'peer', 'name', 'c0', 'netns', this.client);
    must('ip', '-n', this.server, 'addr', 'add', '198.18.0.1/15', 'dev', 's0');
    must('ip', '-n', this.client, 'addr', 'add', '198.18.0.2/15', 'dev', 'c0');
    must('ip', '-n', this.server, 'link', 'set', 's0', 'up');
    must('ip', '-n', this.client, 'link', 'set', 'c0', 'up');
  }

  close(): void {
    for (const name of [this.server, this.client]) spawnSync('ip', ['netns', 'del', name]);
  }
}

function configFor(poolSize: number): string {
  const first = (198 << 24) + (18 << 16) + (1 << 8);
  const address = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
  return `
authoritative;
ping-check false;
dhcp-cache-threshold 0;
default-lease-time 3600;
max-lease-time 7200;
subnet 198.18.0.0 netmask 255.254.0.0 {
  range ${address(first)} ${address(first + poolSize - 1)};
  option routers 198.18.0.1;
  option domain-name-servers 198.18.0.1;
}
`;
}

function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** One running server on core 0 with a fresh lease file. */
class Server {
  private readonly folder = mkdtempSync(join(tmpdir(), 'longlease-bench-'));
  private child: ReturnType<typeof spawn> | undefined;

  async start({ program }: Candidate, link: Link, poolSize: number): Promise<number> {
    const path = (name: string) => join(this.folder, name);
    writeFileSync(path('dhcpd.conf'), configFor(poolSize));
    writeFileSync(path('dhcpd.leases'), '');
    const words = ['-4', '-f', '-d', '-cf', path('dhcpd.conf'), '-lf', path('dhcpd.leases'), '--no-pid', 's0'];
    const log = path('log');
    const child = spawn('sh', [
      '-c',
      `exec ip netns exec ${link.server} taskset -c 0 ${program} ${words.join(' ')} 2>${log}`,
    ]);
    this.child = child;
    for (let tries = 0; tries < 1500; tries++) {
      if (existsSync(log) && readFileSync(log, 'utf8').includes('Server starting service.')) return child.pid as number;
      await sleep(20);
    }
    throw new Error(`${program} did not start: ${existsSync(log) ? readFileSync(log, 'utf8') : ''}`);
  }

  close(): void {
    this.child?.kill('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** perfdhcp's own report: the second block of counts is REQUEST-ACK. */
function offer(link: Link, rate: number, clients: number, seconds: number): { completed: number; sent: number } {
  const words = [
    'netns',
    'exec',
    link.client,
    'taskset',
    '-c',
    '1',
    'perfdhcp',
    '-4',
    '-r',
    String(rate),
    '-R',
    String(clients),
  ];
  const { stdout, stderr } = spawnSync('ip', [...words, '-p', String(seconds), '-l', 'c0', '198.18.0.1'], {
    encoding: 'utf8',
  });
  const block = (stdout + stderr).split('REQUEST-ACK')[1] ?? '';
  const discover = (stdout + stderr).split('DISCOVER-OFFER')[1] ?? '';
  const count = (text: string, what: string) => Number(new RegExp(`${what}: (\\d+)`).exec(text)?.[1] ?? 0);
  return { completed: count(block, 'received packets'), sent: count(discover, 'sent packets') };
}

/** Climbs the ladder of rates until exchanges are lost; the best rate that held. */
async function measure(candidate: Candidate, link: Link, poolSize: number, seconds: number): Promise<Measurement> {
  const server = new Server();
  try {
    const pid = await server.start(candidate, link, poolSize);
    const clients = Math.floor(poolSize * 0.9);
    let best: Measurement = { rate: 0, completed: 0, loss: 1, cpuMicroseconds: Number.NaN };
    for (const rate of LADDER) {
      const cpuBefore = cpuSeconds(pid);
      const { completed, sent } = offer(link, rate, clients, seconds);
      const loss = sent === 0 ? 1 : 1 - completed / sent;
      const cpuMicroseconds = ((cpuSeconds(pid) - cpuBefore) * 1e6) / Math.max(1, completed);
      console.log(
        `  ${candidate.name}: offered ${rate}/s, completed ${Math.round(completed / seconds)}/s, loss ${(loss * 100).toFixed(2)} %, CPU ${cpuMicroseconds.toFixed(0)} µs`,
      );
      if (loss > TOLERATED_LOSS) break;
      best = { rate: completed / seconds, completed, loss, cpuMicroseconds };
    }
    return best;
  } finally {
    server.close();
  }
}

async function main(): Promise<void> {
  const seconds = Number(numberAfter('--seconds', '4'));
  const pools = numberAfter('--pools', '3600,48000').split(',').map(Number);
  const link = new Link();
  link.open();
  try {
    for (const poolSize of pools) {
      console.log(`Pool of ${poolSize} addresses, ${Math.floor(poolSize * 0.9)} clients:`);
      const results: Measurement[] = [];
      for (const candidate of CANDIDATES) results.push(await measure(candidate, link, poolSize, seconds));
      const [ours, theirs] = results as [Measurement, Measurement];
      console.log(
        `  => ${Math.round(ours.rate)}/s against ${Math.round(theirs.rate)}/s: ratio ${(ours.rate / theirs.rate).toFixed(1)}; ` +
          `CPU per exchange ${ours.cpuMicroseconds.toFixed(0)} µs against ${theirs.cpuMicroseconds.toFixed(0)} µs`,
      );
    }
  } finally {
    link.close();
  }
}

if (process.getuid?.() !== 0 || spawnSync('perfdhcp', ['-v']).status !== 0) {
  console.log(
    "bench: needs root, network namespaces, and perfdhcp (Debian package kea-admin); 'apt-get install kea-admin isc-dhcp-server'",
  );
  process.exitCode = 1;
} else {
  await main();
}
