/**
 * A SCALE list that grows by appending (FRAME's events of a block). The items' bytes are shared between versions and
 * only joined when read, so that n events cost n copies, not n².
 */
import { compact, concat, Cursor, ScaleError } from "./scale.ts";

export class Appended {
  readonly #items: Uint8Array[];
  readonly #chunks: number;
  readonly #count: number;
  #joined: Uint8Array | null = null;

  private constructor(items: Uint8Array[], chunks: number, count: number) {
    this.#items = items;
    this.#chunks = chunks;
    this.#count = count;
  }

  /** From a stored value; anything that does not begin with a length becomes an empty list, as in substrate. */
  static from(stored: Uint8Array | null): Appended {
    if (stored === null || stored.length === 0) return new Appended([], 0, 0);
    try {
      const cursor = new Cursor(stored);
      const count = cursor.compact();
      return new Appended([cursor.take(cursor.left)], 1, count);
    } catch (thrown) {
      if (thrown instanceof ScaleError) return new Appended([], 0, 0);
      throw thrown;
    }
  }

  with(item: Uint8Array): Appended {
    // Another version may have grown the shared list already (a transaction that was rolled back): then copy.
    const items = this.#items.length === this.#chunks ? this.#items : this.#items.slice(0, this.#chunks);
    items.push(item);
    return new Appended(items, items.length, this.#count + 1);
  }

  bytes(): Uint8Array {
    return (this.#joined ??= concat(compact(this.#count), ...this.#items.slice(0, this.#chunks)));
  }
}
