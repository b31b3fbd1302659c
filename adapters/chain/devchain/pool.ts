/**
 * Transactions waiting for a block, ordered by the runtime's own tags. Source: sc-transaction-pool's "base pool":
 * *ready* ones have every required tag provided, *future* ones wait for a predecessor.
 */
import {
  BAN_MS,
  MAX_BANNED,
  MAX_FUTURE_BYTES,
  MAX_FUTURE_TRANSACTIONS,
  MAX_POOLED_PER_CONNECTION,
  MAX_READY_BYTES,
  MAX_READY_TRANSACTIONS,
} from "./limits.ts";
import { inOrder } from "./pool-order.ts";
import type { Pooled, PoolEvent } from "./pool-transaction.ts";
import type { Validity } from "./validity.ts";

export type PoolRefusal =
  | { readonly code: "already_imported" }
  | { readonly code: "temporarily_banned" }
  | { readonly code: "priority_too_low"; readonly old: bigint; readonly new: bigint }
  | { readonly code: "no_tags" }
  | { readonly code: "immediately_dropped"; readonly limit: "pool" | "connection" };

export interface PoolLimits {
  readonly ready: number;
  readonly readyBytes: number;
  readonly future: number;
  readonly futureBytes: number;
  readonly perConnection: number;
}

const DEFAULT_LIMITS: PoolLimits = {
  ready: MAX_READY_TRANSACTIONS,
  readyBytes: MAX_READY_BYTES,
  future: MAX_FUTURE_TRANSACTIONS,
  futureBytes: MAX_FUTURE_BYTES,
  perConnection: MAX_POOLED_PER_CONNECTION,
};

export interface Submission {
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly validity: Validity;
  /** Best block at which the runtime was asked. */
  readonly at: number;
  readonly sender: object | null;
  readonly notify?: (event: PoolEvent) => void;
}

export class TransactionPool {
  readonly #limits: PoolLimits;
  readonly #now: () => number;
  readonly #ready = new Map<string, Pooled>();
  readonly #future = new Map<string, Pooled>();
  /** Tag → hash of the ready transaction that provides it. */
  readonly #provided = new Map<string, string>();
  readonly #banned = new Map<string, number>();
  readonly #bySender = new Map<object, number>();
  #readyBytes = 0;
  #futureBytes = 0;
  #sequence = 0;

  constructor(now: () => number, limits: Partial<PoolLimits> = {}) {
    this.#now = now;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  get readyCount(): number {
    return this.#ready.size;
  }

  get futureCount(): number {
    return this.#future.size;
  }

