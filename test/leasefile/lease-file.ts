import { compileStatements } from '../../src/expr/compile.ts';
import { octets } from '../../src/kernel/bytes.ts';
import { epochSeconds } from '../../src/kernel/scalars.ts';
import type { LeaseFileItem } from '../../src/leasefile/read.ts';
import { readLeaseFile } from '../../src/leasefile/read.ts';
import type { LeaseFileSettings } from '../../src/leasefile/settings.ts';
import type { LeaseChange } from '../../src/leases/change.ts';
import { newRegistry } from '../../src/options/registry.ts';

const options = newRegistry();
export const writeSettings: LeaseFileSettings = {
  idFormat: 'octal',
  timeFormat: { kind: 'default' },
  options,
  now: epochSeconds(0),
};

/** Reads a text in chunks of a given size. */
export function readText(text: string, family: 4 | 6 = 4, chunkSize = 1 << 20): LeaseFileItem[] {
  const bytes = octets(text);
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize) chunks.push(bytes.subarray(at, at + chunkSize));
  const compileEvent = () => compileStatements([]);
  return [...readLeaseFile(chunks, { family, options, now: epochSeconds(1000), compileEvent })];
}

export const changesOf = (items: readonly LeaseFileItem[]): LeaseChange[] =>
  items.flatMap(({ record }) => (record?.kind === 'change' ? [record.change] : []));

export const saidOf = (items: readonly LeaseFileItem[]): string[] =>
  items.flatMap(({ findings }) => findings.map(({ diagnostic }) => diagnostic.message.text()));
