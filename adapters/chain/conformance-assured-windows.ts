/** How assured jobs end when their windows do, on every chain whose clock a test can move. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AccountId, Verdict } from "../../protocol/index.ts";
import {
  type AssuredCast,
  type AssuredParties,
  BOND,
  bonded,
  landed,
  panelAt,
  panelOf,
  refusal,
  value,
} from "./conformance-assured-cast.ts";
import { person, randomHex } from "./conformance-cast.ts";
import { MEMORY_ASSURANCE } from "./memory-assured-job.ts";

export interface MovableParties extends AssuredParties {
  /** The chain's clock goes on by so much. */
  readonly wait: (ms: number) => void;
}

const { commitMs, revealMs, disputeMs, arbitrationMs } = MEMORY_ASSURANCE;
/** ms. Past every deadline of the suite's jobs, and an hour of grace. */
const PAST_SETTLE_BY_MS = 2 * 60 * 60_000;
/** ms. Blocks of the suite may lie as far apart as it takes to make them. */
const MOMENT_MS = 60_000;

export function windowConformance(name: string, open: () => Promise<MovableParties>): void {
  describe(`windows of assured jobs: ${name}`, () => {
    let at: MovableParties;
    let panel: readonly AssuredCast[];
    beforeAll(async () => {
      at = await open();
      panel = await panelAt(at);
    });
    afterAll(() => at.close());

    const device = () => bonded(at.chain, at.owner, at.requester);
    const bondOf = async (key: AccountId) => value(await at.chain.device(key))?.bond.activePlanck;
    /** A job on which the whole panel voted so. */
    const judged = async (people: AssuredCast, verdicts: readonly Verdict[]) => {
      const told = await people.delivered(at.nowMs(), { ...panelOf(panel, 2), bondPlanck: BOND });
      const votes = panel.map((one, n) => one.vote(told.job, told.recordHash, verdicts[n] ?? "upheld"));
      for (const [n, one] of panel.entries()) {
        const vote = votes[n];
        if (vote !== undefined) landed(await one.commit(vote), "assuredJobs.VoteCommitted");
      }
      for (const vote of votes) landed(await at.chain.revealVote(vote), "assuredJobs.VoteRevealed");
      return told;
    };

    test("takes a requester's silence for consent after the dispute window, and no dispute later", async () => {
      const people = await device();
      const { job, record } = await people.delivered(at.nowMs(), { bondPlanck: BOND });
      at.wait(Number(disputeMs) - MOMENT_MS);
      expect(refusal(await at.chain.settleAssuredJob(job))).toBe("TooEarly");
      at.wait(2 * MOMENT_MS);
      expect(refusal(await at.chain.disputeJob(job, randomHex(32)))).toBe("TooLate");
      landed(await at.chain.settleAssuredJob(job), "assuredJobs.JobSettled");
      expect(await people.view(job)).toMatchObject({
        phase: "settled",
        verdict: "upheld",
        pricePlanck: record.pricePlanck,
      });
      expect(await people.promised()).toBe(0n);
      expect(await bondOf(people.device.account)).toBe(BOND);
    });

    test("slashes the bond behind a record that the panel refuted, and counts a proven fault", async () => {
      const people = await device();
      const { job, recordHash, record } = await judged(people, ["refuted", "upheld", "refuted"]);
      at.wait(Number(commitMs + revealMs + disputeMs) + MOMENT_MS);
      landed(await at.chain.settleAssuredJob(job), "assuredJobs.JobRefuted");
      expect(await people.view(job)).toMatchObject({
        phase: "refuted",
        verdict: "refuted",
        recordHash,
        pricePlanck: null,
      });
      const key = people.device.account;
      expect([await bondOf(key), await people.promised()]).toEqual([0n, 0n]);
      expect(value(await at.chain.modelReputation(key, record.model))).toMatchObject({
        goodMicros: 0n,
        badMicros: 20_000_000n,
      });
      expect(value(await at.chain.reputationHistory(key))).toMatchObject([
        { note: { type: "fault", kind: "wrongOutput" } },
      ]);
      // The minority was wrong, which is no fault.
      for (const verifier of panel) expect(await bondOf(verifier.device.account)).toBeGreaterThan(BOND);
    });

    test("lets a record stand where too few revealed, and takes no vote after its window", async () => {
      const people = await device();
      const { job, recordHash } = await people.delivered(at.nowMs(), panelOf(panel, 2));
      const [first, second, third] = panel;
      if (!first || !second || !third) throw new Error("a panel of three");
      const votes = [
        first.vote(job, recordHash, "refuted"),
        second.vote(job, recordHash, "refuted"),
      ] as const;
      landed(await first.commit(votes[0]), "assuredJobs.VoteCommitted");
      landed(await third.commit(third.vote(job, recordHash, "refuted")), "assuredJobs.VoteCommitted");
      const before = await bondOf(third.device.account);
      at.wait(Number(commitMs) + MOMENT_MS);
      expect(refusal(await second.commit(votes[1]))).toBe("TooLate");
      landed(await at.chain.revealVote(votes[0]), "assuredJobs.VoteRevealed");
      at.wait(Number(revealMs));
      expect(refusal(await at.chain.revealVote(votes[0]))).toBe("TooLate");
      expect((await people.view(job)).verdict).toBe("upheld");
      at.wait(Number(disputeMs));
      landed(await at.chain.settleAssuredJob(job), "assuredJobs.JobSettled");
      // Who committed and never said loses a tenth of what stood behind its vote.
      const lost = MEMORY_ASSURANCE.verifierBondPlanck / 10n;
      expect(await bondOf(third.device.account)).toBe((before ?? 0n) - lost);
    });

    test("ends a dispute that no arbiter answers by the verdict that was disputed", async () => {
      const people = await device();
      const { job } = await judged(people, ["refuted", "refuted", "refuted"]);
      landed(await at.owner.chain.disputeJob(job, randomHex(32)), "assuredJobs.JobDisputed");
      at.wait(Number(arbitrationMs) - MOMENT_MS);
      expect(refusal(await at.chain.settleAssuredJob(job))).toBe("TooEarly");
      at.wait(2 * MOMENT_MS);
      landed(await at.chain.settleAssuredJob(job), "assuredJobs.JobRefuted");
      expect(await people.view(job)).toMatchObject({ phase: "refuted", dispute: null });
    });

    test("expires a job that was started and never delivered, at the cost of a tenth of its bond", async () => {
      const people = await device();
      const { job, acceptance } = await people.accepted(at.nowMs(), { bondPlanck: BOND });
      landed(await people.start(acceptance), "assuredJobs.JobStarted");
      at.wait(PAST_SETTLE_BY_MS);
      landed(await at.chain.expireAssuredJob(job), "assuredJobs.JobExpired");
      expect(await people.view(job)).toMatchObject({ phase: "expired", device: null, verdict: null });
      expect(await bondOf(people.device.account)).toBe((BOND * 9n) / 10n);
      expect(value(await at.chain.reputation(people.device.account))).toMatchObject({ badMicros: 250_000n });
    });

    test("expires a job that was accepted and never started, whose input may never have come, at no cost", async () => {
      const people = await device();
      const { job } = await people.accepted(at.nowMs(), { bondPlanck: BOND });
      at.wait(PAST_SETTLE_BY_MS);
      landed(await at.chain.expireAssuredJob(job), "assuredJobs.JobExpired");
      expect(await bondOf(people.device.account)).toBe(BOND);
    });

    test("costs a device that did not say that it starts the job, and nothing of its bond", async () => {
      const people = await device();
      const startWithinMs = 5 * MOMENT_MS;
      const { job, acceptance } = await people.accepted(at.nowMs(), { bondPlanck: BOND, startWithinMs });
      at.wait(startWithinMs + MOMENT_MS);
      expect(refusal(await people.start(acceptance))).toBe("TooLate");
      landed(await at.chain.expireAssuredJob(job), "assuredJobs.JobExpired");
      expect(await bondOf(people.device.account)).toBe(BOND);
      expect(await people.promised()).toBe(0n);
    });

    test("expires a job that nobody accepted by its deadline, and lets nobody accept it then", async () => {
      const people = await device();
      const assured = people.assured(at.nowMs());
      landed(await people.submit(assured), "assuredJobs.JobSubmitted");
      at.wait(2 * MOMENT_MS);
      const acceptance = people.promiseFor(assured);
      expect(refusal(await people.accept(acceptance))).toBe("TooLate");
      landed(await at.chain.expireAssuredJob(acceptance.job), "assuredJobs.JobExpired");
    });

    test("keeps a bond behind a job when its device gets another key", async () => {
      const people = await device();
      const { job, acceptance } = await people.accepted(at.nowMs(), { bondPlanck: BOND });
      landed(await people.start(acceptance), "assuredJobs.JobStarted");
      const next = person();
      landed(await at.owner.chain.rekeyDevice(...people.rekey(next, 1n)), "deviceRegistry.DeviceRekeyed");
      expect([await people.promised(), await people.promised(next.account)]).toEqual([BOND, BOND]);
      at.wait(PAST_SETTLE_BY_MS);
      landed(await at.chain.expireAssuredJob(job), "assuredJobs.JobExpired");
      expect(await bondOf(next.account)).toBe((BOND * 9n) / 10n);
      expect(await people.promised(next.account)).toBe(0n);
    });
  });
}
