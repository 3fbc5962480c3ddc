import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import type { OptionDefinition } from '../options/definition.ts';
import { codeOfUnknown } from '../options/registry.ts';
import type { Token } from '../parser/ast.ts';
import { optionNamed } from './option-name.ts';
import type { Resolver } from './resolver.ts';

/** The option that an expression names (`NAME` or `SPACE . NAME`); undefined after a complaint. */
export function optionInExpression(resolver: Resolver, words: readonly Token[]): OptionDefinition | undefined {
  const [first, , second] = words;
  if (!first) return undefined;
  const space = second ? resolver.options.space(first.text)?.name : 'dhcp';
  if (space === undefined) return refuse(resolver, say.noOptionSpace(first.text), second ?? first, false);
  const { text: name } = second ?? first;
  const definition = optionNamed(resolver.options, space, name);
  if (!definition) return refuse(resolver, say.noOptionNamed(name, space), second ?? first, !second);
  if (codeOfUnknown(name) !== undefined && codeOfUnknown(definition.name) === undefined)
    resolver.report.remark(say.optionRedefined(name, definition.name));
  return definition;
}

/** After a name without a dot the reference has already looked at the next word. */
function refuse(resolver: Resolver, message: Message, at: Token, lookedAhead: boolean): undefined {
  const { stream } = resolver;
  resolver.report.error(message, lookedAhead ? stream.placeBeforeNext(at) : stream.placeOf(at));
}
