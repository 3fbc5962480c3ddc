import type { Value } from '../expr/context.ts';
import { latin1 } from '../kernel/bytes.ts';

const CAPACITY = 4096;
const NONE: ReadonlyMap<string, Value> = new Map();

/** Most leases have the same few variables, such as `vendor-class-identifier`: their tables are shared. */
export class SharedVariables {
  readonly #tables = new Map<string, ReadonlyMap<string, Value>>();

  share(variables: ReadonlyMap<string, Value> | undefined): ReadonlyMap<string, Value> {
    if (!variables || variables.size === 0) return NONE;
    if (variables.size > 1) return variables;
    const [name, value] = variables.entries().next().value as [string, Value];
    if (value.type !== 'data' || value.data.length > 64) return variables;
    const key = `${name}=${latin1(value.data)}`;
    const known = this.#tables.get(key);
    if (known) return known;
    if (this.#tables.size < CAPACITY) this.#tables.set(key, variables);
    return variables;
  }
}
