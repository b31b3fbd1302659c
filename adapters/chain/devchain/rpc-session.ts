/** One client's side of the RPC: its subscriptions and what is sent to it. */
import { MAX_SUBSCRIPTIONS_PER_CONNECTION } from "./limits.ts";
import { tooManySubscriptions } from "./rpc-errors.ts";

/** Sends one notification of a subscription. */
export type Notify = (result: unknown) => void;

export class RpcSession {
  readonly #send: (message: string) => void;
  readonly #subscriptions = new Map<string, () => void>();
  #held: string[] | null = null;
  #last = 0;

  constructor(send: (message: string) => void) {
    this.#send = send;
  }

  /**
   * Opens a subscription and returns its id. `start` gets the sender and `end` (the server closes it), and returns how to
   * stop. Throws `RpcError` when the connection has too many.
   */
  subscribe(method: string, start: (notify: Notify, end: () => void) => () => void): string {
    if (this.#subscriptions.size >= MAX_SUBSCRIPTIONS_PER_CONNECTION) throw tooManySubscriptions();
    const id = `s${++this.#last}`;
    const notify: Notify = (result) =>
      this.#push(JSON.stringify({ jsonrpc: "2.0", method, params: { subscription: id, result } }));
    // Known before it starts, so that one which ends at once is gone afterwards.
    this.#subscriptions.set(id, () => undefined);
    let stop: () => void;
    try {
      stop = start(notify, () => this.#subscriptions.delete(id));
    } catch (thrown) {
      this.#subscriptions.delete(id);
      throw thrown;
    }
    if (this.#subscriptions.has(id)) this.#subscriptions.set(id, stop);
    return id;
  }

  /** Whether there was such a subscription. */
  unsubscribe(id: string): boolean {
    const stop = this.#subscriptions.get(id);
    stop?.();
    return this.#subscriptions.delete(id);
  }

  /** Runs a call; notifications that it causes go out after its answer, so that the client knows their id. */
  answer(run: () => string | null): void {
    this.#held = [];
    const reply = run();
    const held = this.#held;
    this.#held = null;
    if (reply !== null) this.#send(reply);
    for (const message of held) this.#send(message);
  }

  close(): void {
    for (const stop of this.#subscriptions.values()) stop();
    this.#subscriptions.clear();
  }

  #push(message: string): void {
    if (this.#held === null) this.#send(message);
    else this.#held.push(message);
  }
}
