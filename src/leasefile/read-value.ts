import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import type { Message } from '../diagnostics/message.ts';
import type { CompiledStatements, Value } from '../expr/context.ts';
import { EMPTY, latin1 } from '../kernel/bytes.ts';
import { type Hardware, HTYPE_ETHERNET, HTYPE_FDDI, HTYPE_INFINIBAND, HTYPE_TOKEN_RING } from '../kernel/hardware.ts';
import {
  COLON,
  EQUAL,
  isDecimal,
  isHexadecimal,
  LEFT_BRACE,
  PERCENT,
  RIGHT_BRACE,
  SEMICOLON,
  STRING,
  WORD,
} from './lexer.ts';
import type { ReadContext } from './read-context.ts';
import { hexDigit } from './string-text.ts';

/** A string, or hexadecimal octets with colons between; undefined (and said why, and left) for anything else. */
export function readOctets(context: ReadContext): Uint8Array | undefined {
  const { lexer } = context;
  if (lexer.kind !== STRING) return readHexOctets(context, say.expectingNumericValue());
  const value = lexer.octets();
  lexer.next();
  return value;
}

/** `0a:1:ff`; blanks are allowed between the parts, but nobody writes them. */
export function readHexOctets(context: ReadContext, expected: Message): Uint8Array | undefined {
  return readPlainHexOctets(context) ?? readSpacedHexOctets(context, expected);
}

/** Reused: a million hardware addresses pass through it. */
const SCRATCH = new Uint8Array(16);

function readPlainHexOctets({ lexer }: ReadContext): Uint8Array | undefined {
  const { bytes, start, limit } = lexer;
  const value = SCRATCH;
  let length = 0;
  let at = start;
  while (length < 16 && at + 1 < limit) {
    const high = hexDigit(bytes[at] as number);
    const low = hexDigit(bytes[at + 1] as number);
    if (high < 0 || low < 0) return undefined;
    value[length++] = 16 * high + low;
    at += 2;
    if (bytes[at] !== COLON) break;
    at++;
  }
  if (bytes[at] !== SEMICOLON || at >= limit) return undefined;
  lexer.jump(at);
  return lexer.slab.keep(value, 0, length);
}

function readSpacedHexOctets(context: ReadContext, expected: Message): Uint8Array | undefined {
  const { lexer } = context;
  const octets: number[] = [];
  do {
    if (lexer.kind !== WORD || !isHexadecimal(lexer.word())) {
      context.report(lexer.isAtEnd ? say.unexpectedEnd() : expected);
      context.skipStatement();
      return undefined;
    }
    const number = Number.parseInt(lexer.word(), 16);
    if (number > 255) context.report(say.exceedsPrecision(number.toString(16)));
    octets.push(number & 255);
    lexer.next();
  } while (lexer.accept(COLON));
  return Uint8Array.from(octets);
}

const HARDWARE_TYPES: ReadonlyMap<string, number> = new Map([
  ['ethernet', HTYPE_ETHERNET],
  ['token-ring', HTYPE_TOKEN_RING],
  ['fddi', HTYPE_FDDI],
  ['infiniband', HTYPE_INFINIBAND],
]);
/** chaddr of RFC 2131 §2 and the type in front of it leave room for so many octets (the reference keeps 20). */
const LONGEST_ADDRESS = 20;

/** `hardware TYPE ADDRESS;`, behind the keyword. */
export function readHardware(context: ReadContext): Hardware | undefined {
  const { lexer } = context;
  const type = hardwareType(lexer.word());
  if (type === undefined) {
    context.report(say.expectingHardwareType());
    context.skipStatement();
    return undefined;
  }
  lexer.next();
  const address = lexer.kind === SEMICOLON ? EMPTY : readHexOctets(context, say.expectingNumericValue());
  if (!address) return { type, address: EMPTY };
  if (address.length > LONGEST_ADDRESS) context.report(say.hardwareAddressTooLong());
  context.expectSemicolon(say.expectingSemicolon());
  return address.length > LONGEST_ADDRESS ? undefined : { type, address };
}

