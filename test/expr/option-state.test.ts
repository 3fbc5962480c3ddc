import { expect, test } from 'vitest';
import type { OptionEntry, OptionState } from '../../src/expr/context.ts';
import { newOptionState } from '../../src/expr/option-state.ts';
import { definition } from './eval-context.ts';

const entry = (code: number, space = 'dhcp'): OptionEntry => ({
  option: definition(code, `o${code}`, space),
  value: () => undefined,
});
const codes = (state: OptionState, space = 'dhcp') => [...state.entries(space)].map(({ option }) => option.code);

test('entries come in the order of first setting', () => {
  const state = newOptionState();
  for (const code of [15, 3, 15, 1]) state.set(entry(code));
  expect(codes(state)).toEqual([15, 3, 1]);
  expect(state.get('dhcp', 3)?.option.name).toBe('o3');
});

test('spaces are apart, and an emptied space is none', () => {
  const state = newOptionState();
  state.set(entry(1));
  state.set(entry(1, 'server'));
  expect([...state.spaces()]).toEqual(['dhcp', 'server']);
  state.delete('dhcp', 1);
  state.delete('agent', 1);
  expect([...state.spaces()]).toEqual(['server']);
  expect(state.get('dhcp', 1)).toBeUndefined();
  expect(codes(state, 'agent')).toEqual([]);
});

test('a clone and its original change independently', () => {
  const original = newOptionState();
  original.set(entry(1));
  const clone = original.clone();
  clone.set(entry(2));
  original.set(entry(3));
  const second = clone.clone();
  second.delete('dhcp', 1);
  expect(codes(original)).toEqual([1, 3]);
  expect(codes(clone)).toEqual([1, 2]);
  expect(codes(second)).toEqual([2]);
});
