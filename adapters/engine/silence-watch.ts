/**
 * Notices that a worker has fallen silent. Silence is counted in ticks and not in time, because a page that was frozen wakes
 * up with its clock ahead and the worker's messages still in its queue: it then has all ticks before it again.
 */
export class SilenceWatch {
  readonly #onSilent: () => void;
  #timer: ReturnType<typeof setInterval> | null = null;
  #silentTicks = 0;

  /** @param onSilent called at most once for each `start` */
  constructor(onSilent: () => void) {
    this.#onSilent = onSilent;
  }

  /**
   * Watches until the returned function (or `stop`) is called. `onTick` may ask the worker for a sign of life, where the
   * worker can answer. A second start while one runs changes nothing.
   */
  start(tickMs: number, maxSilentTicks: number, onTick: () => void = () => undefined): () => void {
    this.#silentTicks = 0;
    this.#timer ??= setInterval(() => {
      if (this.#silentTicks >= maxSilentTicks) {
        this.stop();
        this.#onSilent();
        return;
      }
      this.#silentTicks++;
      onTick();
    }, tickMs);
    return () => this.stop();
  }

  /** A sign of life. */
  heard(): void {
    this.#silentTicks = 0;
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
