import { latin1 } from '../kernel/bytes.ts';
import type { OptionDefinition } from '../options/definition.ts';
import { scopeOf } from './call.ts';
import type { Compiler } from './compiler.ts';
import type { BooleanFn, Value } from './context.ts';
import type { BooleanExpr, DataExpr, ValueExpr } from './ir.ts';
import { newMatcher } from './regex/matcher.ts';
import { sameValue } from './variables.ts';

/** Two NULLs are equal; NULL differs from every value (dhcp-eval(5) says otherwise, the reference does this). */
function isEqual(left: Value | undefined, right: Value | undefined): boolean {
  return left && right ? sameValue(left, right) : left === right;
}

export function comparison(compiler: Compiler, left: ValueExpr, right: ValueExpr, whenEqual: boolean): BooleanFn {
  const leftOf = compiler.value(left);
  const rightOf = compiler.value(right);
  return (context) => {
    const a = leftOf(context);
    const b = rightOf(context);
    return isEqual(a, b) === whenEqual;
  };
}

/** Texts and patterns end at a NUL octet, as C strings do. */
function text(octets: Uint8Array): string {
  const end = octets.indexOf(0);
  return latin1(octets, 0, end < 0 ? octets.length : end);
}

/** An invalid pattern matches nothing, silently, as in the reference. */
export function regexMatch(compiler: Compiler, data: DataExpr, pattern: DataExpr, ignoreCase: boolean): BooleanFn {
  const dataOf = compiler.data(data);
  const patternOf = compiler.data(pattern);
  let lastPattern: string | undefined;
  let matches = newMatcher('', ignoreCase);
  return (context) => {
    const subject = dataOf(context);
    const source = patternOf(context);
    if (!subject || !source) return undefined;
    const wanted = text(source);
    if (wanted !== lastPattern) {
      matches = newMatcher(wanted, ignoreCase);
      lastPattern = wanted;
    }
    return matches(text(subject));
  };
}

/** A false left side is enough for the right not to be evaluated, yet the result is then NULL, not false. */
export function and(compiler: Compiler, left: BooleanExpr, right: BooleanExpr): BooleanFn {
  const leftOf = compiler.boolean(left);
  const rightOf = compiler.boolean(right);
  return (context) => (leftOf(context) ? rightOf(context) : undefined);
}

/** NULL only when both sides are; otherwise NULL counts as false. */
export function or(compiler: Compiler, left: BooleanExpr, right: BooleanExpr): BooleanFn {
  const leftOf = compiler.boolean(left);
  const rightOf = compiler.boolean(right);
  return (context) => {
    const first = leftOf(context);
    if (first) return true;
    const second = rightOf(context);
    return first === undefined ? second : second === true;
  };
}

export function not(compiler: Compiler, operand: BooleanExpr): BooleanFn {
  const operandOf = compiler.boolean(operand);
  return (context) => {
    const value = operandOf(context);
    return value === undefined ? undefined : !value;
  };
}

export const optionExists =
  (option: OptionDefinition): BooleanFn =>
  (context) =>
    context.request?.option(option) !== undefined;

/** NULL while no packet is at hand. */
export const known: BooleanFn = (context) => context.isKnown;

export const isStatic: BooleanFn = (context) => context.isStatic === true;

export const classCheck =
  (className: string): BooleanFn =>
  (context) =>
    context.hasClass(className);

export const variableDefined =
  (name: string): BooleanFn =>
  (context) =>
    scopeOf(context).get(name) !== undefined;
