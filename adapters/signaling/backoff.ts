/** ms. First wait after a lost connection. */
const BASE_MS = 250;
/** ms. Longest wait: a returned server is found again within this. */
const CAP_MS = 10_000;

/**
 * Exponential backoff with full jitter, so that a thousand nodes do not return in the same second.
 * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * @param attempt 0 for the first retry
 * @param random in [0, 1)
 * @returns ms
 */
export function backoffMs(attempt: number, random: number): number {
  return Math.floor(random * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, 16)));
}
