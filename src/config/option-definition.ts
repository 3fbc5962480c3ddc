import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import { formatOf } from '../options/format.ts';
import type { Token } from '../parser/ast.ts';
import type { NamedOption } from './option-name.ts';
import { complain, complainAndSkip, expectSemicolon, type Resolver } from './resolver.ts';
import { isIdentifier, isKeyword, isNumber, isPunctuation, leadingInteger } from './token-class.ts';

/** Where the type of a definition has been read to. */
interface TypeReading {
  readonly resolver: Resolver;
  readonly isRecord: boolean;
  /** The letters of the fields so far, in the reference's notation. */
  letters: string;
  /** The array: `all`: of the whole type, `field`: of the field just read. */
  array: 'none' | 'all' | 'field';
  /** A field without fixed length ends the record. */
  endsWith: string | undefined;
}

/** Words that are a type by themselves, and those among them that must be last and cannot be repeated. */
const SIMPLE_TYPES: ReadonlyMap<string, { readonly letter: string; readonly isLast?: true }> = new Map([
  ['boolean', { letter: 'f' }],
  ['ip-address', { letter: 'I' }],
  ['ip6-address', { letter: '6' }],
  ['domain-name', { letter: 'd', isLast: true }],
  ['domain-list', { letter: 'D', isLast: true }],
  ['text', { letter: 't', isLast: true }],
  ['string', { letter: 'X', isLast: true }],
  ['zerolen', { letter: 'Z', isLast: true }],
]);

const INTEGERS: ReadonlyMap<number, { readonly signed: string; readonly unsigned: string }> = new Map([
  [8, { signed: 'b', unsigned: 'B' }],
  [16, { signed: 's', unsigned: 'S' }],
  [32, { signed: 'l', unsigned: 'L' }],
]);

/** The reference keeps the letters of a format in a buffer of this size. */
const LONGEST_FORMAT = 128;

/** `N = TYPE;` after `option NAME code` (dhcp-options(5), "DEFINING NEW OPTIONS"). */
export function readOptionDefinition(resolver: Resolver, option: NamedOption): void {
  const { stream } = resolver;
  const code = stream.next();
  if (!isNumber(code)) {
    complainAndSkip(resolver, say.expectingOptionCode());
    return;
  }
  if (!isPunctuation(stream.next(), '=')) {
    complainAndSkip(resolver, say.expectingEqual());
    return;
  }
  const letters = readType(resolver);
  if (letters === undefined) return;
  const { space, name } = option;
  const definition = { space, name, code: leadingInteger(code.text), format: formatOf(letters), userDefined: true };
  resolver.options.define(definition);
}

function readType(resolver: Resolver): string | undefined {
  const { stream } = resolver;
  let word = stream.next();
  const isArray = isKeyword(word, 'array');
  if (isArray) {
    if (!isKeyword(stream.next(), 'of')) return refuse(resolver, say.expectingQuotedStop('of'));
    word = stream.next();
  }
  const isRecord = isPunctuation(word, '{');
  if (isRecord) word = stream.next();
  const reading: TypeReading = {
    resolver,
    isRecord,
    letters: '',
    array: isArray ? 'all' : 'none',
    endsWith: undefined,
  };
  if (!readFields(reading, word) || !readEnd(reading)) return undefined;
  if (reading.letters.endsWith('.') && reading.array !== 'none') {
    complain(resolver, say.arrayOfEncapsulations());
    return undefined;
  }
  const suffix = { none: '', all: 'A', field: 'a' }[reading.array];
  return reading.letters + suffix;
}

function readEnd({ resolver, isRecord }: TypeReading): boolean {
  if (expectSemicolon(resolver)) return true;
  complain(resolver, say.semicolonExpected());
  resolver.stream.skipToSemicolon();
  if (isRecord) resolver.stream.skipToSemicolon();
  return false;
}

