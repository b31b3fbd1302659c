/** What a sender that watches its transaction hears. */
export type PoolEvent = "ready" | "future" | "dropped" | "invalid" | { readonly usurped: string };

export interface Pooled {
  /** `0x` hex of blake2-256 of `bytes`. */
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly provides: readonly string[];
  readonly priority: bigint;
  /** Last block after which it may still be included. */
  readonly validTill: number;
  /** Order of arrival. */
  readonly sequence: number;
  /** Tags still missing from the chain; shrinks as predecessors are included. */
  requires: readonly string[];
  /** Who sent it, for limits; null for this process. */
  readonly sender: object | null;
  notify: ((event: PoolEvent) => void) | null;
}
