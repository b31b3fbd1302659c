import { saysOutOfMemory } from "./failures.ts";

/**
 * What llama.cpp logs while it works. It says there, and nowhere else, why a model could not be loaded. Lines are looked at
 * and dropped, since they may quote prompts.
 */
export class NativeLog {
  #outOfMemory = false;

  /** In the form that wllama takes. */
  readonly logger = {
    debug: ignore,
    log: ignore,
    warn: ignore,
    error: (...what: unknown[]): void => {
      if (what.some((line) => typeof line === "string" && saysOutOfMemory(line))) this.#outOfMemory = true;
    },
  };

  /** Whether an allocation has failed since the last call. */
  takeOutOfMemory(): boolean {
    const seen = this.#outOfMemory;
    this.#outOfMemory = false;
    return seen;
  }
}

function ignore(): void {
  // Deliberately nothing.
}
