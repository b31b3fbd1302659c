/** One slot and the jobs behind it, in order. */

export interface QueuedJob {
  /** Runs to its end; never rejects. Aborted: ends soon, handing the job back or cancelled. */
  run(signal: AbortSignal): Promise<void>;
  /** Called instead of `run` when the job leaves before it started: the owner gives it back, or its requester left. */
  handBack(code: "handed_back" | "cancelled"): void;
}

export class JobQueue {
  #waiting: { job: QueuedJob; abort: AbortController }[] = [];
  #running: { abort: AbortController; ended: Promise<void> } | null = null;

  /** Running and waiting. */
  get size(): number {
    return this.#waiting.length + (this.#running ? 1 : 0);
  }

  /** @returns how to abort this very job, waiting or running. */
  push(job: QueuedJob): () => void {
    const entry = { job, abort: new AbortController() };
    this.#waiting.push(entry);
    this.#next();
    return () => {
      entry.abort.abort();
      // A requester that left must not keep a place that others could have.
      const at = this.#waiting.indexOf(entry);
      if (at < 0) return;
      this.#waiting.splice(at, 1);
      job.handBack("cancelled");
    };
  }

  /** Waiting jobs go back; resolves when the running one has ended. `now`: it is aborted too. */
  async drain(now: boolean): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { job } of waiting) job.handBack("handed_back");
    if (now) this.#running?.abort.abort();
    await this.#running?.ended;
  }

  #next(): void {
    if (this.#running) return;
    const entry = this.#waiting.shift();
    if (!entry) return;
    const ended = entry.job.run(entry.abort.signal).then(() => {
      this.#running = null;
      this.#next();
    });
    this.#running = { abort: entry.abort, ended };
  }
}
