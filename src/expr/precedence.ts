import type { BooleanExpr, NumericExpr, ValueExpr } from './ir.ts';

/** An expression made of an operator between two operands. */
export interface Binary {
  readonly operator: string;
  readonly left: ValueExpr;
  readonly right: ValueExpr;
}

const OPERATORS: Readonly<Partial<Record<BooleanExpr['op'], string>>> = {
  equal: '=',
  'not-equal': '!=',
  matches: '~=',
  'matches-nocase': '~~',
  and: 'and',
  or: 'or',
};

/** How tight an operator binds for the reference's parser: addition binds tighter than multiplication. */
const TIGHTNESS: Readonly<Record<string, number>> = {
  '*': 1,
  '/': 1,
  '%': 1,
  '+': 2,
  '-': 2,
  and: 3,
  or: 3,
  '=': 4,
  '!=': 4,
  '~=': 4,
  '~~': 4,
  '&': 100,
  '|': 100,
  '^': 100,
};

const tightness = (operator: string): number => TIGHTNESS[operator] ?? 0;

function binaryOfBoolean(expr: BooleanExpr): Binary | undefined {
  const operator = OPERATORS[expr.op] ?? '';
  switch (expr.op) {
    case 'equal':
    case 'not-equal':
      return { operator, left: expr.left, right: expr.right };
    case 'matches':
    case 'matches-nocase':
      return { operator, left: { type: 'data', expr: expr.data }, right: { type: 'data', expr: expr.pattern } };
    case 'and':
    case 'or':
      return { operator, left: { type: 'boolean', expr: expr.left }, right: { type: 'boolean', expr: expr.right } };
    default:
      return undefined;
  }
}

function binaryOfNumeric(expr: NumericExpr): Binary | undefined {
  if (expr.op !== 'arithmetic') return undefined;
  const { operator, left, right } = expr;
  return { operator, left: { type: 'numeric', expr: left }, right: { type: 'numeric', expr: right } };
}

/** The expression as operator and operands, if it is one. */
export function binaryOf(value: ValueExpr): Binary | undefined {
  switch (value.type) {
    case 'boolean':
      return binaryOfBoolean(value.expr);
    case 'numeric':
      return binaryOfNumeric(value.expr);
    case 'data':
      return undefined;
  }
}

/**
 * The reference's parser, at an operator that binds tighter than the one before, gives it all the rest of the text. So a left
 * operand goes without parentheses only when it ends in a simple operand and binds no looser than what follows.
 */
export function leftNeedsParentheses(parent: Binary): boolean {
  const left = binaryOf(parent.left);
  if (!left) return false;
  const endsSimply = !binaryOf(left.right) || rightNeedsParentheses(left);
  return !endsSimply || tightness(left.operator) < tightness(parent.operator);
}

/** A right operand goes without parentheses when its first operator binds tighter than the one in front of it. */
export function rightNeedsParentheses(parent: Binary): boolean {
  const right = binaryOf(parent.right);
  return right !== undefined && tightness(firstOperator(right)) <= tightness(parent.operator);
}

function firstOperator(binary: Binary): string {
  const left = binaryOf(binary.left);
  return left && !leftNeedsParentheses(binary) ? firstOperator(left) : binary.operator;
}

/** True when the printed text begins with a parenthesis. */
export function beginsWithParenthesis(value: ValueExpr): boolean {
  const binary = binaryOf(value);
  return binary !== undefined && (leftNeedsParentheses(binary) || beginsWithParenthesis(binary.left));
}