/** The one field, or those of a record up to its brace. */
function readFields(reading: TypeReading, first: Token): boolean {
  const { stream } = reading.resolver;
  for (let word = first; ; word = stream.next()) {
    if (!readField(reading, word)) return false;
    if (!reading.isRecord) return true;
    const after = stream.next();
    if (reading.array === 'field') {
      reading.letters += 'a';
      reading.array = 'none';
    }
    if (isPunctuation(after, '}')) return true;
    if (!isPunctuation(after, ',')) return refuseRecord(reading, say.expectingRightBrace(), 1);
    if (reading.endsWith) return refuseRecord(reading, say.mustEndRecord(reading.endsWith), 1);
    if (reading.letters.endsWith('.')) {
      stream.next();
      complainAndSkip(reading.resolver, say.encapsulateMustBeLast());
      return false;
    }
  }
}

function readField(reading: TypeReading, word: Token): boolean {
  const keyword = word.type === 'word' ? word.text.toLowerCase() : '';
  if (keyword === 'array') return readArray(reading);
  if (keyword === 'integer') return readInteger(reading, 'signed');
  if (keyword === 'signed' || keyword === 'unsigned') return readSign(reading, keyword);
  if (keyword === 'encapsulate') return readEncapsulation(reading);
  const type = SIMPLE_TYPES.get(keyword);
  if (!type) return refuseRecord(reading, say.unknownDataType(word.value));
  return addSimple(reading, type.letter, type.isLast === true);
}

function addSimple(reading: TypeReading, letter: string, isLast: boolean): boolean {
  const { stream } = reading.resolver;
  let letters = letter;
  if (letter === 'D' && isKeyword(stream.peek(), 'compressed')) {
    stream.next();
    letters = 'Dc';
  }
  if (isLast && reading.array !== 'none')
    return refuseRecord(reading, letter === 'Z' ? say.arrayOfZeroLength() : say.arrayOfText());
  if (isLast) reading.endsWith = letter === 't' ? 'text' : 'string';
  return add(reading, letters);
}

function add(reading: TypeReading, letters: string): boolean {
  if (reading.letters.length + letters.length > LONGEST_FORMAT) return refuseRecord(reading, say.tooManyTypes());
  reading.letters += letters;
  return true;
}

function readArray(reading: TypeReading): boolean {
  const { resolver, isRecord } = reading;
  if (reading.array !== 'none') return refuseRecord(reading, say.noNestedArrays());
  if (!isKeyword(resolver.stream.next(), 'of')) {
    complainAndSkip(resolver, say.expectingQuotedStop('of'));
    return false;
  }
  reading.array = isRecord ? 'field' : 'all';
  const word = resolver.stream.next();
  if (!isRecord || !isPunctuation(word, '{')) return readField(reading, word);
  complain(resolver, say.onlyUniformArray());
  resolver.stream.skipToRightBrace(2);
  resolver.stream.skipToSemicolon();
  return false;
}

function readSign(reading: TypeReading, sign: 'signed' | 'unsigned'): boolean {
  if (isKeyword(reading.resolver.stream.next(), 'integer')) return readInteger(reading, sign);
  return refuseRecord(reading, say.expectingIntegerKeyword());
}

function readInteger(reading: TypeReading, sign: 'signed' | 'unsigned'): boolean {
  const word = reading.resolver.stream.next();
  if (!isNumber(word)) return refuseRecord(reading, say.expectingNumberStop());
  const letters = INTEGERS.get(leadingInteger(word.text));
  return letters ? add(reading, letters[sign]) : refuseRecord(reading, say.badPrecision(word.text));
}

function readEncapsulation(reading: TypeReading): boolean {
  const { resolver } = reading;
  const name = resolver.stream.next();
  if (!isIdentifier(name)) {
    complainAndSkip(resolver, say.expectingOptionSpace());
    return false;
  }
  if (!resolver.options.space(name.text)) {
    complainAndSkip(resolver, say.unknownOptionSpace(name.text));
    return false;
  }
  return add(reading, `E${name.text}.`);
}

/** Leaves the type, and the braces of a record with it. */
function refuseRecord(reading: TypeReading, message: Message, depth = reading.isRecord ? 1 : 0): false {
  const { stream } = reading.resolver;
  complain(reading.resolver, message);
  stream.skipToRightBrace(depth);
  if (reading.isRecord) stream.skipToSemicolon();
  return false;
}

function refuse(resolver: Resolver, message: Message): undefined {
  complainAndSkip(resolver, message);
}
