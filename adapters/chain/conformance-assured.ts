/** What every chain does with assured jobs, as far as no window has to end for it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JobId } from "../../protocol/index.ts";
import { type AssuredParties, BOND, bonded, landed, refusal, value } from "./conformance-assured-cast.ts";
import { person, randomHex } from "./conformance-cast.ts";
import type { OpenAssuredIntents } from "./assured-port.ts";
import { MEMORY_ASSURANCE } from "./memory-assured-job.ts";

export function assuredConformance(name: string, open: () => Promise<AssuredParties>): void {
  describe(`assured jobs: ${name}`, () => {
    let at: AssuredParties;
    beforeAll(async () => {
      at = await open();
    });
    afterAll(() => at.close());

    const device = () => bonded(at.chain, at.owner, at.requester);

    test("goes by the rules that the runtime sets", async () => {
      expect(value(await at.chain.assuranceRules())).toEqual(MEMORY_ASSURANCE);
    });

    test("says null of a job that nobody submitted, and refuses every step of it", async () => {
      const people = await device();
      const assured = people.assured(at.nowMs());
      const acceptance = people.promiseFor(assured);
      const { job } = acceptance;
      expect(value(await at.chain.assuredJob(job))).toBeNull();
      const vote = people.vote(job, randomHex(32), "upheld");
      for (const answer of [
        await people.accept(acceptance),
        await people.start(acceptance),
        await people.deliver(people.record(assured.intent, acceptance), true),
        await people.commit(vote),
        await at.chain.revealVote(vote),
        await at.chain.disputeJob(job, randomHex(32)),
        await at.chain.settleAssuredJob(job),
        await at.chain.cancelAssuredJob(job, people.cancellationSignature(job)),
        await at.chain.expireAssuredJob(job),
      ])
        expect(refusal(answer)).toBe("UnknownJob");
    });

    test("submits intent and terms once, signed by the requester, and reads them back", async () => {
      const people = await device();
      const assured = people.assured(at.nowMs(), { bondPlanck: 7n, startWithinMs: 60_000 });
      expect(refusal(await people.submit(assured, person()))).toBe("BadRequesterSignature");
      landed(await people.submit(assured), "assuredJobs.JobSubmitted");
      expect(refusal(await people.submit(assured))).toBe("JobAlreadySubmitted");
      const { job } = people.promiseFor(assured);
      expect(await people.view(job)).toEqual({
        job,
        phase: "submitted",
        requester: at.requester.account,
        device: null,
        owner: null,
        assured,
        startByMs: null,
        delivery: null,
        ballots: [],
        verdict: null,
        dispute: null,
        recordHash: null,
        pricePlanck: null,
      });
      const hasty = people.assured(at.nowMs(), { startWithinMs: 59_999 });
      expect(refusal(await people.submit(hasty))).toBe("StartTooSoon");
      const late = people.assured(at.nowMs() - 120_000);
      expect(refusal(await people.submit(late))).toBe("TooLate");
      const far = people.assured(at.nowMs() + 2 * 60 * 60_000);
      expect(refusal(await people.submit(far))).toBe("DeadlineTooFar");
    });

    test("lists intents that nobody accepted, by model and page by page, each once", async () => {
      const people = await device();
      const jobs: JobId[] = [];
      for (let n = 0; n < 3; n++) {
        const assured = people.assured(at.nowMs());
        landed(await people.submit(assured), "assuredJobs.JobSubmitted");
        jobs.push(people.promiseFor(assured).job);
      }
      const taken = await people.accepted(at.nowMs());
      const seen: JobId[] = [];
      for (let after: JobId | null = null; ;) {
        const page: OpenAssuredIntents = value(await at.chain.openAssuredIntents("tiny-q0f32", after, 2));
        expect(page.jobs.length).toBeLessThanOrEqual(2);
        for (const one of page.jobs) expect(one.assured?.intent.model).toBe("tiny-q0f32");
        seen.push(...page.jobs.map(({ job }) => job));
        after = page.next;
        if (after === null) break;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(jobs));
      expect(seen).not.toContain(taken.job);
      expect(value(await at.chain.openAssuredIntents("unheard-of", null, 10)).jobs).toEqual([]);
    });

    test("lets a device accept on its own terms only, with its owner, its signature and a bond that is free", async () => {
      const people = await device();
      const assured = people.assured(at.nowMs(), { bondPlanck: BOND });
      landed(await people.submit(assured), "assuredJobs.JobSubmitted");
      const acceptance = people.promiseFor(assured);
      expect(refusal(await people.accept({ ...acceptance, owner: person().account }))).toBe("OtherOwner");
      expect(refusal(await people.accept({ ...acceptance, device: person().account }))).toBe(
        "DeviceNotInService",
      );
      expect(refusal(await people.accept(acceptance, null, person()))).toBe("BadDeviceSignature");
      for (const ms of [-600_000n, 600_000n]) {
        const stale = { ...acceptance, acceptedAtMs: acceptance.acceptedAtMs + ms };
        expect(refusal(await people.accept(stale))).toBe("AcceptanceStale");
      }
      landed(await people.accept(acceptance), "assuredJobs.JobAccepted");
      expect(refusal(await people.accept(acceptance))).toBe("JobAlreadyAccepted");
      expect(await people.view(acceptance.job)).toMatchObject({
        phase: "accepted",
        device: people.device.account,
        owner: at.owner.person.account,
        startByMs: null,
      });
      expect(await people.promised()).toBe(BOND);

      const second = people.assured(at.nowMs(), { bondPlanck: 1n });
      landed(await people.submit(second), "assuredJobs.JobSubmitted");
      expect(refusal(await people.accept(people.promiseFor(second)))).toBe("BondTooSmall");
    });

    test("asks for reputation that evidence assures, which a newcomer has not", async () => {
      const people = await device();
      const assured = people.assured(at.nowMs(), { minScore: 100, minAssuredMillionths: 1 });
      landed(await people.submit(assured), "assuredJobs.JobSubmitted");
      expect(refusal(await people.accept(people.promiseFor(assured)))).toBe("ReputationTooLow");
    });

    test("gives a job with a matcher to the device that it matched, while the match lasts", async () => {
      const [people, matcher] = [await device(), person()];
      const assured = people.assured(at.nowMs(), { matcher: matcher.account });
      landed(await people.submit(assured), "assuredJobs.JobSubmitted");
      const acceptance = people.promiseFor(assured);
      const lasting = assured.intent.deadlineMs;
      expect(refusal(await people.accept(acceptance))).toBe("MatchMissing");
      for (const match of [
        people.match(acceptance, lasting, person()),
        people.match(acceptance, 1n, matcher),
        people.match({ ...acceptance, device: person().account }, lasting, matcher),
        people.match({ ...acceptance, job: randomHex(32) as JobId }, lasting, matcher),
      ])
        expect(refusal(await people.accept(acceptance, match))).toBe("BadMatch");
      const match = people.match(acceptance, lasting, matcher);
      landed(await people.accept(acceptance, match), "assuredJobs.JobAccepted");
    });

    test("hears of the start where the requester wants to, before the record", async () => {
      const people = await device();
      const { acceptance, record, job } = await people.accepted(at.nowMs(), { startWithinMs: 600_000 });
      expect((await people.view(job)).startByMs).toBeGreaterThan(BigInt(at.nowMs()));
      expect(refusal(await people.deliver(record, true))).toBe("JobNotStarted");
      const other = { job, lease: people.promiseFor(people.assured(at.nowMs())).lease };
      expect(refusal(await people.start(other))).toBe("OtherLease");
      expect(refusal(await people.start(acceptance, person()))).toBe("BadDeviceSignature");
      landed(await people.start(acceptance), "assuredJobs.JobStarted");
      expect(refusal(await people.start(acceptance))).toBe("JobAlreadyRunning");
      expect(await people.view(job)).toMatchObject({ phase: "running", startByMs: null });
      landed(await people.deliver(record, true), "assuredJobs.JobDelivered");
    });

    test("settles by a record that both sides signed, frees the bond, and counts it as work", async () => {
      const people = await device();
      const { acceptance, record, job } = await people.accepted(at.nowMs(), { bondPlanck: BOND });
      landed(await people.deliver(record, true), "assuredJobs.JobDelivered");
      const view = await people.view(job);
      expect(view).toMatchObject({
        phase: "settled",
        device: people.device.account,
        owner: null,
        assured: null,
        delivery: null,
        verdict: "upheld",
        recordHash: people.recordHash(record),
        pricePlanck: record.pricePlanck,
      });
      expect(await people.promised()).toBe(0n);
      expect(value(await at.chain.device(people.device.account))?.jobsDone).toBe(1n);
      const standing = value(await at.chain.modelReputation(people.device.account, record.model));
      expect(standing?.goodMicros).toBeGreaterThan(0n);
      for (const answer of [
        await people.accept(acceptance),
        await people.start(acceptance),
        await people.deliver(record, true),
        await at.chain.disputeJob(job, randomHex(32)),
        await at.chain.settleAssuredJob(job),
        await at.chain.cancelAssuredJob(job, people.cancellationSignature(job)),
        await at.chain.expireAssuredJob(job),
      ])
        expect(refusal(answer)).toBe("JobAlreadySettled");
    });

    test("takes no record that breaks the terms or that somebody else signed", async () => {
      const people = await device();
      const { record, job, assured } = await people.accepted(at.nowMs());
      const broken = [
        [{ device: person().account }, "RecordOtherDevice"],
        [{ owner: person().account }, "RecordOtherOwner"],
        [{ model: "other" }, "RecordOtherModel"],
        [{ promptTokens: assured.intent.maxPromptTokens + 1 }, "RecordTooManyPromptTokens"],
        [{ pricePlanck: record.pricePlanck + 1n }, "RecordWrongPrice"],
      ] as const;
      for (const [change, error] of broken)
        expect(refusal(await people.deliver({ ...record, ...change }, true))).toBe(error);
      const [device_, requester] = people.recordSignatures(record);
      const [, forged] = people.recordSignatures(record, people.device, person());
      expect(refusal(await at.chain.deliverRecord(record, requester, null))).toBe("RecordBadDeviceSignature");
      expect(refusal(await at.chain.deliverRecord(record, device_, forged))).toBe(
        "RecordBadRequesterSignature",
      );
      expect((await people.view(job)).phase).toBe("accepted");
    });

    test("settles by a countersignature that comes after the record", async () => {
      const people = await device();
      const { job, record } = await people.delivered(at.nowMs(), { bondPlanck: BOND });
      expect(refusal(await people.deliver({ ...record, sequence: 2n }, true))).toBe("OtherRecord");
      landed(await people.deliver(record, true), "assuredJobs.JobSettled");
      expect((await people.view(job)).phase).toBe("settled");
    });

    test("waits for a dispute where the requester did not countersign, and takes the requester's only", async () => {
      const people = await device();
      const { job, record, recordHash } = await people.delivered(at.nowMs(), { bondPlanck: BOND });
      const before = await people.view(job);
      expect(before).toMatchObject({ phase: "delivered", recordHash, pricePlanck: record.pricePlanck });
      const { delivery } = before;
      if (delivery === null) throw new Error("it was delivered");
      expect(delivery.revealUntilMs).toBe(delivery.commitUntilMs);
      expect(delivery.disputeUntilMs - delivery.revealUntilMs).toBe(MEMORY_ASSURANCE.disputeMs);
      expect(refusal(await at.chain.settleAssuredJob(job))).toBe("TooEarly");
      expect(refusal(await at.chain.expireAssuredJob(job))).toBe("JobAlreadyDelivered");
      expect(refusal(await people.deliver(record, false))).toBe("JobAlreadyDelivered");

      const evidence = randomHex(32);
      expect(refusal(await at.owner.chain.disputeJob(job, evidence))).toBe("NotTheLosingParty");
      landed(await at.chain.disputeJob(job, evidence), "assuredJobs.JobDisputed");
      const { dispute, ...view } = await people.view(job);
      expect(view).toMatchObject({ phase: "disputed", verdict: "upheld", recordHash });
      expect(dispute).toMatchObject({
        by: at.requester.account,
        evidence,
        depositPlanck: MEMORY_ASSURANCE.disputeDepositPlanck,
      });
      expect(refusal(await at.chain.disputeJob(job, evidence))).toBe("JobAlreadyDisputed");
      expect(refusal(await at.chain.settleAssuredJob(job))).toBe("TooEarly");
      expect(await people.promised()).toBe(BOND);
    });

    test("is taken back by the requester before anybody accepts it, and by nobody after", async () => {
      const people = await device();
      const assured = people.assured(at.nowMs());
      landed(await people.submit(assured), "assuredJobs.JobSubmitted");
      const { job } = people.promiseFor(assured);
      expect(refusal(await at.chain.cancelAssuredJob(job, people.cancellationSignature(job, person())))).toBe(
        "BadRequesterSignature",
      );
      landed(
        await at.chain.cancelAssuredJob(job, people.cancellationSignature(job)),
        "assuredJobs.JobCancelled",
      );
      expect(await people.view(job)).toMatchObject({ phase: "cancelled", device: null, verdict: null });
      expect(refusal(await people.submit(assured))).toBe("JobAlreadySubmitted");
      const taken = await people.accepted(at.nowMs());
      expect(
        refusal(await at.chain.cancelAssuredJob(taken.job, people.cancellationSignature(taken.job))),
      ).toBe("JobAlreadyAccepted");
    });

    test("does not expire before its time", async () => {
      const people = await device();
      const assured = people.assured(at.nowMs());
      landed(await people.submit(assured), "assuredJobs.JobSubmitted");
      expect(refusal(await at.chain.expireAssuredJob(people.promiseFor(assured).job))).toBe("TooEarly");
      const { job } = await people.accepted(at.nowMs(), { startWithinMs: 600_000 });
      expect(refusal(await at.chain.expireAssuredJob(job))).toBe("TooEarly");
    });
  });
}
