/** Idempotency keys: the same key and body find the job that is there, so that a retry is not a second, billed job. */
import { createHash } from "node:crypto";
import { ApiError } from "./errors.ts";
import { IDEMPOTENCY_WINDOW_MS, MAX_IDEMPOTENCY_KEY_CHARS, MAX_IDEMPOTENCY_KEYS } from "./limits.ts";
import type { SharedJob } from "./shared-job.ts";

interface Entry<T> {
  readonly bodyDigest: string;
  readonly job: SharedJob<T>;
  readonly createdAtMs: number;
}

export class IdempotencyStore<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * The job of this key, or a new one by `start`. `caller` keeps the keys of different API keys apart. Only jobs that run
   * or that succeeded are found again: a failed one may be tried anew.
   */
  findOrStart(caller: string, key: string, body: Uint8Array, start: () => SharedJob<T>): SharedJob<T> {
    if (key.length > MAX_IDEMPOTENCY_KEY_CHARS)
      throw new ApiError(
        400,
        `The Idempotency-Key header is longer than ${MAX_IDEMPOTENCY_KEY_CHARS} characters.`,
        { code: "idempotency_key_too_long" },
      );
    this.#forgetOld();
    const id = `${digest(caller)}:${key}`;
    const bodyDigest = digest(body);
    const found = this.#entries.get(id);
    if (found !== undefined && (found.job.succeeded || (found.job.running && !found.job.cancelled))) {
      if (found.bodyDigest === bodyDigest) return found.job;
      throw new ApiError(422, "This Idempotency-Key was already used with another request body.", {
        code: "idempotency_key_reused",
      });
    }
    const job = start();
    this.#entries.delete(id);
    this.#entries.set(id, { bodyDigest, job, createdAtMs: this.#now() });
    return job;
  }

  #forgetOld(): void {
    const oldest = this.#now() - IDEMPOTENCY_WINDOW_MS;
    for (const [id, entry] of this.#entries)
      if (!entry.job.running && (entry.createdAtMs < oldest || this.#entries.size >= MAX_IDEMPOTENCY_KEYS))
        this.#entries.delete(id);
  }
}

function digest(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
