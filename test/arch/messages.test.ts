import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Every text of the catalogue is said somewhere, and every message has a code of its own. */

const src = resolve(import.meta.dirname, '../../src');
const catalogue = join(src, 'diagnostics/catalogue');

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

const everything = sources(src)
  .filter((path) => !path.startsWith(catalogue))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** `export const serverLog = defineMessages('server', { name: row(…` → names by area. */
const areas = sources(catalogue).flatMap((path) => {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(/defineMessages\(\s*'([^']+)',\s*\{([\s\S]*?)\n\}\)/g)].map((match) => ({
    area: match[1] as string,
    names: [...(match[2] as string).matchAll(/^ {2}(\w+): /gm)].map((row) => row[1] as string),
  }));
});

describe('the catalogue of messages', () => {
  it('is seen by this test', () => {
    expect(areas.length).toBeGreaterThan(7);
    expect(areas.flatMap(({ names }) => names).length).toBeGreaterThan(300);
  });

  it('gives each area one name', () => {
    const names = areas.map(({ area }) => area);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('has no text that nothing says', () => {
    const unsaid = areas.flatMap(({ area, names }) =>
      names.filter((name) => !new RegExp(`\\.${name}\\b`).test(everything)).map((name) => `${area}.${name}`),
    );
    expect(unsaid).toEqual([]);
  });
});
