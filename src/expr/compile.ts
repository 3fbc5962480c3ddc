import * as booleans from './boolean.ts';
import { booleanCall, booleanVariable, dataCall, dataVariable, numericCall, numericVariable } from './call.ts';
import type { Compiler } from './compiler.ts';
import type { BooleanFn, CompiledStatements, DataFn, NumericFn } from './context.ts';
import * as packet from './data-packet.ts';
import * as text from './data-text.ts';
import type { BooleanExpr, DataExpr, NumericExpr, StatementIr } from './ir.ts';
import { arithmetic, extractInt, leaseTime } from './numeric.ts';
import { statementList } from './statements.ts';
import { compileValue } from './value.ts';

/** A data expression as a closure. */
export function compileData(e: DataExpr): DataFn {
  switch (e.op) {
    case 'const':
      return () => e.value;
    case 'null':
      return () => undefined;
    case 'option':
      return packet.requestOption(e.option);
    case 'config-option':
      return packet.configOption(e.option);
    case 'substring':
      return text.substring(compiler, e);
    case 'suffix':
      return text.suffix(compiler, e);
    case 'lcase':
    case 'ucase':
      return text.changeCase(compiler, e.data, e.op);
    case 'concat':
      return text.concatenation(compiler, e.parts);
    case 'pick-first-value':
      return text.pickFirstValue(compiler, e.parts);
    case 'reverse':
      return text.reverse(compiler, e);
    case 'binary-to-ascii':
      return text.binaryToAscii(compiler, e);
    case 'encode-int':
      return text.encodeInt(compiler, e.width, e.number);
    case 'packet':
      return packet.packetOctets(compiler, e.offset, e.length);
    case 'hardware':
      return packet.hardware;
    case 'leased-address':
      return packet.leasedAddress;
    case 'host-decl-name':
      return packet.hostDeclName;
    case 'filename':
      return packet.filename;
    case 'server-name':
      return packet.serverName;
    case 'client-state':
      return packet.clientState;
    case 'gethostname':
      return packet.gethostname;
    case 'host-lookup':
      return packet.hostLookup(e.name, e.family);
    case 'v6relay':
      return packet.v6Relay(compiler, e.hop, e.data);
    case 'variable':
      return dataVariable(e.name);
    case 'call':
      return dataCall(compiler, e.name, e.args);
  }
}

/** A numeric expression as a closure. */
export function compileNumeric(e: NumericExpr): NumericFn {
  switch (e.op) {
    case 'number':
      return () => e.value;
    case 'extract-int':
      return extractInt(compiler, e.width, e.data);
    case 'lease-time':
      return leaseTime;
    case 'arithmetic':
      return arithmetic(compiler, e);
    case 'variable':
      return numericVariable(e.name);
    case 'call':
      return numericCall(compiler, e.name, e.args);
  }
}

/** A boolean expression as a closure. */
export function compileBoolean(e: BooleanExpr): BooleanFn {
  switch (e.op) {
    case 'boolean':
      return () => e.value;
    case 'equal':
    case 'not-equal':
      return booleans.comparison(compiler, e.left, e.right, e.op === 'equal');
    case 'matches':
    case 'matches-nocase':
      return booleans.regexMatch(compiler, e.data, e.pattern, e.op === 'matches-nocase');
    case 'and':
      return booleans.and(compiler, e.left, e.right);
    case 'or':
      return booleans.or(compiler, e.left, e.right);
    case 'not':
      return booleans.not(compiler, e.operand);
    case 'exists':
      return booleans.optionExists(e.option);
    case 'known':
      return booleans.known;
    case 'static':
      return booleans.isStatic;
    case 'check':
      return booleans.classCheck(e.className);
    case 'defined':
      return booleans.variableDefined(e.name);
    case 'variable':
      return booleanVariable(e.name);
    case 'call':
      return booleanCall(compiler, e.name, e.args);
  }
}

/** A list of statements as one closure. */
export function compileStatements(source: readonly StatementIr[]): CompiledStatements {
  return statementList(compiler, source);
}

const compiler: Compiler = {
  data: compileData,
  numeric: compileNumeric,
  boolean: compileBoolean,
  value: (e) => compileValue(compiler, e),
  statements: compileStatements,
};
