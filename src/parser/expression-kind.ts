import type { BinaryOperator, Expression } from './ast.ts';

/** What an expression yields; `any`: not known before it is evaluated (variables, functions of `define`). */
export type ExpressionKind = 'boolean' | 'data' | 'numeric' | 'any';

const NUMERIC_WORDS: ReadonlySet<string> = new Set(
  `lease-time client-state noerror formerr nxdomain servfail refused notimp yxdomain yxrrset nxrrset notauth notzone
   booting reboot select request bound renew rebind`.split(/\s+/),
);
const DATA_FUNCTIONS: ReadonlySet<string> = new Set(
  `substring suffix lcase ucase concat binary-to-ascii reverse pick pick-first-value packet v6relay encode-int
   gethostname gethostbyname`.split(/\s+/),
);

export function kindOf(expression: Expression): ExpressionKind {
  switch (expression.kind) {
    case 'string':
    case 'hex':
    case 'option':
      return 'data';
    case 'number':
      return 'numeric';
    case 'variable':
      return 'any';
    case 'keyword':
      return kindOfWord(expression.name);
    case 'call':
      if (expression.name === 'extract-int') return 'numeric';
      return DATA_FUNCTIONS.has(expression.name) ? 'data' : 'any';
    case 'binary':
      return kindOfOperator(expression.operator);
    case 'boolean':
    case 'exists':
    case 'check':
    case 'defined':
    case 'not':
      return 'boolean';
  }
}

function kindOfWord(name: string): ExpressionKind {
  if (name === 'known' || name === 'static') return 'boolean';
  return NUMERIC_WORDS.has(name) ? 'numeric' : 'data';
}

const COMPARISONS: ReadonlySet<BinaryOperator> = new Set(['=', '!=', '~=', '~~', 'and', 'or']);
const kindOfOperator = (operator: BinaryOperator): ExpressionKind =>
  COMPARISONS.has(operator) ? 'boolean' : 'numeric';

/**
 * How strongly the reference takes an operator to bind: an operator after a weaker one (lower number) begins a
 * subexpression that reaches to the very end. Bit operators count as strongest and arithmetic as weakest, so that
 * `2 + 3 * 4` is 20.
 */
export function strength(operator: BinaryOperator): number {
  switch (operator) {
    case '*':
    case '/':
    case '%':
      return 1;
    case '+':
    case '-':
      return 2;
    case 'and':
    case 'or':
      return 3;
    case '=':
    case '!=':
    case '~=':
    case '~~':
      return 4;
    case '&':
    case '|':
    case '^':
      return 100;
  }
}

/** What the operand after an operator that begins a subexpression is read as. */
export function kindOfOperands(operator: BinaryOperator): ExpressionKind {
  if (operator === 'and' || operator === 'or') return 'boolean';
  return COMPARISONS.has(operator) ? 'data' : 'numeric';
}
