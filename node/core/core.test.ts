import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryKeystore } from "../../adapters/keystore/memory.ts";
import { createMemoryStore } from "../../adapters/storage/memory.ts";
import {
  type GenesisHash,
  type JobIntent,
  jobIntentMessage,
  type LeaseId,
  MAX_INTENT_HORIZON_MS,
} from "../../protocol/index.ts";
import { admit, DEFAULT_POLICY, worstPricePlanck } from "./admission.ts";
import { HISTORY_LIMIT, NO_TOTALS, readHistory, writeHistory } from "./history.ts";
import { JobQueue } from "./job-queue.ts";
import { LeaseBook } from "./lease-book.ts";
import { Meter } from "./meter.ts";
import type { FinishedJob } from "./snapshot.ts";
import { signaturesOf } from "./signatures.ts";
import { acceptIntent, readIntent } from "./terms.ts";

const genesis = `0x${"11".repeat(32)}` as GenesisHash;
const requester = createMemoryKeystore(new Uint8Array(32).fill(1));
const device = createMemoryKeystore(new Uint8Array(32).fill(2));
const NOW = 1_800_000_000_000;
const intent: JobIntent = {
  requester: requester.account,
  nonce: `0x${"05".repeat(16)}`,
  model: "m",
  maxPricePlanck: 10n ** 12n,
  maxPromptTokens: 100,
  maxCompletionTokens: 50,
  deadlineMs: BigInt(NOW + 60_000),
  strategy: "fastest",
  maxTtftMs: 0,
  minMilliTokensPerSecond: 0,
};
const open = { serving: true, model: "m", jobs: 0 };

describe("admission", () => {
  it.each([
    ["takes a fair job", intent, open, "ok"],
    ["declines while not serving", intent, { ...open, serving: false }, "not_serving"],
    ["declines another model", { ...intent, model: "x" }, open, "model_not_loaded"],
    [
      "declines a price below the owner's",
      { ...intent, maxPricePlanck: worstPricePlanck(intent, DEFAULT_POLICY) - 1n },
      open,
      "price_too_low",
    ],
    [
      "takes exactly the owner's price",
      { ...intent, maxPricePlanck: worstPricePlanck(intent, DEFAULT_POLICY) },
      open,
      "ok",
    ],
    ["declines after the deadline", { ...intent, deadlineMs: BigInt(NOW) }, open, "deadline_passed"],
    [
      "declines a deadline beyond the horizon",
      { ...intent, deadlineMs: BigInt(NOW + MAX_INTENT_HORIZON_MS + 1) },
      open,
      "deadline_too_far",
    ],
    ["declines when the queue is full", intent, { ...open, jobs: 3 }, "queue_full"],
  ])("%s", (_name, wish, state, expected) => {
    const answer = admit(wish, state, DEFAULT_POLICY, NOW);
    expect(answer.ok ? "ok" : answer.error.code).toBe(expected);
  });
});

async function promised(lease: LeaseId) {
  const bytes = jobIntentMessage.encode(intent, genesis);
  const signed = readIntent(bytes, await requester.sign(bytes), genesis);
  if (!signed.ok) throw new Error(signed.error.code);
  return acceptIntent(signed.value, lease, {
    keystore: device,
    owner: device.account,
    policy: DEFAULT_POLICY,
    genesis,
    nowMs: NOW,
  });
}

describe("leases", () => {
  const lease = `0x${"aa".repeat(16)}` as LeaseId;

  it("is claimed once, for its own job, before it runs out", async () => {
    const terms = await promised(lease);
    const book = new LeaseBook();
    book.promise(terms, NOW);
    expect(book.promised(NOW)).toBe(1);
    expect(book.claim(lease, `0x${"00".repeat(32)}` as typeof terms.intent.job, NOW)).toBeNull();
    expect(book.claim(lease, terms.intent.job, NOW)).toBe(terms);
    expect(book.claim(lease, terms.intent.job, NOW)).toBeNull();
    book.promise(terms, NOW);
    expect(book.claim(lease, terms.intent.job, NOW + 60_000)).toBeNull();
  });

  it("lets no job run twice before its deadline", async () => {
    const { intent: signed } = await promised(lease);
    const book = new LeaseBook();
    expect(book.markRun(signed.job, intent.deadlineMs, NOW)).toBe(true);
    expect(book.markRun(signed.job, intent.deadlineMs, NOW + 1)).toBe(false);
  });
});

