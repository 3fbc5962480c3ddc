import { describe, expect, test } from 'vitest';
import { compileStatements } from '../../src/expr/compile.ts';
import type { DataExpr, StatementIr, ValueExpr } from '../../src/expr/ir.ts';
import { newVariables } from '../../src/expr/variables.ts';
import {
  data,
  dataValue,
  NULL,
  newContext,
  number,
  numeric,
  type Recorder,
  shown,
  text,
  when,
} from './eval-context.ts';

const variable = (name: string): DataExpr => ({ op: 'variable', name });
const call = (name: string, ...args: ValueExpr[]): ValueExpr => data({ op: 'call', name, args });
const define = (name: string, parameters: readonly string[], ...body: StatementIr[]): StatementIr => ({
  op: 'define',
  name,
  parameters,
  body,
});
const giveBack = (value: ValueExpr): StatementIr => ({ op: 'return', value });
const set = (name: string, value: ValueExpr): StatementIr => ({ op: 'set', name, value });
const join = (...parts: DataExpr[]): ValueExpr => data({ op: 'concat', parts });

function run(statements: readonly StatementIr[], context: Recorder = newContext()): Recorder {
  compileStatements(statements).run(context);
  return context;
}

function variableNow(name: string, context: Recorder): unknown {
  const value = (context.leaseVariables ?? context.packetVariables).get(name);
  return value?.type === 'data' ? shown(value.data) : value;
}

describe('a function', () => {
  const dash = define('dash', ['left', 'right'], giveBack(join(variable('left'), text('-'), variable('RIGHT'))));

  test('is called with its arguments and gives a value', () => {
    expect(variableNow('x1', run([dash, set('x1', call('dash', data(text('a')), data(text('b'))))]))).toBe('a-b');
  });
  test('may be used in comparisons and as an argument', () => {
    const inner = call('dash', data(text('a')), data(text('b')));
    expect(variableNow('x1', run([dash, set('x1', call('dash', inner, inner))]))).toBe('a-b-a-b');
    const equal: ValueExpr = { type: 'boolean', expr: { op: 'equal', left: inner, right: data(text('a-b')) } };
    expect(variableNow('x1', run([dash, set('x1', equal)]))).toEqual({ type: 'boolean', boolean: true });
  });
  test('ends at the first return that has a value', () => {
    const twice = define(
      'twice',
      [],
      giveBack(data(NULL)),
      giveBack(data(text('second'))),
      set('x2', data(text('no'))),
    );
    const context = run([twice, set('x1', call('twice'))]);
    expect(variableNow('x1', context)).toBe('second');
    expect(variableNow('x2', context)).toBeUndefined();
  });
  test('returns from inside an if', () => {
    const condition = { op: 'boolean', value: true } as const;
    const nested: StatementIr = when(condition, [giveBack(data(text('in')))]);
    expect(variableNow('x1', run([define('f1', [], nested, giveBack(data(text('out')))), set('x1', call('f1'))]))).toBe(
      'in',
    );
  });
  test('without a return value is NULL', () => {
    expect(variableNow('x1', run([define('none', []), set('x1', call('none'))]))).toBeUndefined();
  });
});

test.each([
  ['nobody', [], 'nobody: no such function.'],
  ['word', [], 'word: not a function.'],
  ['one', [], 'one: too few arguments.'],
  ['one', [data(text('a')), data(text('b'))], 'one: too many arguments.'],
])('a wrong call of %s is NULL and logged', (name, args, line) => {
  const context = run([
    set('word', data(text('w'))),
    define('one', ['only'], giveBack(data(text('never')))),
    set('x1', call(name, ...args)),
  ]);
  expect(variableNow('x1', context)).toBeUndefined();
  expect(context.lines).toEqual([`error: ${line}`]);
});

describe('a call where the type is prescribed', () => {
  const calls: StatementIr[] = [
    define('five', [], giveBack(numeric(number(5)))),
    { op: 'log', level: 'info', value: { op: 'call', name: 'five', args: [] } },
  ];
  test('is made, fails and is NULL, as in the reference', () => {
    expect(run(calls).lines).toEqual([
      'error: five() returned type 2 in evaluate_data_expression.',
      'error: Bogus opcode in evaluate_data_expression: 45',
    ]);
    const condition = { op: 'call', name: 'five', args: [] } as const;
    const asCondition: StatementIr = when(condition, [set('x1', data(text('yes')))]);
    const context = run([
      define('five', [], giveBack({ type: 'boolean', expr: { op: 'boolean', value: true } })),
      asCondition,
    ]);
    expect(context.lines).toEqual(['error: Bogus opcode in evaluate_boolean_expression: 45']);
    expect(variableNow('x1', context)).toBeUndefined();
  });
  test('in a numeric expression too', () => {
    const width = { op: 'call', name: 'nobody', args: [] } as const;
    const e: DataExpr = { op: 'suffix', data: text('abc'), length: width };
    expect(run([{ op: 'eval', value: data(e) }]).lines).toEqual([
      'error: nobody: no such function.',
      'error: evaluate_numeric_expression: bogus opcode 45',
    ]);
  });
});

