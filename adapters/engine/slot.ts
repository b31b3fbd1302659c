/** The one place where a generation (or a scoring pass) may run. */
export class GenerationSlot {
  #holder: Promise<void> | null = null;

  /** Takes the slot, or null when it is held. The returned function frees it; calling it again does nothing. */
  acquire(): (() => void) | null {
    if (this.#holder !== null) return null;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#holder = promise;
    return () => {
      if (this.#holder !== promise) return;
      this.#holder = null;
      resolve(undefined);
    };
  }

  /** Resolves when nobody holds the slot. */
  async idle(): Promise<void> {
    while (this.#holder !== null) await this.#holder;
  }
}
