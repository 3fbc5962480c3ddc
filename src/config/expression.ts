import type { BooleanExpr, DataExpr, NumericExpr, ValueExpr } from '../expr/ir.ts';
import { octets } from '../kernel/bytes.ts';
import type { Expression, Token } from '../parser/ast.ts';
import { CONSTANTS } from './constants.ts';
import { readNumber } from './number.ts';
import { optionInExpression } from './option-in-expression.ts';
import type { Resolver } from './resolver.ts';
import { leadingInteger } from './token-class.ts';

/**
 * Expressions of dhcp-eval(5): names of options are looked up, everything gets its type. The parser has checked the types
 * already; what it could not judge (variables, functions of `define`) takes the type of the place where it stands.
 * Each function returns undefined when a complaint has been made.
 */
type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

const NULL: DataExpr = { op: 'null' };

/** An expression that yields octets. */
export function dataOf(resolver: Resolver, expression: Expression): DataExpr | undefined {
  switch (expression.kind) {
    case 'string':
      return { op: 'const', value: octets(expression.value) };
    case 'hex':
      return { op: 'const', value: octetsOf(expression.words) };
    case 'number':
      return { op: 'const', value: Uint8Array.of(readNumber(expression.text, 16, 8).value) };
    case 'option': {
      const option = optionInExpression(resolver, expression.name);
      return option && { op: expression.source, option };
    }
    case 'variable':
      return { op: 'variable', name: expression.name };
    case 'keyword':
      return DATA_WORDS[expression.name] ?? NULL;
    case 'call':
      return dataOfCall(resolver, expression);
    default:
      return NULL;
  }
}

const octetsOf = (words: readonly Token[]): Uint8Array =>
  Uint8Array.from(words, (word) => readNumber(word.text, 16, 8).value);

const DATA_WORDS: Readonly<Record<string, DataExpr>> = {
  hardware: { op: 'hardware' },
  'leased-address': { op: 'leased-address' },
  'host-decl-name': { op: 'host-decl-name' },
  filename: { op: 'filename' },
  'server-name': { op: 'server-name' },
  'client-state': { op: 'client-state' },
  null: NULL,
};

/** The arguments of a call, each taken as what the function wants there. */
class Arguments {
  readonly #resolver: Resolver;
  readonly #args: readonly Expression[];
  failed = false;

  constructor(resolver: Resolver, args: readonly Expression[]) {
    this.#resolver = resolver;
    this.#args = args;
  }

