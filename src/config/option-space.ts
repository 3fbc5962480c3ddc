import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import { complain, complainAndSkip, type Resolver } from './resolver.ts';
import { isIdentifier, isKeyword, isNumber, isPunctuation, leadingInteger } from './token-class.ts';

interface Widths {
  code: 1 | 2 | 4;
  length: 1 | 2;
}

/** `space NAME [code width W] [length width L] [hash size H];` after the word `option`. */
export function readOptionSpace(resolver: Resolver): void {
  const { stream } = resolver;
  stream.next();
  const name = stream.next();
  if (!isIdentifier(name)) {
    complainAndSkip(resolver, say.expectingIdentifierStop());
    return;
  }
  const widths: Widths = { code: 1, length: 1 };
  for (let word = stream.next(); !isPunctuation(word, ';'); word = stream.next()) {
    if (word.type === 'eof') {
      complain(resolver, say.unexpectedToken());
      return;
    }
    const read = PARTS.find(([keyword]) => isKeyword(word, keyword))?.[1];
    const fault = read ? read(resolver, widths) : say.unexpectedToken();
    if (fault) complain(resolver, fault);
    if (fault && read) return;
  }
  resolver.options.defineSpace({ name: name.text, codeWidth: widths.code, lengthWidth: widths.length, end: 0 });
}

type PartReader = (resolver: Resolver, widths: Widths) => Message | undefined;

const PARTS: readonly (readonly [string, PartReader])[] = [
  ['code', readCodeWidth],
  ['length', readLengthWidth],
  ['hash', readHashSize],
];

function readCodeWidth({ stream }: Resolver, widths: Widths): Message | undefined {
  if (!isKeyword(stream.next(), 'width')) return say.expectingWidth();
  const word = stream.next();
  if (!isNumber(word)) return say.expectingCodeWidth();
  const width = leadingInteger(word.text);
  if (width !== 1 && width !== 2 && width !== 4) return say.invalidCodeWidth(width);
  widths.code = width;
  return undefined;
}

function readLengthWidth({ stream }: Resolver, widths: Widths): Message | undefined {
  if (!isKeyword(stream.next(), 'width')) return say.expectingWidth();
  const word = stream.next();
  if (!isNumber(word)) return say.expectingLengthWidth();
  const width = leadingInteger(word.text);
  if (width !== 1 && width !== 2) return say.invalidLengthWidth(width);
  widths.length = width;
  return undefined;
}

/** The size of the reference's hash table: without meaning here. */
function readHashSize({ stream }: Resolver): Message | undefined {
  if (!isKeyword(stream.next(), 'size')) return say.expectingSize();
  const word = stream.next();
  if (!isNumber(word)) return say.expectingDecimal();
  const size = leadingInteger(word.text);
  return size < 0 ? say.invalidHashLength(size) : undefined;
}
