import { describe, expect, test } from 'vitest';
import { compileData } from '../../src/expr/compile.ts';
import type { DataExpr, NumericExpr } from '../../src/expr/ir.ts';
import { hex } from '../../src/kernel/bytes.ts';
import { bytes, NO_NUMBER, NULL, newContext, number, shown, text } from './eval-context.ts';

const evaluate = (e: DataExpr) => shown(compileData(e)(newContext()));

function evaluateWithLog(e: DataExpr) {
  const context = newContext();
  return { value: shown(compileData(e)(context)), lines: context.lines };
}

describe('substring', () => {
  const of = (data: DataExpr, offset: NumericExpr, length: NumericExpr) =>
    evaluate({ op: 'substring', data, offset, length });

  test.each([
    ['abcdefgh', 2, 3, 'cde'],
    ['abc', 1, 99, 'bc'],
    ['abc', 3, 1, ''],
    ['abc', 9, 1, ''],
    ['abc', 0, 0, ''],
    ['abc', -1, 2, ''],
    ['abc', 1, -1, 'bc'],
    ['', 0, 1, ''],
  ])('(%j, %d, %d) is %j', (source, offset, length, result) => {
    expect(of(text(source), number(offset), number(length))).toBe(result);
  });

  test('is NULL when any operand is', () => {
    expect(of(NULL, number(0), number(1))).toBeUndefined();
    expect(of(text('abc'), NO_NUMBER, number(1))).toBeUndefined();
    expect(of(text('abc'), number(0), NO_NUMBER)).toBeUndefined();
  });
});

describe('suffix', () => {
  test.each([
    ['abcdefgh', 3, 'fgh'],
    ['abc', 3, 'abc'],
    ['abc', 9, 'abc'],
    ['abc', 0, ''],
    ['abc', -1, 'abc'],
  ])('(%j, %d) is %j', (source, length, result) => {
    expect(evaluate({ op: 'suffix', data: text(source), length: number(length) })).toBe(result);
  });

  test('is NULL when any operand is', () => {
    expect(evaluate({ op: 'suffix', data: NULL, length: number(1) })).toBeUndefined();
    expect(evaluate({ op: 'suffix', data: text('a'), length: NO_NUMBER })).toBeUndefined();
  });
});

test('only ASCII letters change their case', () => {
  expect(evaluate({ op: 'lcase', data: text('ABCxyz@[\xc9') })).toBe('abcxyz@[\xc9');
  expect(evaluate({ op: 'ucase', data: text('ABCxyz`{\xe9') })).toBe('ABCXYZ`{\xe9');
  expect(evaluate({ op: 'lcase', data: NULL })).toBeUndefined();
});

test('a concatenation with a NULL part is NULL, and its other parts are evaluated all the same', () => {
  expect(evaluate({ op: 'concat', parts: [text('a'), text(''), text('bc')] })).toBe('abc');
  const result = evaluateWithLog({ op: 'concat', parts: [NULL, { op: 'hardware' }] });
  expect(result).toEqual({
    value: undefined,
    lines: ['error: data: hardware: no raw packet or lease is available'],
  });
});

test('pick-first-value takes the first that is not NULL and evaluates none after it', () => {
  expect(evaluate({ op: 'pick-first-value', parts: [NULL, text(''), text('b')] })).toBe('');
  expect(evaluate({ op: 'pick-first-value', parts: [NULL, NULL] })).toBeUndefined();
  expect(evaluateWithLog({ op: 'pick-first-value', parts: [text('a'), { op: 'hardware' }] }).lines).toEqual([]);
});

