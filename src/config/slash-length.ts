import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import { complainAndSkipRest, type Resolver } from './resolver.ts';
import { isNumber, isPunctuation, leadingInteger } from './token-class.ts';

/** `/LENGTH` behind an address; undefined when it is not there, which has then been said. Bounds are the caller's. */
export function readSlashLength(resolver: Resolver): number | undefined {
  const slash = resolver.stream.next();
  if (!isPunctuation(slash, '/')) {
    complainAndSkipRest(resolver, say.expectingQuotedSlash(), slash);
    return undefined;
  }
  const word = resolver.stream.next();
  if (!isNumber(word)) {
    complainAndSkipRest(resolver, say.expectingNumberStopless(), word);
    return undefined;
  }
  return leadingInteger(word.text);
}
