import type { BooleanFn, CompiledStatements, DataFn, EvalContext, NumericFn, Value } from './context.ts';
import type { BooleanExpr, DataExpr, NumericExpr, StatementIr, ValueExpr } from './ir.ts';

/** A compiled expression of whatever type. */
export type ValueFn = (context: EvalContext) => Value | undefined;

/** What each family of operators needs to compile its operands; it keeps the families from importing one another. */
export interface Compiler {
  data(expression: DataExpr): DataFn;
  numeric(expression: NumericExpr): NumericFn;
  boolean(expression: BooleanExpr): BooleanFn;
  value(expression: ValueExpr): ValueFn;
  statements(source: readonly StatementIr[]): CompiledStatements;
}
