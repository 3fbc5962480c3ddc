import { IndexedHeap } from '../leases/indexed-heap.ts';

interface Item<Value> {
  readonly value: Value;
  slot: number;
}

/** Sorts while it is filled and while it is emptied, so that no single step takes long. */
export class MergeQueue<Value> {
  readonly #heap: IndexedHeap<'slot', Item<Value>>;

  constructor(isEarlier: (a: Value, b: Value) => boolean) {
    this.#heap = new IndexedHeap('slot', (a, b) => isEarlier(a.value, b.value));
  }

  add(value: Value): void {
    this.#heap.add({ value, slot: -1 });
  }

  /** Everything, the earliest first. */
  *drain(): Generator<Value> {
    for (let item = this.#heap.first(); item; item = this.#heap.first()) {
      this.#heap.remove(item);
      yield item.value;
    }
  }
}
