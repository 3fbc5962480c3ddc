import { expect, test } from 'vitest';
import { compileStatements } from '../../src/expr/compile.ts';
import type { Value } from '../../src/expr/context.ts';
import { newVariables, sameValue } from '../../src/expr/variables.ts';
import { dataValue } from './eval-context.ts';

const RED = dataValue('red');
const BLUE = dataValue('blue');
const FUNCTION: Value = { type: 'function', parameters: [], body: compileStatements([]) };

test('without a change the map is the one given', () => {
  const initial = new Map([['Colour', RED]]);
  const variables = newVariables(initial);
  variables.get('colour');
  variables.set('COLOUR', dataValue('red'));
  expect(variables.isChanged()).toBe(false);
  expect(variables.toMap()).toBe(initial);
});

test('a value set again to what it was is no change', () => {
  const variables = newVariables(new Map([['Colour', RED]]));
  variables.delete('colour');
  expect(variables.isChanged()).toBe(true);
  variables.set('colour', dataValue('red'));
  expect(variables.isChanged()).toBe(false);
});

test.each([
  [
    'changed',
    (v: ReturnType<typeof newVariables>) => v.set('a', BLUE),
    [
      ['a', BLUE],
      ['b', RED],
    ],
  ],
  [
    'added: the newest comes first',
    (v: ReturnType<typeof newVariables>) => {
      v.set('c', BLUE);
      v.set('D', RED);
      v.set('C', RED);
    },
    [
      ['D', RED],
      ['c', RED],
      ['a', RED],
      ['b', RED],
    ],
  ],
  ['deleted', (v: ReturnType<typeof newVariables>) => v.delete('A'), [['b', RED]]],
  [
    'deleted after adding',
    (v: ReturnType<typeof newVariables>) => {
      v.set('b', BLUE);
      v.set('c', BLUE);
      v.delete('c');
    },
    [
      ['a', RED],
      ['b', BLUE],
    ],
  ],
])('%s', (_, change, result) => {
  const variables = newVariables(
    new Map([
      ['a', RED],
      ['b', RED],
    ]),
  );
  change(variables);
  expect(variables.isChanged()).toBe(true);
  expect([...variables.toMap()]).toEqual(result);
});

test('functions are kept, but they are no change: a lease file cannot hold them', () => {
  const variables = newVariables();
  variables.set('f', FUNCTION);
  expect(variables.isChanged()).toBe(false);
  expect(variables.toMap().get('f')).toBe(FUNCTION);
});

test('a deletion of what is not there is no change', () => {
  const variables = newVariables();
  variables.delete('a');
  expect(variables.isChanged()).toBe(false);
  expect(variables.toMap().size).toBe(0);
});

test('values are the same when type and content are', () => {
  const one: Value = { type: 'numeric', number: 1 };
  const yes: Value = { type: 'boolean', boolean: true };
  expect(sameValue(RED, dataValue('red'))).toBe(true);
  expect(sameValue(one, { type: 'numeric', number: 1 })).toBe(true);
  expect(sameValue(yes, { type: 'boolean', boolean: true })).toBe(true);
  expect(sameValue(FUNCTION, FUNCTION)).toBe(true);
  expect(sameValue(FUNCTION, { ...FUNCTION })).toBe(false);
  expect(sameValue(one, yes)).toBe(false);
  expect(sameValue(RED, BLUE)).toBe(false);
});
