import { exprLog } from '../diagnostics/catalogue/expr.ts';
import { concat, EMPTY, latin1, octets, readU16, readU32 } from '../kernel/bytes.ts';
import { asciiDigits } from './ascii-digits.ts';
import type { Compiler } from './compiler.ts';
import type { DataFn } from './context.ts';
import type { DataExpr, NumericExpr } from './ir.ts';
import { unsigned } from './numeric.ts';

type Node<Op extends DataExpr['op']> = Extract<DataExpr, { op: Op }>;

/** An offset at or after the end gives the empty string, not NULL. */
export function substring(compiler: Compiler, e: Node<'substring'>): DataFn {
  const data = compiler.data(e.data);
  const offset = compiler.numeric(e.offset);
  const length = compiler.numeric(e.length);
  return (context) => {
    const whole = data(context);
    const from = offset(context);
    const count = length(context);
    if (!whole || from === undefined || count === undefined) return undefined;
    if (unsigned(from) >= whole.length) return EMPTY;
    return whole.subarray(from, from + unsigned(count));
  };
}

export function suffix(compiler: Compiler, e: Node<'suffix'>): DataFn {
  const data = compiler.data(e.data);
  const length = compiler.numeric(e.length);
  return (context) => {
    const whole = data(context);
    const count = length(context);
    if (!whole || count === undefined) return undefined;
    return whole.length > unsigned(count) ? whole.subarray(whole.length - count) : whole;
  };
}

const CASE_BIT = 0x20;

/** Only the letters of ASCII have a case: the server runs in the C locale. */
export function changeCase(compiler: Compiler, operand: DataExpr, to: 'lcase' | 'ucase'): DataFn {
  const data = compiler.data(operand);
  const [first, last] = to === 'lcase' ? [0x41, 0x5a] : [0x61, 0x7a];
  return (context) => data(context)?.map((octet) => (octet >= first && octet <= last ? octet ^ CASE_BIT : octet));
}

/** One part that is NULL makes the whole NULL, but all parts are evaluated: their complaints are logged. */
export function concatenation(compiler: Compiler, parts: readonly DataExpr[]): DataFn {
  const compiled = parts.map((part) => compiler.data(part));
  return (context) => {
    const values: Uint8Array[] = [];
    for (const part of compiled) {
      const value = part(context);
      if (value) values.push(value);
    }
    return values.length === compiled.length ? concat(...values) : undefined;
  };
}

export function pickFirstValue(compiler: Compiler, parts: readonly DataExpr[]): DataFn {
  const compiled = parts.map((part) => compiler.data(part));
  return (context) => {
    for (const part of compiled) {
      const value = part(context);
      if (value) return value;
    }
    return undefined;
  };
}

/** Turns round the order of groups of `width` octets; the order inside a group stays. */
export function reverse(compiler: Compiler, e: Node<'reverse'>): DataFn {
  const width = compiler.numeric(e.width);
  const data = compiler.data(e.data);
  return (context) => {
    const group = width(context);
    const source = data(context);
    if (group === undefined || !source) return undefined;
    if (group === 0 || source.length % unsigned(group) !== 0) {
      context.log(exprLog.reverseBufferOdd(source.length, group));
      return undefined;
    }
    const turned = new Uint8Array(source.length);
    for (let at = 0; at < source.length; at += group) {
      turned.set(source.subarray(source.length - at - group, source.length - at), at);
    }
    return turned;
  };
}

function readNumber(data: Uint8Array, at: number, width: number): number {
  if (width === 4) return readU32(data, at);
  return width === 2 ? readU16(data, at) : (data[at] as number);
}

function asciiOf(data: Uint8Array, base: number, width: number, separator: string): Uint8Array {
  const numbers: string[] = [];
  for (let at = 0; at < data.length; at += width) numbers.push(asciiDigits(readNumber(data, at, width), base));
  return octets(numbers.join(separator));
}

export function binaryToAscii(compiler: Compiler, e: Node<'binary-to-ascii'>): DataFn {
  const baseOf = compiler.numeric(e.base);
  const widthOf = compiler.numeric(e.width);
  const separatorOf = compiler.data(e.separator);
  const dataOf = compiler.data(e.data);
  return (context) => {
    const base = baseOf(context);
    const bits = widthOf(context);
    const separator = separatorOf(context);
    const data = dataOf(context);
    if (base === undefined || bits === undefined || !separator || !data) return undefined;
    const width = bits / 8;
    const isWidth = bits === 8 || bits === 16 || bits === 32;
    if (!isWidth) context.log(exprLog.badAsciiWidth(bits));
    else if (data.length % width !== 0) context.log(exprLog.asciiBufferOdd(data.length, width));
    else if (base === 0) context.log(exprLog.badAsciiBase(base));
    else return asciiOf(data, base, width, latin1(separator));
    return undefined;
  };
}

/** The low bits of the number, most significant octet first. */
export function encodeInt(compiler: Compiler, width: 8 | 16 | 32, operand: NumericExpr): DataFn {
  const number = compiler.numeric(operand);
  const size = width / 8;
  return (context) => {
    let rest = number(context);
    if (rest === undefined) return undefined;
    const bytes = new Uint8Array(size);
    for (let at = size - 1; at >= 0; at--) {
      bytes[at] = rest;
      rest = Math.floor(rest / 256);
    }
    return bytes;
  };
}
