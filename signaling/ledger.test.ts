import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMemoryDisk, createMemoryStore } from "../adapters/storage/memory.ts";
import { err, type JobId, type LeaseId, type Refusal } from "../protocol/index.ts";
import {
  advance,
  grantLease,
  type JobChange,
  type JobRecord,
  markStarted,
  openJob,
} from "./core/job-record.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { DEADLINE_GRACE_MS, JOB_RETENTION_MS } from "./limits.ts";
import { createPerson, signIntent } from "./testing/people.ts";

const requester = createPerson();
const nodes = [createPerson().account, createPerson().account] as const;
const DEADLINE = 1_000_000;

function opened(nowMs = 0): JobRecord {
  const { job, post, intent } = signIntent(requester);
  return openJob(
    {
      job,
      requester: requester.account,
      model: intent.model,
      deadlineMs: DEADLINE,
      intent: post.intent,
      intentSignature: post.signature,
    },
    nowMs,
  );
}
const leaseNumber = (n: number) => `0x${n.toString(16).padStart(32, "0")}` as LeaseId;
function granted(record: JobRecord, n: number, nowMs = 0, expiresAtMs = nowMs + 10): JobChange {
  const node = nodes[n % 2] ?? nodes[0];
  const grant = {
    lease: leaseNumber(n),
    node,
    owner: node,
    acceptance: "0x",
    signature: "0x",
    expiresAtMs,
  } as const;
  return grantLease(record, grant, nowMs, 8);
}
const put = (ledger: Ledger, record: JobRecord, change: (record: JobRecord) => JobChange) =>
  ledger.update<Refusal>(record.job, (current) => change(current ?? record));

describe("fencing", () => {
  test("tokens of a job only ever grow, through any run of events", () => {
    const step = fc.constantFrom("grant", "start", "hand_back", "fail", "expire");
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let record = opened();
        let highest = 0;
        steps.forEach((what, n) => {
          const { state } = record;
          const lease = "lease" in state ? state.lease : leaseNumber(999);
          const change =
            what === "grant"
              ? granted(record, n)
              : what === "start"
                ? markStarted(record, nodes[0], n)
                : advance(
                    record,
                    what === "hand_back"
                      ? { type: "handed_back", lease }
                      : what === "fail"
                        ? { type: "failed", code: "x" }
                        : { type: "expired" },
                    n,
                  );
          if (!change.ok) return;
          if (what === "grant") {
            const fence = change.value.grants.at(-1)?.fence ?? 0;
            expect(fence).toBe(highest + 1);
            highest = fence;
          }
          record = change.value;
          expect(record.grants.length).toBeLessThanOrEqual(8);
        });
      }),
    );
  });

  test("tokens grow on when more leases were given than are remembered", () => {
    let record = opened();
    for (let n = 1; n <= 20; n++) {
      const next = granted(record, n);
      if (!next.ok) throw new Error(next.error.code);
      expect(next.value.grants.at(-1)?.fence).toBe(n);
      const back = advance(next.value, { type: "handed_back", lease: leaseNumber(n) }, n);
      if (!back.ok) throw new Error(back.error.code);
      record = back.value;
    }
    expect(record.grants).toHaveLength(8);
  });

  test("keeps a node from starting a job that another one has since", () => {
    const first = granted(opened(), 0);
    if (!first.ok) throw new Error(first.error.code);
    const back = advance(first.value, { type: "handed_back", lease: leaseNumber(0) }, 1);
    if (!back.ok) throw new Error(back.error.code);
    const second = granted(back.value, 1);
    if (!second.ok) throw new Error(second.error.code);
    expect(markStarted(second.value, nodes[0], 2)).toMatchObject({
      ok: false,
      error: { code: "unknown_lease" },
    });
    expect(markStarted(second.value, nodes[1], 2)).toMatchObject({
      ok: true,
      value: { state: { fence: 2 } },
    });
  });
});

