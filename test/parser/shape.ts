import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ParsedFile, Token } from '../../src/parser/ast.ts';
import { parseConfigFile } from '../../src/parser/parse.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/conf/', import.meta.url));

/** The configs under test/fixtures/conf, as binary strings. */
export const fixtures: readonly { readonly name: string; readonly text: string }[] = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.conf'))
  .map((name) => ({ name, text: readFileSync(FIXTURES + name, 'latin1') }));

export const parse = (text: string): ParsedFile => parseConfigFile({ name: 'dhcpd.conf', text }, 0);

/** What is wrong with a text: `LINE:COLUMN MESSAGE`. */
export const findings = (text: string): readonly string[] =>
  parse(text).diagnostics.map((d) => `${d.span?.start.line}:${d.span?.start.column} ${d.message.text()}`);

const isToken = (value: object): value is Token => 'type' in value && 'value' in value;

/** A tree without places: tokens as their text, strings in quotes. */
export function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== 'object' || value === null) return value;
  if (isToken(value)) return value.type === 'string' ? JSON.stringify(value.value) : value.text;
  const found: Record<string, unknown> = {};
  for (const key of keysOf(value)) if (key !== 'span') found[key] = shape((value as Record<string, unknown>)[key]);
  return found;
}

/** Words of large files are worked out by getters. */
function keysOf(value: object): readonly string[] {
  const keys = new Set(Object.keys(value));
  for (let kind = Object.getPrototypeOf(value); kind && kind !== Object.prototype; kind = Object.getPrototypeOf(kind)) {
    for (const [key, { get }] of Object.entries(Object.getOwnPropertyDescriptors(kind))) if (get) keys.add(key);
  }
  return [...keys].filter((key) => !['table', 'first', 'end'].includes(key)).sort();
}