  /** Ready transactions in the order in which a block should take them. */
  ordered(): Pooled[] {
    return inOrder([...this.#ready.values()], this.#provided);
  }

  /** Every transaction, ready ones first. */
  all(): Pooled[] {
    return [...this.ordered(), ...this.#future.values()];
  }

  /** Whether a ready transaction provides the tag. */
  provides(tag: string): boolean {
    return this.#provided.has(tag);
  }

  /** Cheap refusals, before the runtime is asked. */
  refuse(hash: string, sender: object | null): PoolRefusal | null {
    if (this.#ready.has(hash) || this.#future.has(hash)) return { code: "already_imported" };
    const until = this.#banned.get(hash);
    if (until !== undefined && until > this.#now()) return { code: "temporarily_banned" };
    if (sender !== null && (this.#bySender.get(sender) ?? 0) >= this.#limits.perConnection) {
      return { code: "immediately_dropped", limit: "connection" };
    }
    return null;
  }

  /** Takes a transaction that the runtime found valid. null when it is in. */
  submit(submission: Submission): PoolRefusal | null {
    const { hash, validity, sender } = submission;
    const refusal = this.refuse(hash, sender);
    if (refusal !== null) return refusal;
    if (validity.provides.length === 0) return { code: "no_tags" };
    const pooled: Pooled = {
      hash,
      bytes: submission.bytes,
      provides: validity.provides,
      requires: validity.requires,
      priority: validity.priority,
      validTill: submission.at + validity.longevity,
      sequence: this.#sequence++,
      sender,
      notify: submission.notify ?? null,
    };
    const refused = this.#isReady(pooled) ? this.#makeReady(pooled) : this.#makeFuture(pooled);
    if (refused !== null) return refused;
    this.#promote();
    this.#enforceLimits();
    return this.#ready.has(hash) || this.#future.has(hash)
      ? null
      : { code: "immediately_dropped", limit: "pool" };
  }

  /** After a block: its transactions leave, their tags count as provided, outdated and contradicted ones leave too. */
  onBlock(number: number, included: ReadonlySet<string>): void {
    const tags = new Set<string>();
    for (const hash of included) {
      const pooled = this.#ready.get(hash) ?? this.#future.get(hash);
      if (pooled === undefined) continue;
      for (const tag of pooled.provides) tags.add(tag);
      this.#drop(pooled);
    }
    for (const pooled of [...this.#ready.values(), ...this.#future.values()]) {
      if (pooled.validTill < number || pooled.provides.some((tag) => tags.has(tag)))
        this.#remove(pooled, "invalid");
      else pooled.requires = pooled.requires.filter((tag) => !tags.has(tag));
    }
    this.#demote();
    this.#promote();
  }

  /** Its sender takes it back: as when the runtime refuses it. false when it is not there or another's. */
  takeBack(hash: string, sender: object): boolean {
    const pooled = this.#ready.get(hash) ?? this.#future.get(hash);
    if (pooled?.sender !== sender) return false;
    this.reject(hash);
    return true;
  }

  /** The runtime refused it while a block was built: it goes, and is not looked at again for a while. */
  reject(hash: string): void {
    const pooled = this.#ready.get(hash) ?? this.#future.get(hash);
    if (pooled === undefined) return;
    if (this.#banned.size >= MAX_BANNED) {
      const oldest = this.#banned.keys().next();
      if (!oldest.done) this.#banned.delete(oldest.value);
    }
    this.#banned.set(hash, this.#now() + BAN_MS);
    this.#remove(pooled, "invalid");
    this.#demote();
  }

  /** Nobody listens to it any more; it stays. */
  unwatch(hash: string): void {
    const pooled = this.#ready.get(hash) ?? this.#future.get(hash);
    if (pooled !== undefined) pooled.notify = null;
  }

  #isReady(pooled: Pooled): boolean {
    return pooled.requires.every((tag) => this.#provided.has(tag));
  }

  #makeReady(pooled: Pooled): PoolRefusal | null {
    const replaced = new Set<Pooled>();
    for (const tag of pooled.provides) {
      const old = this.#ready.get(this.#provided.get(tag) ?? "");
      if (old !== undefined) replaced.add(old);
    }
    let sum = 0n;
    for (const old of replaced) sum += old.priority;
    if (replaced.size > 0 && sum >= pooled.priority)
      return { code: "priority_too_low", old: sum, new: pooled.priority };
    for (const old of replaced) this.#remove(old, { usurped: pooled.hash });
    this.#count(pooled.sender, 1);
    this.#ready.set(pooled.hash, pooled);
    this.#readyBytes += pooled.bytes.length;
    for (const tag of pooled.provides) this.#provided.set(tag, pooled.hash);
    pooled.notify?.("ready");
    return null;
  }

  #makeFuture(pooled: Pooled): null {
    this.#count(pooled.sender, 1);
    this.#future.set(pooled.hash, pooled);
    this.#futureBytes += pooled.bytes.length;
    pooled.notify?.("future");
    return null;
  }

  /** Future transactions whose predecessors came. */
  #promote(): void {
    for (let again = true; again;) {
      again = false;
      for (const pooled of this.#future.values()) {
        if (!this.#isReady(pooled)) continue;
        this.#drop(pooled);
        if (this.#makeReady(pooled) !== null) pooled.notify?.("dropped");
        again = true;
      }
    }
  }

  /** Ready transactions whose predecessors went. */
  #demote(): void {
    for (let again = true; again;) {
      again = false;
      for (const pooled of this.#ready.values()) {
        if (this.#isReady(pooled)) continue;
        this.#drop(pooled);
        this.#makeFuture(pooled);
        again = true;
      }
    }
  }

  #enforceLimits(): void {
    const { ready, readyBytes, future, futureBytes } = this.#limits;
    let evicted = false;
    while (this.#ready.size > ready || this.#readyBytes > readyBytes) {
      this.#remove(worst(this.#ready.values()), "dropped");
      evicted = true;
    }
    if (evicted) this.#demote();
    while (this.#future.size > future || this.#futureBytes > futureBytes)
      this.#remove(worst(this.#future.values()), "dropped");
  }

  #remove(pooled: Pooled, event: PoolEvent): void {
    this.#drop(pooled);
    pooled.notify?.(event);
  }

  #drop(pooled: Pooled): void {
    if (this.#ready.delete(pooled.hash)) {
      this.#readyBytes -= pooled.bytes.length;
      for (const tag of pooled.provides)
        if (this.#provided.get(tag) === pooled.hash) this.#provided.delete(tag);
    } else if (this.#future.delete(pooled.hash)) this.#futureBytes -= pooled.bytes.length;
    else return;
    this.#count(pooled.sender, -1);
  }

  #count(sender: object | null, by: 1 | -1): void {
    if (sender === null) return;
    const count = (this.#bySender.get(sender) ?? 0) + by;
    if (count > 0) this.#bySender.set(sender, count);
    else this.#bySender.delete(sender);
  }
}

/** Lowest priority; among equals the newest, so that a flood cannot push out what was there. */
function worst(candidates: Iterable<Pooled>): Pooled {
  let found: Pooled | null = null;
  for (const one of candidates) {
    if (
      found === null ||
      one.priority < found.priority ||
      (one.priority === found.priority && one.sequence > found.sequence)
    )
      found = one;
  }
  if (found === null) throw new Error("limits are broken only by transactions that are there");
  return found;
}
