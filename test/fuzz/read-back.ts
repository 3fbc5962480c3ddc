import { compileStatements } from '../../src/expr/compile.ts';
import { octets } from '../../src/kernel/bytes.ts';
import { type EpochSeconds, epochSeconds } from '../../src/kernel/scalars.ts';
import { readLeaseFile } from '../../src/leasefile/read.ts';
import { renderChange } from '../../src/leasefile/write.ts';
import type { LeaseChange } from '../../src/leases/change.ts';
import type { OptionRegistry } from '../../src/options/definition.ts';

/**
 * Reading turns the order of variables around and gives an active lease the `tstp` it lacks. A sub-option that is defined to have no
 * value is written without the one that a relay sent all the same.
 */
const sorted = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('  tstp') && !/^ {2}option agent\.\S+ ;$/.test(line))
    .sort()
    .join('\n');
/** Bodies of events are read by a compiler that this test leaves out. */
const hasEvents = (text: string): boolean => /on (expiry|release)/.test(text);

/** What is wrong with a record once it is written and read again; undefined: it is the same. */
export function readBackFault(change: LeaseChange, family: 4 | 6, options: OptionRegistry): string | undefined {
  if (change.kind === 'subclass') return undefined;
  if (change.kind === 'ia' && change.ia.leases.length === 0) return undefined;
  const settings = { idFormat: 'octal', timeFormat: { kind: 'default' }, options, now: epochSeconds(0) } as const;
  const text = renderChange(change, settings);
  if (hasEvents(text)) return undefined;
  const file = octets(`authoring-byte-order little-endian;\n${text}`);
  const reading = { family, options, now: epochSeconds(0) as EpochSeconds, compileEvent: () => compileStatements([]) };
  const items = [...readLeaseFile([file], reading)];
  const findings = items.flatMap((item) => item.findings.map(({ diagnostic }) => diagnostic.message.text()));
  const read = items.flatMap(({ record }) => (record?.kind === 'change' ? [record.change] : []));
  const again = read.map((each) => renderChange(each, settings)).join('');
  if (findings.length > 0) return `findings ${findings.join('; ')} in ${text}`;
  return sorted(again) === sorted(text) ? undefined : `written ${text}read ${again}`;
}
