import { networkEventSchema } from "../../../protocol/index.ts";
import { applyEvent, EMPTY_NETWORK, type NetworkState } from "./network-state.ts";

/** ms. First wait before a closed feed is opened again; doubles up to the longest, each with up to half of it as jitter. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/** The operator's live feed (`GET /v1/events`). Connected while somebody listens, and only then. */
export class NetworkFeed {
  readonly #url: string;
  readonly #listeners = new Set<() => void>();
  #state = EMPTY_NETWORK;
  #source: EventSource | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  constructor(url: string) {
    this.#url = url;
  }

  getState = (): NetworkState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#open();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#close();
    };
  };

  #open(): void {
    const source = new EventSource(this.#url);
    this.#source = source;
    source.onmessage = (message: MessageEvent<unknown>) => {
      this.#take(message.data);
    };
    source.onerror = () => {
      this.#set({ ...this.#state, status: "lost" });
      // EventSource reconnects by itself after a network error, but never after an HTTP one.
      source.close();
      this.#failures += 1;
      const waitMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#failures - 1));
      this.#retry = setTimeout(
        () => {
          this.#open();
        },
        waitMs * (0.75 + Math.random() * 0.5),
      );
    };
  }

  #take(raw: unknown): void {
    let json: unknown;
    try {
      json = JSON.parse(String(raw));
    } catch {
      return;
    }
    // A newer server may send kinds of events that this page does not know: they are skipped.
    const event = networkEventSchema.safeParse(json);
    if (!event.success) {
      // Without a first snapshot there is nothing to show, and the page must not seem to be still connecting.
      if (!this.#state.known) this.#set({ ...this.#state, status: "lost" });
      return;
    }
    this.#failures = 0;
    this.#set(applyEvent(this.#state, event.data));
  }

  #close(): void {
    this.#source?.close();
    this.#source = null;
    clearTimeout(this.#retry);
  }

  #set(state: NetworkState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
