import { err, ok, type Result } from "../../protocol/index.ts";
import { compareBytes, keyBytes, keyOfBytes, orderBytes, prefixEnd, sameBytes } from "./key.ts";
import type { Entry, StorageError, Store } from "./port.ts";

const ENTRIES = "entries";

/**
 * A store in this origin's IndexedDB, database `name`. Keys are binary, so that they are ordered by UTF-8 bytes and not
 * by UTF-16 units; every write asks for `durability: "strict"` (flushed before it resolves, where the browser can).
 */
export async function openIndexedDbStore(
  name: string,
  factory = (globalThis as { indexedDB?: IDBFactory }).indexedDB,
): Promise<Result<Store, StorageError>> {
  // Absent in some private windows, in spite of the DOM's types.
  if (!factory) return err({ code: "storage_failed", message: "This browser offers no IndexedDB here." });
  try {
    const opening = factory.open(name, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(ENTRIES);
    };
    return ok(indexedDbStore(await settled(opening)));
  } catch (thrown) {
    return err({ code: codeOf(thrown) });
  }
}

function indexedDbStore(database: IDBDatabase): Store {
  // Another tab deletes or upgrades the database: make way instead of blocking it.
  database.onversionchange = () => database.close();

  return {
    async get(key) {
      const found: unknown = await settled(
        database.transaction(ENTRIES).objectStore(ENTRIES).get(idbKey(key)),
      );
      return found === undefined ? null : bytesOf(found);
    },
    async batch(writes, preconditions = []) {
      // Copies: the caller may reuse its buffers while preconditions are read.
      const copied = writes.map(({ key, value }) => ({
        key: idbKey(key),
        value: value && new Uint8Array(value),
      }));
      try {
        const transaction = database.transaction(ENTRIES, "readwrite", { durability: "strict" });
        const entries = transaction.objectStore(ENTRIES);
        const done = finished(transaction);
        const checks = preconditions.map(async ({ key, value }) => {
          const found: unknown = await settled(entries.get(idbKey(key)));
          return sameBytes(found === undefined ? null : bytesOf(found), value);
        });
        const holds = (await Promise.all(checks)).every((held) => held);
        if (!holds) {
          transaction.abort();
          await done.catch(() => undefined);
          return err({ code: "conflict" });
        }
        for (const { key, value } of copied) {
          if (value === null) entries.delete(key);
          else entries.put(value, key);
        }
        await done;
        return ok(undefined);
      } catch (thrown) {
        return err({ code: codeOf(thrown) });
      }
    },
    async scan({ prefix, after, limit, descending = false }) {
      const start = orderBytes(prefix);
      const end = prefixEnd(start);
      const bounds = rangeOf(start, end, after === undefined ? null : orderBytes(after), descending);
      if (bounds === null || limit <= 0) return [];
      const entries = database.transaction(ENTRIES).objectStore(ENTRIES);
      const { promise, resolve, reject } = Promise.withResolvers<readonly Entry[]>();
      const found: Entry[] = [];
      const cursor = entries.openCursor(bounds, descending ? "prev" : "next");
      cursor.onerror = () => reject(cursor.error ?? new Error("cursor failed"));
      cursor.onsuccess = () => {
        const at = cursor.result;
        if (at === null) {
          resolve(found);
          return;
        }
        found.push({ key: keyOfBytes(bytesOf(at.key)), value: bytesOf(at.value) });
        if (found.length >= limit) resolve(found);
        else at.continue();
      };
      return promise;
    },
    async close() {
      database.close();
    },
  };
}

/** Null: an empty range, which IndexedDB refuses to build. */
function rangeOf(
  start: Uint8Array<ArrayBuffer>,
  end: Uint8Array<ArrayBuffer>,
  after: Uint8Array<ArrayBuffer> | null,
  descending: boolean,
): IDBKeyRange | null {
  let [lower, upper, lowerOpen] = [start, end, false];
  if (after !== null && !descending && compareBytes(after, start) >= 0) {
    lower = after;
    lowerOpen = true;
  }
  if (after !== null && descending && compareBytes(after, end) < 0) upper = after;
  return compareBytes(lower, upper) < 0
    ? IDBKeyRange.bound(bufferOf(lower), bufferOf(upper), lowerOpen, true)
    : null;
}

function idbKey(key: string): ArrayBuffer {
  return bufferOf(keyBytes(key));
}

function bufferOf(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  return bytes.slice().buffer;
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (value instanceof Uint8Array) return value;
  throw new TypeError("entry: not bytes");
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error ?? new Error("request failed"));
  return promise;
}

function finished(transaction: IDBTransaction): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  transaction.oncomplete = () => resolve(undefined);
  transaction.onabort = () => reject(transaction.error ?? new Error("transaction aborted"));
  // Whoever aborts it answers the caller himself.
  promise.catch(() => undefined);
  return promise;
}

function codeOf(thrown: unknown): StorageError["code"] {
  return thrown instanceof Error && thrown.name === "QuotaExceededError"
    ? "quota_exceeded"
    : "storage_failed";
}
