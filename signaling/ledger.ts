import type { Store, Write } from "../adapters/storage/port.ts";
import { err, type JobId, type Millis, ok, type Refusal, type Result } from "../protocol/index.ts";
import { dueEvent, advance, isLive, type JobRecord } from "./core/job-record.ts";
import { decodeJobRecord, encodeJobRecord } from "./job-codec.ts";
import { DEADLINE_GRACE_MS, JOB_RETENTION_MS, RECENT_JOBS } from "./limits.ts";

const JOB = "job/";
/** Creation time and job: the history in order. */
const TIME = "job-time/";
/** Jobs that a restart has to look after. */
const LIVE = "job-live/";
/** Ended jobs deleted in one sweep, so that a sweep never holds the store for long. */
const PRUNE_LIMIT = 200;

const timeKey = (record: JobRecord) => `${TIME}${String(record.createdAtMs).padStart(16, "0")}/${record.job}`;

/**
 * Jobs and their states, durable before anybody hears of them. Changes of one job happen one after the other; each is
 * written under the condition that the store still holds what the change was made from, so that a second server over the
 * same store cannot undo it.
 */
export interface Ledger {
  get(job: JobId): Promise<JobRecord | null>;
  /** `change` is pure and may be asked again. Its refusal, or `ledger_failed` when the store did not take the change. */
  update<E extends Refusal>(
    job: JobId,
    change: (record: JobRecord | null) => Result<JobRecord, E>,
  ): Promise<Result<JobRecord, E | { readonly code: "ledger_failed" }>>;
  /** Newest first. */
  recent(): readonly JobRecord[];
  live(): Iterable<JobRecord>;
  /** Applies what time does: leases and deadlines that ran out, nodes that are lost. Returns how many jobs changed. */
  sweep(nowMs: Millis, isNodeGone: (record: JobRecord) => boolean): Promise<number>;
  /** Deletes jobs that ended long ago. */
  prune(nowMs: Millis): Promise<void>;
  onChange(listener: (record: JobRecord, before: JobRecord | null) => void): () => void;
}

export async function openLedger(store: Store): Promise<Ledger> {
  const live = new Map<JobId, JobRecord>();
  /** Newest last, by creation. */
  let recent: JobRecord[] = [];
  const turns = new Map<JobId, Promise<unknown>>();
  const listeners = new Set<(record: JobRecord, before: JobRecord | null) => void>();

  for (const { key } of await store.scan({ prefix: LIVE, limit: Number.MAX_SAFE_INTEGER })) {
    const record = await read(key.slice(LIVE.length) as JobId);
    if (record && isLive(record)) live.set(record.job, record);
    else await store.batch([{ key, value: null }]);
  }
  for (const { key } of await store.scan({ prefix: TIME, limit: RECENT_JOBS, descending: true })) {
    const record = await read(key.slice(key.lastIndexOf("/") + 1) as JobId);
    if (record) recent.unshift(record);
  }

  async function read(job: JobId): Promise<JobRecord | null> {
    const bytes = await store.get(JOB + job);
    return bytes ? decodeJobRecord(bytes) : null;
  }

  function remember(record: JobRecord, before: JobRecord | null): void {
    if (isLive(record)) live.set(record.job, record);
    else live.delete(record.job);
    const at = recent.findIndex(({ job }) => job === record.job);
    if (at >= 0) recent[at] = record;
    else recent = [...recent, record].slice(-RECENT_JOBS);
    for (const listener of listeners) listener(record, before);
  }

  /** Work on one job waits for the work before it. */
  function inTurn<T>(job: JobId, work: () => Promise<T>): Promise<T> {
    const turn = (turns.get(job) ?? Promise.resolve()).then(work, work);
    turns.set(job, turn);
    void turn
      .catch(() => undefined)
      .then(() => {
        if (turns.get(job) === turn) turns.delete(job);
      });
    return turn;
  }

  const ledger: Ledger = {
    get: async (job) => live.get(job) ?? read(job),
    update(job, change) {
      return inTurn(job, async () => {
        // Only another server over the same store makes a second round necessary.
        for (let round = 0; round < 3; round++) {
          const before = await store.get(JOB + job);
          const known = before ? decodeJobRecord(before) : null;
          const changed = change(known);
          if (!changed.ok) return changed;
          const record = changed.value;
          const writes: Write[] = [{ key: JOB + job, value: encodeJobRecord(record) }];
          if (before === null) writes.push({ key: timeKey(record), value: new Uint8Array() });
          writes.push({ key: LIVE + job, value: isLive(record) ? new Uint8Array() : null });
          const written = await store.batch(writes, [{ key: JOB + job, value: before }]);
          if (written.ok) {
            remember(record, known);
            return ok(record);
          }
          if (written.error.code !== "conflict") break;
        }
        return err({ code: "ledger_failed" as const });
      });
    },
    recent: () => [...recent].reverse(),
    live: () => live.values(),
    async sweep(nowMs, isNodeGone) {
      const due = [...live.values()].filter((record) =>
        dueEvent(record, nowMs, DEADLINE_GRACE_MS, isNodeGone(record)),
      );
      const swept = await Promise.all(
        due.map(({ job }) =>
          ledger.update<Refusal>(job, (record) => {
            const event = record && dueEvent(record, nowMs, DEADLINE_GRACE_MS, isNodeGone(record));
            return event ? advance(record, event, nowMs) : err({ code: "not_due" });
          }),
        ),
      );
      return swept.filter(({ ok: done }) => done).length;
    },
    async prune(nowMs) {
      const oldest = await store.scan({ prefix: TIME, limit: PRUNE_LIMIT });
      for (const { key } of oldest) {
        const [time = "", job = ""] = key.slice(TIME.length).split("/");
        if (Number(time) + JOB_RETENTION_MS > nowMs) return;
        if (live.has(job as JobId)) continue;
        await store.batch([
          { key, value: null },
          { key: JOB + job, value: null },
        ]);
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return ledger;
}
