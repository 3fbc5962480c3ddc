import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import { latin1, octets } from '../kernel/bytes.ts';
import type { ClassReading } from './class-reading.ts';
import { type ClassDraft, type SubclassDraft, scopeBelow } from './draft.ts';
import { readMatch } from './match.ts';
import { readHexList } from './number.ts';
import {
  type Context,
  complain,
  complainAndSkip,
  expectLeftBrace,
  expectSemicolon,
  type Resolver,
  readBody,
} from './resolver.ts';
import { isHexadecimal, isKeyword, isNumber, isPunctuation, leadingInteger } from './token-class.ts';

/** `class "NAME" { … }`, `subclass "NAME" VALUE [{ … }];`; `vendor-class` and `user-class` as far as the reference has them. */
export function readClass(resolver: Resolver, context: Context): boolean {
  const { stream } = resolver;
  const keyword = stream.next();
  if (context.kind === 'class') {
    complainAndSkip(resolver, say.classNotAllowedHere());
    return false;
  }
  const name = stream.next();
  if (name.type !== 'string') {
    complainAndSkip(resolver, say.expectingClassName());
    return true;
  }
  if (isKeyword(keyword, 'class')) readClassOf(resolver, context, name.value);
  else readSubclass(resolver, context, name.value, isKeyword(keyword, 'subclass'));
  return true;
}

function newClass(name: string, context: Context): ClassDraft {
  return {
    name,
    scope: scopeBelow(context.scope, 'class'),
    matchIf: undefined,
    submatch: undefined,
    spawning: false,
    leaseLimit: undefined,
    deleted: false,
    subclasses: new Map(),
  };
}

/** A second declaration of a class adds to the first. */
function readClassOf(resolver: Resolver, context: Context, name: string): void {
  const { classes } = resolver.draft;
  const existing = classes.get(name);
  const draft = existing ?? newClass(name, context);
  if (!expectLeftBrace(resolver)) return;
  const state: ClassReading = { draft, superclass: draft, isSubclass: false, hasMatchIf: false, hasSubmatch: false };
  readClassBody(resolver, { ...context, kind: 'class', scope: draft.scope, host: undefined }, state);
  if (draft.deleted) classes.delete(name);
  else classes.set(name, draft);
}

function readSubclass(resolver: Resolver, context: Context, name: string, hasValue: boolean): void {
  const superclass = resolver.draft.classes.get(name);
  if (!superclass) {
    complainAndSkip(resolver, say.noClassNamed(name));
    return;
  }
  const value = hasValue ? readValue(resolver) : octets(name);
  if (!value) return;
  const key = latin1(value);
  const draft = superclass.subclasses.get(key) ?? newSubclass(superclass, value);
  superclass.subclasses.set(key, draft);
  if (isPunctuation(resolver.stream.peek(), ';')) {
    resolver.stream.next();
    return;
  }
  if (!expectLeftBrace(resolver)) return;
  const state: ClassReading = { draft, superclass, isSubclass: true, hasMatchIf: false, hasSubmatch: false };
  readClassBody(resolver, { ...context, kind: 'class', scope: draft.scope, host: undefined }, state);
  if (draft.deleted) superclass.subclasses.delete(key);
}

function newSubclass(superclass: ClassDraft, value: Uint8Array): SubclassDraft {
  const { name: className, leaseLimit } = superclass;
  return { className, value, scope: scopeBelow(superclass.scope, 'subclass'), leaseLimit, deleted: false };
}

function readValue(resolver: Resolver): Uint8Array | undefined {
  const word = resolver.stream.peek();
  if (word.type === 'string') return octets(resolver.stream.next().value);
  if (isHexadecimal(word)) return readHexList(resolver);
  complain(resolver, say.expectingStringOrHexList());
  return undefined;
}

function readClassBody(resolver: Resolver, context: Context, reading: ClassReading): void {
  const { stream } = resolver;
  readBody(resolver, (seen) => {
    const tree = stream.tree();
    if (tree?.kind === 'match') return readMatch(resolver, reading, tree) ? seen : 'stop';
    const word = stream.peek();
    if (isKeyword(word, 'lease')) return readLeaseLimit(resolver, reading) ? seen : 'stop';
    if (!isKeyword(word, 'dynamic') && !isKeyword(word, 'deleted')) return resolver.statement(context, seen);
    stream.next();
    if (isKeyword(word, 'deleted')) reading.draft.deleted = true;
    return expectSemicolon(resolver) ? seen : 'stop';
  });
}

/** `lease limit N;`. */
function readLeaseLimit(resolver: Resolver, reading: ClassReading): boolean {
  const { stream } = resolver;
  stream.next();
  const limit = stream.next();
  if (!isKeyword(limit, 'limit')) return leave(resolver, say.expectingQuoted('limit'), isPunctuation(limit, ';'));
  const number = stream.next();
  if (!isNumber(number)) return leave(resolver, say.expectingANumberStopless(), isPunctuation(number, ';'));
  reading.draft.leaseLimit = leadingInteger(number.text);
  expectSemicolon(resolver);
  return true;
}

function leave(resolver: Resolver, message: Message, atEnd: boolean): false {
  complain(resolver, message);
  if (!atEnd) resolver.stream.skipToSemicolon();
  return false;
}
