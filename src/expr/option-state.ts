import type { OptionEntry, OptionState } from './context.ts';

interface Space {
  readonly entries: Map<number, OptionEntry>;
  /** Another state reads the same map: copy before writing. */
  shared: boolean;
}

/** Spaces are copied on the first write after a clone, so a clone of a prepared scope costs next to nothing. */
class CopyOnWriteState implements OptionState {
  readonly #spaces: Map<string, Space>;

  constructor(spaces: Map<string, Space>) {
    this.#spaces = spaces;
  }

  get(space: string, code: number): OptionEntry | undefined {
    return this.#spaces.get(space)?.entries.get(code);
  }

  set(entry: OptionEntry): void {
    this.#writable(entry.option.space).set(entry.option.code, entry);
  }

  delete(space: string, code: number): void {
    if (this.get(space, code)) this.#writable(space).delete(code);
  }

  entries(space: string): Iterable<OptionEntry> {
    return this.#spaces.get(space)?.entries.values() ?? [];
  }

  *spaces(): Iterable<string> {
    for (const [name, space] of this.#spaces) if (space.entries.size > 0) yield name;
  }

  clone(): OptionState {
    for (const space of this.#spaces.values()) space.shared = true;
    return new CopyOnWriteState(new Map(this.#spaces));
  }

  #writable(name: string): Map<number, OptionEntry> {
    const space = this.#spaces.get(name);
    if (space && !space.shared) return space.entries;
    const entries = new Map(space?.entries);
    this.#spaces.set(name, { entries, shared: false });
    return entries;
  }
}

/** An empty collection of options. */
export function newOptionState(): OptionState {
  return new CopyOnWriteState(new Map());
}
