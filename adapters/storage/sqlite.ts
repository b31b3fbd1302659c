import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { err, ok, type Refusal, type Result } from "../../protocol/index.ts";
import { keyBytes, keyOfBytes, orderBytes, prefixEnd, sameBytes } from "./key.ts";
import type { Precondition, StorageError, Store, Write } from "./port.ts";

/** ms. How long an open waits for another process that is just closing. */
const LOCK_WAIT_MS = 1_000;
/** Primary result codes; https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_FULL = 13;

export interface StoreOpenError extends Refusal {
  /** `storage_locked`: another process has the folder; `storage_failed`: not a folder, not writable or damaged. */
  readonly code: "storage_locked" | "storage_failed";
}

interface Pending {
  readonly writes: readonly Write[];
  readonly preconditions: readonly Precondition[];
  readonly resolve: (result: Result<void, StorageError>) => void;
}

/**
 * The embedded store: `store.sqlite` in `folder`, which is made when it is not there. WAL with `synchronous=FULL`: a
 * resolved write has been fsynced (https://sqlite.org/pragma.html#pragma_synchronous). One process at a time
 * (`locking_mode=EXCLUSIVE`), so that two servers can never both believe that they own the ledger.
 */
export async function openSqliteStore(folder: string): Promise<Result<Store, StoreOpenError>> {
  const path = join(folder, "store.sqlite");
  let database: DatabaseSync | null = null;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    database = new DatabaseSync(path, { timeout: LOCK_WAIT_MS });
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    database.exec(
      "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    );
    // Takes the lock now: an exclusive connection keeps it from its first write on.
    database.exec("BEGIN IMMEDIATE; COMMIT; PRAGMA user_version = 1");
    chmodSync(path, 0o600);
    return ok(sqliteStore(database));
  } catch (thrown) {
    database?.close();
    const code = resultCode(thrown);
    return code === SQLITE_BUSY || code === SQLITE_LOCKED
      ? err({
          code: "storage_locked",
          message: "Another process uses this folder. Stop it, or choose another DATA_DIR.",
        })
      : err({
          code: "storage_failed",
          message: "The folder cannot be used for storage. Check that it is writable and not damaged.",
        });
  }
}

function resultCode(thrown: unknown): number {
  const code = thrown instanceof Error && "errcode" in thrown ? Number(thrown.errcode) : 0;
  return code & 0xff;
}

function sqliteStore(database: DatabaseSync): Store {
  const select = database.prepare("SELECT value FROM entries WHERE key = ?");
  const upsert = database.prepare("INSERT OR REPLACE INTO entries (key, value) VALUES (?, ?)");
  const remove = database.prepare("DELETE FROM entries WHERE key = ?");
  const range = (order: "ASC" | "DESC", bound: ">" | "<") =>
    database.prepare(
      `SELECT key, value FROM entries WHERE key >= ? AND key < ? AND key ${bound} ? ORDER BY key ${order} LIMIT ?`,
    );
  const ascending = range("ASC", ">");
  const descendingRange = range("DESC", "<");
  let pending: Pending[] = [];
  let open = true;

  function read(key: string): Uint8Array | null {
    const value = select.get(keyBytes(key))?.["value"];
    return value instanceof Uint8Array ? value : null;
  }

  /** One batch within the open transaction; nothing of a refused one remains because it is checked before it writes. */
  function apply({ writes, preconditions }: Pending): Result<void, StorageError> {
    for (const { key, value } of preconditions)
      if (!sameBytes(read(key), value)) return err({ code: "conflict" });
    for (const { key, value } of writes) {
      if (value === null) remove.run(keyBytes(key));
      else upsert.run(keyBytes(key), value);
    }
    return ok(undefined);
  }

  /** All batches of one turn of the event loop share a transaction, so that they share its fsync (about 5 ms). */
  function flush(): void {
    const group = pending;
    pending = [];
    if (group.length === 0) return;
    try {
      const results = transact(() => group.map(apply));
      group.forEach(({ resolve }, i) => resolve(results[i] ?? err({ code: "storage_failed" })));
    } catch (thrown) {
      if (group.length > 1) {
        // One batch that does not fit must not take its neighbours with it.
        for (const one of group) alone(one);
      } else for (const one of group) one.resolve(failure(thrown));
    }
  }
  function alone(one: Pending): void {
    try {
      one.resolve(transact(() => apply(one)));
    } catch (thrown) {
      one.resolve(failure(thrown));
    }
  }
  function transact<T>(work: () => T): T {
    database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      database.exec("COMMIT");
      return result;
    } catch (thrown) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw thrown;
    }
  }

  return {
    async get(key) {
      return read(key);
    },
    async batch(writes, preconditions = []) {
      if (!open) throw new Error("store is closed");
      for (const { key } of writes) keyBytes(key);
      const { promise, resolve } = Promise.withResolvers<Result<void, StorageError>>();
      if (pending.length === 0) setImmediate(flush);
      // Copies (not `slice`, a Buffer's shares its memory): the caller may reuse its buffers before the transaction runs.
      const copied = writes.map(({ key, value }) => ({ key, value: value && new Uint8Array(value) }));
      const expected = preconditions.map(({ key, value }) => ({
        key,
        value: value && new Uint8Array(value),
      }));
      pending.push({ writes: copied, preconditions: expected, resolve });
      return promise;
    },
    async scan({ prefix, after, limit, descending = false }) {
      const start = orderBytes(prefix);
      const end = prefixEnd(start);
      // No key is empty, so that the empty bound is below all of them.
      const bound = after === undefined ? (descending ? end : new Uint8Array(0)) : orderBytes(after);
      const rows = (descending ? descendingRange : ascending).all(start, end, bound, limit);
      return rows.flatMap(({ key, value }) =>
        key instanceof Uint8Array && value instanceof Uint8Array ? [{ key: keyOfBytes(key), value }] : [],
      );
    },
    async close() {
      if (!open) return;
      open = false;
      flush();
      database.close();
    },
  };
}

function failure(thrown: unknown): Result<void, StorageError> {
  const full = resultCode(thrown) === SQLITE_FULL;
  return err({ code: full ? "quota_exceeded" : "storage_failed" });
}
