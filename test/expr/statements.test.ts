import { describe, expect, test } from 'vitest';
import { compileStatements } from '../../src/expr/compile.ts';
import type { CaseIr, DataExpr, OptionVerb, StatementIr, ValueExpr } from '../../src/expr/ir.ts';
import { fromHex, hex } from '../../src/kernel/bytes.ts';
import type { OptionDefinition } from '../../src/options/definition.ts';
import {
  DOMAIN_NAME,
  data,
  hostName,
  NULL,
  newContext,
  no,
  number,
  numeric,
  type Recorder,
  SEARCH,
  shown,
  text,
  unknown,
  when,
  yes,
} from './eval-context.ts';

const say = (line: string): StatementIr => ({ op: 'log', level: 'info', value: text(line) });
const option = (verb: OptionVerb, value: DataExpr, definition: OptionDefinition = DOMAIN_NAME): StatementIr => ({
  op: 'option',
  verb,
  option: definition,
  value,
});

/** Runs the statements and gives the lines they logged, without level. */
function run(statements: readonly StatementIr[], context: Recorder = newContext()): string[] {
  compileStatements(statements).run(context);
  return context.lines.map((line) => line.replace(/^\w+: /, ''));
}

describe('if', () => {
  const either = (condition: typeof yes) => run([when(condition, [say('then')], [say('else')])]);

  test('a NULL condition counts as false', () => {
    expect(either(yes)).toEqual(['then']);
    expect(either(no)).toEqual(['else']);
    expect(either(unknown)).toEqual(['else']);
  });
});

describe('switch', () => {
  const label = (value?: ValueExpr): CaseIr => (value ? { op: 'case', value } : { op: 'case' });
  const body = [
    label(data(text('b'))),
    say('b'),
    label(),
    say('default'),
    label(data(text('a'))),
    say('a'),
    { op: 'break' } as const,
    say('never'),
  ];
  const of = (subject: ValueExpr) => run([{ op: 'switch', subject, body }, say('after')]);

  test('enters at the matching label and falls through to break', () => {
    expect(of(data(text('a')))).toEqual(['a', 'after']);
    expect(of(data(text('b')))).toEqual(['b', 'default', 'a', 'after']);
  });
  test('takes default, wherever it stands, when nothing matches or the subject is NULL', () => {
    expect(of(data(text('x')))).toEqual(['default', 'a', 'after']);
    expect(of(data(NULL))).toEqual(['default', 'a', 'after']);
  });
  test('does nothing when nothing matches and there is no default', () => {
    expect(run([{ op: 'switch', subject: numeric(number(1)), body: [label(numeric(number(2))), say('two')] }])).toEqual(
      [],
    );
    expect(run([{ op: 'switch', subject: numeric(number(2)), body: [label(numeric(number(2))), say('two')] }])).toEqual(
      ['two'],
    );
  });
  test('a break inside an if ends only the list of the if', () => {
    const inner: StatementIr = when(yes, [{ op: 'break' }, say('no')]);
    expect(run([{ op: 'switch', subject: data(text('a')), body: [label(), inner, say('still here')] }])).toEqual([
      'still here',
    ]);
  });
  test('a variable as the subject is taken for a number, as the reference does', () => {
    const set: StatementIr = { op: 'set', name: 'word', value: data(text('a')) };
    const subject = data({ op: 'variable', name: 'word' });
    expect(run([set, { op: 'switch', subject, body }])).toEqual([
      'binding type 1 in evaluate_numeric_expression.',
      'default',
      'a',
    ]);
    const setNumber: StatementIr = { op: 'set', name: 'word', value: numeric(number(2)) };
    expect(run([setNumber, { op: 'switch', subject, body: [label(numeric(number(2))), say('two')] }])).toEqual(['two']);
  });
});

test('break ends the list it stands in', () => {
  expect(run([say('one'), { op: 'break' }, say('two')])).toEqual(['one']);
});

