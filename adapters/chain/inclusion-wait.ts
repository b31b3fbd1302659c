/** Waits until one extrinsic is in a block (or in a final one), refused, or out of time. */
import { z } from "zod";
import { err, ok, type Hex, type Result } from "../../protocol/index.ts";
import type { BlockEvents } from "./block-events.ts";
import { callError, rpcCode } from "./chain-errors.ts";
import { headOf } from "./head-follower.ts";
import { LOOK_AGAIN_MS } from "./chain-limits.ts";
import { ConnectionLost, type Connection } from "./polkadot-connection.ts";
import type { ChainError, Inclusion } from "./port.ts";

export interface Sent {
  readonly extrinsic: Hex;
  readonly hash: Hex;
  /** Best block when it was signed: it cannot be in that one or an earlier one. */
  readonly after: number;
  readonly nonce: number;
}

/** When a verb is done: in a block that may still be replaced by another, or in one that is final. */
export type WaitFor = "inclusion" | "finality";

export interface WaitOptions {
  readonly signal: AbortSignal;
  /** What is said when the signal aborts. */
  readonly stopped: () => ChainError;
  readonly waitFor: WaitFor;
}

/** `TransactionStatus` as a node sends it: a word, or an object of one key. */
const statusSchema = z.union([z.string(), z.record(z.string(), z.unknown())]);
const hashSchema = z.string().nullable();
const ALREADY_IMPORTED = 1013;

export class InclusionWait {
  readonly outcome: Promise<Result<Inclusion, ChainError>>;
  readonly #connection: Connection;
  readonly #events: BlockEvents;
  readonly #waitFor: WaitFor;
  readonly #cleanups: (() => void)[] = [];
  #settle: (outcome: Result<Inclusion, ChainError>) => void = () => undefined;
  #sent: Sent | null = null;
  #done = false;
  #later: NodeJS.Timeout | undefined;

  constructor(connection: Connection, events: BlockEvents, { signal, stopped, waitFor }: WaitOptions) {
    this.#connection = connection;
    this.#events = events;
    this.#waitFor = waitFor;
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const abort = (): void => this.#finish(err(stopped()));
    signal.addEventListener("abort", abort, { once: true });
    this.#cleanups.push(
      () => signal.removeEventListener("abort", abort),
      () => clearTimeout(this.#later),
      connection.onBack(() => void this.#recover()),
    );
  }

  /**
   * Sends the extrinsic and listens to what becomes of it. Rejects with the node's refusal: then it never was in the pool. When the
   * connection broke before the answer nobody knows, and the same bytes are looked for and sent again later.
   */
  async watch(sent: Sent): Promise<void> {
    this.#sent = sent;
    try {
      await this.#subscribe(sent);
    } catch (thrown) {
      if (thrown instanceof ConnectionLost) {
        this.#recoverLater();
        return;
      }
      this.#sent = null;
      throw thrown;
    }
  }

  /** Nobody waits any more. */
  abandon(): void {
    this.#finish(err({ code: "aborted" }));
  }

  async #subscribe(sent: Sent): Promise<void> {
    const listener = (status: unknown): void => this.#hear(sent, status);
    await this.#connection.subscribe(
      "author_extrinsicUpdate",
      "author_submitAndWatchExtrinsic",
      [sent.extrinsic],
      listener,
    );
  }

  #hear(sent: Sent, json: unknown): void {
    const status = statusSchema.safeParse(json);
    if (!status.success || this.#done) return;
    if (typeof status.data === "string") {
      if (status.data === "invalid" || status.data === "dropped") this.#refused(status.data);
      return;
    }
    const { inBlock, finalized } = status.data;
    if (typeof finalized === "string") void this.#landed(sent, finalized, true);
    else if (typeof inBlock === "string") void this.#landed(sent, inBlock, false);
    else if ("usurped" in status.data) this.#refused("usurped");
  }

  #refused(how: string): void {
    this.#finish(
      err({ code: "invalid_transaction", message: `the transaction pool let go of the extrinsic: ${how}` }),
    );
  }

  /** Whether the extrinsic is in that block. Resolves the verb unless it waits for finality and the block is not final. */
  async #landed(sent: Sent, block: string, finalized: boolean): Promise<boolean> {
    if (!finalized && this.#waitFor === "finality") return true;
    try {
      const outcome = await this.#events.outcome(block, sent.extrinsic, sent.hash);
      if (outcome === null) return false;
      this.#finish(outcome.ok ? ok({ ...outcome.value, finalized }) : outcome);
      return true;
    } catch (thrown) {
      if (rpcCode(thrown) === null) return false; // the connection broke again: its return starts another recovery
      const message = "the extrinsic is in a block whose events the node does not have any more";
      this.#finish(err({ code: "chain_unreachable", message }));
      return true;
    }
  }

  /** The connection is back: was it included meanwhile? If not, it is sent again. */
  async #recover(): Promise<void> {
    const sent = this.#sent;
    if (sent === null || this.#done) return;
    try {
      if (await this.#found(sent)) return;
      await this.#subscribe(sent);
    } catch (thrown) {
      const code = rpcCode(thrown);
      if (code === null) {
        this.#recoverLater(); // broke again
        return;
      }
      // Included between the search and the sending, or waiting in the pool without a listener.
      if (await this.#found(sent).catch(() => false)) return;
      if (code === ALREADY_IMPORTED) this.#recoverLater();
      else this.#finish(err(callError(thrown)));
    }
  }

  /** Where no subscription tells: looks again after a while. A connection that comes back looks by itself. */
  #recoverLater(): void {
    clearTimeout(this.#later);
    if (this.#done) return;
    this.#later = setTimeout(() => {
      if (this.#connection.connected) void this.#recover();
    }, LOOK_AGAIN_MS);
  }

  /** Whether it is in a block since it was signed. */
  async #found(sent: Sent): Promise<boolean> {
    const best = headOf(this.#connection, await this.#connection.call("chain_getHeader", []));
    const final = await this.#finalized();
    for (let number = sent.after + 1; number <= best.number; number++) {
      const hash = hashSchema.parse(await this.#connection.call("chain_getBlockHash", [number]));
      if (hash === null || !(await this.#events.has(hash, sent.extrinsic))) continue;
      if (await this.#landed(sent, hash, number <= final)) {
        if (!this.#done) this.#recoverLater(); // not final yet
        return true;
      }
    }
    return false;
  }

  /** Number of the best final block. */
  async #finalized(): Promise<number> {
    const hash = await this.#connection.call("chain_getFinalizedHead", []);
    return headOf(this.#connection, await this.#connection.call("chain_getHeader", [hash])).number;
  }

  #finish(outcome: Result<Inclusion, ChainError>): void {
    if (this.#done) return;
    this.#done = true;
    for (const cleanup of this.#cleanups) cleanup();
    this.#settle(outcome);
  }
}
