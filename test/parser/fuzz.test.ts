import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigParser } from '../../src/parser/config-parser.ts';
import { scan } from '../../src/parser/lexer.ts';
import { fixtures, parse } from './shape.ts';

const words = fixtures.flatMap(({ text }) => text.match(/"[^"]*"|[-\w]+|[^\s\w]/g) ?? []);
const piece = fc.constantFrom(
  ...new Set([...words, '{', '}', '(', ')', ';', '!', '~', '\0', '\xff', '\xfe', '"', '#', '%']),
);

/** Cuts, doubles and inserts at some places of a text. */
const damage = (text: string, cuts: readonly [number, number, string][]): string =>
  cuts.reduce((now, [at, length, insert]) => {
    const from = Math.floor(at * now.length);
    return now.slice(0, from) + insert + now.slice(from + length);
  }, text);
const cuts = fc.array(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.oneof(piece, fc.constant(''))),
  {
    maxLength: 8,
  },
);

describe('any text', () => {
  it('gives a tree when it is a damaged config', () => {
    const text = fixtures.map((fixture) => fixture.text).join('\n');
    fc.assert(
      fc.property(cuts, (places) => {
        expect(parse(damage(text, places)).statements).toBeInstanceOf(Array);
      }),
      { numRuns: 400 },
    );
  });

  it('gives a tree when it is words in any order', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { statements, diagnostics } = parse(pieces.join(' '));
        expect(statements).toBeInstanceOf(Array);
        for (const { span, readTo } of diagnostics) expect([span, readTo]).not.toContain(undefined);
      }),
      { numRuns: 4000 },
    );
  });

  it('gives a tree when it is any octets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (octets) => {
        expect(parse(String.fromCharCode(...octets)).statements).toBeInstanceOf(Array);
      }),
    );
  });

  it.each([
    ['braces', 'group { '],
    ['nameless braces', '{'],
    ['conditions', 'if known { '],
    ['else branches', 'if known { } else { if known { '],
    ['parentheses', 'eval (('],
    ['negations', 'if not not '],
    ['calls', 'eval concat(lcase('],
    ['parts of a chain', 'elsif known { } '],
  ])('is bounded in depth: %s', (_, part) => {
    expect(parse(`if known { } ${part.repeat(20_000)}`).statements).toBeInstanceOf(Array);
    expect(parse(`eval ${'('.repeat(50_000)}`).diagnostics[0]?.message.code).toBe('syntax.tooDeep');
  });

  it('finds the grammar free of ambiguity', () => {
    expect(() => new ConfigParser(false)).not.toThrow();
  });

  it('takes time in proportion to its length', () => {
    const unit = 'set zz = substring("a" 1); if (known) or { } "\n';
    const time = (times: number): number => {
      const text = unit.repeat(times);
      const start = performance.now();
      parse(text);
      scan({ name: '', text }, 0);
      return performance.now() - start;
    };
    time(2000);
    expect(time(40_000)).toBeLessThan(100 * (time(2000) + 5));
  });
});
