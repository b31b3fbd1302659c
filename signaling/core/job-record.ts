/** A job as the ledger keeps it: pure changes of a record, each through the protocol's state machine. */
import {
  ABANDONED,
  type AccountId,
  advanceJob,
  err,
  isLeasable,
  type Hex,
  type JobEvent,
  type JobId,
  type JobState,
  type JobView,
  type LeaseGrant,
  type LeaseId,
  type Millis,
  ok,
  type Result,
  type TransitionError,
} from "../../protocol/index.ts";

/** A lease that a node accepted, with its signature. */
export interface Grant {
  readonly lease: LeaseId;
  /** Grows with every lease of the job: the newest holder is the one with the largest. */
  readonly fence: number;
  readonly node: AccountId;
  readonly owner: AccountId;
  readonly acceptance: Hex;
  readonly signature: Hex;
  readonly expiresAtMs: Millis;
}

export interface JobRecord {
  readonly job: JobId;
  readonly requester: AccountId;
  readonly model: string;
  readonly deadlineMs: Millis;
  readonly intent: Hex;
  readonly intentSignature: Hex;
  readonly state: JobState;
  /** Newest last. */
  readonly grants: readonly Grant[];
  readonly createdAtMs: Millis;
  readonly updatedAtMs: Millis;
  readonly usage: {
    readonly promptTokens: number;
    readonly completionTokens: number;
    readonly durationMs: number;
  } | null;
  readonly inclusion: JobView["inclusion"];
  /** Why the chain refused the record for good. */
  readonly chainCode: string | null;
}

export type JobChange = Result<
  JobRecord,
  TransitionError | { readonly code: "stale_lease" | "unknown_lease" }
>;

export function openJob(
  of: Pick<JobRecord, "job" | "requester" | "model" | "deadlineMs" | "intent" | "intentSignature">,
  nowMs: Millis,
): JobRecord {
  return {
    ...of,
    state: { phase: "matching" },
    grants: [],
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    usage: null,
    inclusion: null,
    chainCode: null,
  };
}

export function advance(record: JobRecord, event: JobEvent, nowMs: Millis): JobChange {
  const next = advanceJob(record.job, record.state, event);
  return next.ok ? ok({ ...record, state: next.value, updatedAtMs: nowMs }) : next;
}

/** The next fencing token of a job: above every one it ever had. */
export function nextFence(record: JobRecord): number {
  return (record.grants.at(-1)?.fence ?? 0) + 1;
}

export function grantLease(
  record: JobRecord,
  grant: Omit<Grant, "fence">,
  nowMs: Millis,
  maxGrants: number,
): JobChange {
  const granted = { ...grant, fence: nextFence(record) };
  const next = advance(
    record,
    {
      type: "lease_granted",
      lease: grant.lease,
      fence: granted.fence,
      node: grant.node,
      expiresAtMs: grant.expiresAtMs,
    },
    nowMs,
  );
  return next.ok ? ok({ ...next.value, grants: [...record.grants, granted].slice(-maxGrants) }) : next;
}

/** The node says that it runs the job; also when the lease ran out while the job waited in its queue. */
export function markStarted(record: JobRecord, node: AccountId, nowMs: Millis): JobChange {
  const grant = newestOf(record, node);
  if (!grant) return err({ code: "unknown_lease" });
  const { lease, fence, expiresAtMs } = grant;
  if (!isLeasable(record.state)) return advance(record, { type: "started", lease }, nowMs);
  const again = advance(record, { type: "lease_granted", lease, fence, node, expiresAtMs }, nowMs);
  return again.ok ? advance(again.value, { type: "started", lease }, nowMs) : again;
}

/** Null: the newest lease is another node's, who is fenced off then. */
export function newestOf(record: JobRecord, node: AccountId): Grant | null {
  const newest = record.grants.at(-1);
  return newest?.node === node ? newest : null;
}

/** ms. A client that still wants its job asks again within seconds; past this the job is nobody's. */
export const ABANDONED_AFTER_MS = 30_000;

/** What time does to a job; null while it has nothing to do. `nodeGone`: the node that runs it is lost for good. */
export function dueEvent(
  record: JobRecord,
  nowMs: Millis,
  graceMs: Millis,
  nodeGone: boolean,
): JobEvent | null {
  const { state } = record;
  if (state.phase === "leased" && state.expiresAtMs <= nowMs)
    return { type: "handed_back", lease: state.lease };
  if (state.phase === "matching" && record.updatedAtMs + ABANDONED_AFTER_MS <= nowMs)
    return { type: "failed", code: ABANDONED };
  if (state.phase === "running" && nodeGone) return { type: "failed", code: "node_lost" };
  const open = state.phase === "matching" || state.phase === "leased" || state.phase === "running";
  return open && record.deadlineMs + graceMs <= nowMs ? { type: "expired" } : null;
}

/** Still to be looked after when the server starts again. */
export function isLive(record: JobRecord): boolean {
  const { phase } = record.state;
  return phase === "matching" || phase === "leased" || phase === "running" || phase === "recorded";
}

export function leaseGrantOf(record: JobRecord, grant: Grant): LeaseGrant {
  return { job: record.job, ...grant };
}

export function viewJob(record: JobRecord): JobView {
  const { state, usage } = record;
  return {
    job: record.job,
    model: record.model,
    phase: state.phase,
    node: "node" in state ? state.node : null,
    createdAtMs: record.createdAtMs,
    updatedAtMs: record.updatedAtMs,
    promptTokens: usage?.promptTokens ?? null,
    completionTokens: usage?.completionTokens ?? null,
    durationMs: usage?.durationMs ?? null,
    inclusion: record.inclusion,
    code: record.chainCode ?? (state.phase === "failed" ? state.code : null),
  };
}
