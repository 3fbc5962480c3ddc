import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { CaseIr, StatementIr } from '../expr/ir.ts';
import type { Define, If, On, Statement, Switch, Token } from '../parser/ast.ts';
import { eventsOf } from './events.ts';
import { booleanOf, dataOf, typedOf } from './expression.ts';
import { readPlainStatement } from './plain-statement.ts';
import { complainAndSkip, type Resolver } from './resolver.ts';
import { isPunctuation } from './token-class.ts';
import type { TreeStatement } from './token-stream.ts';

/**
 * How the reading of an executable statement ended. `told`: nothing more is to be said; otherwise whoever expected a
 * statement here says so, too.
 */
export type Outcome =
  | { readonly ok: true; readonly statement?: StatementIr }
  | { readonly ok: false; readonly told: boolean };

const TOLD: Outcome = { ok: false, told: true };
const UNTOLD: Outcome = { ok: false, told: false };

/** An executable statement (dhcp-eval(5)) or a parameter of dhcpd.conf(5), at any place where both may stand. */
export function readExecutable(resolver: Resolver): Outcome {
  const tree = resolver.stream.tree();
  return tree ? readTree(resolver, tree) : readPlainStatement(resolver);
}

function readTree(resolver: Resolver, tree: TreeStatement): Outcome {
  switch (tree.kind) {
    case 'if':
      return readIf(resolver, tree);
    case 'switch':
      return readSwitch(resolver, tree);
    case 'on':
      return readOn(resolver, tree);
    case 'define':
      return readDefine(resolver, tree);
    case 'match':
      return UNTOLD;
    case 'add':
      return readAdd(resolver, tree);
    default: {
      resolver.stream.takeTree(resolver.stream.words.lastTokenOf(tree.span));
      const statement = simpleStatement(resolver, tree);
      return statement ? { ok: true, statement } : TOLD;
    }
  }
}

type SimpleTree = Exclude<TreeStatement, { kind: 'if' | 'switch' | 'on' | 'define' | 'match' | 'add' }>;

/** Statements without a body. */
function simpleStatement(resolver: Resolver, tree: SimpleTree): StatementIr | undefined {
  const { span } = tree;
  switch (tree.kind) {
    case 'break':
      return { op: 'break', span };
    case 'unset':
      return { op: 'unset', name: tree.name.text, span };
    case 'set': {
      const value = typedOf(resolver, tree.value);
      return value && { op: 'set', name: tree.name.text, value, span };
    }
    case 'log': {
      const value = dataOf(resolver, tree.value);
      return value && { op: 'log', level: levelOf(tree.level), value, span };
    }
    case 'execute': {
      const args = tree.args.map((argument) => dataOf(resolver, argument));
      const known = args.flatMap((argument) => argument ?? []);
      if (known.length < args.length) return undefined;
      return { op: 'execute', command: tree.command.value, args: known, span };
    }
    case 'eval':
    case 'return':
    case 'expression': {
      const value = typedOf(resolver, tree.value);
      return value && { op: tree.kind === 'return' ? 'return' : 'eval', value, span };
    }
  }
}

function levelOf(word: Token | undefined): 'fatal' | 'error' | 'info' | 'debug' {
  const level = word?.text.toLowerCase();
  return level === 'fatal' || level === 'error' || level === 'info' ? level : 'debug';
}

function readAdd(resolver: Resolver, tree: Extract<TreeStatement, { kind: 'add' }>): Outcome {
  const { stream } = resolver;
  stream.takeTree(tree.name);
  const className = tree.name.value;
  if (resolver.draft.classes.has(className)) return { ok: true, statement: { op: 'add', className, span: tree.span } };
  resolver.report.error(say.classNotFound(className), stream.place());
  return TOLD;
}

/** Reads `{ … }` of a statement; undefined when it has to be given up. */
function readNested(resolver: Resolver, statements: readonly Statement[], close: Token): StatementIr[] | undefined {
  resolver.stream.enter(statements, close);
  return readList(resolver);
}

/** Reads executable statements up to the closing brace. */
function readList(resolver: Resolver): StatementIr[] | undefined {
  const { stream } = resolver;
  const body: StatementIr[] = [];
  while (!isPunctuation(stream.peek(), '}')) {
    const outcome = readExecutable(resolver);
    if (outcome.ok) {
      if (outcome.statement) body.push(outcome.statement);
      continue;
    }
    if (outcome.told) {
      stream.skipPastRightBrace();
      return undefined;
    }
    if (isPunctuation(stream.next(), '}')) return body;
    complainAndSkip(resolver, say.rightBraceExpected());
    return undefined;
  }
  stream.next();
  return body;
}

/** The brace that closes a statement's last body. */
function lastBrace(tree: TreeStatement): Token {
  const { source, end } = tree.span;
  const start = { offset: end.offset - 1, line: end.line, column: end.column - 1 };
  return { type: 'punctuation', text: '}', value: '}', span: { source, start, end } };
}

function readIf(resolver: Resolver, tree: If): Outcome {
  const { stream } = resolver;
  const condition = booleanOf(resolver, tree.condition);
  stream.takeTree();
  if (!condition) {
    stream.leaveBlock(tree);
    return TOLD;
  }
  stream.enterBlock(tree);
  const then = readList(resolver);
  if (!then) return TOLD;
  stream.takeAlternatives();
  const otherwise = readOtherwise(resolver, tree);
  if (!otherwise) return TOLD;
  return { ok: true, statement: { op: 'if', condition, then, otherwise, span: tree.span } };
}

/** `elsif` and `else if` are read without leaving the statement: their failure is the whole statement's. */
function readOtherwise(resolver: Resolver, tree: If): readonly StatementIr[] | undefined {
  const list = tree.otherwise ?? [];
  const [only] = list;
  if (!only) return [];
  if (only.kind !== 'if' || list.length > 1) return readNested(resolver, list, lastBrace(tree));
  resolver.stream.putBack(only);
  const outcome = readExecutable(resolver);
  return outcome.ok && outcome.statement ? [outcome.statement] : undefined;
}

function readOn(resolver: Resolver, tree: On): Outcome {
  resolver.stream.takeTree();
  const body = readNested(resolver, tree.body, lastBrace(tree));
  if (!body) return TOLD;
  return { ok: true, statement: { op: 'on', events: eventsOf(tree.events), body, span: tree.span } };
}

function readDefine(resolver: Resolver, tree: Define): Outcome {
  resolver.stream.takeTree();
  const body = readNested(resolver, tree.body, lastBrace(tree));
  if (!body) return TOLD;
  const parameters = tree.parameters.map((parameter) => parameter.text);
  return { ok: true, statement: { op: 'define', name: tree.name.text, parameters, body, span: tree.span } };
}

function readSwitch(resolver: Resolver, tree: Switch): Outcome {
  const subject = typedOf(resolver, tree.subject);
  resolver.stream.takeTree();
  if (!subject) return TOLD;
  const body: (StatementIr | CaseIr)[] = [];
  for (const part of tree.body) {
    if (part.kind === 'case') {
      const value = part.value && typedOf(resolver, part.value);
      if (part.value && !value) return TOLD;
      body.push({ op: 'case', ...(value && { value }) });
      continue;
    }
    resolver.stream.putBack(part);
    const outcome = readExecutable(resolver);
    if (!outcome.ok) return outcome;
    if (outcome.statement) body.push(outcome.statement);
  }
  return { ok: true, statement: { op: 'switch', subject, body, span: tree.span } };
}
