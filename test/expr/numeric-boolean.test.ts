import { describe, expect, test } from 'vitest';
import { compileBoolean, compileNumeric } from '../../src/expr/compile.ts';
import type { EvalContext } from '../../src/expr/context.ts';
import type { BooleanExpr, NumericExpr } from '../../src/expr/ir.ts';
import { newVariables } from '../../src/expr/variables.ts';
import {
  boolean,
  bytes,
  data,
  dataValue,
  HOST_NAME,
  NO_NUMBER,
  NULL,
  newContext,
  no,
  number,
  numeric,
  request4,
  text,
  unknown,
  yes,
} from './eval-context.ts';

function numberOf(e: NumericExpr, more: Partial<EvalContext> = {}) {
  const context = newContext(more);
  return { value: compileNumeric(e)(context), lines: context.lines };
}
const truth = (e: BooleanExpr, more: Partial<EvalContext> = {}) => compileBoolean(e)(newContext(more));

test.each([
  [8, '0102030405', 1],
  [16, '0102030405', 0x0102],
  [32, '0102030405', 0x01020304],
  [32, 'ffffffff', 0xffffffff],
  [8, '', undefined],
  [16, '01', undefined],
  [32, '010203', undefined],
] as const)('extract-int, %d bits of %s, is %s', (width, source, result) => {
  expect(numberOf({ op: 'extract-int', width, data: bytes(source) }).value).toBe(result);
});

describe('lease-time', () => {
  test('is what is left of the lease', () => expect(numberOf({ op: 'lease-time' }, { leaseTime: 60 }).value).toBe(60));
  test('is NULL without a lease', () => {
    expect(numberOf({ op: 'lease-time' })).toEqual({
      value: undefined,
      lines: ['error: data: leased_lease: not available'],
    });
  });
  test('is NULL after its end', () => {
    expect(numberOf({ op: 'lease-time' }, { leaseTime: -10 })).toEqual({
      value: undefined,
      lines: ['error: data: lease_time: lease ends at 990 when it is now 1000'],
    });
  });
});

describe('arithmetic', () => {
  const of = (operator: '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^', left: number, right: number) =>
    numberOf({ op: 'arithmetic', operator, left: number(left), right: number(right) }).value;

  test.each([
    ['+', 2, 3, 5],
    ['+', -1, 1, 0],
    ['-', 2, 3, -1],
    ['*', 7, 6, 42],
    ['*', 2 ** 33, 2 ** 33, 0],
    ['/', 9, 2, 4],
    ['/', 9, 0, undefined],
    ['%', 9, 4, 1],
    ['%', 9, 0, undefined],
    ['&', 255, 15, 15],
    ['|', 0x80000000, 3, 0x80000003],
    ['^', 6, 3, 5],
  ] as const)('%s: %d, %d is %s', (operator, left, right, result) => {
    expect(of(operator, left, right)).toBe(result);
  });

  test('with NULL is NULL', () => {
    expect(numberOf({ op: 'arithmetic', operator: '+', left: NO_NUMBER, right: number(1) }).value).toBeUndefined();
    expect(numberOf({ op: 'arithmetic', operator: '+', left: number(1), right: NO_NUMBER }).value).toBeUndefined();
  });
});

describe('comparison', () => {
  const lease = newVariables(new Map([['word', dataValue('a')]]));
  test.each([
    ['equal data', data(text('ab')), data(text('ab')), true],
    ['data of another length', data(text('ab')), data(text('abc')), false],
    ['NULL and NULL', data(NULL), data(NULL), true],
    ['NULL and a value', data(NULL), data(text('')), false],
    ['numbers', numeric(number(5)), numeric(number(5)), true],
    ['a number and data', numeric(number(97)), data(text('a')), false],
    ['booleans', boolean(yes), boolean(yes), true],
    ['different booleans', boolean(yes), boolean(no), false],
    ['a variable, whatever type was expected', boolean({ op: 'variable', name: 'word' }), data(text('a')), true],
  ])('%s', (_, left, right, isEqual) => {
    expect(truth({ op: 'equal', left, right }, { leaseVariables: lease })).toBe(isEqual);
    expect(truth({ op: 'not-equal', left, right }, { leaseVariables: lease })).toBe(!isEqual);
  });
});

