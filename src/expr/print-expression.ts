import { hex } from '../kernel/bytes.ts';
import type { OptionDefinition, OptionRegistry } from '../options/definition.ts';
import type { BooleanExpr, DataExpr, NumericExpr, ValueExpr } from './ir.ts';
import type { LinePrinter } from './line-printer.ts';
import { type Binary, binaryOf, leftNeedsParentheses, rightNeedsParentheses } from './precedence.ts';

/** Where an expression is written: the column reached, the column to go on from after a line break, first of its list or not. */
interface Place {
  readonly column: number;
  readonly indent: number;
  readonly isFirst: boolean;
}

/** Expressions long enough that the reference begins a new line for them, except at the beginning of a list. */
const LONG = new Set<string>([
  'substring',
  'suffix',
  'option',
  'concat',
  'encode-int',
  'binary-to-ascii',
  'reverse',
  'pick-first-value',
  'config-option',
  'extract-int',
  'v6relay',
]);

/** An argument of a function; `outer`: continued at the indentation of the call instead of the opening parenthesis. */
type Argument = (ValueExpr | { readonly width: number }) & { readonly outer?: boolean };

const data = (expr: DataExpr): ValueExpr => ({ type: 'data', expr });
const numeric = (expr: NumericExpr): ValueExpr => ({ type: 'numeric', expr });

/** The reference writes octets raw between quotes and cannot read a quote or backslash back; here they are escaped. */
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

type Joined = Extract<DataExpr, { op: 'concat' | 'pick-first-value' }>;

/** `NAME (a, NAME (b, c))` is written as one list. */
function flatParts({ op, parts }: Joined): readonly DataExpr[] {
  const last = parts.at(-1);
  return last?.op === op ? [...parts.slice(0, -1), ...flatParts(last)] : parts;
}

/** The reference joins two at a time, from the left: `concat (a, b, c)` is written as `concat (concat (a, b), c)`. */
function concatArguments(e: Joined): readonly DataExpr[] {
  const last = e.parts.at(-1);
  if (e.parts.length < 3 || !last) return flatParts(e);
  const first: DataExpr = { op: 'concat', parts: e.parts.slice(0, -1) };
  return flatParts({ op: 'concat', parts: [first, last] });
}

/** Prints expressions in the reference's layout, so that it reads them back (write_expression of the reference). */
export class ExpressionPrinter {
  readonly #out: LinePrinter;
  readonly #registry: OptionRegistry;

  constructor(out: LinePrinter, registry: OptionRegistry) {
    this.#out = out;
    this.#registry = registry;
  }

  /** Gives the column reached. */
  print(value: ValueExpr, place: Place): number {
    const { indent } = place;
    const column = !place.isFirst && LONG.has(value.expr.op) ? this.#out.newLine(indent) : place.column;
    const binary = binaryOf(value);
    if (binary) return this.#binary(binary, column, indent);
    switch (value.type) {
      case 'data':
        return this.#data(value.expr, column, indent);
      case 'numeric':
        return this.#numeric(value.expr, column, indent);
      case 'boolean':
        return this.#boolean(value.expr, column, indent);
    }
  }

  /** Text when all octets are printable ASCII, otherwise hexadecimal. */
  octets(octets: Uint8Array, column: number, indent: number): number {
    if (octets.every((octet) => octet >= 0x20 && octet < 0x7f)) {
      return this.#out.token(quoted(String.fromCharCode(...octets)), { column, indent });
    }
    let at = column;
    for (let i = 0; i < octets.length; i++) {
      if (i > 0) at = this.#out.token(':', { column: at, indent });
      at = this.#out.token(hex(octets.subarray(i, i + 1)), { column: at, indent });
    }
    return at;
  }

  /** `domain-name`, or with its space in front when that is not `dhcp`. */
  optionName(option: OptionDefinition): string {
    const { name } = this.#registry.byCode(option.space, option.code);
    return option.space === 'dhcp' ? name : `${option.space}.${name}`;
  }