describe('variables of a function', () => {
  test('are its own, unless the caller has one of that name', () => {
    const leaseVariables = newVariables(new Map([['shared', dataValue('before')]]));
    const context = newContext({ leaseVariables });
    const body = [set('shared', data(text('after'))), set('own', data(text('hidden')))];
    run([define('f1', [], ...body), { op: 'eval', value: call('f1') }], context);
    expect(variableNow('shared', context)).toBe('after');
    expect(variableNow('own', context)).toBeUndefined();
  });
  test('an argument hides a variable of the caller, even when it is NULL', () => {
    const f1 = define('f1', ['word'], set('word', data(text('inside'))), giveBack(data(variable('word'))));
    const context = run([set('word', data(text('outside'))), f1, set('x1', call('f1', data(NULL)))]);
    expect(variableNow('x1', context)).toBe('inside');
    expect(variableNow('word', context)).toBe('outside');
  });
  test('unset reaches the innermost one', () => {
    const f1 = define('f1', ['word'], { op: 'unset', name: 'word' }, { op: 'unset', name: 'other' });
    const context = run([
      set('word', data(text('kept'))),
      set('other', data(text('gone'))),
      f1,
      { op: 'eval', value: call('f1', data(text('a'))) },
    ]);
    expect(variableNow('word', context)).toBe('kept');
    expect(variableNow('other', context)).toBeUndefined();
  });
});

describe('recursion', () => {
  test('works as deep as a domain name is long', () => {
    const rest: DataExpr = { op: 'substring', data: variable('word'), offset: number(1), length: number(99) };
    const isEmpty = { op: 'equal', left: data(variable('word')), right: data(text('')) } as const;
    const stop: StatementIr = when(isEmpty, [giveBack(data(text('.')))]);
    const f1 = define(
      'f1',
      ['word'],
      stop,
      set('tail', call('f1', data(rest))),
      giveBack(join(text('x'), variable('tail'))),
    );
    expect(variableNow('x1', run([f1, set('x1', call('f1', data(text('abc'))))]))).toBe('xxx.');
  });
  test('without end is stopped with a line in the log', () => {
    const context = run([define('f1', [], set('x2', call('f1'))), { op: 'eval', value: call('f1') }]);
    expect(context.lines).toEqual(['error: f1: more than 200 function calls inside one.']);
  });
  test('that branches without end is stopped as well', () => {
    const twice = define('f1', [], { op: 'eval', value: call('f1') }, { op: 'eval', value: call('f1') });
    expect(run([twice, { op: 'eval', value: call('f1') }]).lines).toContain(
      'error: f1: more than 20000 function calls inside one.',
    );
  });
});

test('return outside a function only evaluates', () => {
  const context = run([giveBack(data({ op: 'host-decl-name' })), set('x1', data(text('on')))]);
  expect(context.lines).toHaveLength(1);
  expect(variableNow('x1', context)).toBe('on');
});

test('a function body sees packet, lease and answer of the call, and may act on them', () => {
  const context = newContext({ leasedAddress: Uint8Array.of(192, 0, 2, 5), hostDeclName: 'printer' });
  const body: StatementIr[] = [
    { op: 'add', className: 'seen' },
    { op: 'parse-vendor-option' },
    { op: 'on', events: ['commit'], body: [] },
    { op: 'execute', command: '/bin/true', args: [{ op: 'host-decl-name' }] },
    giveBack(join({ op: 'leased-address' }, { op: 'gethostname' })),
  ];
  run([define('f1', [], ...body), set('x1', call('f1'))], context);
  expect(variableNow('x1', context)).toBe('\xc0\0\x02\x05server.example');
  expect([...context.classes]).toEqual(['seen']);
  expect(context.vendorOptionReads).toBe(1);
  expect(context.events).toEqual(['commit']);
  expect(context.commands).toEqual([['/bin/true', 'printer']]);
});
