import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/expr/context.ts';
import { octets } from '../../src/kernel/bytes.ts';
import { writeVariables } from '../../src/leasefile/write-parts.ts';

const data = (text: string): Value => ({ type: 'data', data: octets(text) });

describe('variables of a lease (dhcpd.leases(5), "set")', () => {
  it('are written newest first, each in the form of its type', () => {
    const variables = new Map<string, Value>([
      ['text', data('a"b\x01')],
      ['count', { type: 'numeric', number: -7 }],
      ['flag', { type: 'boolean', boolean: true }],
    ]);
    expect(writeVariables(variables, '\n  ')).toBe(
      '\n  set flag = true;\n  set count = %-7;\n  set text = "a\\"b\\001";',
    );
  });

  it('are left out when they hold no octets, as the reference does', () => {
    expect(writeVariables(new Map([['empty', data('')]]), '\n  ')).toBe('');
  });
});
