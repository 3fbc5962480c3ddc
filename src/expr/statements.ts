import { exprLog } from '../diagnostics/catalogue/expr.ts';
import type { Message } from '../diagnostics/message.ts';
import { latin1 } from '../kernel/bytes.ts';
import { functionAtWork, scopeOf } from './call.ts';
import type { Compiler, ValueFn } from './compiler.ts';
import type { CompiledStatements, EvalContext, Value } from './context.ts';
import type { DataExpr, StatementIr, ValueExpr } from './ir.ts';
import { optionStatement } from './option-statement.ts';
import { sameValue } from './variables.ts';

type Statement<Op extends StatementIr['op']> = StatementIr & { readonly op: Op };

/** `stop` ends all statement lists of the function or scope: a value was returned, or the server is about to end. */
type Flow = 'next' | 'stop';
type Step = (context: EvalContext) => Flow;
/** `break` ends only the list it stands in, even inside an `if` within a `switch`. */
type ListItem = Step | 'break';

function runList(items: readonly ListItem[], start: number, context: EvalContext): Flow {
  for (let i = start; i < items.length; i++) {
    const item = items[i];
    if (item === undefined || item === 'break') break;
    if (item(context) === 'stop') return 'stop';
  }
  return 'next';
}

const proceed =
  (effect: (context: EvalContext) => void): Step =>
  (context) => {
    effect(context);
    return 'next';
  };

function compileList(compiler: Compiler, source: readonly StatementIr[]): ListItem[] {
  return source.map((statement) => compileStatement(compiler, statement));
}

/** A condition that is NULL counts as false. */
function ifStatement(compiler: Compiler, s: Statement<'if'>): Step {
  const condition = compiler.boolean(s.condition);
  const then = compileList(compiler, s.then);
  const otherwise = compileList(compiler, s.otherwise);
  return (context) => runList(condition(context) ? then : otherwise, 0, context);
}

type CaseTest = (context: EvalContext, wanted: Value) => boolean;

/** Only a data expression is compared as octets; a variable as the subject is taken for a number, as the reference does. */
function subjectOf(compiler: Compiler, subject: ValueExpr): ValueFn {
  const { expr } = subject;
  if (expr.op !== 'variable' && expr.op !== 'call') return compiler.value(subject);
  const numeric = compiler.numeric(expr);
  return (context) => {
    const number = numeric(context);
    return number === undefined ? undefined : { type: 'numeric', number };
  };
}

/** Labels are evaluated when the switch is, and as the subject's type. */
function caseTest(compiler: Compiler, label: ValueExpr): CaseTest {
  const evaluate = compiler.value(label);
  return (context, wanted) => {
    const value = evaluate(context);
    return value !== undefined && sameValue(value, wanted);
  };
}

/** A subject that is NULL takes `default`; without a fitting label nothing is executed. */
function switchStatement(compiler: Compiler, s: Statement<'switch'>): Step {
  const subject = subjectOf(compiler, s.subject);
  const items: ListItem[] = [];
  const cases: { test: CaseTest; start: number }[] = [];
  let otherwise: number | undefined;
  for (const part of s.body) {
    if (part.op !== 'case') items.push(compileStatement(compiler, part));
    else if (part.value) cases.push({ test: caseTest(compiler, part.value), start: items.length });
    else otherwise ??= items.length;
  }
  return (context) => {
    const value = subject(context);
    const match = value && cases.find(({ test }) => test(context, value));
    const start = match ? match.start : otherwise;
    return start === undefined ? 'next' : runList(items, start, context);
  };
}

/** The old value is gone before the new one is computed: `set x = concat(x, "a")` is NULL, as in the reference. */
function setStatement(compiler: Compiler, s: Statement<'set'>): Step {
  const evaluate = compiler.value(s.value);
  return proceed((context) => {
    const scope = scopeOf(context);
    scope.delete(s.name);
    const value = evaluate(context);
    if (value) scope.set(s.name, value);
  });
}

function defineStatement(compiler: Compiler, s: Statement<'define'>): Step {
  const value: Value = { type: 'function', parameters: s.parameters, body: compiler.statements(s.body) };
  return proceed((context) => scopeOf(context).set(s.name, value));
}

/** A return value that is NULL does not end the function; outside a function `return` only evaluates. */
function returnStatement(compiler: Compiler, returned: ValueExpr): Step {
  const evaluate = compiler.value(returned);
  return (context) => {
    const value = evaluate(context);
    const call = functionAtWork(context);
    if (!value || !call) return 'next';
    call.returned = value;
    return 'stop';
  };
}

/** Octets as a C string. */
function cString(data: Uint8Array): string {
  const end = data.indexOf(0);
  return latin1(data, 0, end < 0 ? data.length : end);
}

function logStatement(compiler: Compiler, s: Statement<'log'>): Step {
  const evaluate = compiler.data(s.value);
  const makers: Record<typeof s.level, (text: string) => Message> = {
    fatal: exprLog.logError,
    error: exprLog.logError,
    info: exprLog.logInfo,
    debug: exprLog.logDebug,
  };
  return (context) => {
    const value = evaluate(context);
    if (!value) return 'next';
    const message = makers[s.level](cString(value));
    if (s.level !== 'fatal') {
      context.log(message);
      return 'next';
    }
    context.fatal(message);
    return 'stop';
  };
}

/** One argument that is NULL, and the command is not run. */
function executeStatement(compiler: Compiler, command: string, argumentList: readonly DataExpr[]): Step {
  const compiled = argumentList.map((argument) => compiler.data(argument));
  return proceed((context) => {
    context.log(exprLog.executeArgument(0, command));
    const args: string[] = [];
    for (const [i, argument] of compiled.entries()) {
      const value = argument(context);
      if (!value) return context.log(exprLog.executeBadArgument(i + 1));
      const text = cString(value);
      context.log(exprLog.executeArgument(i + 1, text));
      args.push(text);
    }
    context.execute(command, args);
  });
}

function onStatement(compiler: Compiler, s: Statement<'on'>): Step {
  const body = compiler.statements(s.body);
  return proceed((context) => context.onEvent(s.events, body));
}

function compileStatement(compiler: Compiler, s: StatementIr): ListItem {
  switch (s.op) {
    case 'option':
      return proceed(optionStatement(compiler, s.verb, s.option, s.value));
    case 'if':
      return ifStatement(compiler, s);
    case 'switch':
      return switchStatement(compiler, s);
    case 'on':
      return onStatement(compiler, s);
    case 'set':
      return setStatement(compiler, s);
    case 'unset':
      return proceed((context) => scopeOf(context).delete(s.name));
    case 'define':
      return defineStatement(compiler, s);
    case 'log':
      return logStatement(compiler, s);
    case 'execute':
      return executeStatement(compiler, s.command, s.args);
    case 'eval':
      return proceed(compiler.value(s.value));
    case 'return':
      return returnStatement(compiler, s.value);
    case 'add':
      return proceed((context) => context.addClass(s.className));
    case 'break':
      return 'break';
    case 'parse-vendor-option':
      return proceed((context) => context.parseVendorOption());
  }
}

const setsConstant = (s: StatementIr): boolean => s.op === 'option' && s.value.op === 'const';

/** Compiles a list; the compiler is the one that knows all families of operators. */
export function statementList(compiler: Compiler, source: readonly StatementIr[]): CompiledStatements {
  const items = compileList(compiler, source);
  return {
    source,
    isConstant: source.every(setsConstant),
    run: (context) => {
      runList(items, 0, context);
    },
  };
}
