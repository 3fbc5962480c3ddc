import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const src = join(root, 'src');

/** ARCHITECTURE.md's table: a folder imports only from lower ranks and from itself. */
const RANKS: Readonly<Record<string, number>> = {
  kernel: 0,
  diagnostics: 1,
  wire: 1,
  options: 1,
  parser: 2,
  expr: 2,
  config: 3,
  leases: 3,
  leasefile: 4,
  effects: 4,
  engine: 5,
  client: 5,
  net: 6,
  host: 6,
  lint: 6,
  server: 7,
  cli: 8,
};
/** Ranks up to this one are the functional core. */
const CORE_RANK = 5;
/** Neighbours of the same rank that one may import from the other, and why. */
const SAME_RANK: ReadonlySet<string> = new Set([
  // A lease pool is a pool of the config.
  'leases→config',
  // Adapters read packets and effects of their own rank's ports.
  'host→net',
]);

interface Module {
  readonly file: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function readModule(path: string): Module {
  const text = readFileSync(path, 'utf8');
  const imports = [...text.matchAll(/^(?:import|export)\b[^'"]*?from\s+'([^']+)'/gm)].map(
    (match) => match[1] as string,
  );
  const file = relative(src, path);
  return { file, folder: file.split('/')[0] as string, text, imports };
}

const modules = sourceFiles(src).map(readModule);
const core = modules.filter(({ folder }) => (RANKS[folder] ?? 99) <= CORE_RANK);

describe('layers', () => {
  it('sees the modules it judges', () => {
    expect(modules.length).toBeGreaterThan(50);
    expect(modules.filter(({ imports }) => imports.length > 0).length).toBeGreaterThan(30);
  });

  it('knows every folder of src', () => {
    const unknown = modules.map(({ folder }) => folder).filter((folder) => RANKS[folder] === undefined);
    expect(unknown).toEqual([]);
  });

  it('lets a folder import only from lower ranks', () => {
    const wrong: string[] = [];
    for (const module of modules) {
      for (const name of module.imports.filter((specifier) => specifier.startsWith('.'))) {
        const target = relative(src, resolve(src, dirname(module.file), name)).split('/')[0] as string;
        const isLower = (RANKS[target] ?? 99) < (RANKS[module.folder] ?? -1);
        if (target !== module.folder && !isLower && !SAME_RANK.has(`${module.folder}→${target}`))
          wrong.push(`${module.file} imports ${name}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('keeps Node, clock and dice out of the core', () => {
    const banned = /from 'node:|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bperformance\.now/;
    expect(core.filter(({ text }) => banned.test(withoutComments(text))).map(({ file }) => file)).toEqual([]);
  });

  it('has no import cycle between modules', () => {
    expect(findCycle(runtimeImports())).toEqual([]);
  });

  it('names no file after nothing', () => {
    const empty = /(^|\/)(utils?|helpers?|misc|common|shared|manager|data|info)(\.|\/)/;
    expect(modules.map(({ file }) => file).filter((file) => empty.test(file))).toEqual([]);
  });
});

/** Size budgets only go down. */
describe('sizes', () => {
  const lines = modules
    .filter(({ file }) => !file.includes('options/spaces/') && !file.includes('diagnostics/catalogue/'))
    .map(({ file, text }) => ({ file, count: text.split('\n').length - 1 }))
    .sort((a, b) => a.count - b.count);
  const at = (share: number) => lines[Math.floor(lines.length * share)]?.count ?? 0;

  it('keeps files small', () => {
    expect(lines.filter(({ count }) => count > 500)).toEqual([]);
    expect(at(0.5)).toBeLessThanOrEqual(150);
    expect(at(0.9)).toBeLessThanOrEqual(320);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function runtimeImports(): Map<string, string[]> {
  return new Map(
    modules.map(({ file, text }) => {
      const targets = [...text.matchAll(/^(?:import|export)\s+(?!type\b)[^'"]*?from\s+'(\.[^']+)'/gm)].map((match) =>
        relative(src, resolve(src, dirname(file), match[1] as string)),
      );
      return [file, targets] as const;
    }),
  );
}

/** The first cycle found by depth-first search, as a path; empty when there is none. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): readonly string[] => {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    if (done.has(file)) return [];
    path.push(file);
    for (const target of graph.get(file) ?? []) {
      const cycle = visit(target);
      if (cycle.length > 0) return cycle;
    }
    path.pop();
    done.add(file);
    return [];
  };
  for (const file of graph.keys()) {
    const cycle = visit(file);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
