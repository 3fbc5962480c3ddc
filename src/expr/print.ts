import type { OptionRegistry } from '../options/definition.ts';
import type { BooleanExpr, CaseIr, DataExpr, StatementIr, ValueExpr } from './ir.ts';
import { LinePrinter } from './line-printer.ts';
import { beginsWithParenthesis } from './precedence.ts';
import { ExpressionPrinter } from './print-expression.ts';

type Statement<Op extends StatementIr['op']> = StatementIr & { readonly op: Op };

/** Prints statements in the reference's layout (write_statements of the reference); each begins with a line break. */
class StatementPrinter {
  readonly #out = new LinePrinter();
  readonly #expressions: ExpressionPrinter;

  constructor(registry: OptionRegistry) {
    this.#expressions = new ExpressionPrinter(this.#out, registry);
  }

  get text(): string {
    return this.#out.text;
  }

  list(statements: readonly (StatementIr | CaseIr)[], indent: number): void {
    for (const statement of statements) this.#statement(statement, indent);
  }

  #statement(s: StatementIr | CaseIr, indent: number): void {
    switch (s.op) {
      case 'case':
        this.#case(s.value, indent);
        break;
      case 'option':
        this.#option(s, indent);
        break;
      case 'if':
        this.#if(s, indent);
        break;
      case 'switch':
        this.#switch(s, indent);
        break;
      case 'on':
        this.#on(s, indent);
        break;
      case 'set':
        this.#set(s.name, s.value, indent);
        break;
      case 'unset':
        this.#unset(s.name, indent);
        break;
      case 'define':
        this.#line(`define ${s.name} (${s.parameters.join(', ')}) {`, indent);
        this.#block(s.body, indent);
        break;
      case 'log':
        this.#log(s, indent);
        break;
      case 'execute':
        this.#execute(s.command, s.args, indent);
        break;
      case 'eval':
      case 'return':
        this.#simple(s.op, s.value, indent);
        break;
      case 'add':
        this.#line(`add "${s.className}";`, indent);
        break;
      case 'break':
      case 'parse-vendor-option':
        this.#line(`${s.op};`, indent);
        break;
    }
  }

  #line(text: string, indent: number): void {
    this.#out.newLine(indent);
    this.#out.write(text);
  }

  /** Statements of a block and its closing brace. */
  #block(body: readonly (StatementIr | CaseIr)[], indent: number): void {
    this.list(body, indent + 2);
    this.#line('}', indent);
  }

  #case(value: ValueExpr | undefined, indent: number): void {
    this.#line(value ? 'case ' : 'default: ', indent - 1);
    if (!value) return;
    const column = this.#expressions.print(value, { column: indent + 5, indent: indent + 5, isFirst: true });
    this.#out.token(':', { column, indent: indent + 5 });
  }

  #option(s: Statement<'option'>, indent: number): void {
    const verb = s.verb === 'send' ? 'supersede' : s.verb;
    const start = `${verb} ${this.#expressions.optionName(s.option)} = `;
    this.#line(start, indent);
    const place = { column: indent + start.length, indent: indent + 8, isFirst: true };
    this.#expressions.print({ type: 'data', expr: s.value }, place);
    this.#out.write(';');
  }

  #if(s: Statement<'if'>, indent: number): void {
    this.#line('if ', indent);
    let at = s;
    let column = this.#condition(s.condition, indent + 3);
    for (;;) {
      this.#out.token('{', { column, indent, before: ' ' });
      this.list(at.then, indent + 2);
      const [only, second] = at.otherwise;
      if (only?.op !== 'if' || second) break;
      this.#line('} elsif ', indent);
      at = only;
      column = this.#condition(at.condition, indent + 6);
    }
    if (at.otherwise.length > 0) {
      this.#line('} else {', indent);
      this.list(at.otherwise, indent + 2);
    }
    this.#line('}', indent);
  }

  /** After `if`, the reference takes a parenthesis for one around the whole condition. */
  #condition(expr: BooleanExpr, indent: number): number {
    const value: ValueExpr = { type: 'boolean', expr };
    const place = { column: indent, indent, isFirst: true };
    return beginsWithParenthesis(value)
      ? this.#expressions.parenthesized(value, place)
      : this.#expressions.print(value, place);
  }

  #switch(s: Statement<'switch'>, indent: number): void {
    this.#line('switch (', indent);
    const own = indent + 7;
    const end = this.#expressions.print(s.subject, { column: own, indent: own, isFirst: true });
    const column = this.#out.token(')', { column: end, indent: own });
    this.#out.token('{', { column, indent, before: ' ' });
    this.#block(s.body, indent);
  }

  /** `transmission` never happens in a server, and the reference does not write it. */
  #on(s: Statement<'on'>, indent: number): void {
    const events = (['expiry', 'commit', 'release'] as const).filter((event) => s.events.includes(event));
    const head = `on ${events.join(' or ')}`;
    if (events.length === 0) return;
    this.#line(s.body.length === 0 ? `${head};` : `${head} {`, indent);
    if (s.body.length > 0) this.#block(s.body, indent);
  }

  #set(name: string, value: ValueExpr, indent: number): void {
    this.#line('set ', indent);
    const column = this.#out.token(name, { column: indent + 4, indent: indent + 4 });
    this.#out.token('=', { column, indent: indent + 4, before: ' ', after: ' ' });
    const end = this.#expressions.print(value, { column: indent + 3, indent: indent + 3, isFirst: false });
    this.#out.token(';', { column: end, indent: indent + 4, before: ' ' });
  }

  #unset(name: string, indent: number): void {
    this.#line('unset ', indent);
    const column = this.#out.token(name, { column: indent + 6, indent: indent + 6 });
    this.#out.token(';', { column, indent: indent + 6, before: ' ' });
  }

  #log(s: Statement<'log'>, indent: number): void {
    this.#line('log ', indent);
    const own = indent + 4;
    const column = this.#out.token('(', { column: own, indent: own });
    this.#out.token(`${s.level},`, { column, indent: own, after: ' ' });
    const end = this.#expressions.print({ type: 'data', expr: s.value }, { column: own, indent: own, isFirst: false });
    this.#out.token(');', { column: end, indent: own });
  }

  #execute(command: string, args: readonly DataExpr[], indent: number): void {
    const own = indent + 4;
    this.#out.newLine(indent);
    const word = this.#out.token('execute', { column: own, indent: own });
    const open = this.#out.token('(', { column: word, indent: own, before: ' ' });
    let column = this.#out.token(`"${command}"`, { column: open, indent: own });
    for (const expr of args) {
      const comma = this.#out.token(',', { column, indent: own, after: ' ' });
      column = this.#expressions.print({ type: 'data', expr }, { column: comma, indent: own, isFirst: false });
    }
    this.#out.token(');', { column, indent: own });
  }

  /** The reference writes `return;`, which loses the value and cannot be read back. */
  #simple(keyword: 'eval' | 'return', value: ValueExpr, indent: number): void {
    const start = `${keyword} `;
    this.#line(start, indent);
    const own = indent + start.length;
    this.#expressions.print(value, { column: own, indent: own, isFirst: true });
    this.#out.write(';');
  }
}

/**
 * Statements as text that the reference reads back, as lease files keep the bodies of `on expiry` and `on release`. Every
 * statement begins on a new line, indented by `indent` blanks; option names are those of `registry`.
 */
export function printStatements(source: readonly StatementIr[], registry: OptionRegistry, indent: number): string {
  const printer = new StatementPrinter(registry);
  printer.list(source, indent);
  return printer.text;
}