describe("the job queue", () => {
  it("runs one at a time in order, hands back what waits, and ends what runs", async () => {
    const queue = new JobQueue();
    const log: string[] = [];
    const gates = [0, 1, 2].map(() => Promise.withResolvers<undefined>());
    gates.forEach((gate, index) =>
      queue.push({
        run: async () => {
          log.push(`start ${index}`);
          await gate.promise;
          log.push(`end ${index}`);
        },
        handBack: (code) => log.push(`${code} ${index}`),
      }),
    );
    gates[0]?.resolve(undefined);
    await new Promise((resolve) => setTimeout(resolve, 1));
    const drained = queue.drain(false);
    gates[1]?.resolve(undefined);
    await drained;
    expect(log).toEqual(["start 0", "end 0", "start 1", "handed_back 2", "end 1"]);
    expect(queue.size).toBe(0);
  });
});

describe("a requester that leaves the queue", () => {
  it("gives its place to others at once, and aborts only what runs of its own", async () => {
    const queue = new JobQueue();
    const log: string[] = [];
    const gate = Promise.withResolvers<undefined>();
    const push = (name: string) =>
      queue.push({
        async run(signal) {
          signal.addEventListener("abort", () => log.push(`abort ${name}`));
          await gate.promise;
          log.push(`end ${name}`);
        },
        handBack: (code) => log.push(`${code} ${name}`),
      });
    const leave = ["running", "waiting", "next"].map(push);
    expect(queue.size).toBe(3);
    leave[1]?.();
    leave[1]?.();
    expect([queue.size, log]).toEqual([2, ["cancelled waiting"]]);
    leave[0]?.();
    gate.resolve(undefined);
    await queue.drain(false);
    expect(log).toEqual(["cancelled waiting", "abort running", "handed_back next", "end running"]);
  });
});

describe("the meter", () => {
  it("never says that something ended before it began, whatever the clocks do", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(10_000), { minLength: 3, maxLength: 20 }),
        fc.nat(2 ** 40),
        (steps, wall) => {
          let now = 0;
          let next = 0;
          const meter = new Meter({
            wallMs: () => wall,
            monotonicMs: () => (now += steps[next++ % steps.length] ?? 0),
          });
          meter.started();
          meter.token("a", 1);
          meter.token("b", 1);
          const fields = meter.finish();
          expect(fields.endedAtMs >= fields.startedAtMs).toBe(true);
          expect(fields.queueMs).toBeLessThanOrEqual(fields.ttftMs);
          expect(fields.ttftMs).toBeLessThanOrEqual(fields.durationMs);
        },
      ),
    );
  });
});

describe("history", () => {
  it("keeps the newest jobs and the totals over a restart", async () => {
    const store = createMemoryStore();
    const signatures = signaturesOf(
      await promised(`0x${"aa".repeat(16)}` as LeaseId),
      null,
      new Uint8Array(64),
    );
    const job = (index: number): FinishedJob => ({
      job: `0x${index.toString(16).padStart(64, "0")}` as FinishedJob["job"],
      requester: requester.account,
      model: "m",
      status: "confirmed",
      code: null,
      promptTokens: 1,
      completionTokens: 1,
      tokensPerSecond: 1,
      durationMs: 1,
      endedAtMs: NOW + index,
      record: null,
      signatures,
      inclusion: null,
    });
    for (let index = 0; index < HISTORY_LIMIT + 5; index++)
      await writeHistory(store, job(index), { ...NO_TOTALS, jobs: index + 1 });
    const { recent, totals } = await readHistory(store);
    expect(recent).toHaveLength(HISTORY_LIMIT);
    expect(recent[0]?.endedAtMs).toBe(NOW + HISTORY_LIMIT + 4);
    expect(recent[0]?.signatures).toEqual(signatures);
    expect(totals.jobs).toBe(HISTORY_LIMIT + 5);
  });
});
