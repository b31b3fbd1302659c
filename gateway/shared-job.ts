/**
 * One job of the network with any number of readers: each reads everything from the beginning. When the last reader
 * leaves before the end, the job is cancelled (after `graceMs`, in which a retry may come back to it).
 */
export class SharedJob<T> {
  readonly #abort = new AbortController();
  readonly #graceMs: number;
  #items: readonly T[] = [];
  #state: { phase: "running" } | { phase: "done" } | { phase: "failed"; error: unknown } = {
    phase: "running",
  };
  #readers = 0;
  #graceTimer: NodeJS.Timeout | null = null;
  #changed = Promise.withResolvers<undefined>();
  /** Resolves at the end, however it ends; never rejects. */
  readonly ended: Promise<void>;

  /** `start` begins the job at once. `compact` makes a finished job's items cheaper to keep. */
  constructor(
    start: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
    options: { graceMs: number; compact?: (items: readonly T[]) => readonly T[] },
  ) {
    this.#graceMs = options.graceMs;
    this.ended = this.#pump(start, options.compact);
  }

  get succeeded(): boolean {
    return this.#state.phase === "done";
  }

  get running(): boolean {
    return this.#state.phase === "running";
  }

  /** Cancelled: a later reader would only read an abort. */
  get cancelled(): boolean {
    return this.#abort.signal.aborted;
  }

  cancel(): void {
    this.#abort.abort();
  }

  /** Everything from the beginning, then what comes. Throws what the job threw. Ends early when `signal` aborts. */
  async *read(signal: AbortSignal): AsyncGenerator<T, void, undefined> {
    this.#enter();
    const left = Promise.withResolvers<undefined>();
    let inside = true;
    // At once, and not when this generator goes on: nobody may ask it for a next item again.
    const leave = () => {
      left.resolve(undefined);
      if (inside) this.#leave();
      inside = false;
    };
    signal.addEventListener("abort", leave, { once: true });
    try {
      for (let index = 0; ;) {
        while (index < this.#items.length) {
          if (signal.aborted) return;
          yield this.#items[index++] as T;
        }
        if (this.#state.phase === "failed") throw this.#state.error;
        if (this.#state.phase === "done" || signal.aborted) return;
        await Promise.race([this.#changed.promise, left.promise]);
      }
    } finally {
      signal.removeEventListener("abort", leave);
      leave();
    }
  }

  async #pump(
    start: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
    compact: ((items: readonly T[]) => readonly T[]) | undefined,
  ): Promise<void> {
    const items: T[] = [];
    this.#items = items;
    try {
      for await (const item of await start(this.#abort.signal)) {
        items.push(item);
        this.#wake();
      }
      this.#state = { phase: "done" };
    } catch (error) {
      this.#state = { phase: "failed", error };
    }
    this.#wake();
    // Never under a reader's index.
    if (compact !== undefined && this.#state.phase === "done" && this.#readers === 0)
      this.#items = compact(items);
  }

  #wake(): void {
    const changed = this.#changed;
    this.#changed = Promise.withResolvers<undefined>();
    changed.resolve(undefined);
  }

  #enter(): void {
    this.#readers++;
    if (this.#graceTimer !== null) clearTimeout(this.#graceTimer);
    this.#graceTimer = null;
  }

  #leave(): void {
    this.#readers--;
    if (this.#readers > 0 || this.#state.phase !== "running") return;
    if (this.#graceMs === 0) this.cancel();
    else this.#graceTimer = setTimeout(() => this.cancel(), this.#graceMs);
  }
}
