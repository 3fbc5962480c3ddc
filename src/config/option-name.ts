import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { OptionDefinition } from '../options/definition.ts';
import { codeOfUnknown, type RegistryBuilder } from '../options/registry.ts';
import type { Token } from '../parser/ast.ts';
import { complainAndSkip, complainAndSkipRest, type Resolver } from './resolver.ts';
import { isIdentifier, isPunctuation } from './token-class.ts';

/** The space of option names without a prefix. */
const DEFAULT_SPACE = 'dhcp';

/** An option as a statement names it; `definition` is absent when nobody has defined it. */
export interface NamedOption {
  readonly space: string;
  readonly name: string;
  readonly definition: OptionDefinition | undefined;
}

/** `NAME` or `SPACE.NAME`. Undefined after a complaint. */
export function readOptionName(resolver: Resolver): NamedOption | undefined {
  const { stream } = resolver;
  const first = stream.next();
  if (!isIdentifier(first)) return refuseRest(resolver, say.expectingIdentifierAfterOption(), first);
  if (!isPunctuation(stream.peek(), '.')) return lookUp(resolver, DEFAULT_SPACE, first.text);
  stream.next();
  const second = stream.next();
  if (!isIdentifier(second)) return refuseRest(resolver, say.expectingIdentifierAfterDot(), second);
  const space = resolver.options.space(first.text);
  if (!space) {
    complainAndSkip(resolver, say.noOptionSpace(first.text));
    return undefined;
  }
  return lookUp(resolver, space.name, second.text);
}

function refuseRest(resolver: Resolver, message: ReturnType<typeof say.noOptionSpace>, found: Token): undefined {
  complainAndSkipRest(resolver, message, found);
}

function lookUp(resolver: Resolver, space: string, name: string): NamedOption | undefined {
  const code = codeOfUnknown(name);
  const definition = optionNamed(resolver.options, space, name);
  if (code === undefined) return { space, name, definition };
  const end = resolver.options.space(space)?.end ?? 0;
  if (code === 0 || code === end) {
    complainAndSkip(resolver, say.illegalOptionCodes(end, space));
    return undefined;
  }
  if (definition && !definition.name.toLowerCase().startsWith('unknown-'))
    resolver.report.remark(say.optionRedefined(name, definition.name));
  return { space, name, definition: definition ?? resolver.options.byCode(space, code) };
}

/**
 * The option of a name. A name of IANA's registry that the reference does not know stands for its code only where the config has
 * not defined that code itself: such a config means what it meant to the reference.
 */
export function optionNamed(options: RegistryBuilder, space: string, name: string): OptionDefinition | undefined {
  const known = options.byName(space, name);
  if (known) return known;
  const registered = options.extension(space, name);
  return registered && !options.isDefined(space, registered.code) ? registered : undefined;
}

/** Like readOptionName, where an unknown name is an error. */
export function readKnownOption(resolver: Resolver): OptionDefinition | undefined {
  const option = readOptionName(resolver);
  if (!option) return undefined;
  if (!option.definition) complainAndSkip(resolver, say.noOptionNamed(option.name, option.space));
  return option.definition;
}
