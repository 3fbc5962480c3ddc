interface Interval {
  readonly low: number;
  readonly high: number;
}

/** All dynamic IPv4 addresses declared so far, as disjoint intervals in ascending order. */
export class RangeRegister {
  readonly #intervals: Interval[] = [];

  /** Declares the addresses `low` to `high`; returns the parts which were declared before. */
  declare(low: number, high: number): readonly Interval[] {
    const from = this.#firstEndingAt(low);
    let to = from;
    const repeated: Interval[] = [];
    for (let held = this.#intervals[to]; held && held.low <= high; held = this.#intervals[++to])
      repeated.push({ low: Math.max(held.low, low), high: Math.min(held.high, high) });
    const first = this.#intervals[from];
    const last = this.#intervals[to - 1];
    const merged = {
      low: first && to > from ? Math.min(first.low, low) : low,
      high: last && to > from ? Math.max(last.high, high) : high,
    };
    this.#intervals.splice(from, to - from, merged);
    return repeated;
  }

  /** Index of the first interval that ends at or after `address`. */
  #firstEndingAt(address: number): number {
    let low = 0;
    let high = this.#intervals.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#intervals[middle] as Interval).high < address) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
