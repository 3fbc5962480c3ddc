import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Message } from '../../src/diagnostics/message.ts';
import { newJsonRenderer, renderSarif } from '../../src/diagnostics/render-json.ts';
import { newPrettyRenderer } from '../../src/diagnostics/render-pretty.ts';

const message: Message = { code: 'test.unknown', level: 'error', args: [], text: () => 'unknown option foo' };
const sources = [{ name: 'my dhcpd.conf', text: 'authoritative;\n\toption foo 1;\nend' }];
const finding: Diagnostic = {
  severity: 'error',
  message,
  span: { source: 0, start: { offset: 23, line: 2, column: 9 }, end: { offset: 26, line: 2, column: 12 } },
  hint: 'define it first',
};
const placeless: Diagnostic = { severity: 'warning', message };

describe('for people', () => {
  const pretty = newPrettyRenderer(sources, { colour: false });

  test('place, text, code, the source line with the token marked, and the hint', () => {
    expect(pretty(finding)).toBe(
      [
        'my dhcpd.conf:2:9: error: unknown option foo [test.unknown]',
        ' 2 |  option foo 1;',
        '   |         ^^^',
        '   = hint: define it first',
      ].join('\n'),
    );
  });

  test('a token over several lines is marked to the end of its first', () => {
    const span = { source: 0, start: { offset: 16, line: 2, column: 2 }, end: { offset: 31, line: 3, column: 2 } };
    expect(pretty({ severity: 'lint', message, span }).split('\n')[2]).toBe('   |  ^^^^^^^^^^^^^');
  });

  test('an empty place is marked with one character', () => {
    const start = { offset: 33, line: 3, column: 4 };
    expect(pretty({ severity: 'error', message, span: { source: 0, start, end: start } })).toContain('   |    ^');
  });

  test('without a place there is only the text', () => {
    expect(pretty(placeless)).toBe('warning: unknown option foo [test.unknown]');
  });

  test('line 0 has no source line', () => {
    const nowhere = { offset: 0, line: 0, column: 0 };
    expect(
      pretty({ severity: 'error', message, span: { source: 0, start: nowhere, end: nowhere } }).split('\n'),
    ).toHaveLength(1);
  });

  test('colours change nothing but add escape sequences', () => {
    const coloured = newPrettyRenderer(sources, { colour: true })(finding);
    expect(coloured).toContain('\u001b[31merror: \u001b[0m');
    const [first = '', ...rest] = coloured.split('\u001b[');
    expect(first + rest.map((part) => part.replace(/^\d+m/, '')).join('')).toBe(pretty(finding));
  });
});

describe('for programs', () => {
  test('one JSON object on a line', () => {
    const line = newJsonRenderer(sources)(finding);
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({
      severity: 'error',
      code: 'test.unknown',
      message: 'unknown option foo',
      hint: 'define it first',
      line: 2,
      column: 9,
      endLine: 2,
      endColumn: 12,
      file: 'my dhcpd.conf',
    });
    expect(JSON.parse(newJsonRenderer(sources)(placeless))).toEqual({
      severity: 'warning',
      code: 'test.unknown',
      message: 'unknown option foo',
    });
  });

  test('a SARIF log with level, place and escaped file name', () => {
    const log = JSON.parse(renderSarif([finding, placeless], sources, { name: 'longlease', version: '1' }));
    expect(log.version).toBe('2.1.0');
    expect(log.runs[0].tool.driver).toEqual({ name: 'longlease', version: '1' });
    const [first, second] = log.runs[0].results;
    expect(first).toMatchObject({ ruleId: 'test.unknown', level: 'error' });
    expect(first.message.text).toBe('unknown option foo\ndefine it first');
    expect(first.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'my%20dhcpd.conf' },
      region: { startLine: 2, startColumn: 9, endLine: 2, endColumn: 12 },
    });
    expect(second).toEqual({ ruleId: 'test.unknown', level: 'warning', message: { text: 'unknown option foo' } });
  });

  test.each([
    ['fatal', 'error'],
    ['lint', 'note'],
  ] as const)('%s is level %s of SARIF', (severity, level) => {
    const log = JSON.parse(renderSarif([{ severity, message }], sources, { name: 'n', version: '1' }));
    expect(log.runs[0].results[0].level).toBe(level);
  });
});
