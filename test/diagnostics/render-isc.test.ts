import { describe, expect, test } from 'vitest';
import type { Diagnostic, Position } from '../../src/diagnostics/diagnostic.ts';
import type { Message } from '../../src/diagnostics/message.ts';
import { newIscRenderer, renderIscPlace } from '../../src/diagnostics/render-isc.ts';

const said: Message = { code: 'test.said', level: 'error', args: [], text: () => 'semicolon expected.' };

function position(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { offset, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** A finding about the token between the marks `«` and `»`; the lexer has read up to `|`, or to the end of the token. */
function render(marked: string): string {
  const text = marked.replace(/[«»|]/g, '');
  const offsetOf = (mark: string) => marked.slice(0, marked.indexOf(mark)).replace(/[«»|]/g, '').length;
  const start = position(text, offsetOf('«'));
  const end = position(text, offsetOf('»'));
  const readTo = marked.includes('|') ? position(text, offsetOf('|')) : end;
  const diagnostic: Diagnostic = { severity: 'error', message: said, span: { source: 0, start, end }, readTo };
  return newIscRenderer([{ name: 'dhcpd.conf', text }])(diagnostic);
}

const shown = (line: number, ...rest: string[]) => [`dhcpd.conf line ${line}: semicolon expected.`, ...rest].join('\n');

describe('the caret stands', () => {
  test.each([
    ['below the first token of the file', '«range» 192.0.2.1;', shown(1, 'range', '^')],
    ['one column right behind blank space', 'range «192.0.2.1»;', shown(1, 'range 192.0.2.1', '       ^')],
    ['one column right behind a word', 'bar 1«;»', shown(1, 'bar 1;', '      ^')],
    ['one column right at the start of a line', 'a;\n«max-lease-time|»;', shown(2, 'max-lease-time', ' ^')],
    ['below a token behind punctuation', 'a {«b»', shown(1, 'a {b', '   ^')],
    ['below a token behind a string', '"a"«b»', shown(1, '"a"b', '   ^')],
    ['below the first token behind a comment', 'a; # note\n«b»', shown(2, 'b', '^')],
    ['one column right behind a comment and a blank', 'a; # note\n «b»', shown(2, ' b', '  ^')],
    ['one column right when the hash is part of a string', '"#" a\n«b»', shown(2, 'b', ' ^')],
    ['behind a tab, which goes to the next eighth column', '\t«second»;', shown(1, '\tsecond', '         ^')],
    ['behind text and a tab', 'ab\t«c»', shown(1, 'ab\tc', '         ^')],
  ])('%s', (_, marked, result) => {
    expect(render(marked)).toBe(result);
  });

  test('in column 1 for a token behind column 80', () => {
    const before = `${'a'.repeat(79)} `;
    expect(render(`${before}«b»`)).toBe(shown(1, before, '^'));
  });

  test('no further to the right than the shown text goes', () => {
    expect(render('a b c\n«"d»\n\n|')).toBe(shown(2, '', '^'));
  });

  test('at most 255 columns to the right', () => {
    const place = { file: 'f', line: 1, shown: '\t'.repeat(60), lexedColumn: 61 };
    expect(renderIscPlace('x', place).split('\n')[2]).toBe(`${' '.repeat(255)}^`);
  });
});

describe('the source line is shown', () => {
  test('as far as the lexer has read', () => {
    expect(render('foo «bar» |1;')).toBe(shown(1, 'foo bar ', '     ^'));
  });
  test('up to its 80th character', () => {
    const long = `«option» ${'x'.repeat(100)}|`;
    expect(render(long)).toBe(shown(1, `option ${'x'.repeat(73)}`, '^'));
  });
  test('octet for octet', () => {
    expect(render('option \xe2\x80\x9c«x»')).toBe(shown(1, 'option \xe2\x80\x9cx', `${' '.repeat(10)}^`));
  });
  test('of the line in which the lexer has read, though another one is named', () => {
    expect(render('«a»\nb |c')).toBe(shown(1, 'b ', '^'));
  });
  test('whole when the lexer has gone on to the next one', () => {
    const text = 'a b\nc';
    const span = { source: 0, start: position(text, 0), end: position(text, 1) };
    const readTo = { offset: 4, line: 1, column: Number.MAX_SAFE_INTEGER };
    const diagnostic: Diagnostic = { severity: 'error', message: said, span, readTo };
    expect(newIscRenderer([{ name: 'dhcpd.conf', text }])(diagnostic)).toBe(shown(1, 'a b', '^'));
  });
});

test('a finding in an empty file names line 0 and shows nothing', () => {
  const nowhere = { offset: 0, line: 0, column: 0 };
  const span = { source: 0, start: nowhere, end: nowhere };
  const render0 = newIscRenderer([{ name: 'dhcpd.conf', text: '' }]);
  expect(render0({ severity: 'error', message: said, span, readTo: nowhere })).toBe(shown(0, '', '^'));
});

test('a finding without a place is its text', () => {
  expect(newIscRenderer([])({ severity: 'fatal', message: said })).toBe('semicolon expected.');
});

test('the file named is the one that the token stands in', () => {
  const start = { offset: 0, line: 1, column: 1 };
  const span = { source: 1, start, end: { offset: 1, line: 1, column: 2 } };
  const sources = [
    { name: 'dhcpd.conf', text: 'include "more";' },
    { name: 'more', text: 'x' },
  ];
  expect(newIscRenderer(sources)({ severity: 'error', message: said, span })).toBe(
    'more line 1: semicolon expected.\nx\n^',
  );
});
