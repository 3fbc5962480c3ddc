/**
 * npm run conformance: plays the shared conversations and the corpus of configs, where they lie beside this checkout, against
 * bin/dhcpd, prints the score, and fails when a case that agreed with the reference before no longer does. The lists of agreed
 * cases are test/agreed/*.txt; `--update` adds what agrees now (nothing is ever taken off), `--only KIND` plays one kind.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const shared = resolve(root, '../shared');
const server = join(root, 'bin/dhcpd');
const update = process.argv.includes('--update');
const only = process.argv[process.argv.indexOf('--only') + 1];

interface Outcome {
  readonly name: string;
  readonly agreed: ReadonlySet<string>;
  readonly differing: ReadonlySet<string>;
}

function run(program: string, args: readonly string[]): string {
  const result = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 45 * 60_000 });
  if (result.error) throw result.error;
  return result.stdout + result.stderr;
}

/** `PASS v4/dora_unicast` and `FAIL …` lines of the conversations. */
function playConversations(strictLog: boolean): Outcome {
  const out = mkdtempSync(join(tmpdir(), 'conformance-'));
  const flags = ['--check', '--quiet', '--jobs', '2', '--out', out, '--server', server];
  const text = run(join(shared, 'conformance/run.py'), strictLog ? [...flags, '--strict-log'] : flags);
  const named = (verdict: string) =>
    new Set([...text.matchAll(new RegExp(`^${verdict}\\s+(\\S+)`, 'gm'))].map((match) => match[1] as string));
  return {
    name: strictLog ? 'conversations-with-log' : 'conversations',
    agreed: named('PASS'),
    differing: named('FAIL'),
  };
}

interface CorpusEntry {
  readonly file: string;
  readonly kind: string;
}

function checkCorpus(match: 'rc' | 'first' | 'full'): Outcome {
  const corpus = join(shared, 'corpus');
  const text = run(join(corpus, 'verify.py'), ['--bin', server, '--match', match]);
  const listed = /^differences: \d+ ?(.*)$/m.exec(text)?.[1] ?? '';
  const differing = new Set([...listed.matchAll(/(\S+ -[46])/g)].map((found) => found[1] as string));
  const index = JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')) as readonly CorpusEntry[];
  const all = index
    .filter(({ kind }) => kind === 'config' || kind === 'probe')
    .flatMap(({ file }) => [`${file} -4`, `${file} -6`]);
  return { name: `corpus-${match}`, agreed: new Set(all.filter((name) => !differing.has(name))), differing };
}

/** True when nothing that agreed before differs now. */
function compareWithList({ name, agreed, differing }: Outcome): boolean {
  const path = join(root, 'test/agreed', `${name}.txt`);
  const before = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  const lost = before.filter((item) => !agreed.has(item));
  console.log(`${name}: ${agreed.size} of ${agreed.size + differing.size} agree`);
  for (const item of lost) console.log(`  agreed before, differs now: ${item}`);
  if (update) {
    mkdirSync(join(root, 'test/agreed'), { recursive: true });
    writeFileSync(path, `${[...new Set([...before, ...agreed])].sort().join('\n')}\n`);
  } else {
    const fresh = [...agreed].filter((item) => !before.includes(item)).length;
    if (fresh > 0) console.log(`  ${fresh} more than on the list; --update takes them up`);
  }
  return lost.length === 0;
}

const kinds: readonly (readonly [string, () => Outcome])[] = [
  ['conversations', () => playConversations(false)],
  ['corpus-rc', () => checkCorpus('rc')],
  ['corpus-first', () => checkCorpus('first')],
];

if (!existsSync(join(shared, 'conformance/run.py')) || process.getuid?.() !== 0) {
  console.log('conformance: needs root and the shared conformance folder beside this checkout; nothing was played');
} else {
  const chosen = process.argv.includes('--only') ? kinds.filter(([name]) => name === only) : kinds;
  const verdicts = chosen.map(([, play]) => compareWithList(play()));
  process.exitCode = verdicts.every(Boolean) ? 0 : 1;
}
