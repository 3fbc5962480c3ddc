import { POOL_WITHOUT_RANGE_ADVICE, configMessages as say } from '../diagnostics/catalogue/config.ts';
import { type NetworkDraft, type PoolDraft, scopeBelow } from './draft.ts';
import { readPermit, samePermits } from './permit.ts';
import { readRange } from './range.ts';
import {
  type Context,
  complain,
  complainAndSkip,
  expectLeftBrace,
  expectSemicolon,
  type Resolver,
} from './resolver.ts';
import { isKeyword, isPunctuation } from './token-class.ts';

/** `pool { … }` in a subnet or shared-network. */
export function readPool(resolver: Resolver, context: Context, declarationSeen: boolean): boolean {
  resolver.stream.next();
  if (context.kind === 'pool') complainAndSkip(resolver, say.poolWithinPool('pool'));
  else if ((context.kind !== 'subnet' && context.kind !== 'shared-network') || !context.network)
    complainAndSkip(resolver, say.poolOutsideNetwork('pool'));
  else readPoolOf(resolver, context, context.network);
  return declarationSeen;
}

function readPoolOf(resolver: Resolver, context: Context, network: NetworkDraft): void {
  const scope = scopeBelow(network.scope, 'pool', resolver.stream.here());
  const pool: PoolDraft = { scope, allow: [], deny: [], ranges: [], peer: network.peer };
  if (!expectLeftBrace(resolver)) return;
  const inside: Context = { ...context, kind: 'pool', scope, network };
  if (!readPoolBody(resolver, inside, context, pool)) return;
  keep(network, pool);
  if (pool.ranges.length > 0) return;
  complain(resolver, say.poolWithoutRange());
  for (const line of POOL_WITHOUT_RANGE_ADVICE) resolver.report.remark(say.advice(line));
}

/** False when the file ends inside. */
function readPoolBody(resolver: Resolver, inside: Context, outside: Context, pool: PoolDraft): boolean {
  const { stream } = resolver;
  let declarationSeen = false;
  for (;;) {
    const word = stream.peek();
    if (word.type === 'eof') {
      complain(resolver, say.unexpectedEndOfFile());
      return false;
    }
    if (isPunctuation(word, '}')) {
      stream.next();
      return true;
    }
    const keyword = word.type === 'word' ? word.text.toLowerCase() : '';
    const read = PARTS.get(keyword);
    if (!read) declarationSeen = resolver.statement(inside, declarationSeen);
    else {
      stream.next();
      read(resolver, pool, outside);
    }
  }
}

type PartReader = (resolver: Resolver, pool: PoolDraft, outside: Context) => void;

const PARTS: ReadonlyMap<string, PartReader> = new Map<string, PartReader>([
  ['range', (resolver, pool, outside) => readRange(resolver, outside, pool)],
  ['allow', (resolver, pool) => readPermit(resolver, pool, 'allow')],
  ['deny', (resolver, pool) => readPermit(resolver, pool, 'deny')],
  ['failover', readFailover],
  ['no', readNoFailover],
]);

function readFailover(resolver: Resolver, pool: PoolDraft): void {
  if (!isKeyword(resolver.stream.next(), 'peer')) {
    complainAndSkip(resolver, say.expectingPeer());
    return;
  }
  const name = resolver.stream.next();
  if (name.type !== 'string') {
    complainAndSkip(resolver, say.expectingString());
    return;
  }
  const peer = resolver.draft.peers.get(name.value);
  if (peer) {
    pool.peer = peer;
    peer.pools++;
  } else complain(resolver, say.failoverPeerNotFound(name.value));
  expectSemicolon(resolver);
}

/** The reference reads no semicolon here: with one, the next statement is an error. */
function readNoFailover(resolver: Resolver, pool: PoolDraft): void {
  const { stream } = resolver;
  if (isKeyword(stream.next(), 'failover') && isKeyword(stream.next(), 'peer')) pool.peer = undefined;
  else complainAndSkip(resolver, say.expectingFailoverPeer());
}

/** A pool that differs from an earlier one by its addresses only is joined to it. */
function keep(network: NetworkDraft, pool: PoolDraft): void {
  const equal = network.pools.find(
    (other) =>
      other.scope.statements.length === 0 &&
      pool.scope.statements.length === 0 &&
      other.peer === pool.peer &&
      samePermits(other, pool),
  );
  if (equal) equal.ranges.push(...pool.ranges);
  else network.pools.push(pool);
}
