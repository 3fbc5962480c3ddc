import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ipv6 } from '../../../src/kernel/address.ts';
import { hex } from '../../../src/kernel/bytes.ts';
import { seconds } from '../../../src/kernel/scalars.ts';
import {
  decodeIa,
  decodeIaAddress,
  decodeIaPrefix,
  decodeStatus,
  encodeIa,
  encodeIaAddress,
  encodeIaPrefix,
  encodeStatus,
  iaKindOf,
  statusAmong,
} from '../../../src/wire/v6/ia.ts';
import { bytes } from '../v4/bytes.ts';

const ADDRESS = '20010db8000000000000000000000001';
const STATUS = { code: 13, data: bytes('0002 6e6f') };

describe('identity associations (RFC 8415 §21.4, §21.5, §21.21)', () => {
  test.each([
    [3, 'IA_NA'],
    [4, 'IA_TA'],
    [25, 'IA_PD'],
    [5, undefined],
  ])('option %d is %s', (code, kind) => {
    expect(iaKindOf(code)).toBe(kind);
  });

  test.each([
    ['IA_NA', 3, '00000001 00000e10 00001518'],
    ['IA_PD', 25, '00000001 00000e10 00001518'],
  ])('%s: IAID, T1, T2, options', (kind, code, head) => {
    const option = { code, data: bytes(`${head} 000d 0004 0002 6e6f`) };
    const ia = decodeIa(option);
    expect(ia).toEqual({ kind, iaid: 1, t1: 3600, t2: 5400, options: [STATUS] });
    expect(ia && encodeIa(ia)).toEqual(option);
  });

  test('IA_TA: IAID, options', () => {
    const option = { code: 4, data: bytes('ffffffff 000d 0004 0002 6e6f') };
    const ia = decodeIa(option);
    expect(ia).toEqual({ kind: 'IA_TA', iaid: 0xffffffff, options: [STATUS] });
    expect(ia && encodeIa(ia)).toEqual(option);
  });

  test.each([
    ['IA_NA of 11 octets', 3, '00'.repeat(11)],
    ['IA_TA of 3 octets', 4, '00'.repeat(3)],
    ['IA_PD of 11 octets', 25, '00'.repeat(11)],
    ['a broken option inside', 3, `${'00'.repeat(12)}000d0009`],
    ['another option', 6, '00'.repeat(20)],
  ])('%s is no identity association', (_rule, code, data) => {
    expect(decodeIa({ code, data: bytes(data) })).toBeUndefined();
  });
});

describe('what an identity association holds', () => {
  test('IAADDR: address, preferred, valid, options (RFC 8415 §21.6)', () => {
    const data = bytes(`${ADDRESS} 00000e10 00001c20 000d 0004 0002 6e6f`);
    const address = decodeIaAddress(data);
    expect(address).toEqual({
      address: ipv6(BigInt(`0x${ADDRESS}`)),
      preferred: 3600,
      valid: 7200,
      options: [STATUS],
    });
    expect(address && encodeIaAddress(address)).toEqual({ code: 5, data });
  });

  test('IAPREFIX: preferred, valid, length, prefix, options (RFC 8415 §21.22)', () => {
    const data = bytes(`00000e10 00001c20 38 ${ADDRESS} 000d 0004 0002 6e6f`);
    const prefix = decodeIaPrefix(data);
    expect(prefix).toMatchObject({ preferred: 3600, valid: 7200, length: 56, options: [STATUS] });
    expect(prefix && encodeIaPrefix(prefix)).toEqual({ code: 26, data });
  });

  test('each is refused when cut', () => {
    expect(decodeIaAddress(new Uint8Array(23))).toBeUndefined();
    expect(decodeIaPrefix(new Uint8Array(24))).toBeUndefined();
    expect(decodeIaAddress(bytes(`${'00'.repeat(24)}000d`))).toBeUndefined();
  });
});

describe('status codes (RFC 8415 §21.13)', () => {
  test('number and text', () => {
    expect(decodeStatus(STATUS.data)).toEqual({ code: 2, message: 'no' });
    expect(encodeStatus({ code: 2, message: 'no' })).toEqual(STATUS);
  });

  test('the text may be missing, the number not', () => {
    expect(decodeStatus(bytes('0000'))).toEqual({ code: 0, message: '' });
    expect(decodeStatus(bytes('00'))).toBeUndefined();
  });

  test('the first among options counts; none is no status', () => {
    expect(statusAmong([{ code: 1, data: bytes('') }, STATUS, { code: 13, data: bytes('0005') }])?.code).toBe(2);
    expect(statusAmong([])).toBeUndefined();
  });
});

describe('laws', () => {
  const long = fc.integer({ min: 0, max: 0xffffffff }).map(seconds);
  const options = fc.array(
    fc.record({ code: fc.integer({ min: 1, max: 65535 }), data: fc.uint8Array({ maxLength: 20 }) }),
    { maxLength: 3 },
  );
  const anyAddress = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }).map(ipv6);

  test('what was encoded is decoded', () => {
    fc.assert(
      fc.property(long, long, anyAddress, options, (first, second, address, all) => {
        const timed = { kind: 'IA_NA', iaid: first, t1: first, t2: second, options: all } as const;
        expect(decodeIa(encodeIa(timed))).toEqual(timed);
        const lease = { address, preferred: first, valid: second, options: all };
        expect(decodeIaAddress(encodeIaAddress(lease).data)).toEqual(lease);
        const prefix = { preferred: first, valid: second, length: 64, prefix: address, options: all };
        expect(decodeIaPrefix(encodeIaPrefix(prefix).data)).toEqual(prefix);
      }),
    );
  });

  test('no octets throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(3, 4, 25, 5, 26), fc.uint8Array({ maxLength: 50 }), (code, data) => {
        const ia = decodeIa({ code, data });
        if (ia) expect(hex(encodeIa(ia).data).length).toBeLessThanOrEqual(hex(data).length);
        decodeIaAddress(data);
        decodeIaPrefix(data);
        decodeStatus(data);
      }),
    );
  });
});
