import { describe, expect, test } from 'vitest';
import { classOf, isIdentifier, isNumeric, type TokenClass } from '../../src/options/token.ts';
import { cursorOver } from './config-tokens.ts';

describe('words are classed as the reference classes them', () => {
  test.each<[string, TokenClass]>([
    ['10', 'number'],
    ['-5', 'number'],
    ['-', 'number'],
    ['5a', 'number-or-name'],
    ['-5a', 'number-or-name'],
    ['0x1F', 'number-or-name'],
    ['0X1f', 'number-or-name'],
    ['0x', 'name'],
    ['5g', 'name'],
    ['5-6', 'name'],
    ['deadbeef', 'number-or-name'],
    ['x', 'number-or-name'],
    ['xa', 'number-or-name'],
    ['xyz', 'name'],
    ['a-b', 'name'],
    ['routers', 'name'],
    ['"10"', 'string'],
    [';', 'other'],
    ['', 'other'],
  ])('%s', (text, wanted) => {
    expect(classOf(cursorOver(text).peek())).toBe(wanted);
  });

  test.each(['add', 'ADD', 'if', 'of', 'hba'])(
    'the keyword %s is no number although its digits are hexadecimal',
    (text) => {
      expect(classOf(cursorOver(text).peek())).toBe('name');
    },
  );

  test('names of hexadecimal digits are numbers and identifiers at once', () => {
    const token = cursorOver('beef').peek();
    expect([isNumeric(token), isIdentifier(token)]).toEqual([true, true]);
  });

  test('decimal numbers are no identifiers', () => {
    expect(isIdentifier(cursorOver('10').peek())).toBe(false);
  });
});