describe('set and unset', () => {
  const shownVariable = (name: string, context: Recorder) => {
    const value = (context.leaseVariables ?? context.packetVariables).get(name);
    return value?.type === 'data' ? shown(value.data) : value;
  };
  const set = (name: string, value: ValueExpr): StatementIr => ({ op: 'set', name, value });

  test('names have no case', () => {
    const context = newContext();
    run([set('Colour', data(text('red'))), set('COLOUR', data(text('blue')))], context);
    expect(shownVariable('colour', context)).toBe('blue');
  });
  test('the old value is gone before the new one is computed, as in the reference', () => {
    const context = newContext();
    const again: DataExpr = { op: 'concat', parts: [{ op: 'variable', name: 'x1' }, text('!')] };
    run([set('x1', data(text('one'))), set('x1', data(again))], context);
    expect(shownVariable('x1', context)).toBeUndefined();
  });
  test('NULL removes the value, and so does unset', () => {
    const context = newContext();
    run(
      [set('x1', data(text('one'))), set('x1', data(NULL)), set('x2', data(text('two'))), { op: 'unset', name: 'X2' }],
      context,
    );
    expect(shownVariable('x1', context)).toBeUndefined();
    expect(shownVariable('x2', context)).toBeUndefined();
  });
  test('all types are kept', () => {
    const context = newContext();
    run([set('n', numeric(number(5))), set('t', { type: 'boolean', expr: yes })], context);
    expect(context.packetVariables.get('n')).toEqual({ type: 'numeric', number: 5 });
    expect(context.packetVariables.get('t')).toEqual({ type: 'boolean', boolean: true });
  });
  test('a variable of another type is NULL and logged', () => {
    const log: StatementIr = { op: 'log', level: 'info', value: { op: 'variable', name: 'n' } };
    expect(run([set('n', numeric(number(5))), log])).toEqual(['binding type 2 in evaluate_data_expression.']);
  });
});

describe('log', () => {
  test.each(['error', 'info', 'debug'] as const)('%s is the level of the line', (level) => {
    const context = newContext();
    run([{ op: 'log', level, value: text('line') }], context);
    expect(context.lines).toEqual([`${level}: line`]);
  });
  test('fatal ends the execution', () => {
    const context = newContext();
    const inner: StatementIr = when(yes, [{ op: 'log', level: 'fatal', value: text('stop') }]);
    run([inner, say('never')], context);
    expect(context.fatalLines).toEqual(['stop']);
    expect(context.lines).toEqual([]);
  });
  test('NULL logs nothing', () => expect(run([{ op: 'log', level: 'info', value: NULL }])).toEqual([]));
  test('the line ends at NUL and after 1023 octets', () => {
    expect(run([say('nul\0after')])).toEqual(['nul']);
    expect(run([say('x'.repeat(2000))])[0]).toHaveLength(1023);
  });
});

describe('execute', () => {
  const execute = (...args: DataExpr[]): StatementIr => ({ op: 'execute', command: '/bin/echo', args });

  test('logs and runs the command with its arguments as C strings', () => {
    const context = newContext();
    expect(run([execute(text('hi\0there'), text(''))], context)).toEqual([
      'execute_statement argv[0] = /bin/echo',
      'execute_statement argv[1] = hi',
      'execute_statement argv[2] = ',
    ]);
    expect(context.commands).toEqual([['/bin/echo', 'hi', '']]);
  });
  test('does not run it when an argument is NULL', () => {
    const context = newContext();
    expect(run([execute(text('a'), NULL, text('b'))], context)).toEqual([
      'execute_statement argv[0] = /bin/echo',
      'execute_statement argv[1] = a',
      'execute: bad arg 2',
    ]);
    expect(context.commands).toEqual([]);
  });
});

test('eval evaluates, add joins a class, on and parse-vendor-option reach the engine', () => {
  const context = newContext();
  const statements: StatementIr[] = [
    { op: 'eval', value: data({ op: 'host-decl-name' }) },
    { op: 'add', className: 'phones' },
    { op: 'on', events: ['commit', 'release'], body: [say('later')] },
    { op: 'parse-vendor-option' },
  ];
  expect(run(statements, context)).toEqual(['data: host_decl_name: not available']);
  expect([...context.classes]).toEqual(['phones']);
  expect(context.events).toEqual(['commit', 'release']);
  expect(context.vendorOptionReads).toBe(1);
});

