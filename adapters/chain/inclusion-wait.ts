/** Waits until one extrinsic is in a block, refused, or out of time. */
import { z } from "zod";
import { err, type Hex, type Result } from "../../protocol/index.ts";
import type { BlockEvents } from "./block-events.ts";
import { callError, rpcCode } from "./chain-errors.ts";
import { headOf } from "./head-follower.ts";
import type { Connection } from "./polkadot-connection.ts";
import type { ChainError, Inclusion } from "./port.ts";

export interface Sent {
  readonly extrinsic: Hex;
  readonly hash: Hex;
  /** Best block when it was signed: it cannot be in that one or an earlier one. */
  readonly after: number;
}

/** `TransactionStatus` as a node sends it: a word, or an object of one key. */
const statusSchema = z.union([z.string(), z.record(z.string(), z.unknown())]);
const hashSchema = z.string().nullable();
const ALREADY_IMPORTED = 1013;

export class InclusionWait {
  readonly outcome: Promise<Result<Inclusion, ChainError>>;
  readonly #connection: Connection;
  readonly #events: BlockEvents;
  readonly #cleanups: (() => void)[] = [];
  #settle: (outcome: Result<Inclusion, ChainError>) => void = () => undefined;
  #sent: Sent | null = null;
  #done = false;

  constructor(connection: Connection, events: BlockEvents, signal: AbortSignal, stopped: () => ChainError) {
    this.#connection = connection;
    this.#events = events;
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const abort = (): void => this.#finish(err(stopped()));
    signal.addEventListener("abort", abort, { once: true });
    this.#cleanups.push(
      () => signal.removeEventListener("abort", abort),
      connection.onBack(() => void this.#recover()),
    );
  }

  /** Sends the extrinsic and listens to what becomes of it. Rejects with the node's refusal. */
  async watch(sent: Sent): Promise<void> {
    this.#sent = null; // a recovery of an earlier try must not answer for this one
    await this.#subscribe(sent);
    this.#sent = sent;
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
    const block = status.data["inBlock"] ?? status.data["finalized"];
    if (typeof block === "string") void this.#landed(sent, block);
    else if ("usurped" in status.data) this.#refused("usurped");
  }

  #refused(how: string): void {
    this.#finish(
      err({ code: "invalid_transaction", message: `the transaction pool let go of the extrinsic: ${how}` }),
    );
  }

  async #landed(sent: Sent, block: string): Promise<boolean> {
    try {
      const outcome = await this.#events.outcome(block, sent.extrinsic, sent.hash);
      if (outcome !== null) this.#finish(outcome);
      return outcome !== null;
    } catch {
      return false; // the connection broke again: its return starts another recovery
    }
  }

  /** The connection is back: was it included meanwhile? If not, it is sent again. */
  async #recover(): Promise<void> {
    const sent = this.#sent;
    if (sent === null || this.#done) return;
    try {
      if (await this.#search(sent)) return;
      await this.#subscribe(sent);
    } catch (thrown) {
      const code = rpcCode(thrown);
      if (code === null) return; // broke again
      // Included between the search and the sending, or waiting in the pool without a listener.
      if (await this.#search(sent).catch(() => false)) return;
      if (code !== ALREADY_IMPORTED) this.#finish(err(callError(thrown)));
    }
  }

  async #search(sent: Sent): Promise<boolean> {
    const best = headOf(this.#connection, await this.#connection.call("chain_getHeader", []));
    for (let number = sent.after + 1; number <= best.number; number++) {
      const hash = hashSchema.parse(await this.#connection.call("chain_getBlockHash", [number]));
      if (hash !== null && (await this.#landed(sent, hash))) return true;
    }
    return false;
  }

  #finish(outcome: Result<Inclusion, ChainError>): void {
    if (this.#done) return;
    this.#done = true;
    for (const cleanup of this.#cleanups) cleanup();
    this.#settle(outcome);
  }
}
