import { exprLog } from '../diagnostics/catalogue/expr.ts';
import { readU16, readU32 } from '../kernel/bytes.ts';
import type { Compiler } from './compiler.ts';
import type { NumericFn } from './context.ts';
import type { DataExpr, NumericExpr } from './ir.ts';

/**
 * The reference computes with unsigned 64-bit integers. Here a number stands for its two's complement: -1 is the largest one.
 * Quantities (offsets, lengths, hops) are read with this.
 */
export const unsigned = (number: number): number => (number < 0 ? number + 2 ** 64 : number);

/** Too few octets are NULL; octets after the number are ignored. */
export function extractInt(compiler: Compiler, width: 8 | 16 | 32, operand: DataExpr): NumericFn {
  const data = compiler.data(operand);
  return (context) => {
    const octets = data(context);
    if (!octets || octets.length < width / 8) return undefined;
    if (width === 8) return octets[0];
    return width === 16 ? readU16(octets, 0) : readU32(octets, 0);
  };
}

/** Seconds until the lease ends. */
export const leaseTime: NumericFn = (context) => {
  const left = context.leaseTime;
  if (left === undefined) context.log(exprLog.noLeaseTime());
  else if (left < 0) context.log(exprLog.leaseTimePast(context.now + left, context.now));
  else return left;
  return undefined;
};

type Operator = Extract<NumericExpr, { op: 'arithmetic' }>['operator'];

/** Undefined for a division by zero. */
function exact(operator: Operator, left: bigint, right: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0n ? undefined : left / right;
    case '%':
      return right === 0n ? undefined : left % right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
  }
}

export function arithmetic(compiler: Compiler, e: Extract<NumericExpr, { op: 'arithmetic' }>): NumericFn {
  const leftOf = compiler.numeric(e.left);
  const rightOf = compiler.numeric(e.right);
  return (context) => {
    const left = leftOf(context);
    const right = rightOf(context);
    if (left === undefined || right === undefined) return undefined;
    const result = exact(e.operator, BigInt.asUintN(64, BigInt(left)), BigInt.asUintN(64, BigInt(right)));
    return result === undefined ? undefined : Number(BigInt.asIntN(64, result));
  };
}
