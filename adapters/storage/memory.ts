import { err, ok } from "../../protocol/index.ts";
import { compareBytes, keyBytes, orderBytes, prefixEnd, sameBytes } from "./key.ts";
import type { Entry, Store } from "./port.ts";

interface Slot {
  readonly key: string;
  readonly order: Uint8Array;
  readonly value: Uint8Array;
}

/** What outlives a memory store's `close`, so that a restart can be tested; give the same one to the next store. */
export interface MemoryDisk {
  /** Ascending by `order`. */
  readonly slots: Slot[];
}

export function createMemoryDisk(): MemoryDisk {
  return { slots: [] };
}

/** A store for tests and for pages without IndexedDB; nothing survives the process. */
export function createMemoryStore(disk: MemoryDisk = createMemoryDisk()): Store {
  const { slots } = disk;
  let closed = false;

  function guard(): void {
    if (closed) throw new Error("store is closed");
  }
  /** Index of the first slot that is not below `order`. */
  function lowerBound(order: Uint8Array): number {
    let low = 0;
    let high = slots.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const slot = slots[middle];
      if (slot && compareBytes(slot.order, order) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  function find(key: string): { at: number; order: Uint8Array; slot: Slot | null } {
    const order = orderBytes(key);
    const at = lowerBound(order);
    const slot = slots[at];
    return { at, order, slot: slot?.key === key ? slot : null };
  }

  return {
    async get(key) {
      guard();
      keyBytes(key);
      return find(key).slot?.value.slice() ?? null;
    },
    async batch(writes, preconditions = []) {
      guard();
      for (const { key } of writes) keyBytes(key);
      for (const { key, value } of preconditions)
        if (!sameBytes(find(key).slot?.value ?? null, value)) return err({ code: "conflict" });
      for (const { key, value } of writes) {
        const { at, order, slot } = find(key);
        if (value === null) slots.splice(at, slot ? 1 : 0);
        else slots.splice(at, slot ? 1 : 0, { key, order, value: new Uint8Array(value) });
      }
      return ok(undefined);
    },
    async scan({ prefix, after, limit, descending = false }) {
      guard();
      const start = orderBytes(prefix);
      let from = lowerBound(start);
      let to = lowerBound(prefixEnd(start));
      if (after !== undefined) {
        const found = find(after);
        if (descending) to = Math.min(to, found.at);
        else from = Math.max(from, found.at + (found.slot ? 1 : 0));
      }
      const count = Math.max(0, Math.min(limit, to - from));
      const part = descending ? slots.slice(to - count, to).reverse() : slots.slice(from, from + count);
      return part.map(({ key, value }): Entry => ({ key, value: value.slice() }));
    },
    async close() {
      closed = true;
    },
  };
}
