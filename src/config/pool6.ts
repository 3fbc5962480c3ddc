import { POOL6_WITHOUT_RANGE_ADVICE, configMessages as say } from '../diagnostics/catalogue/config.ts';
import { type PondDraft, scopeBelow } from './draft.ts';
import { readPermit } from './permit.ts';
import { readPrefix6, readRange6 } from './range6.ts';
import { type Context, complain, complainAndSkip, expectLeftBrace, type Resolver, readBody } from './resolver.ts';

/** `pool6 { … }` in a subnet6. */
export function readPool6(resolver: Resolver, context: Context, declarationSeen: boolean): boolean {
  resolver.stream.next();
  if (context.kind === 'pool') complainAndSkip(resolver, say.poolWithinPool('pool6'));
  else if (context.kind !== 'subnet' || !context.subnet) complainAndSkip(resolver, say.poolOutsideNetwork('pool6'));
  else readPond(resolver, context);
  return declarationSeen;
}

function readPond(resolver: Resolver, context: Context): void {
  const scope = scopeBelow(context.scope, 'pool', resolver.stream.here());
  const pond: PondDraft = { scope, allow: [], deny: [], blocks: [] };
  if (!expectLeftBrace(resolver)) return;
  const inside: Context = { ...context, kind: 'pool', scope };
  const closed = readBody(resolver, (seen) => {
    const word = resolver.stream.peek();
    const read = PARTS.get(word.type === 'word' ? word.text.toLowerCase() : '');
    if (!read) return resolver.statement(inside, seen);
    resolver.stream.next();
    read(resolver, pond, context);
    return seen;
  });
  if (!closed) return;
  context.network?.ponds.push(pond);
  if (pond.blocks.length > 0) return;
  complain(resolver, say.pool6WithoutRange());
  for (const line of POOL6_WITHOUT_RANGE_ADVICE) resolver.report.remark(say.advice(line));
}

type PartReader = (resolver: Resolver, pond: PondDraft, outside: Context) => void;

const PARTS: ReadonlyMap<string, PartReader> = new Map<string, PartReader>([
  ['range6', (resolver, pond, outside) => readRange6(resolver, outside, pond)],
  ['prefix6', (resolver, pond, outside) => readPrefix6(resolver, outside, pond)],
  ['allow', (resolver, pond) => readPermit(resolver, pond, 'allow')],
  ['deny', (resolver, pond) => readPermit(resolver, pond, 'deny')],
]);
