import type { EvalContext } from '../../expr/context.ts';
import { readU32 } from '../../kernel/bytes.ts';

/** A configuration parameter as it stands after all scopes have run; undefined when nobody set it or it has no value. */
export function parameter(context: EvalContext, code: number): Uint8Array | undefined {
  return context.reply.get('server', code)?.value(context);
}

/** The value of a boolean parameter: `allow`/`on`, `deny`/`off`, or `ignore` (deny without a word); absent when nobody set it. */
export type Switch = 'on' | 'off' | 'ignore' | 'absent';

export function switchOf(context: EvalContext, code: number): Switch {
  const entry = context.reply.get('server', code);
  if (!entry) return 'absent';
  const value = entry.value(context)?.[0];
  return value === 1 ? 'on' : value === 2 ? 'ignore' : 'off';
}

/** True only for a parameter that is switched on. */
export const isOn = (context: EvalContext, code: number): boolean => switchOf(context, code) === 'on';

/** A 32-bit parameter; anything of another width counts as absent. */
export function numberOf(context: EvalContext, code: number): number | undefined {
  const value = parameter(context, code);
  return value?.length === 4 ? readU32(value, 0) : undefined;
}

/** An 8-bit parameter; anything of another width counts as absent. */
export function octetOf(context: EvalContext, code: number): number | undefined {
  const value = parameter(context, code);
  return value?.length === 1 ? value[0] : undefined;
}
