import { expect, test } from 'vitest';
import { newMatcher } from '../../src/expr/regex/matcher.ts';
import { parsePattern } from '../../src/expr/regex/parse.ts';

// Every row was checked against regcomp(3) and regexec(3) of the GNU C library in the C locale.
test.each([
  ['', 'abc', true],
  ['b', 'abc', true],
  ['^b', 'abc', false],
  ['c$', 'abc', true],
  ['^$', '', true],
  ['^$', 'a', false],
  ['a.c', 'a\nc', true],
  ['^a|c$', 'xc', true],
  ['^(a|)b', 'b', true],
  ['a||b', '', true],
  ['()', '', true],
  ['^(ab)+$', 'ababab', true],
  ['^(ab)+$', 'ababa', false],
  ['^a{2,3}$', 'aaaa', false],
  ['^a{2,}$', 'aaaa', true],
  ['^a{,2}$', 'aa', true],
  ['^a{2}{2}$', 'aaaa', true],
  ['^(a{0})b$', 'b', true],
  ['a?+*', '', true],
  ['[a-c]x', 'bx', true],
  ['[^a-c]x', 'bx', false],
  ['[]a]', ']', true],
  ['[^]a]', ']', false],
  ['[a-]', '-', true],
  ['[-a]', '-', true],
  ['[a\\]', '\\', true],
  ['[[:digit:]]{3}', 'x123', true],
  ['[[:alpha:]]', '\xe9', false],
  ['[[.-.]]', '-', true],
  ['[[=a=]]', 'a', true],
  ['[[.a.]-c]', 'b', true],
  ['[[a]', '[', true],
  ['\\.', 'a', false],
  ['\\.', '.', true],
  ['\\d', 'd', true],
  ['\\w+', '_1', true],
  ['\\W', 'a_1', false],
  ['\\s', 'a b', true],
  ['\\S', '  ', false],
  ["\\`a\\'", 'a', true],
  ['\\bfoo\\b', 'a foo b', true],
  ['\\<oo', 'foo', false],
  ['oo\\>', 'foo', true],
  ['\\Boo', 'foo', true],
  ['(a|b)\\1', 'abb', true],
  ['(a|b)\\1', 'aba', false],
  [')', ')', true],
  ['}', '}', true],
  ['.', '\xff', true],
])('%j on %j: %s', (pattern, subject, result) => {
  expect(newMatcher(pattern, false)(subject)).toBe(result);
});

test.each([
  ['abc', 'xABCx', true],
  ['ABC', 'abc', true],
  ['[A-Z]+$', '1abc', true],
  ['[^a]', 'A', false],
  ['^[[:upper:]]$', 'a', true],
  ['\xe9', '\xc9', false],
  ['(a)\\1', 'aA', true],
])('without regard to case, %j on %j: %s', (pattern, subject, result) => {
  expect(newMatcher(pattern, true)(subject)).toBe(result);
});

test.each([
  '(',
  '(a',
  '*a',
  '+',
  'a|*b',
  '(*a)',
  '^*',
  '{2}',
  'a{2',
  'a{x}',
  'a{}',
  'a{3,2}',
  'a{32768}',
  '[a',
  '[',
  '[b-a]',
  '[a-c-e]',
  '[[:nothing:]]',
  '[[:alpha:',
  '[[.ab.]]',
  '[[:digit:]-9]',
  '[a-[:digit:]]',
  '\\',
  '\\1',
  '(a)|\\1',
])('%j is invalid and matches nothing', (pattern) => {
  expect(parsePattern(pattern, false)).toBeUndefined();
  expect(newMatcher(pattern, false)('a(')).toBe(false);
});

test('time grows with the subject only: no packet can hold the server up', () => {
  const hostile = `${'a'.repeat(4000)}!`;
  for (const pattern of ['^(a+)+$', '^(a|aa)+$', '^(a*)*b', '(.*)(.*)(.*)(.*)(.*)x']) {
    expect(newMatcher(pattern, false)(hostile)).toBe(false);
  }
});

test('a pattern with more states than are kept still gives the right answer', () => {
  const matches = newMatcher('(a|b)*a(a|b){12}$', false);
  let random = 1;
  const subject = Array.from({ length: 5000 }, () => {
    random = (random * 48271) % 2147483647;
    return random % 2 ? 'a' : 'b';
  }).join('');
  for (const end of [5000, 4999, 4998, 4000]) {
    const text = subject.slice(0, end);
    expect(matches(text)).toBe(text.at(-13) === 'a');
  }
});

test('a pattern that would need a giant program matches nothing', () => {
  expect(newMatcher('((a{1000}){1000}){1000}', false)('a')).toBe(false);
});

test('subjects of patterns that need backtracking are bounded', () => {
  const matches = newMatcher('(a)\\1', false);
  expect(matches('a'.repeat(255))).toBe(true);
  expect(matches('a'.repeat(256))).toBe(false);
});
