/** Where an item stands in a heap; `-1` when it is in none. */
export type Slot<Name extends string> = { [Key in Name]: number };

/**
 * A binary heap whose items know their own place, so that any of them can be taken out in O(log n): renewals move leases
 * about far more often than they expire.
 */
export class IndexedHeap<Name extends string, Item extends Slot<Name>> {
  readonly #items: Item[] = [];
  readonly #slot: Name;
  readonly #before: (a: Item, b: Item) => boolean;

  constructor(slot: Name, before: (a: Item, b: Item) => boolean) {
    this.#slot = slot;
    this.#before = before;
  }

  get size(): number {
    return this.#items.length;
  }

  first(): Item | undefined {
    return this.#items[0];
  }

  add(item: Item): void {
    this.#items.push(item);
    this.#rise(item, this.#items.length - 1);
  }

  remove(item: Item): void {
    const at = item[this.#slot];
    if (at < 0) return;
    this.#put(item, -1);
    const last = this.#items.pop() as Item;
    if (last === item) return;
    this.#rise(last, at);
    this.#sink(last, last[this.#slot]);
  }

  /** All items that satisfy a condition which holds for an item only if it holds for everything before it; unordered. */
  takeWhile(holds: (item: Item) => boolean): Item[] {
    const found: Item[] = [];
    const pending = [0];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      const item = this.#items[at];
      if (item === undefined || !holds(item)) continue;
      found.push(item);
      pending.push(2 * at + 1, 2 * at + 2);
    }
    return found;
  }

  #rise(item: Item, from: number): void {
    let at = from;
    while (at > 0) {
      const parent = this.#items[(at - 1) >> 1] as Item;
      if (!this.#before(item, parent)) break;
      this.#place(parent, at);
      at = (at - 1) >> 1;
    }
    this.#place(item, at);
  }

  #sink(item: Item, from: number): void {
    let at = from;
    for (;;) {
      const child = this.#earlierChild(at);
      if (child < 0 || !this.#before(this.#items[child] as Item, item)) break;
      this.#place(this.#items[child] as Item, at);
      at = child;
    }
    this.#place(item, at);
  }

  #earlierChild(at: number): number {
    const left = 2 * at + 1;
    if (left >= this.#items.length) return -1;
    const right = left + 1;
    if (right >= this.#items.length) return left;
    return this.#before(this.#items[right] as Item, this.#items[left] as Item) ? right : left;
  }

  #place(item: Item, at: number): void {
    this.#items[at] = item;
    this.#put(item, at);
  }

  #put(item: Slot<Name>, at: number): void {
    item[this.#slot] = at as Slot<Name>[Name];
  }
}