describe('and, or, not', () => {
  const and = (left: BooleanExpr, right: BooleanExpr) => truth({ op: 'and', left, right });
  const or = (left: BooleanExpr, right: BooleanExpr) => truth({ op: 'or', left, right });
  const N = unknown;

  test.each([
    [yes, yes, true],
    [yes, no, false],
    [no, yes, undefined],
    [no, no, undefined],
    [N, yes, undefined],
    [yes, N, undefined],
  ])('and: NULL unless the left side is true', (left, right, result) => expect(and(left, right)).toBe(result));

  test.each([
    [yes, N, true],
    [no, yes, true],
    [N, yes, true],
    [no, no, false],
    [N, no, false],
    [no, N, false],
    [N, N, undefined],
  ])('or: NULL only when both sides are', (left, right, result) => expect(or(left, right)).toBe(result));

  test('not keeps NULL', () => {
    expect(truth({ op: 'not', operand: no })).toBe(true);
    expect(truth({ op: 'not', operand: yes })).toBe(false);
    expect(truth({ op: 'not', operand: unknown })).toBeUndefined();
    expect(truth({ op: 'not', operand: { op: 'and', left: no, right: yes } })).toBeUndefined();
  });
});

describe('regular expressions', () => {
  const matches = (subject: string, pattern: string, op: 'matches' | 'matches-nocase' = 'matches') =>
    truth({ op, data: text(subject), pattern: text(pattern) });

  test('match anywhere, with or without regard to case', () => {
    expect(matches('web17', '^web[0-9]+$')).toBe(true);
    expect(matches('web17x', '^web[0-9]+$')).toBe(false);
    expect(matches('db-7', '^DB')).toBe(false);
    expect(matches('db-7', '^DB', 'matches-nocase')).toBe(true);
  });
  test('an invalid pattern matches nothing and is not NULL', () => expect(matches('abc', '(')).toBe(false));
  test('a NULL operand makes NULL', () => {
    expect(truth({ op: 'matches', data: NULL, pattern: text('a') })).toBeUndefined();
    expect(truth({ op: 'matches', data: text('a'), pattern: NULL })).toBeUndefined();
  });
  test('both operands end at NUL', () => expect(matches('ab\0c', 'b$\0x')).toBe(true));
  test('a pattern may come from the packet', () => {
    const e: BooleanExpr = { op: 'matches', data: text('abc'), pattern: { op: 'option', option: HOST_NAME } };
    const compiled = compileBoolean(e);
    expect(compiled(newContext({ request: request4({ 12: '^a' }) }))).toBe(true);
    expect(compiled(newContext({ request: request4({ 12: '^b' }) }))).toBe(false);
  });
});

test('exists is false, not NULL, without a packet', () => {
  const exists: BooleanExpr = { op: 'exists', option: HOST_NAME };
  expect(truth(exists, { request: request4({ 12: '' }) })).toBe(true);
  expect(truth(exists, { request: request4() })).toBe(false);
  expect(truth(exists)).toBe(false);
});

test('known is NULL without a packet, static is false', () => {
  expect(truth({ op: 'known' })).toBeUndefined();
  expect(truth({ op: 'known' }, { isKnown: false })).toBe(false);
  expect(truth({ op: 'static' })).toBe(false);
  expect(truth({ op: 'static' }, { isStatic: true })).toBe(true);
});

test('check and defined ask for classes and variables', () => {
  expect(truth({ op: 'check', className: 'a' }, { hasClass: (name) => name === 'a' })).toBe(true);
  expect(truth({ op: 'check', className: 'b' }, { hasClass: (name) => name === 'a' })).toBe(false);
  const leaseVariables = newVariables(new Map([['Colour', dataValue('red')]]));
  expect(truth({ op: 'defined', name: 'colour' }, { leaseVariables })).toBe(true);
  expect(truth({ op: 'defined', name: 'shape' }, { leaseVariables })).toBe(false);
});
