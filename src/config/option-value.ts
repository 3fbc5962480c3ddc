import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import type { DataExpr } from '../expr/ir.ts';
import { concat, EMPTY } from '../kernel/bytes.ts';
import type { OptionDefinition } from '../options/definition.ts';
import { type ReadError, readOptionValue, type ValuePart } from '../options/read.ts';
import type { Token } from '../parser/ast.ts';
import { readHostName } from './address.ts';
import { complain, type Resolver } from './resolver.ts';
import { isPunctuation, tokenNumber } from './token-class.ts';

/** The value of an option by the words of its format, up to the semicolon. Undefined after a complaint. */
export function readValue(resolver: Resolver, option: OptionDefinition): DataExpr | undefined {
  let reported = 0;
  const cursor = {
    peek: () => resolver.stream.peek(),
    next: () => resolver.stream.next(),
  };
  const result = readOptionValue<Token>(option.format, cursor);
  for (; reported < result.complaints.length; reported++) {
    const complaint = result.complaints[reported] as ReadError<Token>;
    resolver.report.error(wordsOf(complaint), resolver.stream.placeOf(complaint.token));
  }
  if (result.ok) return expressionOfParts(result.parts);
  const { error } = result;
  for (const message of messagesOf(error)) complain(resolver, message);
  if (error.skipsOn || !isPunctuation(error.token, ';')) resolver.stream.skipToSemicolon();
  return BROKEN_ADDRESS.has(error.kind) ? readNameInstead(resolver, option) : undefined;
}

/** Faults within an IPv4 address. */
const BROKEN_ADDRESS: ReadonlySet<string> = new Set(['expecting-numeric-value', 'too-few-numbers', 'unexpected-end']);

/** After its complaint about an address the reference takes what comes next for a host name. */
function readNameInstead(resolver: Resolver, option: OptionDefinition): DataExpr | undefined {
  const name = readHostName(resolver);
  if (name === undefined) return undefined;
  if (!isPunctuation(resolver.stream.peek(), ',')) return { op: 'host-lookup', name, family: 4 };
  resolver.stream.next();
  return readValue(resolver, option);
}

/** Constant parts next to one another become one. */
function expressionOfParts(parts: readonly ValuePart[]): DataExpr {
  const values: DataExpr[] = [];
  let data: Uint8Array = EMPTY;
  for (const part of parts) {
    if (part.kind === 'octets') {
      data = concat(data, part.data);
      continue;
    }
    if (data.length > 0) values.push({ op: 'const', value: data });
    data = EMPTY;
    values.push(hostLookup(part));
  }
  if (data.length > 0 || values.length === 0) values.push({ op: 'const', value: data });
  const [first] = values;
  return first && values.length === 1 ? first : { op: 'concat', parts: values };
}

function hostLookup(part: Extract<ValuePart, { kind: 'host-name' }>): DataExpr {
  const { name, family } = part;
  const addresses: DataExpr = { op: 'host-lookup', name, family };
  if (!part.single) return addresses;
  const offset = { op: 'number', value: 0 } as const;
  const length = { op: 'number', value: family === 4 ? 4 : 16 } as const;
  return { op: 'substring', data: addresses, offset, length };
}

function messagesOf(error: ReadError<Token>): readonly Message[] {
  return error.kind === 'bad-domain-name' ? [wordsOf(error), say.notADomainName()] : [wordsOf(error)];
}

/** The reference's words for what is wrong with a value. */
function wordsOf(error: ReadError<Token>): Message {
  switch (error.kind) {
    case 'bogus-number':
      return say.bogusNumber(error.text);
    case 'bogus-digit':
      return say.bogusDigit(error.text, error.digit, error.base);
    case 'exceeds-max':
      return say.exceedsPrecision(error.text, error.max);
    case 'expecting-address':
      return say.expectingAddressOrHostName(error.token.value, tokenNumber(error.token));
    default:
      return WORDS[error.kind]();
  }
}

const WORDS = {
  'expecting-identifier': say.expectingIdentifierStop,
  'expecting-string': say.expectingString,
  'expecting-string-or-hex': say.expectingStringOrHex,
  'expecting-hex-number': say.expectingHexadecimalNumber,
  'expecting-number': say.expectingNumberStop,
  'expecting-numeric-value': say.expectingNumericValue,
  'expecting-boolean': say.expectingBoolean,
  'expecting-enumeration-name': say.identifierExpected,
  'expecting-domain-string': say.expectingDomainString,
  'expecting-semicolon': say.semicolonExpected,
  'too-few-numbers': say.tooFewNumbers,
  'unexpected-end': say.unexpectedEndOfFile,
  'unknown-enumeration-name': say.unknownValue,
  'bad-ip6-address': say.invalidIpv6Address,
  'bad-domain-list': say.badDomainList,
  'bad-domain-name': say.badDomainName,
  'not-a-domain-name': say.notADomainName,
  'not-a-key-name': say.notAKeyName,
  'no-format': say.badFormat,
} as const;