describe('option statements', () => {
  const sent = (statements: readonly StatementIr[], definition = DOMAIN_NAME, context = newContext()) => {
    compileStatements(statements).run(context);
    return shown(context.reply.get(definition.space, definition.code)?.value(context));
  };

  test.each([
    ['supersede replaces', [option('supersede', text('a')), option('supersede', text('b'))], 'b'],
    ['send replaces', [option('supersede', text('a')), option('send', text('b'))], 'b'],
    ['default keeps', [option('supersede', text('a')), option('default', text('b'))], 'a'],
    ['default sets what is unset', [option('default', text('b'))], 'b'],
    ['append joins behind', [option('supersede', text('a')), option('append', text('b'))], 'ab'],
    ['prepend joins in front', [option('supersede', text('a')), option('prepend', text('b'))], 'ba'],
    ['append sets what is unset', [option('append', text('b'))], 'b'],
    ['append to NULL is NULL', [option('supersede', NULL), option('append', text('b'))], undefined],
    ['default keeps even what is NULL', [option('supersede', NULL), option('default', text('b'))], undefined],
  ] as const)('%s', (_, statements, result) => expect(sent(statements)).toBe(result));

  test('values are evaluated when they are sent', () => {
    const context = newContext();
    compileStatements([option('supersede', { op: 'variable', name: 'late' })]).run(context);
    context.packetVariables.set('late', { type: 'data', data: fromHex('61') });
    expect(shown(context.reply.get('dhcp', 15)?.value(context))).toBe('a');
  });

  test('constants are known without evaluation, also when joined', () => {
    const context = newContext();
    run([option('supersede', text('a')), option('append', text('b'))], context);
    expect(shown(context.reply.get('dhcp', 15)?.constant)).toBe('ab');
    run([option('append', hostName)], context);
    expect(context.reply.get('dhcp', 15)?.constant).toBeUndefined();
  });

  test('compressed lists of names are joined name by name', () => {
    const list = (octets: string): DataExpr => ({ op: 'const', value: fromHex(octets) });
    const context = newContext();
    // a.example. and b.example., each on its own; joined, the second points to the first's "example."
    const first = list('0161076578616d706c6500');
    const second = list('0162076578616d706c6500');
    run([option('supersede', first, SEARCH), option('append', second, SEARCH)], context);
    const joined = context.reply.get('dhcp', 119)?.value(context);
    expect(joined && hex(joined)).toBe('0161076578616d706c65000162c002');
  });

  test('a malformed list of names cannot be joined', () => {
    const context = newContext();
    run([option('supersede', text('\x05ab'), SEARCH), option('append', text('\x01a\0'), SEARCH)], context);
    expect(context.reply.get('dhcp', 119)?.value(context)).toBeUndefined();
    expect(context.lines).toEqual(['error: data: concat_dclist failed']);
  });

  test('a compressed list is not joined with anything else', () => {
    const other = { ...SEARCH, format: DOMAIN_NAME.format };
    const lines = run([option('supersede', text('a'), other), option('append', text('\x01a\0'), SEARCH)]);
    expect(lines).toEqual(['Both options must be Dc format']);
  });
});

test('a list that only sets options to constants is constant', () => {
  expect(compileStatements([]).isConstant).toBe(true);
  expect(compileStatements([option('supersede', text('a')), option('default', text('b'))]).isConstant).toBe(true);
  expect(compileStatements([option('supersede', hostName)]).isConstant).toBe(false);
  expect(compileStatements([option('supersede', text('a')), say('line')]).isConstant).toBe(false);
});

test('compiled statements keep their source', () => {
  const source = [say('a')];
  expect(compileStatements(source).source).toBe(source);
});
