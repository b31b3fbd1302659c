/** Limits of the HTTP door; the wire's own stand in `protocol/limits.ts`. */

/** Jobs of one gateway process at once; each holds a session and up to one answer in memory. Then 429. */
export const MAX_ACTIVE_JOBS = 256;

/** ms. How long a finished job answers the same Idempotency-Key; the stock client's two retries end within 10 minutes. */
export const IDEMPOTENCY_WINDOW_MS = 10 * 60 * 1000;

/** Remembered keys; each holds one answer. The oldest finished one leaves first. */
export const MAX_IDEMPOTENCY_KEYS = 1024;

/** Characters. OpenAI's clients send UUIDs with a prefix; longer keys only cost memory. */
export const MAX_IDEMPOTENCY_KEY_CHARS = 255;

/** ms. A keyed job outlives its requester's connection this long, so that a retry finds it running. */
export const RECONNECT_GRACE_MS = 5_000;

/** ms. A stream says something at least this often; under the 10 s that nobody may wait without a sign. */
export const KEEP_ALIVE_MS = 5_000;

/** ms. A request's body must be there by then: the largest one on a line of 0.6 Mbit/s; under the server's own cut at 60 s. */
export const BODY_TIMEOUT_MS = 30_000;
