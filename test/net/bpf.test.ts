import { describe, expect, it } from 'vitest';
import { dhcpFrameFilter, nothingFilter } from '../../src/net/bpf.ts';

const hexOf = (program: Uint8Array) => Buffer.from(program).toString('hex').match(/.{16}/g);

describe('socket filter', () => {
  it('is the one of a running dhcpd 4.4.3, as `ss -0 -b` shows it', () => {
    // code (little endian), jump if true, jump if false, operand (little endian)
    expect(hexOf(dhcpFrameFilter(67))).toEqual([
      '280000000c000000', // ldh [12]
      '1500000800080000', // jeq #0x800, else drop
      '3000000017000000', // ldb [23]
      '1500000611000000', // jeq #17
      '2800000014000000', // ldh [20]
      '45000400ff1f0000', // jset #0x1fff: a later fragment
      'b10000000e000000', // ldxb 4*([14]&0xf)
      '4800000010000000', // ldh [x+16]
      '1500000143000000', // jeq #67
      '06000000ffffffff', // take all of it
      '0600000000000000', // drop
    ]);
  });

  it('asks for the port it is given', () => {
    expect(hexOf(dhcpFrameFilter(0x1ab3))?.[8]).toBe('15000001b31a0000');
  });

  it('that lets nothing through is one instruction', () => {
    expect(hexOf(nothingFilter())).toEqual(['0600000000000000']);
  });
});
