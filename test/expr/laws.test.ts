import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileBoolean, compileData, compileNumeric, compileStatements } from '../../src/expr/compile.ts';
import { printStatements } from '../../src/expr/print.ts';
import { newMatcher } from '../../src/expr/regex/matcher.ts';
import { newVariables } from '../../src/expr/variables.ts';
import { ir } from './arbitrary-ir.ts';
import { newContext, REGISTRY, request4, view } from './eval-context.ts';

const context = fc
  .record({
    hasPacket: fc.boolean(),
    hasLease: fc.boolean(),
    hostName: fc.option(fc.string(), { nil: undefined }),
    leaseTime: fc.option(fc.integer(), { nil: undefined }),
  })
  .map(({ hasPacket, hasLease, hostName, leaseTime }) => {
    const options: Record<number, string> = hostName === undefined ? {} : { 12: hostName };
    const relay = view(options, new Uint8Array(), undefined);
    return newContext({
      request: hasPacket ? { ...request4(options), relays: [relay] } : undefined,
      leaseVariables: hasLease ? newVariables() : undefined,
      leasedAddress: hasLease ? Uint8Array.of(192, 0, 2, 1) : undefined,
      leaseTime,
    });
  });

test('no expression and no statement throws, whatever the context', () => {
  const everything = fc.tuple(ir.data, ir.numeric, ir.boolean, fc.array(ir.statement, { maxLength: 6 }), context);
  fc.assert(
    fc.property(everything, ([data, numeric, boolean, statements, ctx]) => {
      compileStatements(statements).run(ctx);
      for (const space of ctx.reply.spaces()) for (const entry of ctx.reply.entries(space)) entry.value(ctx);
      compileData(data)(ctx);
      compileNumeric(numeric)(ctx);
      compileBoolean(boolean)(ctx);
    }),
    { numRuns: 500 },
  );
});

test('a constant option entry says beforehand what its evaluation gives', () => {
  fc.assert(
    fc.property(fc.array(ir.statement, { maxLength: 6 }), context, (statements, ctx) => {
      compileStatements(statements).run(ctx);
      for (const entry of ctx.reply.entries('dhcp')) {
        if (entry.constant) expect(entry.value(ctx)).toEqual(entry.constant);
      }
    }),
  );
});

test('printed text has its braces and parentheses in pairs and no octet that a lease file could not hold', () => {
  fc.assert(
    fc.property(fc.array(ir.statement, { maxLength: 6 }), (statements) => {
      const printed = printStatements(statements, REGISTRY, 2);
      expect(printed).toMatch(/^[\n -~]*$/);
      const bare = printed.replace(/"(?:[^"\\]|\\.)*"/g, '');
      for (const [open, close] of ['{}', '()']) {
        expect(bare.split(open ?? '').length).toBe(bare.split(close ?? '').length);
      }
    }),
  );
});

test('a pattern without repetition of repetitions matches as JavaScript does', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^b]', '(a|b)', '(ab)*', 'a+', 'b?', 'a{2}', '$', '^');
  fc.assert(
    fc.property(fc.array(atom, { maxLength: 6 }), fc.stringMatching(/^[abc]{0,8}$/), (atoms, subject) => {
      const source = atoms.join('');
      expect(newMatcher(source, false)(subject)).toBe(new RegExp(source).test(subject));
    }),
  );
});