function hardwareType(word: string): number | undefined {
  const known = HARDWARE_TYPES.get(word.toLowerCase());
  if (known !== undefined) return known;
  return word.startsWith('unknown-') ? (Number.parseInt(word.slice(8), 10) || 0) & 255 : undefined;
}

/** `set NAME = VALUE;`, behind the keyword; the value is a constant. */
export function readVariable(context: ReadContext, notAName: (word: string) => Message): [string, Value] | undefined {
  const { lexer } = context;
  const name = lexer.word();
  if (name === '' || isDecimal(name)) {
    context.report(notAName(lexer.text()));
    context.skipStatement();
    return undefined;
  }
  lexer.next();
  if (!lexer.accept(EQUAL)) {
    context.report(say.expectingEqual());
    context.skipStatement();
    return undefined;
  }
  const value = readVariableValue(context);
  if (value) context.expectSemicolon();
  return value && [name, value];
}

/** `"text"`, `0a:1b`, `%31`, `true` or `false`; also what stands behind the old `ddns-fwd-name`. */
export function readVariableValue(context: ReadContext): Value | undefined {
  const { lexer } = context;
  if (lexer.kind === PERCENT) return readNumericValue(context);
  if (lexer.kind === WORD && !isHexadecimal(lexer.word())) return readBooleanValue(context);
  if (lexer.kind === STRING || lexer.kind === WORD) {
    const data = readOctets(context);
    return data && { type: 'data', data };
  }
  return refuse(context, say.expectingConstant());
}

function readNumericValue(context: ReadContext): Value | undefined {
  const { lexer } = context;
  lexer.next();
  const word = lexer.word();
  if (!isDecimal(word)) return refuse(context, say.expectingDecimal());
  lexer.next();
  return { type: 'numeric', number: Number(word) };
}

function readBooleanValue(context: ReadContext): Value | undefined {
  const word = context.lexer.word().toLowerCase();
  if (word !== 'true' && word !== 'false') return refuse(context, say.expectingTrueOrFalse());
  context.lexer.next();
  return { type: 'boolean', boolean: word === 'true' };
}

function refuse(context: ReadContext, message: Message): undefined {
  context.report(message);
  context.skipStatement();
  return undefined;
}

export interface EventStatement {
  readonly expiry: boolean;
  readonly release: boolean;
  /** Absent for `on expiry;`. */
  readonly body: CompiledStatements | undefined;
}

const EVENTS: ReadonlySet<string> = new Set(['expiry', 'release', 'commit', 'transmission']);

/** `on expiry or release { … }`, behind the keyword. The body is compiled from its text. */
export function readEvent(context: ReadContext): EventStatement | undefined {
  const { lexer } = context;
  const names = new Set<string>();
  do {
    const name = lexer.word().toLowerCase();
    if (!EVENTS.has(name)) return refuse(context, say.expectingEvent());
    names.add(name);
    lexer.next();
  } while (lexer.word().toLowerCase() === 'or' && lexer.accept(WORD));
  const events = { expiry: names.has('expiry'), release: names.has('release') };
  if (lexer.accept(SEMICOLON)) return { ...events, body: undefined };
  const text = readBody(context);
  if (text === undefined) return undefined;
  const body = context.settings.compileEvent(text);
  if (!body) context.report(say.badEventBody());
  return body && { ...events, body };
}

/** The text between braces. */
function readBody(context: ReadContext): string | undefined {
  const { lexer } = context;
  if (lexer.kind !== LEFT_BRACE) return refuse(context, say.leftBraceExpected());
  const start = lexer.end;
  let depth = 0;
  do {
    if (lexer.accept(LEFT_BRACE)) depth++;
    else if (!lexer.is(RIGHT_BRACE) || --depth > 0) lexer.next();
  } while (depth > 0 && !lexer.isAtEnd);
  if (depth === 0) return closeBody(context, start);
  context.report(say.rightBraceExpected());
  return undefined;
}

function closeBody({ lexer }: ReadContext, start: number): string {
  const text = latin1(lexer.bytes, start, lexer.start);
  lexer.next();
  return text;
}
