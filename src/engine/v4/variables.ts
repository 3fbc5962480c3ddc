import type { Value, Variables } from '../../expr/context.ts';

/** Variables backed by a map of their own, copied from the lease's only when one is set. */
export class LeaseVariables implements Variables {
  #values: ReadonlyMap<string, Value>;
  #own: Map<string, Value> | undefined;

  constructor(values: ReadonlyMap<string, Value>) {
    this.#values = values;
  }

  /** As they stand now, for a lease record: what is set from here on goes into another map, records never change. */
  get values(): ReadonlyMap<string, Value> {
    this.#own = undefined;
    return this.#values;
  }

  get(name: string): Value | undefined {
    return this.#values.get(name);
  }

  set(name: string, value: Value): void {
    this.#writable().set(name, value);
  }

  delete(name: string): void {
    if (this.#values.has(name)) this.#writable().delete(name);
  }

  #writable(): Map<string, Value> {
    if (!this.#own) {
      this.#own = new Map(this.#values);
      this.#values = this.#own;
    }
    return this.#own;
  }
}

/** Variables that outlive the message. */
export class SharedVariables implements Variables {
  readonly #values: Map<string, Value>;

  constructor(values: Map<string, Value>) {
    this.#values = values;
  }

  get(name: string): Value | undefined {
    return this.#values.get(name);
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  delete(name: string): void {
    this.#values.delete(name);
  }
}
