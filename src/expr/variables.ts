import { equalBytes } from '../kernel/bytes.ts';
import type { Value, Variables } from './context.ts';

/** Variables that know what they were made from, so that an engine writes a lease again only when something changed. */
export interface TrackedVariables extends Variables {
  /** True when a value that a lease file can keep was added, removed or changed. Functions are not kept there. */
  isChanged(): boolean;
  /**
   * All variables by name, the newest first, the order in which the reference writes them; the very map given at the start
   * when nothing changed.
   */
  toMap(): ReadonlyMap<string, Value>;
}

interface Binding {
  readonly name: string;
  value: Value | undefined;
}

const NONE: ReadonlyMap<string, Value> = new Map();

export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.type === 'data' && b.type === 'data') return equalBytes(a.data, b.data);
  if (a.type === 'numeric' && b.type === 'numeric') return a.number === b.number;
  return a.type === 'boolean' && b.type === 'boolean' && a.boolean === b.boolean;
}

/** Names are compared without regard to case, and keep the spelling of their first use, as in the reference. */
class BindingScope implements TrackedVariables {
  readonly #initial: ReadonlyMap<string, Value>;
  /** Undefined until the first change: most packets only look. */
  #known: Map<string, Binding> | undefined;
  readonly #added = new Map<string, Binding>();

  constructor(initial: ReadonlyMap<string, Value>) {
    this.#initial = initial;
  }

  get(name: string): Value | undefined {
    return this.#find(name.toLowerCase())?.value;
  }

  set(name: string, value: Value): void {
    const key = name.toLowerCase();
    const binding = this.#find(key);
    if (binding) binding.value = value;
    else this.#added.set(key, { name, value });
  }

  /** A deleted variable keeps its place, in case it is set again. */
  delete(name: string): void {
    const binding = this.#find(name.toLowerCase());
    if (binding) binding.value = undefined;
  }

  isChanged(): boolean {
    return this.#differs((value) => value.type !== 'function');
  }

  toMap(): ReadonlyMap<string, Value> {
    if (!this.#differs(() => true)) return this.#initial;
    const map = new Map<string, Value>();
    for (const binding of [...this.#added.values()].reverse()) if (binding.value) map.set(binding.name, binding.value);
    for (const binding of this.#bindings().values()) if (binding.value) map.set(binding.name, binding.value);
    return map;
  }

  #differs(counts: (value: Value) => boolean): boolean {
    for (const { value } of this.#added.values()) if (value && counts(value)) return true;
    if (!this.#known) return false;
    for (const [name, before] of this.#initial) {
      const now = this.#known.get(name.toLowerCase())?.value;
      if (now && sameValue(before, now)) continue;
      if (counts(before) || (now && counts(now))) return true;
    }
    return false;
  }

  #find(key: string): Binding | undefined {
    return this.#added.get(key) ?? (this.#initial.size === 0 ? undefined : this.#bindings().get(key));
  }

  #bindings(): Map<string, Binding> {
    if (!this.#known) {
      this.#known = new Map();
      for (const [name, value] of this.#initial) this.#known.set(name.toLowerCase(), { name, value });
    }
    return this.#known;
  }
}

/** Variables of a lease (from its record) or of a packet (from nothing). */
export function newVariables(initial: ReadonlyMap<string, Value> = NONE): TrackedVariables {
  return new BindingScope(initial);
}
