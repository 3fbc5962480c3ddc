import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { OptionVerb, StatementIr } from '../expr/ir.ts';
import { readAllowDeny } from './allow-deny.ts';
import { readKey } from './key.ts';
import { readHexList } from './number.ts';
import { readKnownOption } from './option-name.ts';
import { readOptionStatement } from './option-statement.ts';
import { complain, complainAndSkip, complainAndSkipRest, expectSemicolon, type Resolver } from './resolver.ts';
import { classOf, isIdentifier, isKeyword, isPunctuation, isReserved } from './token-class.ts';
import { readZone } from './zone.ts';

type PlainOutcome =
  | { readonly ok: true; readonly statement?: StatementIr }
  | { readonly ok: false; readonly told: boolean };

const TOLD: PlainOutcome = { ok: false, told: true };
const UNTOLD: PlainOutcome = { ok: false, told: false };

type Reader = (resolver: Resolver) => PlainOutcome;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['option', (resolver) => readOption(resolver, 'supersede')],
  ['supersede', (resolver) => readOption(resolver, 'supersede')],
  ['default', (resolver) => readOption(resolver, 'default')],
  ['append', (resolver) => readOption(resolver, 'append')],
  ['prepend', (resolver) => readOption(resolver, 'prepend')],
  ['send', (resolver) => readOption(resolver, 'send')],
  ['allow', readAllowing],
  ['deny', readAllowing],
  ['ignore', readAllowing],
  ['db-time-format', readTimeFormat],
  ['parse-vendor-option', readParseVendorOption],
  ['zone', (resolver) => (readZone(resolver) ? { ok: true } : TOLD)],
  ['key', (resolver) => (readKey(resolver) ? { ok: true } : TOLD)],
]);

/** Statements kept as words by the parser: options, parameters, switches, keys and zones. */
export function readPlainStatement(resolver: Resolver): PlainOutcome {
  const word = resolver.stream.peek();
  if (!isIdentifier(word)) return UNTOLD;
  const read = READERS.get(word.text.toLowerCase());
  if (read) return read(resolver);
  const parameter = resolver.options.byName('server', word.text);
  if (!parameter || word.text.toLowerCase().startsWith('unknown-')) return readBareWord(resolver);
  resolver.stream.next();
  const statement = readOptionStatement(resolver, parameter, 'supersede');
  return statement ? { ok: true, statement } : UNTOLD;
}

function readOption(resolver: Resolver, verb: OptionVerb): PlainOutcome {
  resolver.stream.next();
  const option = readKnownOption(resolver);
  if (!option) return TOLD;
  const statement = readOptionStatement(resolver, option, verb);
  return statement ? { ok: true, statement } : UNTOLD;
}

function readAllowing(resolver: Resolver): PlainOutcome {
  const statement = readAllowDeny(resolver);
  return statement ? { ok: true, statement } : UNTOLD;
}

function readTimeFormat(resolver: Resolver): PlainOutcome {
  const { stream, draft } = resolver;
  stream.next();
  const word = stream.next();
  if (isKeyword(word, 'default')) draft.dbTimeFormat = 'default';
  else if (isKeyword(word, 'local')) draft.dbTimeFormat = 'local';
  else {
    complainAndSkipRest(resolver, say.expectingLocalOrDefault(), word);
    return TOLD;
  }
  if (isPunctuation(stream.next(), ';')) return { ok: true };
  complain(resolver, say.expectingASemicolon());
  return TOLD;
}

function readParseVendorOption(resolver: Resolver): PlainOutcome {
  resolver.stream.next();
  return expectSemicolon(resolver) ? { ok: true, statement: { op: 'parse-vendor-option' } } : TOLD;
}

/**
 * A word that means nothing to anybody is an expression to the reference, a variable's value that nobody asks for:
 * `foobar;` is accepted, and so is a misspelt `authoratative;`.
 */
function readBareWord(resolver: Resolver): PlainOutcome {
  const { stream } = resolver;
  const word = stream.peek();
  if (isReserved(word)) return UNTOLD;
  if (classOf(word) === 'number-or-name') {
    if (!readHexList(resolver)) return TOLD;
  } else stream.next();
  if (isPunctuation(stream.peek(), '=')) {
    stream.next();
    if (!stream.takeValue()) {
      complainAndSkip(resolver, say.expectingRightHandSide());
      return TOLD;
    }
  }
  return expectSemicolon(resolver) ? { ok: true } : TOLD;
}
