import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../src/parser/parse.ts';
import { printFile } from '../../src/parser/print.ts';
import { fixtures, parse, shape } from './shape.ts';

const reprint = (text: string): string => printFile(parse(text));

describe('printing a parsed file', () => {
  it.each(fixtures)('parses again to the same tree: $name', ({ text }) => {
    const first = parse(text);
    expect(first.diagnostics).toEqual([]);
    const printed = printFile(first);
    expect(shape(parse(printed).statements)).toEqual(shape(first.statements));
    expect(reprint(printed)).toBe(printed);
  });

  it('keeps every comment, in order', () => {
    const text = '# one\nhost a { # two\n  # three\n}\n# four\n';
    expect(reprint(text)).toBe('# one\nhost a {\n  # two\n  # three\n}\n# four\n');
  });

  it('keeps blanks where they separate the two addresses of a range', () => {
    expect(reprint('range6 2001:db8:: 2001:db8::9;')).toBe('range6 2001:db8:: 2001:db8::9;\n');
  });

  it('encloses the whole condition of an if that begins with a parenthesis', () => {
    expect(reprint('if ((known and static) or known) { }')).toContain('if known and static or known {');
    expect(reprint('if (a1 = "x" and (known or static)) { }')).toContain('if a1 = "x" and (known or static) {');
    expect(reprint('if ((known or static) = xy) { break; }')).toContain('if ((known or static) = xy) {');
  });

  it('brings any string back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        const value = String.fromCharCode(...octets);
        const source = { name: 'x', text: reprint(`set zz = "${escaped(value)}";`) };
        expect(shape(parseConfigFile(source, 0).statements)).toMatchObject([{ value: { kind: 'string', value } }]);
      }),
    );
  });

  const data = fc.constantFrom('"x"', 'option host-name', 'zz', 'hardware', '0a:ff', 'lcase("A")');
  const number = fc.constantFrom('5', 'lease-time', 'extract-int(zz, 8)', 'zz');
  const { truth } = fc.letrec<{ truth: string; sum: string }>((tie) => ({
    sum: fc.oneof(
      { depthSize: 'small' },
      number,
      fc.tuple(tie('sum'), fc.constantFrom('+', '*', '/', '%', '&', '|', '^'), number).map((p) => `(${p.join(' ')})`),
      fc.tuple(number, fc.constantFrom('+', '*', '/', '%', '&'), tie('sum')).map((p) => p.join(' ')),
    ),
    truth: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('known', 'static', 'exists host-name', 'not known', 'defined(zz)'),
      fc.tuple(data, fc.constantFrom('=', '!=', '~=', '~~'), data).map((p) => p.join(' ')),
      fc.tuple(fc.constant('lease-time ='), tie('sum')).map((p) => p.join(' ')),
      fc.tuple(tie('truth'), fc.constantFrom('and', 'or'), tie('truth')).map((p) => p.join(' ')),
      tie('truth').map((inner) => `(${inner})`),
      tie('truth').map((inner) => `not (${inner})`),
    ),
  }));

  it('groups operators as they were grouped', () => {
    fc.assert(
      fc.property(truth, (condition) => {
        const first = parse(`class "c" { match if ${condition}; }`);
        if (first.diagnostics.length > 0) return;
        const printed = printFile(first);
        const second = parse(printed);
        expect([printed, second.diagnostics]).toEqual([printed, []]);
        expect([printed, shape(second.statements)]).toEqual([printed, shape(first.statements)]);
      }),
      { numRuns: 500 },
    );
  });
});

/** A string as a person might write it: quotes and backslashes escaped, everything else as it is but octet 255. */
const escaped = (value: string): string => value.replace(/["\\]/g, '\\$&').replaceAll('\xff', '\\377');
