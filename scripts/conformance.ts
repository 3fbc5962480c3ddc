/**
 * npm run conformance: plays the shared conversations and the corpus of configs, where they lie beside this checkout, against
 * bin/dhcpd, prints the score, and fails when a case that agreed with the reference before no longer does. The lists of agreed
 * cases are test/agreed/*.txt; `--update` adds what agrees now (nothing is ever taken off), `--only KIND` plays one kind.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const shared = resolve(root, '../shared');
const server = join(root, 'bin/dhcpd');
const update = process.argv.includes('--update');
const only = process.argv[process.argv.indexOf('--only') + 1];

interface Outcome {
  readonly agreed: ReadonlySet<string>;
  readonly differing: ReadonlySet<string>;
}

function run(program: string, args: readonly string[]): string {
  const result = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 45 * 60_000 });
  if (result.error) throw result.error;
  return result.stdout + result.stderr;
}

/** Plays conversations; `PASS shared/v4/dora_unicast` and `FAIL …` lines tell how they went. */
function playConversations(only?: string): Outcome {
  const out = mkdtempSync(join(tmpdir(), 'conformance-'));
  const flags = [
    '--check',
    '--strict-log',
    '--quiet',
    '--jobs',
    only === undefined ? '2' : '1',
    '--out',
    out,
    '--server',
    server,
  ];
  const text = run(join(shared, 'conformance/run.py'), only === undefined ? flags : [...flags, '--only', only]);
  rmSync(out, { recursive: true, force: true });
  const named = (verdict: string) =>
    new Set([...text.matchAll(new RegExp(`^${verdict}\\s+([^\\s:]+)`, 'gm'))].map((match) => match[1] as string));
  return { agreed: named('PASS'), differing: named('FAIL') };
}

interface CorpusEntry {
  readonly file: string;
  readonly kind: string;
}

/** `dhcpd -t` on every config and probe, the whole text compared. */
function checkCorpus(only?: string): Outcome {
  const corpus = join(shared, 'corpus');
  const file = only?.replace(/ -[46]$/, '');
  const narrowed = file === undefined ? [] : ['--only', file];
  const text = run(join(corpus, 'verify.py'), ['--bin', server, '--match', 'full', ...narrowed]);
  const listed = /^differences: \d+ ?(.*)$/m.exec(text)?.[1] ?? '';
  const differing = new Set([...listed.matchAll(/(\S+ -[46])/g)].map((found) => found[1] as string));
  const index = JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')) as readonly CorpusEntry[];
  const all = index
    .filter((entry) => entry.kind === 'config' || entry.kind === 'probe')
    .flatMap((entry) => [`${entry.file} -4`, `${entry.file} -6`])
    .filter((name) => file === undefined || name.startsWith(`${file} `));
  return { agreed: new Set(all.filter((name) => !differing.has(name))), differing };
}

/** Other work on the machine can make a conversation miss a second; a case counts as lost when it differs three times running. */
const ATTEMPTS = 3;

function isLost(item: string, play: (only: string) => Outcome): boolean {
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) if (play(item).agreed.has(item)) return false;
  return true;
}

/** Plays one kind; true when nothing that agreed before differs now. */
function compareWithList(name: string, play: (only?: string) => Outcome): boolean {
  const { agreed, differing } = play();
  const path = join(root, 'test/agreed', `${name}.txt`);
  const before = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  const lost = before.filter((item) => !agreed.has(item) && isLost(item, play));
  console.log(`${name}: ${agreed.size} of ${agreed.size + differing.size} agree`);
  for (const item of [...differing].filter((one) => !before.includes(one))) console.log(`  differs: ${item}`);
  for (const item of lost) console.log(`  agreed before, differs now: ${item}`);
  if (update) {
    mkdirSync(join(root, 'test/agreed'), { recursive: true });
    writeFileSync(path, `${[...new Set([...before, ...agreed])].sort().join('\n')}\n`);
  }
  return lost.length === 0;
}

const kinds: readonly (readonly [string, (only?: string) => Outcome])[] = [
  ['conversations', playConversations],
  ['corpus', checkCorpus],
];

if (!existsSync(join(shared, 'conformance/run.py')) || process.getuid?.() !== 0) {
  console.log('conformance: needs root and the shared conformance folder beside this checkout; nothing was played');
} else {
  const chosen = process.argv.includes('--only') ? kinds.filter(([name]) => name === only) : kinds;
  const verdicts = chosen.map(([name, play]) => compareWithList(name, play));
  process.exitCode = verdicts.every(Boolean) ? 0 : 1;
}
