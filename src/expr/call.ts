import { exprLog } from '../diagnostics/catalogue/expr.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Compiler, ValueFn } from './compiler.ts';
import type { BooleanFn, DataFn, EvalContext, NumericFn, Value, Variables } from './context.ts';
import { type CallBudget, CallContext, InnerContext } from './inner-context.ts';
import type { ValueExpr } from './ir.ts';

/** Deep enough for any list of octets worth recursing over; the reference runs until its stack overflows. */
const DEEPEST_CALL = 200;
/** Stops a function that calls itself twice long before 2^200 calls. */
const MOST_CALLS = 20_000;

type FunctionValue = Extract<Value, { type: 'function' }>;

/** Numbers by which the reference's log names the types of bindings. */
const TYPE_NUMBER: Readonly<Record<Value['type'], number>> = { boolean: 0, data: 1, numeric: 2, function: 4 };

/** Where names are looked up: the lease's variables while a lease is at hand, otherwise the packet's. */
export const scopeOf = (context: EvalContext): Variables => context.leaseVariables ?? context.packetVariables;

/** Arguments and variables of a function body; names it does not have are those of the caller. */
class LocalVariables implements Variables {
  readonly #outer: Variables;
  /** An argument that could not be evaluated hides an outer variable of the same name. */
  readonly #own = new Map<string, Value | undefined>();
  /** Outer variables deleted here: setting them again sets the outer ones. */
  readonly #emptied = new Set<string>();

  constructor(outer: Variables) {
    this.#outer = outer;
  }

  bind(name: string, value: Value | undefined): void {
    this.#own.set(name.toLowerCase(), value);
  }
  get(name: string): Value | undefined {
    const key = name.toLowerCase();
    return this.#own.has(key) ? this.#own.get(key) : this.#outer.get(name);
  }
  set(name: string, value: Value): void {
    const key = name.toLowerCase();
    const isOuter = !this.#own.has(key) && (this.#emptied.has(key) || this.#outer.get(name) !== undefined);
    if (isOuter) this.#outer.set(name, value);
    else this.bind(name, value);
  }
  delete(name: string): void {
    const key = name.toLowerCase();
    if (this.#own.has(key)) this.#own.set(key, undefined);
    else if (this.#outer.get(name) !== undefined) {
      this.#emptied.add(key);
      this.#outer.delete(name);
    }
  }
}

/** The function body that the statement runs in, if any, also below `v6relay`. */
function enclosingCall(context: EvalContext): CallContext | undefined {
  let at = context;
  while (at instanceof InnerContext) {
    if (at instanceof CallContext) return at;
    at = at.outer;
  }
  return undefined;
}

function bindArguments(
  target: FunctionValue,
  name: string,
  args: readonly ValueFn[],
  context: EvalContext,
): LocalVariables | undefined {
  const local = new LocalVariables(scopeOf(context));
  for (const [i, parameter] of target.parameters.entries()) {
    const argument = args[i];
    if (!argument) {
      context.log(exprLog.tooFewArguments(name));
      return undefined;
    }
    local.bind(parameter, argument(context));
  }
  if (args.length <= target.parameters.length) return local;
  context.log(exprLog.tooManyArguments(name));
  return undefined;
}

function runBody(target: FunctionValue, name: string, local: Variables, context: EvalContext): Value | undefined {
  const budget: CallBudget = enclosingCall(context)?.budget ?? { depth: 0, calls: 0 };
  if (budget.depth >= DEEPEST_CALL || budget.calls >= MOST_CALLS) {
    context.log(exprLog.callsTooDeep(name, budget.depth >= DEEPEST_CALL ? DEEPEST_CALL : MOST_CALLS));
    return undefined;
  }
  budget.calls++;
  budget.depth++;
  const inner = new CallContext(context, local, budget);
  target.body.run(inner);
  budget.depth--;
  return inner.returned;
}

/** `NAME(ARGUMENTS)` where any type will do: `set`, `eval`, `return`, comparisons, arguments. */
export function callValue(compiler: Compiler, name: string, argumentList: readonly ValueExpr[]): ValueFn {
  const args = argumentList.map((argument) => compiler.value(argument));
  return (context) => {
    const target = scopeOf(context).get(name);
    if (target?.type !== 'function') {
      context.log(target ? exprLog.notAFunction(name) : exprLog.noSuchFunction(name));
      return undefined;
    }
    const local = bindArguments(target, name, args, context);
    return local && runBody(target, name, local, context);
  };
}

/**
 * A call where the type is prescribed. The reference makes the call and then fails with "Bogus opcode", so the value is always
 * NULL; configurations assign the result to a variable first.
 */
function typedCall(call: ValueFn, wanted: Value['type'], evaluator: string, bogus: () => Message) {
  return (name: string) =>
    (context: EvalContext): undefined => {
      const value = call(context);
      if (value && value.type !== wanted) {
        context.log(exprLog.wrongReturnType(name, TYPE_NUMBER[value.type], evaluator));
      }
      context.log(bogus());
      return undefined;
    };
}

export const dataCall = (compiler: Compiler, name: string, args: readonly ValueExpr[]): DataFn =>
  typedCall(callValue(compiler, name, args), 'data', 'evaluate_data_expression', exprLog.bogusDataCall)(name);

export const numericCall = (compiler: Compiler, name: string, args: readonly ValueExpr[]): NumericFn =>
  typedCall(callValue(compiler, name, args), 'numeric', 'evaluate_numeric_expression', exprLog.bogusNumericCall)(name);

export const booleanCall = (compiler: Compiler, name: string, args: readonly ValueExpr[]): BooleanFn =>
  typedCall(callValue(compiler, name, args), 'boolean', 'evaluate_boolean_expression', exprLog.bogusBooleanCall)(name);

function wrongType(context: EvalContext, value: Value | undefined, evaluator: string): undefined {
  if (value) context.log(exprLog.wrongBindingType(TYPE_NUMBER[value.type], evaluator));
  return undefined;
}

export const dataVariable =
  (name: string): DataFn =>
  (context) => {
    const value = scopeOf(context).get(name);
    return value?.type === 'data' ? value.data : wrongType(context, value, 'evaluate_data_expression');
  };

export const numericVariable =
  (name: string): NumericFn =>
  (context) => {
    const value = scopeOf(context).get(name);
    return value?.type === 'numeric' ? value.number : wrongType(context, value, 'evaluate_numeric_expression');
  };

export const booleanVariable =
  (name: string): BooleanFn =>
  (context) => {
    const value = scopeOf(context).get(name);
    return value?.type === 'boolean' ? value.boolean : wrongType(context, value, 'evaluate_boolean_expression');
  };

/** What `return` leaves its value in; undefined outside a function, where `return` only evaluates. */
export const functionAtWork = (context: EvalContext): CallContext | undefined =>
  context instanceof CallContext ? context : undefined;
