import { expect, it } from 'vitest';
import { octets } from '../../src/kernel/bytes.ts';
import { epochSeconds } from '../../src/kernel/scalars.ts';
import { readLeaseFile } from '../../src/leasefile/read.ts';
import { newRegistry } from '../../src/options/registry.ts';

const RECORD = (key: string) => `authoring-byte-order little-endian;
ia-na "${key}" {
  cltt 1 2026/11/23 11:26:04;
  iaaddr 2001:db8:1::1a5 { binding state active; preferred-life 375; max-life 600; ends 1 2026/11/23 11:36:04; }
}
`;

it.each([
  ['\\001\\000\\000\\000', 0],
  ['\\001\\000\\000\\000\\007', 1],
  ['\\001\\000\\000\\000\\007\\010', 2],
])('the lease of a client with a DUID that short is read again: %s', (key, length) => {
  const settings = { family: 6, options: newRegistry(), now: epochSeconds(0), compileEvent: () => undefined } as const;
  const records = [...readLeaseFile([octets(RECORD(key))], settings)].map(({ record }) => record);
  const change = records.find((record) => record?.kind === 'change')?.change;
  expect(change?.kind === 'ia' && [change.ia.iaid, change.ia.duid.length]).toEqual([1, length]);
});
