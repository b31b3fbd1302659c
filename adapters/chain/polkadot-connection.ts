/** One connection to a node: quiet, and taken up again when it breaks. */
import { ApiPromise, WsProvider } from "@polkadot/api";
import type { ProviderInterface } from "@polkadot/rpc-provider/types";
import { err, ok, type Result } from "../../protocol/index.ts";
import {
  INCLUSION_TIMEOUT_MS,
  RECONNECT_FIRST_MS,
  RECONNECT_MOST_MS,
  RPC_TIMEOUT_MS,
} from "./chain-limits.ts";
import type { ChainError } from "./port.ts";

export interface ConnectOptions {
  /** `ws://127.0.0.1:8080/rpc` and the like. */
  readonly url: string;
  /** ms until a first connection must stand. */
  readonly timeoutMs?: number;
  /** Gives up when nothing listens, instead of waiting for a node that starts; for people who wait. */
  readonly once?: boolean;
  readonly signal?: AbortSignal;
}

export class Connection {
  readonly api: ApiPromise;
  readonly #provider: WsProvider;
  #closed = false;
  #retry: NodeJS.Timeout | undefined;
  #pauseMs = RECONNECT_FIRST_MS;

  constructor(api: ApiPromise, provider: WsProvider) {
    this.api = api;
    this.#provider = provider;
    provider.on("connected", () => {
      this.#pauseMs = RECONNECT_FIRST_MS;
    });
    provider.on("disconnected", () => this.#reconnectLater());
  }

  get connected(): boolean {
    return this.#provider.isConnected && !this.#closed;
  }

  /**
   * One call. Not through `api.rpc`, which prints every refusal to the console. Rejects with the node's error (it has a `code`),
   * or with another one when the connection is gone.
   */
  async call(method: string, params: unknown[]): Promise<unknown> {
    if (!this.connected) throw new ConnectionLost();
    return reached(this.#provider.send<unknown>(method, params));
  }

  /** A subscription; taken up again by itself after a reconnection, save those of `author_`. */
  async subscribe(
    type: string,
    method: string,
    params: unknown[],
    listener: (result: unknown) => void,
  ): Promise<string> {
    if (!this.connected) throw new ConnectionLost();
    const id = await reached(
      this.#provider.subscribe(type, method, params, (error, result) => {
        if (!error) listener(result);
      }),
    );
    return String(id);
  }

  async unsubscribe(type: string, method: string, id: string): Promise<void> {
    if (!this.connected) return;
    await this.#provider.unsubscribe(type, method, id).catch(() => false); // ended by the node already
  }

  /** Calls `listener` whenever a lost connection is back. Returns the unsubscriber. */
  onBack(listener: () => void): () => void {
    return this.#provider.on("connected", listener);
  }

  /** Resolves true once connected, false when aborted first. */
  async whenConnected(signal: AbortSignal): Promise<boolean> {
    if (this.connected) return true;
    if (signal.aborted || this.#closed) return false;
    return new Promise((resolve) => {
      const finish = (connected: boolean): void => {
        off();
        signal.removeEventListener("abort", aborted);
        resolve(connected);
      };
      const aborted = (): void => finish(false);
      const off = this.#provider.on("connected", () => finish(true));
      signal.addEventListener("abort", aborted, { once: true });
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.api.disconnect();
  }

  #reconnectLater(): void {
    if (this.#closed) return;
    clearTimeout(this.#retry);
    // Jitter, so that many clients of one node do not come back in one moment.
    const pauseMs = this.#pauseMs * (0.5 + Math.random() / 2);
    this.#pauseMs = Math.min(this.#pauseMs * 2, RECONNECT_MOST_MS);
    this.#retry = setTimeout(() => {
      if (!this.#closed) this.#provider.connect().catch(() => undefined); // its failure is the next "disconnected"
    }, pauseMs);
  }
}

/** The node cannot be asked right now. */
export class ConnectionLost extends Error {
  constructor() {
    super("not connected to the chain");
  }
}

/** Connects and reads the chain's metadata. */
export async function connect(options: ConnectOptions): Promise<Result<Connection, ChainError>> {
  // The provider's own reconnection prints every failure to the console: ours is in `Connection`.
  const provider = new WsProvider(options.url, false, {}, RPC_TIMEOUT_MS);
  const deadline = AbortSignal.timeout(options.timeoutMs ?? INCLUSION_TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  const unreachable = (): ChainError => ({
    code: options.signal?.aborted ? "aborted" : "chain_unreachable",
    message: "the chain does not answer; is it running?",
  });
  if (!(await firstConnection(provider, signal, options.once ?? false))) {
    await provider.disconnect().catch(() => undefined);
    return err(unreachable());
  }
  const api = new ApiPromise({
    provider: provider as ProviderInterface,
    noInitWarn: true,
    throwOnConnect: false,
  });
  const ready = await raceAbort(api.isReadyOrError, signal);
  if (!ready) {
    await api.disconnect().catch(() => undefined);
    return err(unreachable());
  }
  return ok(new Connection(api, provider));
}

async function firstConnection(provider: WsProvider, signal: AbortSignal, once: boolean): Promise<boolean> {
  for (
    let pauseMs = RECONNECT_FIRST_MS;
    !signal.aborted;
    pauseMs = Math.min(pauseMs * 2, RECONNECT_MOST_MS)
  ) {
    if (await attempt(provider, signal)) return true;
    if (once) return false;
    await raceAbort(new Promise((resolve) => setTimeout(resolve, pauseMs)), signal);
  }
  return false;
}

function attempt(provider: WsProvider, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const offs: (() => void)[] = [];
    const finish = (connected: boolean): void => {
      for (const off of offs) off();
      signal.removeEventListener("abort", aborted);
      resolve(connected);
    };
    const aborted = (): void => finish(false);
    offs.push(
      provider.on("connected", () => finish(true)),
      provider.on("disconnected", () => finish(false)),
    );
    signal.addEventListener("abort", aborted, { once: true });
    provider.connect().catch(() => finish(false));
  });
}

/** Whether the promise resolved before the abort. Never rejects. */
async function raceAbort(promise: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  let aborted: () => void = () => undefined;
  const abort = new Promise<boolean>((resolve) => {
    aborted = () => resolve(false);
    signal.addEventListener("abort", aborted, { once: true });
  });
  const done = promise.then(
    () => true,
    () => false,
  );
  const outcome = await Promise.race([done, abort]);
  signal.removeEventListener("abort", aborted);
  return outcome;
}

/** The node's own refusals stay what they are; everything else that a provider rejects with is a broken connection. */
async function reached<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConnectionLost()), RPC_TIMEOUT_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } catch (thrown) {
    throw thrown instanceof Error && "code" in thrown && typeof thrown.code === "number"
      ? thrown
      : new ConnectionLost();
  } finally {
    clearTimeout(timer);
  }
}
