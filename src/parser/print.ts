import type { CaseLabel, Comment, If, ParsedFile, Statement, Token } from './ast.ts';
import { scan } from './lexer.ts';
import { joinName, printCondition, printExpression, quote } from './print-expression.ts';

const INDENT = '  ';

/**
 * A parsed file as text in one canonical layout: parsing it again gives the same tree. Comments keep their order, each on a
 * line of its own before what follows it.
 */
export function printFile(file: ParsedFile): string {
  const printer = new Printer(scan(file.source, 0).table.allComments());
  printer.list(file.statements, '');
  printer.remainingComments('');
  return printer.text();
}

class Printer {
  readonly #lines: string[] = [];
  readonly #comments: readonly Comment[];
  #said = 0;

  constructor(comments: readonly Comment[]) {
    this.#comments = comments;
  }

  text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  remainingComments(indent: string, before = Number.MAX_SAFE_INTEGER): void {
    for (let next = this.#comments[this.#said]; next; next = this.#comments[this.#said]) {
      if (next.span.start.offset >= before) return;
      this.#lines.push(indent + next.text.trimEnd());
      this.#said++;
    }
  }

  list(statements: readonly (Statement | CaseLabel)[], indent: string): void {
    for (const statement of statements) {
      this.remainingComments(indent, statement.span.start.offset);
      this.#statement(statement, indent);
    }
  }

  #statement(statement: Statement | CaseLabel, indent: string): void {
    switch (statement.kind) {
      case 'declaration': {
        const head = `${words([statement.keyword, ...statement.head])} {`;
        const close = statement.rightBrace.type === 'eof' ? '' : '}';
        this.#block(head, statement.body, { indent, end: statement.span.end.offset, close });
        break;
      }
      case 'if':
        this.#if(statement, indent, 'if');
        break;
      case 'on': {
        const events = statement.events.map((event) => event.text).join(' or ');
        this.#block(`on ${events} {`, statement.body, { indent, end: statement.span.end.offset, close: '}' });
        break;
      }
      case 'switch': {
        const head = `switch (${printExpression(statement.subject)}) {`;
        this.#block(head, statement.body, { indent, end: statement.span.end.offset, close: '}' });
        break;
      }
      case 'define': {
        const head = `define ${statement.name.text}(${statement.parameters.map((p) => p.text).join(', ')}) {`;
        this.#block(head, statement.body, { indent, end: statement.span.end.offset, close: '}' });
        break;
      }
      default:
        this.#lines.push(indent + oneLine(statement));
    }
  }

  #block(
    head: string,
    body: readonly (Statement | CaseLabel)[],
    frame: { indent: string; end: number; close: string },
  ): void {
    this.#lines.push(frame.indent + head);
    this.list(body, frame.indent + INDENT);
    this.remainingComments(frame.indent + INDENT, frame.end);
    if (frame.close) this.#lines.push(frame.indent + frame.close);
  }

  #if(statement: If, indent: string, word: 'if' | 'elsif'): void {
    const { condition, then, otherwise } = statement;
    const end = otherwise ? (otherwise[0]?.span.start.offset ?? 0) : statement.span.end.offset;
    this.#block(`${word} ${printCondition(condition)} {`, then, { indent, end, close: '}' });
    if (!otherwise) return;
    const [first, ...more] = otherwise;
    if (first?.kind === 'if' && more.length === 0) this.#if(first, indent, 'elsif');
    else this.#block('else {', otherwise, { indent, end: statement.span.end.offset, close: '}' });
  }
}

type OneLine = Exclude<Statement | CaseLabel, { kind: 'declaration' | 'if' | 'on' | 'switch' | 'define' }>;

function oneLine(statement: OneLine): string {
  switch (statement.kind) {
    case 'parameter':
      return words([statement.keyword, ...statement.args]) + ending(statement.terminator, statement.keyword);
    case 'option': {
      const { verb, name, args, terminator } = statement;
      return words([verb, ...name, ...args]) + ending(terminator, verb);
    }
    case 'assignment': {
      const verb = statement.verb ? `${statement.verb.text} ` : '';
      return `${verb}${joinName(statement.name)} = ${printExpression(statement.value)};`;
    }
    case 'set':
      return `set ${statement.name.text} = ${printExpression(statement.value)};`;
    case 'unset':
      return `unset ${statement.name.text};`;
    case 'log': {
      const level = statement.level ? `${statement.level.text}, ` : '';
      return `log(${level}${printExpression(statement.value)});`;
    }
    case 'execute': {
      const args = statement.args.map((argument) => `, ${printExpression(argument)}`).join('');
      return `execute(${quote(statement.command.value)}${args});`;
    }
    case 'expression':
      return `${printExpression(statement.value)};`;
    case 'eval':
    case 'return':
      return `${statement.kind} ${printExpression(statement.value)};`;
    case 'add':
      return `add ${quote(statement.name.value)};`;
    case 'break':
      return 'break;';
    case 'match':
      return printMatch(statement);
    case 'case':
      return statement.value ? `case ${printExpression(statement.value)}:` : 'default:';
  }
}

function printMatch({ form, value }: Extract<Statement, { kind: 'match' }>): string {
  if (form === 'match-if') return `match if ${printExpression(value)};`;
  return `${form === 'match' ? 'match' : 'spawn with'} ${printExpression(value)};`;
}

/** Nothing where the semicolon is missing, or is itself the statement. */
const ending = (terminator: Token, first: Token): string =>
  terminator.text === ';' && terminator.span.start.offset !== first.span.start.offset ? ';' : '';

/** Words with single blanks, and without any where there was none: within an address a blank would mean something. */
function words(tokens: readonly Token[]): string {
  let text = '';
  let end = tokens[0]?.span.start.offset ?? 0;
  for (const token of tokens) {
    const { span } = token;
    if (span.start.offset !== end && token.text !== ',') text += ' ';
    text += token.type === 'string' ? quote(token.value) : token.text;
    end = span.end.offset;
  }
  return text;
}
