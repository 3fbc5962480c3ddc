import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import { readHostName } from './address.ts';
import { scopeBelow } from './draft.ts';
import { readInterface } from './interface.ts';
import {
  type Context,
  complain,
  complainAndSkip,
  expectLeftBrace,
  expectSemicolon,
  type Resolver,
  readBody,
} from './resolver.ts';
import { newNetwork } from './subnet.ts';
import { isKeyword } from './token-class.ts';

/** `shared-network NAME { … }`. */
export function readSharedNetwork(resolver: Resolver, context: Context): boolean {
  const { stream } = resolver;
  const span = stream.here();
  stream.next();
  if (context.kind !== 'root' && context.kind !== 'group' && context.kind !== 'pool') {
    complainAndSkip(resolver, say.sharedNetworkNotAllowedHere());
    return false;
  }
  const name = readName(resolver);
  if (name === undefined || !expectLeftBrace(resolver)) return true;
  const scope = scopeBelow(context.scope, 'shared-network', span);
  const network = newNetwork(name, scope);
  const inside: Context = { ...context, kind: 'shared-network', scope, network };
  const closed = readBody(resolver, (seen) => {
    if (!isKeyword(stream.peek(), 'interface')) return resolver.statement(inside, seen);
    readInterface(resolver, network);
    return expectSemicolon(resolver) ? seen : 'stop';
  });
  if (!closed) return true;
  if (network.subnets.length === 0) complain(resolver, say.emptySharedNetwork());
  else resolver.draft.networks.push(network);
  return true;
}

function readName(resolver: Resolver): string | undefined {
  const { stream } = resolver;
  if (stream.peek().type === 'string') {
    const { value } = stream.next();
    if (value !== '') return value;
    complain(resolver, say.zeroLengthSharedNetworkName());
    return '<no-name-given>';
  }
  const name = readHostName(resolver);
  if (name === undefined) complainAndSkip(resolver, say.expectingSharedNetworkName());
  return name;
}
