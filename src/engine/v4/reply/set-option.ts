import type { OptionEntry, OptionState } from '../../../expr/context.ts';
import type { OptionDefinition, OptionRegistry } from '../../../options/definition.ts';

/** An option with a value the server itself has worked out. */
export const constantEntry = (option: OptionDefinition, data: Uint8Array): OptionEntry => ({
  option,
  value: () => data,
  constant: data,
});

/** Sets an option of the `dhcp` space to a value. */
export function setOption(registry: OptionRegistry, reply: OptionState, code: number, data: Uint8Array): void {
  reply.set(constantEntry(registry.byCode('dhcp', code), data));
}
