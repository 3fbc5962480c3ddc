import { defineMessages, row } from '../message.ts';

const error = (text: string) => row('error', () => text);

/** What lexer and parser find wrong in a config or lease file; the reference's texts (common/conflex.c, common/parse.c). */
export const syntax = defineMessages('syntax', {
  stringUnended: error('eof in string constant'),
  stringTooLong: error('string constant larger than internal buffer'),
  numberTooLong: error('numeric token larger than internal buffer'),
  wordTooLong: error('token larger than internal buffer'),
  blankTooLong: error('whitespace too long, buffer overflow.'),
  badHexEscape: row('error', (character: number) => `invalid hex digit: ${cHex(character)}`),
  badOctalEscape: row('error', (character: number) => `invalid octal digit ${cHex(character)}`),

  endOfFile: error('unexpected end of file'),
  semicolon: error('semicolon expected.'),
  statement: error('expecting a parameter or declaration'),
  declaration: error('expecting a declaration'),
  /** Ours: the reference goes on until its stack overflows. */
  tooDeep: row('error', (limit: number) => `more than ${limit} levels of nesting.`),

  leftBrace: error('left brace expected.'),
  rightBrace: error('right brace expected.'),
  expectingLeftBrace: error('expecting left brace.'),
  expectingRightBrace: error('expecting rigt brace.'),
  leftParenthesis: error('left parenthesis expected.'),
  rightParenthesis: error('right parenthesis expected.'),
  rightParenthesisOfCall: error('Right parenthesis expected.'),
  rightParenOfGroup: error('right paren expected'),
  rightParenOfSwitch: error('right paren expected.'),
  rightParenOfParameters: error('expecting right paren.'),
  rightParenOfIf: error('expecting right paren.'),
  comma: error('comma expected.'),
  colon: error('colon expected.'),

  elseBody: error('left brace or if expected.'),
  leaseEvent: error('expecting a lease event type'),
  caseOutside: error('case statement in inappropriate scope.'),
  defaultOutside: error('switch default statement in inappropriate scope.'),
  notAVariable: row('error', (word: string) => `${word} can't be a variable name`),
  parameterName: error('expecting argument name'),
  equalSign: row('error', (statement: string) => `expecting '=' in ${statement} statement.`),
  className: error('expecting class name.'),
  withAfterSpawn: error('expecting with after spawn'),
  quotedString: error('Expecting a quoted string.'),
  quotedHostName: error('Expecting quoted literal: "foo.example.com"'),

  optionName: error('expecting identifier after option keyword.'),
  optionNameAfterDot: error("expecting identifier after '.'"),

  expression: error('expecting expression.'),
  expressionAfterParen: error('expression expected'),
  booleanAfterNot: error('boolean expression expected'),
  booleanAfterIf: error('boolean expression expected.'),
  booleanOfMatch: error('expecting boolean expr.'),
  dataOfMatch: error('expecting data expr.'),
  data: error('expecting data expression.'),
  numeric: error('expecting numeric expression.'),
  dataOrNumeric: error('expecting data or numeric expression.'),
  functionCall: error('expecting function call.'),
  notOfKind: row('error', (kind: 'boolean' | 'data' | 'numeric') => `Expecting a ${kind} expression.`),
  caseValue: row('error', (kind: 'data' | 'numeric') => `expecting ${kind} expression.`),
  rightHandSide: error('expecting right-hand side.'),
  bangWithoutEqual: error('! in boolean context without ='),
  regexOperator: error('expecting ~= or ~~ operator'),
  kindsDiffer: error('illegal expression relating different types'),
  dataOrNumericOperand: error('expecting data/numeric expression'),
  dataOperand: error('expecting data expression'),
  booleanOperands: error('expecting boolean expressions'),
  numericOperands: error('expecting numeric expressions'),

  string: error('string expected.'),
  unknownCollection: error('unknown collection.'),
  number: error('number expected.'),
  integerSize: row('error', (size: number) => `unsupported integer size ${size}`),
  hexNumber: error('expecting hexadecimal number.'),
  bogusNumber: row('error', (word: string) => `Bogus number: ${word}.`),
  bogusDigit: row('error', (word: string, digit: number) => `Bogus number ${word}: digit ${digit} not in base 16`),
  octetTooLarge: row(
    'error',
    (sign: string, hexadecimal: string, max: number) => `${sign}${hexadecimal} exceeds max (${max}) for precision.`,
  ),
});

/** A character as printf's `%x` shows it; octets above 127 are negative there. */
const cHex = (character: number): string =>
  character > 127 ? (0xffffff00 + character).toString(16) : character.toString(16);
