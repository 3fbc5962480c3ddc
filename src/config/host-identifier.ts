import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import { EMPTY } from '../kernel/bytes.ts';
import type { HostDraft } from './draft.ts';
import { readOptionName } from './option-name.ts';
import { readValue } from './option-value.ts';
import { complain, expectSemicolon, type Resolver } from './resolver.ts';
import { isKeyword, isNumber, leadingInteger } from './token-class.ts';

/** `host-identifier option NAME VALUE;` or `host-identifier v6relopt N NAME VALUE;`; false to leave the host. */
export function readHostIdentifier(resolver: Resolver, host: HostDraft): boolean {
  const { stream } = resolver;
  if (host.identifier) return leave(resolver, say.onlyOneHostIdentifier());
  stream.next();
  const kind = stream.next();
  let relayHop: number | undefined;
  if (isKeyword(kind, 'v6relopt')) {
    const number = stream.next();
    if (!isNumber(number)) return leave(resolver, say.relayOptionNeedsNumber());
    relayHop = leadingInteger(number.text);
    if (relayHop < 0) return leave(resolver, say.relayOptionNotNegative());
  } else if (!isKeyword(kind, 'option')) return leave(resolver, say.hostIdentifierKind());
  const named = readOptionName(resolver);
  if (!named) return false;
  const option = named.definition;
  if (!option) return leave(resolver, say.unknownOption(named.space, named.name));
  const value = readValue(resolver, option);
  if (!value || !expectSemicolon(resolver)) {
    stream.skipToRightBrace(1);
    return false;
  }
  host.identifier = { option, relayHop, value: value.op === 'const' ? value.value : EMPTY };
  return true;
}

function leave(resolver: Resolver, message: Message): false {
  complain(resolver, message);
  resolver.stream.skipToRightBrace(1);
  return false;
}
