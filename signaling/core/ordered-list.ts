/** Items in the order of a comparator that never answers 0 for two of them. Finding a place takes log2(n) comparisons. */
export class OrderedList<T> {
  readonly #items: T[] = [];
  readonly #compare: (a: T, b: T) => number;

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  add(item: T): void {
    this.#items.splice(this.#place(item), 0, item);
  }

  /** Removes the item that compares as equal; false when there is none. */
  remove(item: T): boolean {
    const at = this.#place(item);
    const found = this.#items[at];
    if (found === undefined || this.#compare(found, item) !== 0) return false;
    this.#items.splice(at, 1);
    return true;
  }

  get size(): number {
    return this.#items.length;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#items[Symbol.iterator]();
  }

  #place(item: T): number {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = this.#items[middle];
      if (at !== undefined && this.#compare(at, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
