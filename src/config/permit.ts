import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Permit } from './config.ts';
import { readDate } from './date.ts';
import { complain, complainAndSkip, expectSemicolon, type Resolver } from './resolver.ts';
import { isKeyword } from './token-class.ts';

interface Permits {
  readonly allow: Permit[];
  readonly deny: Permit[];
}

type SimplePermit = Exclude<Permit['kind'], 'class' | 'after'>;

/** Permits that are one word, and those that need `clients` after it (dhcpd.conf(5), "ADDRESS POOLS"). */
const WHOLE: ReadonlyMap<string, SimplePermit> = new Map([
  ['known-clients', 'known'],
  ['unknown-clients', 'unknown'],
]);
const BEFORE_CLIENTS: ReadonlyMap<string, SimplePermit> = new Map([
  ['unknown', 'unknown'],
  ['known', 'known'],
  ['authenticated', 'authenticated'],
  ['unauthenticated', 'unauthenticated'],
  ['all', 'all'],
  ['dynamic', 'dynamic-bootp'],
]);

/** `allow PERMIT;` or `deny PERMIT;` in a pool, the first word already read. */
export function readPermit(resolver: Resolver, permits: Permits, verb: 'allow' | 'deny'): void {
  const permit = readKind(resolver, permits);
  if (!permit) return;
  permits[verb].push(permit);
  expectSemicolon(resolver);
}

function readKind(resolver: Resolver, permits: Permits): Permit | undefined {
  const word = resolver.stream.next();
  const keyword = word.type === 'word' ? word.text.toLowerCase() : '';
  if (keyword === 'members') return readMembers(resolver);
  if (keyword === 'after') return readAfter(resolver, permits);
  const whole = WHOLE.get(keyword);
  if (whole) return { kind: whole };
  const kind = BEFORE_CLIENTS.get(keyword);
  if (!kind) return refuse(resolver, say.expectingPermitType());
  if (kind === 'dynamic-bootp' && !isKeyword(resolver.stream.next(), 'bootp'))
    return refuse(resolver, say.expectingQuoted('bootp'));
  if (!isKeyword(resolver.stream.next(), 'clients')) return refuse(resolver, say.expectingQuoted('clients'));
  return { kind };
}

function readMembers(resolver: Resolver): Permit | undefined {
  if (!isKeyword(resolver.stream.next(), 'of')) return refuse(resolver, say.expectingQuoted('of'));
  const name = resolver.stream.next();
  if (name.type !== 'string') return refuse(resolver, say.expectingClassNameStop());
  if (!resolver.draft.classes.has(name.value)) complain(resolver, say.noSuchClass(name.value));
  return { kind: 'class', name: name.value };
}

function readAfter(resolver: Resolver, permits: Permits): Permit | undefined {
  const isAfter = (permit: Permit): boolean => permit.kind === 'after' && permit.date !== 0;
  if (permits.allow.some(isAfter) || permits.deny.some(isAfter)) return refuse(resolver, say.duplicateAfter());
  return { kind: 'after', date: readDate(resolver) };
}

function refuse(resolver: Resolver, message: ReturnType<typeof say.expectingPermitType>): undefined {
  complainAndSkip(resolver, message);
}

/** True when both lists permit the same, in whatever order. */
export function samePermits(a: Permits, b: Permits): boolean {
  return sameList(a.allow, b.allow) && sameList(a.deny, b.deny);
}

function sameList(a: readonly Permit[], b: readonly Permit[]): boolean {
  const includes = (list: readonly Permit[], permit: Permit): boolean =>
    list.some(
      (p) => p.kind === permit.kind && (p.kind !== 'class' || permit.kind !== 'class' || p.name === permit.name),
    );
  return a.every((permit) => includes(b, permit)) && b.every((permit) => includes(a, permit));
}
