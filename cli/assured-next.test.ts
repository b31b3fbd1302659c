import { expect, test } from "vitest";
import { AssuredCast, panelOf } from "../adapters/chain/conformance-assured-cast.ts";
import { Cast, person, randomHex } from "../adapters/chain/conformance-cast.ts";
import { createMemoryChain } from "../adapters/chain/memory.ts";
import type { AssuredJobView } from "../adapters/chain/port.ts";
import type { GenesisHash, JobId, JobTerms, Verdict } from "../protocol/index.ts";
import { nextSteps } from "./assured-next.ts";

const DEADLINE = 1_000_000n;
const HOUR = 3_600_000n;
const DELIVERY = {
  recordHash: randomHex(32),
  pricePlanck: 1n,
  commitUntilMs: 100n,
  revealUntilMs: 200n,
  disputeUntilMs: 300n,
};

const genesis = randomHex(32) as GenesisHash;
const requester = person();
const people = new AssuredCast(
  createMemoryChain({ genesis, operator: requester.account }),
  person(),
  requester,
);
const verifiers = [new Cast(genesis), new Cast(genesis), new Cast(genesis)];

function viewed(changes: Partial<AssuredJobView>, terms: Partial<JobTerms> = {}): AssuredJobView {
  const assured = people.assured(0, terms);
  return {
    job: randomHex(32) as JobId,
    phase: "submitted",
    requester: requester.account,
    device: people.device.account,
    owner: people.owner.account,
    assured: { ...assured, intent: { ...assured.intent, deadlineMs: DEADLINE } },
    startByMs: null,
    delivery: null,
    ballots: [],
    verdict: null,
    dispute: null,
    recordHash: null,
    pricePlanck: null,
    ...changes,
  };
}

/** `role command until` of each step. */
function steps(view: AssuredJobView, nowMs: bigint): string[] {
  return nextSteps(view, nowMs).map(
    ({ who, command, untilMs }) => `${who.role} ${command ?? "decide"} ${untilMs ?? "-"}`,
  );
}

function ballots(count: number, verdict: Verdict | null) {
  return verifiers
    .slice(0, count)
    .map(({ device }) => ({
      verifier: device.account,
      owner: person().account,
      bondPlanck: 1n,
      commitment: randomHex(32),
      verdict,
    }));
}

test("waits for a device until the deadline, and then for anybody who cleans up", () => {
  expect(steps(viewed({}), DEADLINE)).toEqual([`a device accept ${DEADLINE}`, "requester cancel -"]);
  expect(steps(viewed({}), DEADLINE + 1n)).toEqual(["anybody expire -", "requester cancel -"]);
});

test("asks for the start first where the requester wants to hear of it", () => {
  const settleBy = DEADLINE + HOUR;
  expect(steps(viewed({ phase: "accepted" }), 1n)).toEqual(["device start -", `device deliver ${settleBy}`]);
  const hurried = viewed({ phase: "accepted", startByMs: 50n });
  expect(steps(hurried, 50n)).toEqual(["device start 50"]);
  expect(steps(hurried, 51n)).toEqual(["anybody expire -"]);
  expect(steps(viewed({ phase: "running" }), settleBy)).toEqual([`device deliver ${settleBy}`]);
  expect(steps(viewed({ phase: "running" }), settleBy + 1n)).toEqual(["anybody expire -"]);
});

test("leads a panel from commitments over reveals to the party that may dispute", () => {
  const panel = panelOf(verifiers, 2);
  const delivered = (changes: Partial<AssuredJobView>) =>
    viewed({ phase: "delivered", delivery: DELIVERY, ...changes }, panel);
  expect(steps(delivered({ ballots: ballots(1, null) }), 100n)).toEqual([
    "verifier commit 100",
    "verifier commit 100",
  ]);
  expect(steps(delivered({ ballots: ballots(1, null) }), 101n)).toEqual(["verifier reveal 200"]);
  expect(steps(delivered({ ballots: ballots(3, null) }), 50n)).toHaveLength(3);
  const refuted = delivered({ ballots: ballots(3, "refuted"), verdict: "refuted" });
  expect(steps(refuted, 60n)).toEqual(["owner dispute 300"]);
  const upheld = delivered({ ballots: ballots(3, "upheld"), verdict: "upheld" });
  expect(steps(upheld, 60n)).toEqual(["requester dispute 300"]);
  expect(steps(upheld, 301n)).toEqual(["anybody settle -"]);
});

test("waits for the arbiter, and for anybody when it does not answer", () => {
  const dispute = { by: requester.account, evidence: randomHex(32), depositPlanck: 1n, untilMs: 500n };
  const disputed = viewed({ phase: "disputed", delivery: DELIVERY, verdict: "upheld", dispute });
  expect(steps(disputed, 500n)).toEqual(["arbiter decide 500"]);
  expect(steps(disputed, 501n)).toEqual(["anybody settle -"]);
});

test("has nothing more for a job that is over", () => {
  for (const phase of ["settled", "refuted", "cancelled", "expired"] as const)
    expect(steps(viewed({ phase, assured: null }), 1n)).toEqual([]);
});
