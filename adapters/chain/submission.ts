/**
 * Sends extrinsics of one account. Signing and sending happen one after the other, with nonces counted here, so that a
 * burst needs no waiting for blocks; waiting for inclusion happens side by side. After a lost connection an extrinsic is
 * looked for in the blocks since, and sent again when it is not there: its bytes are the same, so it cannot happen twice.
 * Its nonce stays its own until its fate is known: a node that was restarted has forgotten what it had not included.
 */
import { z } from "zod";
import { err, ok, toHex, type Result } from "../../protocol/index.ts";
import type { BlockEvents } from "./block-events.ts";
import { callError, rpcCode } from "./chain-errors.ts";
import { INCLUSION_TIMEOUT_MS, MORTAL_BLOCKS } from "./chain-limits.ts";
import type { Call } from "./decorated.ts";
import type { HeadFollower } from "./head-follower.ts";
import { InclusionWait, type Sent, type WaitFor } from "./inclusion-wait.ts";
import { ConnectionLost, type Connection } from "./polkadot-connection.ts";
import { keystoreSigner, type ExtrinsicKey } from "./polkadot-signer.ts";
import type { ChainError, Inclusion } from "./port.ts";

export interface SubmitOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** `inclusion` by default. */
  readonly waitFor?: WaitFor;
}

/** JSON-RPC codes of the pool that a wrong nonce can cause: stale, already imported, priority too low. */
const NONCE_TAKEN: ReadonlySet<number> = new Set([1010, 1013, 1014]);
/** Tries of one call whose nonce somebody else took. */
const MOST_ATTEMPTS = 3;

export class Submissions {
  readonly #connection: Connection;
  readonly #heads: HeadFollower;
  readonly #events: BlockEvents;
  readonly #key: ExtrinsicKey;
  /** Nonces of extrinsics that may be in a block, or will be sent again. */
  readonly #inFlight = new Set<number>();
  #nextNonce: number | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(connection: Connection, heads: HeadFollower, events: BlockEvents, key: ExtrinsicKey) {
    this.#connection = connection;
    this.#heads = heads;
    this.#events = events;
    this.#key = key;
  }

  /** Signs, sends and waits for the block. `call` is made when its turn comes. */
  async submit(call: () => Call, options: SubmitOptions = {}): Promise<Result<Inclusion, ChainError>> {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? INCLUSION_TIMEOUT_MS);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    const stopped = (): ChainError => this.#stopped(options.signal);
    const { waitFor = "inclusion" } = options;
    const wait = new InclusionWait(this.#connection, this.#events, { signal, stopped, waitFor });
    try {
      const sent = await this.#inTurn(() => this.#send(call, wait, signal, stopped));
      if (!sent.ok) return sent;
      const outcome = await wait.outcome;
      this.#inFlight.delete(sent.value.nonce);
      if (!outcome.ok && outcome.error.code !== "dispatch_failed") this.#nextNonce = null; // its nonce may be free again
      return outcome;
    } finally {
      wait.abandon();
    }
  }

  #stopped(signal: AbortSignal | undefined): ChainError {
    if (signal?.aborted) return { code: "aborted" };
    return this.#connection.connected
      ? { code: "timed_out", message: "the extrinsic was not included in time; it may still be" }
      : {
          code: "chain_unreachable",
          message: "the connection to the chain was lost and did not come back in time",
        };
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(run);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #send(
    call: () => Call,
    wait: InclusionWait,
    signal: AbortSignal,
    stopped: () => ChainError,
  ): Promise<Result<Sent, ChainError>> {
    for (let attempt = 1; ; attempt++) {
      if (!(await this.#connection.whenConnected(signal))) return err(stopped());
      const counted = this.#nextNonce !== null;
      try {
        const nonce = (this.#nextNonce ??= await this.#askNonce());
        const sent = await this.#sign(call(), nonce);
        this.#inFlight.add(nonce);
        try {
          await wait.watch(sent);
        } catch (thrown) {
          this.#inFlight.delete(nonce);
          throw thrown;
        }
        this.#nextNonce = nonce + 1;
        return ok(sent);
      } catch (thrown) {
        if (thrown instanceof ConnectionLost) continue; // nothing was sent yet: the time that the verb has is the limit
        this.#nextNonce = null; // whatever went wrong, the node knows the right one
        const code = rpcCode(thrown);
        // Somebody else used this account meanwhile.
        const again = counted && code !== null && NONCE_TAKEN.has(code);
        if (!again || attempt === MOST_ATTEMPTS) return err(callError(thrown));
      }
    }
  }

  async #askNonce(): Promise<number> {
    const answer = await this.#connection.call("system_accountNextIndex", [this.#address()]);
    return Math.max(z.number().int().parse(answer), ...[...this.#inFlight].map((nonce) => nonce + 1));
  }

  #address(): string {
    return this.#connection.api.createType("AccountId", this.#key.account).toString();
  }

  async #sign(call: Call, nonce: number): Promise<Sent> {
    const { head } = this.#heads;
    const era = this.#connection.api.createType("ExtrinsicEra", {
      current: head.number,
      period: MORTAL_BLOCKS,
    });
    const mortality = head.number === 0 ? { era: 0 } : { era, blockHash: head.hash };
    const signed = await call.signAsync(this.#address(), {
      signer: keystoreSigner(this.#key),
      nonce,
      ...mortality,
    });
    return { extrinsic: signed.toHex(), hash: toHex(signed.hash.toU8a()), after: head.number, nonce };
  }
}