  data(at: number): DataExpr {
    const argument = this.#args[at];
    const value = argument && dataOf(this.#resolver, argument);
    if (!value) this.failed = true;
    return value ?? NULL;
  }

  numeric(at: number): NumericExpr {
    const argument = this.#args[at];
    const value = argument && numericOf(this.#resolver, argument);
    if (!value) this.failed = true;
    return value ?? { op: 'number', value: 0 };
  }

  /** The size of `encode-int` and `extract-int`, in bits. */
  width(at: number): 8 | 16 | 32 {
    const argument = this.#args[at];
    const bits = argument?.kind === 'number' ? leadingInteger(argument.text) : 0;
    return bits === 8 || bits === 16 ? bits : 32;
  }

  all(): readonly DataExpr[] {
    return this.#args.map((_, at) => this.data(at));
  }
}

const DATA_FUNCTIONS: Readonly<Record<string, (args: Arguments) => DataExpr>> = {
  substring: (a) => ({ op: 'substring', data: a.data(0), offset: a.numeric(1), length: a.numeric(2) }),
  suffix: (a) => ({ op: 'suffix', data: a.data(0), length: a.numeric(1) }),
  lcase: (a) => ({ op: 'lcase', data: a.data(0) }),
  ucase: (a) => ({ op: 'ucase', data: a.data(0) }),
  concat: (a) => ({ op: 'concat', parts: a.all() }),
  pick: (a) => ({ op: 'pick-first-value', parts: a.all() }),
  'pick-first-value': (a) => ({ op: 'pick-first-value', parts: a.all() }),
  reverse: (a) => ({ op: 'reverse', width: a.numeric(0), data: a.data(1) }),
  'binary-to-ascii': (a) => ({
    op: 'binary-to-ascii',
    base: a.numeric(0),
    width: a.numeric(1),
    separator: a.data(2),
    data: a.data(3),
  }),
  'encode-int': (a) => ({ op: 'encode-int', number: a.numeric(0), width: a.width(1) }),
  packet: (a) => ({ op: 'packet', offset: a.numeric(0), length: a.numeric(1) }),
  v6relay: (a) => ({ op: 'v6relay', hop: a.numeric(0), data: a.data(1) }),
  gethostname: () => ({ op: 'gethostname' }),
};

function dataOfCall(resolver: Resolver, call: Of<'call'>): DataExpr | undefined {
  const [first] = call.args;
  if (call.name === 'gethostbyname' && first?.kind === 'string')
    return { op: 'host-lookup', name: first.value, family: 4 };
  const build = DATA_FUNCTIONS[call.name];
  if (!build) return definedCall(resolver, call);
  const args = new Arguments(resolver, call.args);
  const value = build(args);
  return args.failed ? undefined : value;
}

/** A call of a function made by `define`. */
function definedCall(resolver: Resolver, call: Of<'call'>) {
  const args: ValueExpr[] = [];
  for (const argument of call.args) {
    const value = typedOf(resolver, argument);
    if (!value) return undefined;
    args.push(value);
  }
  return { op: 'call', name: call.name, args } as const;
}

/** An expression that yields a number. */
function numericOf(resolver: Resolver, expression: Expression): NumericExpr | undefined {
  switch (expression.kind) {
    case 'number':
      return { op: 'number', value: leadingInteger(expression.text) };
    case 'variable':
      return { op: 'variable', name: expression.name };
    case 'keyword':
      return numericOfWord(expression.name);
    case 'call': {
      if (expression.name !== 'extract-int') return definedCall(resolver, expression);
      const args = new Arguments(resolver, expression.args);
      const value: NumericExpr = { op: 'extract-int', width: args.width(1), data: args.data(0) };
      return args.failed ? undefined : value;
    }
    case 'binary':
      return arithmeticOf(resolver, expression);
    default:
      return { op: 'number', value: 0 };
  }
}

function numericOfWord(name: string): NumericExpr {
  if (name === 'lease-time') return { op: 'lease-time' };
  if (name === 'client-state') return { op: 'extract-int', width: 32, data: { op: 'client-state' } };
  return { op: 'number', value: CONSTANTS.get(name) ?? 0 };
}

function arithmeticOf(resolver: Resolver, { operator, left: first, right: second }: Of<'binary'>) {
  switch (operator) {
    case '=':
    case '!=':
    case '~=':
    case '~~':
    case 'and':
    case 'or':
      return undefined;
    default: {
      const left = numericOf(resolver, first);
      const right = left && numericOf(resolver, second);
      return right && ({ op: 'arithmetic', operator, left, right } as const);
    }
  }
}

/** An expression that is true or false. */
export function booleanOf(resolver: Resolver, expression: Expression): BooleanExpr | undefined {
  switch (expression.kind) {
    case 'boolean':
      return { op: 'boolean', value: expression.value };
    case 'variable':
      return { op: 'variable', name: expression.name };
    case 'keyword':
      return { op: expression.name === 'static' ? 'static' : 'known' };
    case 'exists': {
      const option = optionInExpression(resolver, expression.name);
      return option && { op: 'exists', option };
    }
    case 'check':
      return { op: 'check', className: expression.className.value };
    case 'defined':
      return { op: 'defined', name: expression.name.text };
    case 'not': {
      const operand = booleanOf(resolver, expression.operand);
      return operand && { op: 'not', operand };
    }
    case 'call':
      return definedCall(resolver, expression);
    case 'binary':
      return booleanOfOperator(resolver, expression);
    default:
      return { op: 'boolean', value: false };
  }
}

function booleanOfOperator(resolver: Resolver, expression: Of<'binary'>): BooleanExpr | undefined {
  const { operator } = expression;
  if (operator === 'and' || operator === 'or') {
    const left = booleanOf(resolver, expression.left);
    const right = left && booleanOf(resolver, expression.right);
    return right && { op: operator, left, right };
  }
  if (operator === '~=' || operator === '~~') {
    const data = dataOf(resolver, expression.left);
    const pattern = data && dataOf(resolver, expression.right);
    return pattern && { op: operator === '~=' ? 'matches' : 'matches-nocase', data, pattern };
  }
  const left = typedOf(resolver, expression.left);
  const right = left && typedOf(resolver, expression.right);
  return right && { op: operator === '!=' ? 'not-equal' : 'equal', left, right };
}

/** An expression of whatever type it has by itself; octets where that is open. */
export function typedOf(resolver: Resolver, expression: Expression): ValueExpr | undefined {
  const type = typeOf(expression);
  if (type === 'numeric') {
    const expr = numericOf(resolver, expression);
    return expr && { type, expr };
  }
  if (type === 'boolean') {
    const expr = booleanOf(resolver, expression);
    return expr && { type, expr };
  }
  const expr = dataOf(resolver, expression);
  return expr && { type, expr };
}

function typeOf(expression: Expression): ValueExpr['type'] {
  switch (expression.kind) {
    case 'number':
      return 'numeric';
    case 'boolean':
    case 'exists':
    case 'check':
    case 'defined':
    case 'not':
      return 'boolean';
    case 'keyword':
      if (expression.name === 'known' || expression.name === 'static') return 'boolean';
      return expression.name in DATA_WORDS ? 'data' : 'numeric';
    case 'call':
      return expression.name === 'extract-int' ? 'numeric' : 'data';
    case 'binary':
      return ['=', '!=', '~=', '~~', 'and', 'or'].includes(expression.operator) ? 'boolean' : 'numeric';
    default:
      return 'data';
  }
}
