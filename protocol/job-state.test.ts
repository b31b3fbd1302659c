import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advanceJob,
  type AccountId,
  type JobEvent,
  type JobId,
  type JobState,
  type LeaseId,
} from "./index.ts";

const job = `0x${"01".repeat(32)}` as JobId;
const node = `0x${"02".repeat(32)}` as AccountId;
const leaseA = `0x${"0a".repeat(16)}` as LeaseId;
const leaseB = `0x${"0b".repeat(16)}` as LeaseId;

const anyLease = fc.constantFrom(leaseA, leaseB);
const anyEvent: fc.Arbitrary<JobEvent> = fc.oneof(
  anyLease.map((lease): JobEvent => ({ type: "lease_granted", lease, fence: 1, node, expiresAtMs: 9 })),
  anyLease.map((lease): JobEvent => ({ type: "started", lease })),
  anyLease.map((lease): JobEvent => ({ type: "recorded", lease, node })),
  anyLease.map((lease): JobEvent => ({ type: "handed_back", lease })),
  fc.constantFrom<JobEvent>(
    { type: "settled" },
    { type: "failed", code: "x" },
    { type: "cancelled" },
    { type: "expired" },
  ),
);

function after(...events: JobEvent[]): JobState {
  let state: JobState = { phase: "matching" };
  for (const event of events) {
    const next = advanceJob(job, state, event);
    if (!next.ok) throw new Error(`${next.error.from} refuses ${next.error.event}`);
    state = next.value;
  }
  return state;
}
const grant = (lease: LeaseId): JobEvent => ({
  type: "lease_granted",
  lease,
  fence: 1,
  node,
  expiresAtMs: 9,
});

describe("a job's states", () => {
  test("lead from matching to settled", () => {
    const state = after(
      grant(leaseA),
      { type: "started", lease: leaseA },
      { type: "recorded", lease: leaseA, node },
      { type: "settled" },
    );
    expect(state).toEqual({ phase: "settled", node });
  });

  test("refuse a lease that is not the job's", () => {
    for (const type of ["started", "handed_back"] as const)
      expect(advanceJob(job, after(grant(leaseA)), { type, lease: leaseB })).toMatchObject({
        error: { code: "stale_lease" },
      });
    const recorded = { type: "recorded", lease: leaseB, node } as const;
    expect(advanceJob(job, after(grant(leaseA)), recorded)).toMatchObject({ error: { code: "stale_lease" } });
  });

  test("take a record late: after the lease ran out, the node seemed lost or the deadline passed", () => {
    const recorded = { type: "recorded", lease: leaseA, node } as const;
    for (const event of [
      { type: "handed_back", lease: leaseA },
      { type: "failed", code: "node_lost" },
      { type: "expired" },
    ] as const)
      expect(after(grant(leaseA), event, recorded)).toEqual({ phase: "recorded", lease: leaseA, node });
  });

  test("are cancelled before they run only: what a node runs is owed as far as it got", () => {
    const cancelled = { type: "cancelled" } as const;
    expect(after(cancelled)).toEqual({ phase: "cancelled" });
    expect(after(grant(leaseA), cancelled)).toEqual({ phase: "cancelled" });
    const running = after(grant(leaseA), { type: "started", lease: leaseA });
    expect(advanceJob(job, running, cancelled)).toMatchObject({ error: { code: "illegal_transition" } });
  });

  test("end for good when cancelled or settled, whatever is said afterwards", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<JobState>({ phase: "cancelled" }, { phase: "settled", node }),
        anyEvent,
        (state, event) => {
          expect(advanceJob(job, state, event)).toMatchObject({
            ok: false,
            error: { code: "illegal_transition" },
          });
        },
      ),
    );
  });

  test("never settle without a record, and never record twice", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let state: JobState = { phase: "matching" };
        let open = false;
        for (const event of events) {
          const next = advanceJob(job, state, event);
          if (!next.ok) continue;
          if (event.type === "recorded") {
            expect(open).toBe(false);
            open = true;
          } else if (event.type === "settled") expect(open).toBe(true);
          else if (event.type === "failed") open = false;
          state = next.value;
        }
      }),
    );
  });
});
