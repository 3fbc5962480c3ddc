import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import { scopeBelow } from './draft.ts';
import {
  type Context,
  complainAndSkip,
  expectLeftBrace,
  expectSemicolon,
  type Resolver,
  readBody,
} from './resolver.ts';
import { isIdentifier, isKeyword } from './token-class.ts';

/** `group [NAME] { … }`. */
export function readGroup(resolver: Resolver, context: Context): boolean {
  const { stream } = resolver;
  stream.next();
  if (context.kind === 'host' || context.kind === 'class') {
    complainAndSkip(resolver, say.groupNotAllowedHere());
    return true;
  }
  const scope = scopeBelow(context.scope, 'group', stream.here());
  const first = stream.peek();
  const name = isIdentifier(first) || first.type === 'string' ? stream.next().value : undefined;
  if (!expectLeftBrace(resolver)) return true;
  const inside: Context = { ...context, kind: 'group', scope };
  let deleted = false;
  readBody(resolver, (seen) => {
    const word = stream.peek();
    if (isKeyword(word, 'deleted')) deleted = true;
    if (isKeyword(word, 'deleted') || isKeyword(word, 'dynamic') || isKeyword(word, 'static')) {
      stream.next();
      expectSemicolon(resolver);
    }
    return resolver.statement(inside, seen);
  });
  if (name !== undefined && deleted) resolver.draft.groups.delete(name);
  else if (name !== undefined) resolver.draft.groups.set(name, scope);
  return true;
}
