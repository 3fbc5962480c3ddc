import type { OptionDefinition, OptionRegistry } from '../../options/definition.ts';

/** Which option carries which option space (`encapsulate`, dhcp-options(5)), looked up once for a configuration. */
export interface Encapsulations {
  /** The option that carries a space, wherever it is defined. */
  carrierOf(space: string): OptionDefinition | undefined;
  /** Spaces carried by options of `space`, in the order in which the spaces are known. */
  carriedIn(space: string): readonly Carried[];
}

interface Carried {
  readonly carrier: OptionDefinition;
  readonly space: string;
}

/** The space an option carries, if it carries one by name; `E.` of option 43 has none: its space is a matter of configuration. */
export const carriedSpace = (option: OptionDefinition): string | undefined =>
  option.format.fields.find((field) => field.kind === 'encapsulated')?.ref;

/** True when the option's whole value is an encapsulated space; false when fields precede the space or there is none. */
export const isPureEncapsulation = (option: OptionDefinition): boolean =>
  option.format.fields[0]?.kind === 'encapsulated';

/** True when fields precede the encapsulated space. */
export const isExtendedEncapsulation = (option: OptionDefinition): boolean =>
  !isPureEncapsulation(option) && option.format.fields.some((field) => field.kind === 'encapsulated');

export function findEncapsulations(registry: OptionRegistry): Encapsulations {
  const inside = new Map<string, Carried[]>();
  for (const { name } of registry.spaces()) {
    const carrier = registry.enclosing(name);
    if (!carrier || !isPureEncapsulation(carrier)) continue;
    const list = inside.get(carrier.space);
    if (list) list.push({ carrier, space: name });
    else inside.set(carrier.space, [{ carrier, space: name }]);
  }
  return {
    carrierOf: (space) => registry.enclosing(space),
    carriedIn: (space) => inside.get(space) ?? [],
  };
}
