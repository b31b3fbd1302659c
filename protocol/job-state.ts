/** The life of a job as signaling sees it: states are a union, transitions a total function. */
import type { AccountId, JobId, LeaseId, Millis } from "./ids.ts";
import { err, ok, type Result } from "./result.ts";

export type JobState =
  | { readonly phase: "matching" }
  | {
      readonly phase: "leased";
      readonly lease: LeaseId;
      readonly fence: number;
      readonly node: AccountId;
      readonly expiresAtMs: Millis;
    }
  | { readonly phase: "running"; readonly lease: LeaseId; readonly fence: number; readonly node: AccountId }
  | { readonly phase: "recorded"; readonly lease: LeaseId; readonly node: AccountId }
  | { readonly phase: "settled"; readonly node: AccountId }
  | { readonly phase: "failed"; readonly code: string }
  | { readonly phase: "cancelled" }
  | { readonly phase: "expired" };

export type JobEvent =
  | {
      readonly type: "lease_granted";
      readonly lease: LeaseId;
      readonly fence: number;
      readonly node: AccountId;
      readonly expiresAtMs: Millis;
    }
  | { readonly type: "started"; readonly lease: LeaseId }
  /** Both sides signed the record of this lease; also late, when the lease had run out or its node seemed lost. */
  | { readonly type: "recorded"; readonly lease: LeaseId; readonly node: AccountId }
  | { readonly type: "settled" }
  /** The lease's node gave it back or was lost: another one may take it. */
  | { readonly type: "handed_back"; readonly lease: LeaseId }
  | { readonly type: "failed"; readonly code: string }
  | { readonly type: "cancelled" }
  | { readonly type: "expired" };

export interface TransitionError {
  readonly code: "illegal_transition" | "stale_lease";
  readonly job: JobId;
  readonly from: JobState["phase"];
  readonly event: JobEvent["type"];
}

/** Nobody asked for the job any more. A requester or node that comes back to it after all may still have it leased. */
export const ABANDONED = "abandoned";

/** Waits for a lease, or may have one again. */
export function isLeasable(state: JobState): boolean {
  return state.phase === "matching" || (state.phase === "failed" && state.code === ABANDONED);
}

/** The state after an event; refused when the event does not belong to the state or to its lease. */
export function advanceJob(job: JobId, state: JobState, event: JobEvent): Result<JobState, TransitionError> {
  const refuse = (code: TransitionError["code"]) => err({ code, job, from: state.phase, event: event.type });
  if ("lease" in event && "lease" in state && event.type !== "lease_granted" && event.lease !== state.lease)
    return refuse("stale_lease");
  switch (event.type) {
    case "lease_granted":
      if (!isLeasable(state)) return refuse("illegal_transition");
      return ok({
        phase: "leased",
        lease: event.lease,
        fence: event.fence,
        node: event.node,
        expiresAtMs: event.expiresAtMs,
      });
    case "started":
      if (state.phase !== "leased") return refuse("illegal_transition");
      return ok({ phase: "running", lease: state.lease, fence: state.fence, node: state.node });
    case "recorded":
      if (state.phase === "recorded" || state.phase === "settled" || state.phase === "cancelled")
        return refuse("illegal_transition");
      return ok({ phase: "recorded", lease: event.lease, node: event.node });
    case "settled":
      return state.phase === "recorded"
        ? ok({ phase: "settled", node: state.node })
        : refuse("illegal_transition");
    case "handed_back":
      return state.phase === "leased" || state.phase === "running"
        ? ok({ phase: "matching" })
        : refuse("illegal_transition");
    case "failed":
      return isEnd(state) ? refuse("illegal_transition") : ok({ phase: "failed", code: event.code });
    case "cancelled":
      // What runs is cancelled in its session, where the node signs what was used until then: that is owed.
      return state.phase === "matching" || state.phase === "leased"
        ? ok({ phase: "cancelled" })
        : refuse("illegal_transition");
    case "expired":
      return isEnd(state) || state.phase === "recorded"
        ? refuse("illegal_transition")
        : ok({ phase: "expired" });
  }
}

function isEnd(state: JobState): boolean {
  return (
    state.phase === "settled" ||
    state.phase === "failed" ||
    state.phase === "cancelled" ||
    state.phase === "expired"
  );
}