describe("the ledger", () => {
  test("lets one of many grants that race for a job win", async () => {
    const ledger = await openLedger(createMemoryStore());
    const record = opened();
    const racing = await Promise.all(
      Array.from({ length: 5 }, (_, n) => put(ledger, record, (now) => granted(now, n))),
    );
    expect(racing.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await ledger.get(record.job))?.grants).toHaveLength(1);
  });

  test("lets one of two servers over one store win, and the other see it", async () => {
    const disk = createMemoryDisk();
    const [a, b] = [await openLedger(createMemoryStore(disk)), await openLedger(createMemoryStore(disk))];
    const record = opened();
    const racing = await Promise.all([
      put(a, record, (now) => granted(now, 0)),
      put(b, record, (now) => granted(now, 1)),
    ]);
    expect(racing.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("is the same after it was opened again", async () => {
    const disk = createMemoryDisk();
    const first = await openLedger(createMemoryStore(disk));
    const records = [opened(1), opened(2), opened(3)];
    for (const record of records) await put(first, record, (now) => granted(now, 0, record.createdAtMs));
    const ended = records[1];
    if (ended) await put(first, ended, (now) => advance(now, { type: "failed", code: "x" }, 9));
    const second = await openLedger(createMemoryStore(disk));
    expect(second.recent()).toEqual(first.recent());
    expect([...second.live()].map(({ job }) => job).sort()).toEqual(
      [...first.live()].map(({ job }) => job).sort(),
    );
    expect(second.recent().map(({ createdAtMs }) => createdAtMs)).toEqual([3, 2, 1]);
  });

  test("hands back, fails and expires by time, each job once", async () => {
    const ledger = await openLedger(createMemoryStore());
    const [unused, lost, late] = [opened(), opened(), opened()];
    await put(ledger, unused, (now) => granted(now, 0));
    for (const record of [lost, late]) {
      await put(ledger, record, (now) => granted(now, 0));
      await put(ledger, record, (now) => markStarted(now, nodes[0], 1));
    }
    const gone = ({ job }: JobRecord) => job === lost.job;
    expect(await ledger.sweep(9, () => false)).toBe(0);
    expect(await ledger.sweep(10, gone)).toBe(2);
    expect((await ledger.get(unused.job))?.state.phase).toBe("matching");
    expect((await ledger.get(lost.job))?.state).toEqual({ phase: "failed", code: "node_lost" });
    expect(await ledger.sweep(DEADLINE + DEADLINE_GRACE_MS, () => false)).toBe(2);
    expect((await ledger.get(late.job))?.state.phase).toBe("expired");
    expect(await ledger.sweep(DEADLINE * 2, () => true)).toBe(0);
  });

  test("deletes what ended long ago, and nothing that still waits", async () => {
    const store = createMemoryStore();
    const ledger = await openLedger(store);
    const [ended, recorded] = [opened(0), opened(1)];
    for (const record of [ended, recorded]) await put(ledger, record, (now) => granted(now, 0));
    await put(ledger, ended, (now) => advance(now, { type: "cancelled" }, 1));
    await put(ledger, recorded, (now) =>
      advance(now, { type: "recorded", lease: leaseNumber(0), node: nodes[0] }, 1),
    );
    await ledger.prune(JOB_RETENTION_MS - 1);
    expect(await ledger.get(ended.job)).not.toBeNull();
    await ledger.prune(JOB_RETENTION_MS + 10);
    expect(await ledger.get(ended.job)).toBeNull();
    expect(await ledger.get(recorded.job)).not.toBeNull();
  });

  test("says so when the store takes nothing, and tells nobody of the change", async () => {
    const store = createMemoryStore();
    const ledger = await openLedger({ ...store, batch: async () => err({ code: "quota_exceeded" }) });
    let heard: JobId | null = null;
    ledger.onChange(({ job }) => (heard = job));
    expect(await put(ledger, opened(), (now) => granted(now, 0))).toMatchObject({
      error: { code: "ledger_failed" },
    });
    expect(heard).toBeNull();
  });
});
