/** The suite that every chain passes. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  jobIdOf,
  recordHashOf,
  usageRecordMessage,
  type JobId,
  type JobIntent,
  type LeaseId,
  type Result,
} from "../../protocol/index.ts";
import { Cast, person, randomHex } from "./conformance-cast.ts";
import type { Chain, ChainError, Inclusion } from "./port.ts";

type Answer = Result<Inclusion, ChainError>;

/** `open`: a chain whose operator can pay. One chain serves the whole suite; every test brings its own people. */
export function chainConformance(
  name: string,
  open: () => Promise<{ chain: Chain; close: () => Promise<void> }>,
): void {
  describe(`chain: ${name}`, () => {
    let chain: Chain;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ chain, close } = await open());
    });
    afterAll(() => close());

    const cast = () => new Cast(chain.genesis);
    const landed = (answer: Answer, event: string): Inclusion => {
      if (!answer.ok)
        throw new Error(`${answer.error.code} ${answer.error.pallet ?? ""} ${answer.error.message ?? ""}`);
      expect(answer.value.events).toContain(event);
      return answer.value;
    };
    const refusal = (answer: Answer): string => {
      expect(answer).toMatchObject({ ok: false, error: { code: "dispatch_failed" } });
      return answer.ok ? "" : (answer.error.pallet ?? "");
    };
    const registered = async () => {
      const people = cast();
      landed(
        await chain.registerDevice(people.registration(), people.registrationSignature()),
        "deviceRegistry.DeviceRegistered",
      );
      return people;
    };
    const submitted = async (people: Cast): Promise<JobIntent> => {
      const intent = people.intent(Date.now());
      landed(await chain.submitJobIntent(intent, people.intentSignature(intent)), "computeJobs.JobSubmitted");
      return intent;
    };
    const accepted = async (people: Cast) => {
      const intent = await submitted(people);
      const acceptance = people.acceptance(intent);
      landed(
        await chain.acceptJob(acceptance, people.acceptanceSignature(acceptance)),
        "computeJobs.JobAccepted",
      );
      return { intent, acceptance, record: people.record(intent, acceptance) };
    };
    const phase = async (job: JobId) => {
      const answer = await chain.job(job);
      return answer.ok ? (answer.value?.phase ?? null) : answer.error.code;
    };

    test("registers a device and reads it back field by field", async () => {
      const people = await registered();
      const answer = await chain.device(people.device.account);
      const { device, owner, capabilities, metadata } = people.registration();
      expect(answer).toMatchObject({
        ok: true,
        value: { device, owner, capabilities, metadata, status: "active", nonce: 0n },
      });
      const all = await chain.devices(1000);
      expect(all.ok && all.value.some((one) => one.device === device && one.metadata === metadata)).toBe(
        true,
      );
    });

    test("says null of a device and a job that nobody knows", async () => {
      expect(await chain.device(person().account)).toEqual({ ok: true, value: null });
      expect(await chain.job(randomHex(32) as JobId)).toEqual({ ok: true, value: null });
    });

    test("refuses a device that is there already, and one that another key signed for", async () => {
      const people = await registered();
      expect(refusal(await chain.registerDevice(people.registration(), people.registrationSignature()))).toBe(
        "deviceRegistry.DeviceAlreadyRegistered",
      );
      const other = cast();
      expect(
        refusal(await chain.registerDevice(other.registration(), other.registrationSignature(other.owner))),
      ).toBe("deviceRegistry.BadDeviceSignature");
      expect(await chain.device(other.device.account)).toEqual({ ok: true, value: null });
    });

    test("takes updates by the device's next nonce only, and refuses a replayed one", async () => {
      const people = await registered();
      const capabilities = { ...people.registration().capabilities, models: ["one-more"], ramMib: 1 };
      const first = people.update(1n, { type: "updateMetadata", capabilities, metadata: "moved" });
      landed(await chain.updateDevice(...first), "deviceRegistry.DeviceMetadataUpdated");
      expect(refusal(await chain.updateDevice(...first))).toBe("deviceRegistry.NonceMismatch");
      expect(refusal(await chain.updateDevice(...people.update(3n, { type: "heartbeat" })))).toBe(
        "deviceRegistry.NonceMismatch",
      );
      landed(
        await chain.updateDevice(...people.update(2n, { type: "heartbeat" })),
        "deviceRegistry.DeviceHeartbeat",
      );
      landed(
        await chain.updateDevice(...people.update(3n, { type: "setStatus", status: "paused" })),
        "deviceRegistry.DeviceStatusChanged",
      );
      expect(await chain.device(people.device.account)).toMatchObject({
        ok: true,
        value: { capabilities, metadata: "moved", status: "paused", nonce: 3n },
      });
    });

    test("changes nothing of a retired device", async () => {
      const people = await registered();
      landed(
        await chain.updateDevice(...people.update(1n, { type: "setStatus", status: "retired" })),
        "deviceRegistry.DeviceStatusChanged",
      );
      expect(refusal(await chain.updateDevice(...people.update(2n, { type: "heartbeat" })))).toBe(
        "deviceRegistry.DeviceRetired",
      );
    });

    test("refuses an update whose signature is over another one", async () => {
      const people = await registered();
      const [update] = people.update(1n, { type: "setStatus", status: "paused" });
      const [, signature] = people.update(1n, { type: "heartbeat" });
      expect(refusal(await chain.updateDevice(update, signature))).toBe("deviceRegistry.BadDeviceSignature");
    });

    test("leads a job from intent over acceptance to its record", async () => {
      const people = await registered();
      const { acceptance, record } = await accepted(people);
      expect(await phase(acceptance.job)).toBe("accepted");
      const [device, requester] = people.recordSignatures(record);
      const inclusion = landed(
        await chain.completeJob(record, device, requester),
        "computeJobs.JobCompleted",
      );
      expect(inclusion.block).toBeGreaterThan(0);
      const recordHash = recordHashOf(usageRecordMessage.encode(record, chain.genesis));
      expect(await chain.job(acceptance.job)).toEqual({
        ok: true,
        value: { job: acceptance.job, phase: "completed", recordHash },
      });
    });

    test("settles a job once: the second record is a replay", async () => {
      const people = await registered();
      const { record } = await accepted(people);
      const signatures = people.recordSignatures(record);
      landed(await chain.completeJob(record, ...signatures), "computeJobs.JobCompleted");
      expect(refusal(await chain.completeJob(record, ...signatures))).toBe("computeJobs.RecordReplayed");
    });

    test("refuses records that were tampered with, wrongly signed or of another acceptance", async () => {
      const people = await registered();
      const { record } = await accepted(people);
      const [device, requester] = people.recordSignatures(record);
      const complete = async (
        changed: typeof record,
        by: readonly [Uint8Array, Uint8Array] = [device, requester],
      ) => refusal(await chain.completeJob(changed, ...by));
      expect(await complete({ ...record, bytesOut: 201n })).toBe("computeJobs.RecordBadDeviceSignature");
      expect(await complete(record, people.recordSignatures(record, people.device, people.device))).toBe(
        "computeJobs.RecordBadRequesterSignature",
      );
      expect(await complete(record, people.recordSignatures(record, people.requester))).toBe(
        "computeJobs.RecordBadDeviceSignature",
      );
      expect(await complete({ ...record, pricePlanck: record.pricePlanck + 1n })).toBe(
        "computeJobs.RecordWrongPrice",
      );
      expect(await complete({ ...record, completionTokens: 201 })).toBe(
        "computeJobs.RecordTooManyCompletionTokens",
      );
      expect(await complete({ ...record, lease: randomHex(16) as LeaseId })).toBe(
        "computeJobs.RecordOtherLease",
      );
      expect(await complete({ ...record, owner: person().account })).toBe("computeJobs.RecordOtherOwner");
      expect(await complete({ ...record, job: randomHex(32) as JobId })).toBe("computeJobs.UnknownJob");
      expect(await phase(record.job)).toBe("accepted");
    });

    test("refuses intents that are there already, wrongly signed, or due too far away", async () => {
      const people = cast();
      const intent = await submitted(people);
      expect(refusal(await chain.submitJobIntent(intent, people.intentSignature(intent)))).toBe(
        "computeJobs.JobAlreadySubmitted",
      );
      const next = people.intent(Date.now());
      expect(refusal(await chain.submitJobIntent(next, people.intentSignature(next, people.owner)))).toBe(
        "computeJobs.BadRequesterSignature",
      );
      const far = people.intent(Date.now() + 3 * 60 * 60 * 1000);
      expect(refusal(await chain.submitJobIntent(far, people.intentSignature(far)))).toBe(
        "computeJobs.DeadlineTooFar",
      );
      expect(await phase(jobIdOf(next, chain.genesis))).toBe(null);
    });

    test("lets only a registered device accept, and only once", async () => {
      const people = await registered();
      const strangers = cast();
      const intent = await submitted(people);
      const acceptance = people.acceptance(intent);
      const stranger = strangers.acceptance(intent);
      expect(refusal(await chain.acceptJob(stranger, strangers.acceptanceSignature(stranger)))).toBe(
        "computeJobs.DeviceNotInService",
      );
      expect(
        refusal(await chain.acceptJob(acceptance, people.acceptanceSignature(acceptance, people.owner))),
      ).toBe("computeJobs.BadDeviceSignature");
      landed(
        await chain.acceptJob(acceptance, people.acceptanceSignature(acceptance)),
        "computeJobs.JobAccepted",
      );
      expect(refusal(await chain.acceptJob(acceptance, people.acceptanceSignature(acceptance)))).toBe(
        "computeJobs.JobAlreadyAccepted",
      );
    });

    test("settles what a device accepted before it paused, for the owner that it named then", async () => {
      const people = await registered();
      const intent = await submitted(people);
      const acceptance = { ...people.acceptance(intent), owner: person().account };
      landed(
        await chain.updateDevice(...people.update(1n, { type: "setStatus", status: "paused" })),
        "deviceRegistry.DeviceStatusChanged",
      );
      landed(
        await chain.acceptJob(acceptance, people.acceptanceSignature(acceptance)),
        "computeJobs.JobAccepted",
      );
      const record = people.record(intent, acceptance);
      landed(await chain.completeJob(record, ...people.recordSignatures(record)), "computeJobs.JobCompleted");
    });

    test("cancels an open job by its requester's word only, and no other", async () => {
      const people = await registered();
      const job = jobIdOf(await submitted(people), chain.genesis);
      expect(refusal(await chain.cancelJob(job, people.cancellationSignature(job, people.device)))).toBe(
        "computeJobs.BadRequesterSignature",
      );
      landed(await chain.cancelJob(job, people.cancellationSignature(job)), "computeJobs.JobCancelled");
      expect(refusal(await chain.cancelJob(job, people.cancellationSignature(job)))).toBe(
        "computeJobs.JobAlreadyCancelled",
      );
      const { acceptance } = await accepted(people);
      expect(
        refusal(await chain.cancelJob(acceptance.job, people.cancellationSignature(acceptance.job))),
      ).toBe("computeJobs.JobAlreadyAccepted");
    });

    test("refuses every step of a job that nobody knows, and expiry before its time", async () => {
      const people = await registered();
      const job = randomHex(32) as JobId;
      expect(refusal(await chain.cancelJob(job, people.cancellationSignature(job)))).toBe(
        "computeJobs.UnknownJob",
      );
      expect(refusal(await chain.expireJob(job))).toBe("computeJobs.UnknownJob");
      expect(refusal(await chain.expireJob(jobIdOf(await submitted(people), chain.genesis)))).toBe(
        "computeJobs.DeadlineNotReached",
      );
    });

    test("expires an open job after its deadline", async () => {
      const people = cast();
      const intent = people.intent(Date.now() - 61_000); // due a second ago; still within the grace in which it can be submitted
      landed(await chain.submitJobIntent(intent, people.intentSignature(intent)), "computeJobs.JobSubmitted");
      const job = jobIdOf(intent, chain.genesis);
      landed(await chain.expireJob(job), "computeJobs.JobExpired");
      expect(await phase(job)).toBe("expired");
      expect(refusal(await chain.expireJob(job))).toBe("computeJobs.JobAlreadyExpired");
    });

    test("tells a job's life by blocks and extrinsics, and lists it when it is over", async () => {
      const people = await registered();
      const intent = people.intent(Date.now());
      const job = jobIdOf(intent, chain.genesis);
      expect(await chain.jobLife(job)).toEqual({ ok: true, value: null });
      const submission = landed(
        await chain.submitJobIntent(intent, people.intentSignature(intent)),
        "computeJobs.JobSubmitted",
      );
      const listed = async () => {
        const finished = await chain.finishedJobs(20);
        return finished.ok ? finished.value.map((one) => one.job) : [];
      };
      expect(await listed()).not.toContain(job);
      const cancellation = landed(
        await chain.cancelJob(job, people.cancellationSignature(job)),
        "computeJobs.JobCancelled",
      );
      const life = await chain.jobLife(job);
      const step = (event: string, { block, blockHash, extrinsicHash }: Inclusion) => ({
        event: `computeJobs.${event}`,
        block,
        blockHash,
        extrinsicHash,
        timeMs: expect.any(BigInt) as unknown,
      });
      expect(life).toEqual({
        ok: true,
        value: { whole: true, steps: [step("JobSubmitted", submission), step("JobCancelled", cancellation)] },
      });
      const { record, acceptance } = await accepted(people);
      landed(await chain.completeJob(record, ...people.recordSignatures(record)), "computeJobs.JobCompleted");
      expect((await listed()).slice(0, 2)).toEqual([acceptance.job, job]);
      expect(await chain.finishedJobs(1)).toMatchObject({
        value: [{ job: acceptance.job, phase: "completed" }],
      });
    });

    test("says what a verb would cost, and does nothing of it", async () => {
      const people = cast();
      const fee = await chain.estimateFee(
        "registerDevice",
        people.registration(),
        people.registrationSignature(),
      );
      expect(fee.ok && fee.value).toBeGreaterThanOrEqual(0n);
      expect(await chain.device(people.device.account)).toEqual({ ok: true, value: null });
    });

    test("takes a burst of calls at once, each in a block, and moves its head", async () => {
      const heads: number[] = [];
      const stop = chain.onHead(({ number }) => heads.push(number));
      const people = Array.from({ length: 12 }, cast);
      const answers = await Promise.all(
        people.map((one) => chain.registerDevice(one.registration(), one.registrationSignature())),
      );
      stop();
      for (const answer of answers) landed(answer, "deviceRegistry.DeviceRegistered");
      const head = await chain.head();
      expect(head.ok && head.value.number).toBeGreaterThanOrEqual(
        Math.max(...answers.map((one) => (one.ok ? one.value.block : 0))),
      );
      expect(heads.length).toBeGreaterThan(0);
    });
  });
}
