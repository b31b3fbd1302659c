import type { AccountId, JobId, Millis } from "../../protocol/index.ts";

/**
 * Leases of one requester at once that no node has begun yet. A claim takes a second; these are the three nodes that a
 * client tries for one question, when none of them can be reached. More only keep places from others.
 */
export const MAX_UNCLAIMED_PER_REQUESTER = 3;

/** The same for one address, behind which a whole school may be. */
export const MAX_UNCLAIMED_PER_ADDRESS = 32;

interface Held {
  readonly requester: AccountId;
  readonly address: string;
  readonly untilMs: Millis;
}

/** Who holds places at nodes without using them. In memory: after a restart the leases run out within seconds. */
export class UnclaimedLeases {
  readonly #held = new Map<JobId, Held>();

  /** ms to wait; 0 when there was room, and then `job` counts until `untilMs` or `release`. A job counts once. */
  hold(job: JobId, requester: AccountId, address: string, nowMs: Millis, untilMs: Millis): Millis {
    const endsOfRequester: Millis[] = [];
    const endsOfAddress: Millis[] = [];
    for (const [of, held] of this.#held) {
      if (held.untilMs <= nowMs) this.#held.delete(of);
      else if (of !== job) {
        if (held.requester === requester) endsOfRequester.push(held.untilMs);
        if (held.address === address) endsOfAddress.push(held.untilMs);
      }
    }
    const waitMs = Math.max(
      endsOfRequester.length < MAX_UNCLAIMED_PER_REQUESTER ? 0 : Math.min(...endsOfRequester) - nowMs,
      endsOfAddress.length < MAX_UNCLAIMED_PER_ADDRESS ? 0 : Math.min(...endsOfAddress) - nowMs,
    );
    if (waitMs === 0) this.#held.set(job, { requester, address, untilMs });
    return waitMs;
  }

  /** The lease was granted, and ends then. */
  until(job: JobId, untilMs: Millis): void {
    const held = this.#held.get(job);
    if (held) this.#held.set(job, { ...held, untilMs });
  }

  /** Begun, given back, cancelled, or never granted. */
  release(job: JobId): void {
    this.#held.delete(job);
  }
}
