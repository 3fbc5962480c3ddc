import { expect, test } from 'vitest';
import { joinDomainLists } from '../../src/expr/domain-lists.ts';
import { fromHex, hex } from '../../src/kernel/bytes.ts';

const A_X = '0161015800'; // a.X.
const B_X = '0162017800'; // b.x.

test.each([
  ['the second name points to the common end, in whatever case', A_X, B_X, '01610158000162c002'],
  ['pointers of the operands are followed', `${A_X}0162c002`, '0163015800', '01610158000162c0020163c002'],
  ['the same name is only a pointer', A_X, A_X, '0161015800c000'],
  ['an empty list adds nothing', '', A_X, A_X],
  ['a list that begins with the root is empty', '00', A_X, A_X],
  ['two empty lists give the root', '', '', '00'],
  ['the root behind a name is kept', `${A_X}00`, '', `${A_X}00`],
])('%s', (_, left, right, joined) => {
  const result = joinDomainLists(fromHex(left), fromHex(right));
  expect(result && hex(result)).toBe(joined);
});

test.each([
  ['a label cut off', '0561'],
  ['a name without end', '0161'],
  ['a pointer to itself', 'c000'],
  ['a pointer forwards', 'c0020000'],
  ['a pointer cut off', '016100c0'],
  ['a label type that does not exist', '4161'],
  ['a name of more than 255 octets', '3f'.padEnd(128, '61').repeat(5)],
])('malformed: %s', (_, list) => {
  expect(joinDomainLists(fromHex(list), fromHex(A_X))).toBeUndefined();
  expect(joinDomainLists(fromHex(A_X), fromHex(list))).toBeUndefined();
});
