import fc from 'fast-check';
import type { BooleanExpr, CaseIr, DataExpr, NumericExpr, StatementIr, ValueExpr } from '../../src/expr/ir.ts';
import { CIRCUIT_ID, DOMAIN_NAME, HOST_NAME, NULL, SEARCH, when } from './eval-context.ts';

const octets = fc.uint8Array({ maxLength: 12 });
const name = fc.constantFrom('alpha', 'beta', 'gamma');
const option = fc.constantFrom(HOST_NAME, DOMAIN_NAME, CIRCUIT_ID, SEARCH);
const width = fc.constantFrom(8, 16, 32) as fc.Arbitrary<8 | 16 | 32>;

const is = <T extends string>(...ops: T[]) => fc.constantFrom(...ops);
const named = { name };

type Kinds = {
  data: DataExpr;
  numeric: NumericExpr;
  boolean: BooleanExpr;
  value: ValueExpr;
  statement: StatementIr;
};

/** The arbitraries of the other kinds, for operands. */
type Operands = { readonly [Kind in keyof Kinds]: fc.Arbitrary<Kinds[Kind]> };

const argumentsOf = (value: fc.Arbitrary<ValueExpr>) => fc.array(value, { maxLength: 3 });

const dataExpressions = ({ data, numeric, value }: Operands): fc.Arbitrary<DataExpr> => {
  const args = argumentsOf(value);
  return fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ op: is('const'), value: octets }),
    fc.constant(NULL),
    fc.record({ op: is('option', 'config-option'), option }),
    fc.record({
      op: is('hardware', 'leased-address', 'host-decl-name', 'filename', 'server-name', 'client-state', 'gethostname'),
    }),
    fc.record({ op: is('variable'), ...named }),
    fc.record({ op: is('host-lookup'), name, family: fc.constantFrom(4, 6) as fc.Arbitrary<4 | 6> }),
    fc.record({ op: is('substring'), data, offset: numeric, length: numeric }),
    fc.record({ op: is('suffix'), data, length: numeric }),
    fc.record({ op: is('lcase', 'ucase'), data }),
    fc.record({ op: is('concat', 'pick-first-value'), parts: fc.array(data, { minLength: 1, maxLength: 4 }) }),
    fc.record({ op: is('reverse'), width: numeric, data }),
    fc.record({ op: is('binary-to-ascii'), base: numeric, width: numeric, separator: data, data }),
    fc.record({ op: is('encode-int'), width, number: numeric }),
    fc.record({ op: is('packet'), offset: numeric, length: numeric }),
    fc.record({ op: is('v6relay'), hop: numeric, data }),
    fc.record({ op: is('call'), ...named, args }),
  );
};

const numericExpressions = ({ data, numeric, value }: Operands): fc.Arbitrary<NumericExpr> => {
  const args = argumentsOf(value);
  return fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      op: is('number'),
      value: fc.oneof(fc.integer(), fc.constantFrom(0, 1, 8, 10, 16, 32, 33, 2 ** 32, 2 ** 53)),
    }),
    fc.record({ op: is('lease-time') }),
    fc.record({ op: is('variable'), ...named }),
    fc.record({ op: is('extract-int'), width, data }),
    fc.record({
      op: is('arithmetic'),
      operator: fc.constantFrom('+', '-', '*', '/', '%', '&', '|', '^'),
      left: numeric,
      right: numeric,
    }),
    fc.record({ op: is('call'), ...named, args }),
  );
};

const booleanExpressions = ({ data, boolean, value }: Operands): fc.Arbitrary<BooleanExpr> => {
  const args = argumentsOf(value);
  const all = fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ op: is('boolean'), value: fc.boolean() }),
    fc.record({ op: is('known', 'static') }),
    fc.record({ op: is('variable', 'defined'), ...named }),
    fc.record({ op: is('check'), className: name }),
    fc.record({ op: is('exists'), option }),
    fc.record({ op: is('equal', 'not-equal'), left: value, right: value }),
    fc.record({ op: is('matches', 'matches-nocase'), data, pattern: data }),
    fc.record({ op: is('and', 'or'), left: boolean, right: boolean }),
    fc.record({ op: is('not'), operand: boolean }),
    fc.record({ op: is('call'), ...named, args }),
  );
  return all as fc.Arbitrary<BooleanExpr>;
};

const valueExpressions = ({ data, numeric, boolean }: Operands): fc.Arbitrary<ValueExpr> =>
  fc.oneof(
    fc.record({ type: is('data'), expr: data }),
    fc.record({ type: is('numeric'), expr: numeric }),
    fc.record({ type: is('boolean'), expr: boolean }),
  );

const statements = ({ data, boolean, value, statement }: Operands): fc.Arbitrary<StatementIr> => {
  const list = fc.array(statement, { maxLength: 3 });
  return fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ op: is('set'), ...named, value }),
    fc.record({ op: is('unset'), ...named }),
    fc.record({ op: is('eval', 'return'), value }),
    fc.record({ op: is('add'), className: name }),
    fc.record({ op: is('break', 'parse-vendor-option') }),
    fc.record({ op: is('log'), level: is('fatal', 'error', 'info', 'debug'), value: data }),
    fc.record({ op: is('execute'), command: name, args: fc.array(data, { maxLength: 3 }) }),
    fc.record({
      op: is('option'),
      verb: is('supersede', 'default', 'append', 'prepend', 'send'),
      option,
      value: data,
    }),
    fc.tuple(boolean, list, list).map(([condition, then, otherwise]) => when(condition, then, otherwise)),
    fc.record({
      op: is('switch'),
      subject: value,
      body: fc.array(fc.oneof(statement, fc.record({ op: is('case'), value }), fc.constant<CaseIr>({ op: 'case' })), {
        maxLength: 4,
      }),
    }),
    fc.record({ op: is('on'), events: fc.array(is('commit', 'release', 'expiry', 'transmission')), body: list }),
    fc.record({ op: is('define'), ...named, parameters: fc.array(name, { maxLength: 2 }), body: list }),
  );
};

/** Expressions and statements of every kind, a few levels deep. */
export const ir = fc.letrec<Kinds>((tie) => {
  const operands: Operands = {
    data: tie('data'),
    numeric: tie('numeric'),
    boolean: tie('boolean'),
    value: tie('value'),
    statement: tie('statement'),
  };
  return {
    data: dataExpressions(operands),
    numeric: numericExpressions(operands),
    boolean: booleanExpressions(operands),
    value: valueExpressions(operands),
    statement: statements(operands),
  };
});