  #binary(binary: Binary, column: number, indent: number): number {
    const left = this.#operand(binary.left, { column, indent, isFirst: true }, leftNeedsParentheses(binary));
    const operator = this.#out.token(binary.operator, { column: left, indent, before: ' ', after: ' ' });
    const place = { column: operator, indent: indent + 2, isFirst: false };
    return this.#operand(binary.right, place, rightNeedsParentheses(binary));
  }

  #operand(value: ValueExpr, place: Place, isParenthesized: boolean): number {
    return isParenthesized ? this.parenthesized(value, place) : this.print(value, place);
  }

  parenthesized(value: ValueExpr, { column, indent }: Place): number {
    const open = this.#out.token('(', { column, indent });
    const end = this.print(value, { column: open, indent, isFirst: true });
    return this.#out.token(')', { column: end, indent });
  }

  #word(text: string, column: number, indent: number): number {
    return this.#out.token(text, { column, indent });
  }

  #option(keyword: string, option: OptionDefinition, column: number, indent: number): number {
    const at = this.#word(keyword, column, indent);
    const name = this.optionName(option);
    const dot = option.space === 'dhcp' ? -1 : name.indexOf('.');
    if (dot < 0) return this.#out.token(name, { column: at, indent, before: ' ' });
    const space = this.#out.token(name.slice(0, dot), { column: at, indent, before: ' ' });
    return this.#word(name.slice(dot + 1), this.#word('.', space, indent), indent);
  }

  #call(name: string, args: readonly Argument[], column: number, indent: number): number {
    const word = this.#word(name, column, indent);
    const open = this.#out.token('(', { column: word, indent, before: ' ' });
    let at = open;
    for (const [i, argument] of args.entries()) {
      const own = argument.outer ? indent : open;
      if (i > 0) at = this.#out.token(',', { column: at, indent: own, after: ' ' });
      if ('width' in argument) at = this.#out.token(String(argument.width), { column: at, indent: own, before: ' ' });
      else at = this.print(argument, { column: at, indent: own, isFirst: i === 0 });
    }
    return this.#out.token(')', { column: at, indent });
  }

  /** The reference takes up the column of the indentation for names of the user's. */
  #userCall(name: string, args: readonly ValueExpr[], indent: number): number {
    const outer = args.map((argument) => ({ ...argument, outer: true }));
    return this.#call(name, outer, indent, indent);
  }

  #data(e: DataExpr, column: number, indent: number): number {
    switch (e.op) {
      case 'const':
        return this.octets(e.value, column, indent);
      case 'null':
      case 'hardware':
      case 'leased-address':
      case 'host-decl-name':
      case 'filename':
      case 'server-name':
      case 'client-state':
        return this.#word(e.op, column, indent);
      case 'gethostname':
        return this.#word('gethostname()', column, indent);
      case 'option':
      case 'config-option':
        return this.#option(e.op, e.option, column, indent);
      case 'variable':
        return this.#word(e.name, indent, indent);
      case 'call':
        return this.#userCall(e.name, e.args, indent);
      case 'host-lookup':
        return this.#hostLookup(e.name, column, indent);
      default:
        return this.#call(e.op, dataArguments(e), column, indent);
    }
  }

  #hostLookup(name: string, column: number, indent: number): number {
    const word = this.#word('gethostbyname', column, indent);
    const open = this.#out.token('(', { column: word, indent, before: ' ' });
    return this.#word(')', this.#word(quoted(name), open, indent), indent);
  }

  #numeric(e: NumericExpr, column: number, indent: number): number {
    switch (e.op) {
      case 'number':
        return this.#word(String(BigInt.asUintN(64, BigInt(e.value))), column, indent);
      case 'extract-int':
        return this.#call(e.op, [{ ...data(e.data), outer: true }, { width: e.width }], column, indent);
      case 'lease-time':
        return this.#word(e.op, column, indent);
      case 'variable':
        return this.#word(e.name, indent, indent);
      case 'call':
        return this.#userCall(e.name, e.args, indent);
      case 'arithmetic':
        return column;
    }
  }

  #boolean(e: BooleanExpr, column: number, indent: number): number {
    switch (e.op) {
      case 'boolean':
        return this.#word(String(e.value), column, indent);
      case 'known':
      case 'static':
        return this.#word(e.op, column, indent);
      case 'exists':
        return this.#option('exists', e.option, column, indent);
      case 'not':
        return this.#not(e.operand, column, indent);
      case 'check': {
        const at = this.#word('check', column, indent);
        return this.#out.token(quoted(e.className), { column: at, indent, before: ' ' });
      }
      case 'defined': {
        const open = this.#out.token('(', { column: this.#word('defined', indent, indent), indent, before: ' ' });
        return this.#word(')', this.#word(e.name, open, indent), indent);
      }
      case 'variable':
        return this.#word(e.name, indent, indent);
      case 'call':
        return this.#userCall(e.name, e.args, indent);
      default:
        return column;
    }
  }

  /** `not` takes the next term only; the reference forgets the parentheses and cannot read its own text back. */
  #not(operand: BooleanExpr, column: number, indent: number): number {
    const at = this.#out.token('not', { column, indent, after: ' ' });
    const value: ValueExpr = { type: 'boolean', expr: operand };
    return this.#operand(value, { column: at, indent: indent + 2, isFirst: true }, binaryOf(value) !== undefined);
  }
}

type Function = Extract<
  DataExpr,
  {
    op:
      | 'substring'
      | 'suffix'
      | 'lcase'
      | 'ucase'
      | 'concat'
      | 'pick-first-value'
      | 'reverse'
      | 'binary-to-ascii'
      | 'encode-int'
      | 'packet'
      | 'v6relay';
  }
>;

/** Arguments in the order of dhcp-eval(5). */
function dataArguments(e: Function): Argument[] {
  switch (e.op) {
    case 'substring':
      return [data(e.data), { ...numeric(e.offset), outer: true }, numeric(e.length)];
    case 'suffix':
      return [data(e.data), numeric(e.length)];
    case 'lcase':
    case 'ucase':
      return [data(e.data)];
    case 'concat':
      return concatArguments(e).map(data);
    case 'pick-first-value':
      return flatParts(e).map(data);
    case 'reverse':
      return [numeric(e.width), data(e.data)];
    case 'binary-to-ascii':
      return [numeric(e.base), numeric(e.width), data(e.separator), data(e.data)];
    case 'encode-int':
      return [{ ...numeric(e.number), outer: true }, { width: e.width }];
    case 'packet':
      return [{ ...numeric(e.offset), outer: true }, numeric(e.length)];
    case 'v6relay':
      return [numeric(e.hop), data(e.data)];
  }
}
