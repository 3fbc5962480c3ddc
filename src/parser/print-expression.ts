import type { Expression, Token } from './ast.ts';
import { type ExpressionKind, kindOf, kindOfOperands, strength } from './expression-kind.ts';

type Binary = Extract<Expression, { kind: 'binary' }>;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\t': '\\t',
  '\r': '\\r',
  '\n': '\\n',
  '\b': '\\b',
};

/** A string constant with the escapes of dhcpd.conf(5). */
export function quote(value: string): string {
  const escaped = (c: string): string => ESCAPES[c] ?? `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`;
  return `"${value.replace(/["\\]|[^ -~]/g, escaped)}"`;
}

export const joinName = (name: readonly Token[]): string => name.map((token) => token.text).join('');

/**
 * An expression, with the parentheses that the reference's odd precedences ask for. `last`: nothing follows at this level, so
 * that a subexpression, which always reaches to the end, may stand bare.
 */
export function printExpression(expression: Expression, last = true): string {
  switch (expression.kind) {
    case 'string':
      return quote(expression.value);
    case 'hex':
      return expression.words.map((word) => word.text).join(':');
    case 'number':
      return expression.text;
    case 'boolean':
      return String(expression.value);
    case 'option':
      return `${expression.source} ${joinName(expression.name)}`;
    case 'variable':
    case 'keyword':
      return expression.name;
    case 'call':
      return `${expression.name}(${expression.args.map((argument) => printExpression(argument)).join(', ')})`;
    case 'exists':
      return `exists ${joinName(expression.name)}`;
    case 'check':
      return `check ${quote(expression.className.value)}`;
    case 'defined':
      return `defined(${expression.name.text})`;
    case 'not':
      return `not ${enclosed(expression.operand)}`;
    case 'binary':
      return printBinary(expression, last);
  }
}

/** The condition of an `if`, where a parenthesis at the beginning must close at the end. */
export function printCondition(condition: Expression): string {
  const text = printExpression(condition);
  return text.startsWith('(') ? `(${text})` : text;
}

const enclosed = (expression: Expression): string =>
  expression.kind === 'binary' ? `(${printExpression(expression)})` : printExpression(expression);

function printBinary(expression: Binary, last: boolean): string {
  const { left, operator, right } = expression;
  const before = bareOnTheLeft(expression) ? printExpression(left, false) : enclosed(left);
  const bare = last && right.kind === 'binary' && bareOnTheRight(operator, firstPair(right));
  return `${before} ${operator} ${bare ? printExpression(right) : enclosed(right)}`;
}

/** Whether plain digits at the beginning of an expression, if there are any, were read as they are where `kind` is wanted. */
function suits(expression: Expression, kind: ExpressionKind): boolean {
  let first = expression;
  while (first.kind === 'binary') first = first.left;
  if (first.kind === 'number') return kind === 'numeric';
  return first.kind !== 'hex' || kind !== 'numeric';
}

/** Operators of falling strength are read from the left, the last operand deciding what the next one is read as. */
function bareOnTheLeft({ left, operator, right }: Binary): boolean {
  if (left.kind !== 'binary' || strength(left.operator) < strength(operator)) return false;
  return suits(right, kindOf(left.right));
}

/** For a stronger operator the parser opens a subexpression by itself. */
const bareOnTheRight = (operator: Binary['operator'], first: Binary): boolean =>
  strength(first.operator) > strength(operator) && suits(first.right, kindOfOperands(first.operator));

/** What is read first when an expression is printed without parentheses around it. */
function firstPair(expression: Binary): Binary {
  let first = expression;
  while (bareOnTheLeft(first)) first = first.left as Binary;
  return first;
}
