/**
 * Cuts a stream of text at the first stop string, wherever the token boundaries fall: text that could still become
 * a stop string is held back until it is clear. Every engine streams through this, so that all stop at the same place.
 */
export class StopMatcher {
  readonly #stop: readonly string[];
  readonly #heldBack: readonly string[];
  #pending = "";
  #released = 0;
  #matched = false;

  /**
   * @param stop the request's stop strings; the match itself is never released
   * @param holdBack strings on which the engine itself stops (a chat template's): held back, but not matched here
   */
  constructor(stop: readonly string[], holdBack: readonly string[] = []) {
    this.#stop = stop.filter((s) => s.length > 0);
    this.#heldBack = [...this.#stop, ...holdBack.filter((s) => s.length > 0)];
  }

  /** Whether a stop string has come. */
  hasMatched(): boolean {
    return this.#matched;
  }

  /** Takes more text and returns what is safe to show. After a match everything is swallowed. */
  push(text: string): string {
    if (this.#matched) return "";
    this.#pending += text;
    let at = -1;
    for (const stop of this.#stop) {
      const found = this.#pending.indexOf(stop);
      if (found !== -1 && (at === -1 || found < at)) at = found;
    }
    if (at !== -1) {
      this.#matched = true;
      return this.#release(at);
    }
    return this.#release(this.#pending.length - this.#openSuffix());
  }

  /**
   * The answer is over: returns held-back text that belongs to it.
   * @param textLength UTF-16 length of the whole answer when the engine cut it (at a template's stop string), else null
   */
  finish(textLength: number | null): string {
    if (this.#matched) return "";
    const keep =
      textLength === null
        ? this.#pending.length
        : Math.max(0, Math.min(this.#pending.length, textLength - this.#released));
    return this.#release(keep);
  }

  #release(length: number): string {
    const text = this.#pending.slice(0, length);
    this.#pending = this.#pending.slice(length);
    this.#released += length;
    return text;
  }

  /** Length of the longest end of the pending text with which a stop string begins. */
  #openSuffix(): number {
    let longest = 0;
    for (const stop of this.#heldBack) {
      for (let length = Math.min(stop.length - 1, this.#pending.length); length > longest; length--) {
        if (this.#pending.endsWith(stop.slice(0, length))) {
          longest = length;
          break;
        }
      }
    }
    return longest;
  }
}
