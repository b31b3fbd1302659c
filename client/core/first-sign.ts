import type { Millis } from "../../protocol/index.ts";

/** The patience of who waits for a first sign. A sign of any node renews it for the attempts after that node's failure. */
export class FirstSign {
  readonly #patienceMs: Millis;
  #due: AbortSignal;
  #seen = false;

  constructor(patienceMs: Millis) {
    this.#patienceMs = patienceMs;
    this.#due = AbortSignal.timeout(patienceMs);
  }

  /** Aborts when no sign came in time. */
  get due(): AbortSignal {
    if (this.#seen) this.#due = AbortSignal.timeout(this.#patienceMs);
    this.#seen = false;
    return this.#due;
  }

  seen(): void {
    this.#seen = true;
  }
}
