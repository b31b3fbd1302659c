import type { Wllama } from "@wllama/wllama/esm/index.js";
import { SilenceWatch } from "../silence-watch.ts";
import { hookWorker } from "./internals.ts";

/** ms between two looks at a worker that owes an answer. */
export const WATCH_TICK_MS = 5_000;

/**
 * Looks without a sign of life, two minutes, before the worker counts as hung. A sign comes at least after each
 * `PREFILL_STEP_TOKENS`: who needs longer for that is too slow for a prompt of a few hundred tokens within the ten minutes
 * (`JOB_DEADLINE_MS`) that a requester waits.
 */
const MAX_SILENT_TICKS = 24;

/**
 * Tokens of a prompt that llama.cpp computes before it reports back (`n_batch`; its default is 2048). Small, so that neither
 * a sign of life nor the end of an aborted prefill is long in coming; not smaller, because weights are read once a step.
 */
export const PREFILL_STEP_TOKENS = 64;

/**
 * Watches over wllama's worker in two ways, since it may go in two ways:
 *
 * - It dies (the browser took its memory, it crashed). The worker holds a Web Lock for as long as it lives, which the browser
 *   frees whichever way it ends; the page waits for that lock. So a death is noticed at once, idle or busy, and a worker
 *   that is only slow never looks dead.
 * - It hangs (a thread died under it, an answer got lost in wllama). Then silence is all there is to see. Asking it would
 *   say no more: during a step its thread is inside WebAssembly, where a healthy worker answers nobody either. So its own
 *   messages count, and the steps are kept short enough for a limit to mean something (`MAX_SILENT_TICKS`).
 */
export class WorkerWatch {
  readonly #onLost: (why: string) => void;
  readonly #tickMs: number;
  readonly #silence = new SilenceWatch(() => this.#lose("the engine's worker does not answer any more"));
  readonly #waiting = new AbortController();
  #worker: Worker | null = null;

  /** @param onLost called at most once, and not after `terminate` */
  constructor(wllama: Wllama, tickMs: number, onLost: (why: string) => void) {
    this.#tickMs = tickMs;
    this.#onLost = onLost;
    const lock = `coco/wllama/${crypto.randomUUID()}`;
    hookWorker(wllama, { prelude: holdLock(lock), onWorker: (worker) => this.#watch(worker, lock) });
  }

  /** Whether wllama has made its worker. */
  get hasWorker(): boolean {
    return this.#worker !== null;
  }

  /** The worker owes an answer: from now on its silence counts. Returns how to say that it owes nothing more. */
  expectSigns(): () => void {
    return this.#silence.start(this.#tickMs, MAX_SILENT_TICKS);
  }

  /** Ends the worker, also one that wllama is still about to make, and the watch. */
  terminate(): void {
    this.#waiting.abort();
    this.#silence.stop();
    this.#worker?.terminate();
  }

  #watch(worker: Worker, lock: string): void {
    this.#worker = worker;
    if (this.#waiting.signal.aborted) {
      // wllama's own `exit` ends only a worker that is there already.
      worker.terminate();
      return;
    }
    // Until it holds its lock, silence must do; afterwards a load may be silent for long (a slow line, a big model).
    const calm = this.expectSigns();
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#lose("the engine's worker crashed");
    });
    worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      this.#silence.heard();
      if (!isHolding(data)) return;
      calm();
      this.#waitFor(lock);
    });
  }

  #waitFor(lock: string): void {
    navigator.locks
      .request(lock, { signal: this.#waiting.signal }, () => this.#lose("the engine's worker has died"))
      // Not granted because nobody waits any more.
      .catch(() => undefined);
  }

  #lose(why: string): void {
    if (this.#waiting.signal.aborted) return;
    this.terminate();
    this.#onLost(why);
  }
}

/** wllama drops messages that it does not know. */
const HOLDING = "coco.holding";

/**
 * The page may wait for the lock only once the worker has it, so the worker says when. Every browser with the 64-bit
 * memories that wllama needs has Web Locks.
 */
function holdLock(lock: string): string {
  return `navigator.locks.request(${JSON.stringify(lock)}, () => {
    postMessage({ verb: ${JSON.stringify(HOLDING)} });
    return new Promise(() => undefined);
  });`;
}

function isHolding(message: unknown): boolean {
  return typeof message === "object" && message !== null && Reflect.get(message, "verb") === HOLDING;
}
