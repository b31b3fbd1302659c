import {
  type JobId,
  LEASE_CLAIM_TIMEOUT_MS,
  type LeaseId,
  MAX_INTENT_HORIZON_MS,
  type Millis,
} from "../../protocol/index.ts";
import type { JobTerms } from "./terms.ts";

/** Promises made and not yet used, and jobs that were run, so that no intent runs twice. */
export class LeaseBook {
  readonly #leases = new Map<LeaseId, { terms: JobTerms; expiresAtMs: Millis }>();
  /** Job → its deadline; after that admission refuses it anyway. */
  readonly #ran = new Map<JobId, Millis>();

  promise(terms: JobTerms, nowMs: Millis): void {
    this.#forget(nowMs);
    this.#leases.set(terms.acceptance.lease, { terms, expiresAtMs: nowMs + LEASE_CLAIM_TIMEOUT_MS });
  }

  /** Leases still to be claimed; each holds a place in the queue. */
  promised(nowMs: Millis): number {
    this.#forget(nowMs);
    return this.#leases.size;
  }

  /** Takes the lease out; null when it is unknown, expired, or for another job. */
  claim(lease: LeaseId, job: JobId, nowMs: Millis): JobTerms | null {
    this.#forget(nowMs);
    const held = this.#leases.get(lease);
    if (!held || held.terms.intent.job !== job) return null;
    this.#leases.delete(lease);
    return held.terms;
  }

  revoke(lease: LeaseId): void {
    this.#leases.delete(lease);
  }

  /** False when this job ran here before. */
  markRun(job: JobId, deadlineMs: bigint, nowMs: Millis): boolean {
    this.#forget(nowMs);
    if (this.#ran.has(job)) return false;
    this.#ran.set(job, Math.min(Number(deadlineMs), nowMs + MAX_INTENT_HORIZON_MS));
    return true;
  }

  #forget(nowMs: Millis): void {
    for (const [lease, held] of this.#leases) if (held.expiresAtMs <= nowMs) this.#leases.delete(lease);
    for (const [job, untilMs] of this.#ran) if (untilMs <= nowMs) this.#ran.delete(job);
  }
}