describe('reverse', () => {
  test.each([
    [1, 'abcdef', 'fedcba'],
    [2, 'abcdef', 'efcdab'],
    [3, 'abcdef', 'defabc'],
    [6, 'abcdef', 'abcdef'],
    [4, '', ''],
  ])('width %d of %j is %j', (width, source, result) => {
    expect(evaluate({ op: 'reverse', width: number(width), data: text(source) })).toBe(result);
  });

  test('is NULL and says so when the length does not fit the width', () => {
    expect(evaluateWithLog({ op: 'reverse', width: number(4), data: text('abcdef') })).toEqual({
      value: undefined,
      lines: ['info: reverse: length of buffer 6 not a multiple of width 4!'],
    });
    expect(evaluateWithLog({ op: 'reverse', width: number(0), data: text('abc') }).lines).toHaveLength(1);
    expect(evaluate({ op: 'reverse', width: NO_NUMBER, data: text('abc') })).toBeUndefined();
    expect(evaluate({ op: 'reverse', width: number(1), data: NULL })).toBeUndefined();
  });
});

describe('binary-to-ascii', () => {
  const expression = (base: number, width: number, separator: string, data: string): DataExpr => ({
    op: 'binary-to-ascii',
    base: number(base),
    width: number(width),
    separator: text(separator),
    data: bytes(data),
  });

  // Each line was printed by dhcpd 4.4.3-P1.
  test.each([
    [16, 8, ':', '000aff', '0:a:ff'],
    [10, 8, '.', 'c0000201', '192.0.2.1'],
    [8, 8, ' ', '0810ff', '10 20 377'],
    [2, 8, ' ', '0005ff', '0 101 11111111'],
    [3, 16, ',', 'ffff0005', '10022220020,12'],
    [16, 16, '-', '01020a0b', '102-a0b'],
    [10, 32, ',', '00000001', '1'],
    [16, 8, ':', '', ''],
    [17, 8, ',', '0005ff', ',,'],
    [1, 8, ' ', '0005ff', '0 00 00'],
  ])('base %d, width %d, separator %j: %s is %j', (base, width, separator, data, result) => {
    expect(evaluate(expression(base, width, separator, data))).toBe(result);
  });

  test('a power of the base that overflows 32 bits gives a leading zero, as in the reference', () => {
    expect(evaluate(expression(10, 32, '.', 'ffffffff'))).toBe('04294967295');
    expect(evaluate(expression(10, 32, '.', 'ee6b2800'))).toBe('04000000000');
    expect(evaluate(expression(10, 32, '.', '3b9aca00'))).toBe('1000000000');
  });

  test.each([
    [expression(10, 24, ',', 'ffff00'), 'info: binary_to_ascii: invalid width 24!'],
    [expression(10, 16, ',', 'ffff00'), 'info: binary-to-ascii: length of buffer 3 not a multiple of width 2!'],
    [expression(0, 8, ',', 'ff'), 'info: binary-to-ascii: invalid base 0!'],
  ])('what cannot be printed is NULL and logged', (e, line) => {
    expect(evaluateWithLog(e)).toEqual({ value: undefined, lines: [line] });
  });

  test('is NULL when any operand is', () => {
    const whole = {
      op: 'binary-to-ascii',
      base: number(10),
      width: number(8),
      separator: text(''),
      data: text('a'),
    } as const;
    expect(evaluate(whole)).toBe('97');
    for (const part of [{ base: NO_NUMBER }, { width: NO_NUMBER }, { separator: NULL }, { data: NULL }]) {
      expect(evaluate({ ...whole, ...part })).toBeUndefined();
    }
  });
});

test.each([
  [258, 8, '02'],
  [258, 16, '0102'],
  [16909060, 32, '01020304'],
  [4294967295, 32, 'ffffffff'],
  [4294967296 + 7, 32, '00000007'],
  [-1, 32, 'ffffffff'],
  [-2, 16, 'fffe'],
] as const)('encode-int(%d, %d) is %s', (value, width, result) => {
  const octets = compileData({ op: 'encode-int', width, number: number(value) })(newContext());
  expect(octets && hex(octets)).toBe(result);
});

test('encode-int of NULL is NULL', () => {
  expect(evaluate({ op: 'encode-int', width: 8, number: NO_NUMBER })).toBeUndefined();
});
