import { describe, expect, test } from 'vitest';
import { type NumberFault, readNumber } from '../../src/options/number.ts';

const exceeds = (text: string, max: number): NumberFault => ({ kind: 'exceeds-max', text, max });
const digit = (text: string, value: number, base: number): NumberFault => ({
  kind: 'bogus-digit',
  text,
  digit: value,
  base,
});

describe('numbers are read as the reference reads them', () => {
  test.each<[string, 8 | 16 | 32, number]>([
    ['0', 8, 0],
    ['255', 8, 255],
    ['0x1f', 8, 0x1f],
    ['0600', 16, 0o600],
    ['-1', 8, 255],
    ['-128', 8, 128],
    ['-1', 16, 0xffff],
    ['-1', 32, 0xffffffff],
    ['-0', 32, 0],
    ['65535', 16, 65535],
    ['4294967295', 32, 0xffffffff],
  ])('%s in %d bits', (text, width, value) => {
    expect(readNumber(text, width)).toEqual({ value, faults: [] });
  });

  test('beyond 32 bits a number starts again at zero, in silence', () => {
    expect(readNumber('4294967297', 32)).toEqual({ value: 1, faults: [] });
  });

  test.each<[string, 8 | 16 | 32, number, NumberFault]>([
    ['300', 8, 300 & 255, exceeds('300', 255)],
    ['-129', 8, 127, exceeds('-129', 128)],
    ['0x1ffff', 16, 0xffff, exceeds('1ffff', 65535)],
    ['0777', 8, 0xff, exceeds('777', 255)],
    ['-40000', 16, 0x10000 - 40000, exceeds('-40000', 32768)],
    ['-4294967295', 32, 1, exceeds('-4294967295', -2147483648)],
  ])('%s is too large for %d bits: the limit is named, the low bits stay', (text, width, value, fault) => {
    expect(readNumber(text, width)).toEqual({ value, faults: [fault] });
  });

  test.each<[string, number, NumberFault]>([
    ['09', 0, digit('09', 9, 8)],
    ['12x', 12, digit('12x', 33, 10)],
    ['0X1f', 0, digit('0X1f', 33, 10)],
    ['5_0', 5, digit('5_0', 40, 10)],
    ['bad', 0, digit('bad', 11, 10)],
    ['-', 0, { kind: 'bogus-number', text: '-' }],
    ['0x', 0, { kind: 'bogus-number', text: '0x' }],
    ['1-2', 1, { kind: 'bogus-number', text: '1-2' }],
  ])('%s ends at the digit that is none', (text, value, fault) => {
    expect(readNumber(text, 32)).toEqual({ value, faults: [fault] });
  });

  test('where a base is prescribed no prefix is known', () => {
    expect(readNumber('0x1', 8, 16).faults).toEqual([digit('0x1', 33, 16)]);
    expect(readNumber('010', 8, 10).value).toBe(10);
    expect(readNumber('fF', 8, 16).value).toBe(255);
  });

  test('a bogus digit and an excess are both told', () => {
    expect(readNumber('300x', 8).faults).toEqual([digit('300x', 33, 10), exceeds('300', 255)]);
  });
});
