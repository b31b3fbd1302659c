/** Writes blocks: at once when transactions wait (those that arrive meanwhile share the next one), and a slow heartbeat when wanted. */
import { auraSlotOf, extrinsicHash, unfinishedHeader } from "./block.ts";
import { hexOf } from "./bytes.ts";
import type { Chain, ChainHead } from "./chain.ts";
import { RuntimeTrap } from "./executor.ts";
import { RuntimeUnsupported } from "./instance.ts";
import { MAX_AUTHORING_MS, MAX_BLOCK_BYTES, RETRY_WRITE_MS, YIELD_AFTER_MS } from "./limits.ts";
import { Overlay } from "./overlay.ts";
import type { TransactionPool } from "./pool.ts";
import type { Applied, Runtime } from "./runtime.ts";
import { sleep, yieldToOthers } from "./turns.ts";
import type { InvalidReason } from "./validity.ts";

export interface AuthorOptions {
  readonly chain: Chain;
  readonly pool: TransactionPool;
  readonly runtime: Runtime;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Milliseconds without a block after which an empty one is written; null: never. */
  readonly heartbeatMs: number | null;
  readonly log: (line: string) => void;
}

/** Bytes of a block that are not transactions: header and inherents. */
const BLOCK_OVERHEAD_BYTES = 4096;
/** Transactions of a block that did not fit before the rest is left for the next; substrate's `MAX_SKIPPED_TRANSACTIONS`. */
const MAX_SKIPPED = 8;
/** Refusals that a later block may not repeat. */
const WAITS: ReadonlySet<InvalidReason> = new Set<InvalidReason>(["exhausts_resources", "future"]);

export class Author {
  readonly #options: AuthorOptions;
  readonly #stop = new AbortController();
  #wake: (() => void) | null = null;
  #running: Promise<void> | null = null;

  constructor(options: AuthorOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Something may be ready for a block. */
  wake(): void {
    this.#wake?.();
  }

  /** Finishes the block in hand. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wake?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    const stopped = (): boolean => signal.aborted;
    while (!stopped()) {
      const empty = await this.#somethingToDo();
      if (!stopped()) await this.#writeSafely(empty);
    }
  }

  /** Waits for transactions (false) or for the heartbeat (true). */
  async #somethingToDo(): Promise<boolean> {
    if (this.#options.pool.readyCount > 0) {
      // One turn of the event loop, so that a burst sent together lands together.
      await yieldToOthers();
      return false;
    }
    const { heartbeatMs } = this.#options;
    return new Promise((resolve) => {
      const timer = heartbeatMs === null ? null : setTimeout(() => finish(true), heartbeatMs);
      const finish = (heartbeat: boolean): void => {
        if (timer !== null) clearTimeout(timer);
        this.#wake = null;
        resolve(heartbeat);
      };
      this.#wake = () => finish(false);
    });
  }

  async #writeSafely(empty: boolean): Promise<void> {
    try {
      await this.#write(empty);
    } catch (thrown) {
      // A full disk, or a runtime that cannot make blocks: say so and try again, the pool keeps what it has.
      const reason = thrown instanceof Error ? thrown.message : "unknown";
      this.#options.log(`no block could be written, trying again: ${reason}`);
      await sleep(RETRY_WRITE_MS, this.#stop.signal);
    }
  }

  async #write(empty: boolean): Promise<void> {
    const { chain, pool, runtime } = this.#options;
    const parent = chain.head;
    const { slot, timestampMs } = await this.#nextSlot(parent);
    const overlay = new Overlay(parent.state);
    runtime.initializeBlock(overlay, unfinishedHeader(parent, slot));
    const included: Uint8Array[] = [];
    for (const inherent of runtime.inherents(overlay, timestampMs, slot)) {
      const applied = runtime.applyExtrinsic(overlay, inherent);
      if (!applied.included) throw new Error("the runtime refused its own inherent");
      included.push(inherent);
    }
    const inherents = included.length;
    await this.#applyPool(overlay, included);
    if (included.length === inherents && !empty) return; // everything was refused: no block for nothing
    const header = runtime.finalizeBlock(overlay);
    const head = await chain.append(header, included, overlay.trie());
    pool.onBlock(head.number, new Set(included.map((extrinsic) => hexOf(extrinsicHash(extrinsic)))));
  }

  async #applyPool(overlay: Overlay, included: Uint8Array[]): Promise<void> {
    const { pool, log } = this.#options;
    const start = performance.now();
    let turn = start;
    let bytes = BLOCK_OVERHEAD_BYTES;
    let applied = 0;
    const skipped: string[] = [];
    for (const pooled of pool.ordered()) {
      if (
        performance.now() - start > MAX_AUTHORING_MS ||
        skipped.length > MAX_SKIPPED ||
        this.#stop.signal.aborted
      )
        break;
      if (bytes + pooled.bytes.length > MAX_BLOCK_BYTES) {
        skipped.push(pooled.hash);
        continue;
      }
      try {
        const outcome = this.#apply(overlay, pooled.bytes);
        if (outcome.included) {
          included.push(pooled.bytes);
          bytes += pooled.bytes.length;
          applied++;
        } else if (outcome.why.kind === "invalid" && WAITS.has(outcome.why.reason)) skipped.push(pooled.hash);
        else pool.reject(pooled.hash);
      } catch (thrown) {
        if (thrown instanceof RuntimeUnsupported) log(`a runtime upgrade was refused: ${thrown.message}`);
        else if (!(thrown instanceof RuntimeTrap)) throw thrown;
        pool.reject(pooled.hash);
      }
      if (performance.now() - turn > YIELD_AFTER_MS) {
        await yieldToOthers();
        turn = performance.now();
      }
    }
    // What does not fit a block of its own never will.
    if (applied === 0) for (const hash of skipped) pool.reject(hash);
  }

  /** Throws `RuntimeTrap`, and `RuntimeUnsupported` for an upgrade to what this host cannot run: no block could follow it. */
  #apply(overlay: Overlay, extrinsic: Uint8Array): Applied {
    const { runtime } = this.#options;
    const depth = overlay.depth;
    overlay.begin();
    try {
      const outcome = runtime.applyExtrinsic(overlay, extrinsic);
      if (outcome.included && overlay.codeChanged()) runtime.executor(overlay.trie());
      overlay.commit();
      return outcome;
    } catch (thrown) {
      overlay.rollbackTo(depth);
      throw thrown;
    }
  }

  /**
   * The next Aura slot, waited for when it has not begun. The block's time is the slot's start: pallet-aura asserts slot = timestamp ÷ slot
   * duration, pallet-timestamp wants half a slot between blocks. After a clock set back the chain's time runs ahead
   * slot by slot until the clock catches up.
   */
  async #nextSlot(parent: ChainHead): Promise<{ slot: number; timestampMs: number }> {
    const { runtime, now } = this.#options;
    const slotMs = runtime.slotDuration(parent.state);
    const first = (auraSlotOf(parent.header) ?? 0) + 1;
    const wait = first * slotMs - now();
    if (wait > 0) await sleep(Math.min(wait, slotMs), this.#stop.signal);
    const slot = Math.max(first, Math.floor(now() / slotMs));
    return { slot, timestampMs: slot * slotMs };
  }
}
