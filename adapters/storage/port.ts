import type { Refusal, Result } from "../../protocol/index.ts";

/**
 * An ordered store of bytes by text key, with atomic conditional batches: enough for a ledger, small enough for
 * IndexedDB, SQLite, Postgres and memory to pass one conformance suite (`conformance.ts`), kill -9 and reopen included.
 * Keys are 1 to 512 bytes of UTF-8 (`RangeError` else) and ordered by them. A resolved write is durable.
 */
export interface Store {
  get(key: string): Promise<Uint8Array | null>;
  /** Applies all writes or none. `conflict` when a precondition does not hold; `quota_exceeded` when the disk is full. */
  batch(
    writes: readonly Write[],
    preconditions?: readonly Precondition[],
  ): Promise<Result<void, StorageError>>;
  /**
   * Entries whose key starts with `prefix`, ascending, from the first key after `after`, at most `limit`.
   * `descending`: from the last key below `after` downwards.
   */
  scan(range: {
    prefix: string;
    after?: string;
    limit: number;
    descending?: boolean;
  }): Promise<readonly Entry[]>;
  close(): Promise<void>;
}

export interface Entry {
  readonly key: string;
  readonly value: Uint8Array;
}

/** `value: null` deletes. */
export interface Write {
  readonly key: string;
  readonly value: Uint8Array | null;
}

/** `value: null` means: the key must be absent; bytes mean: it must hold exactly these. */
export interface Precondition {
  readonly key: string;
  readonly value: Uint8Array | null;
}

export interface StorageError extends Refusal {
  readonly code: "conflict" | "quota_exceeded" | "storage_failed";
}
