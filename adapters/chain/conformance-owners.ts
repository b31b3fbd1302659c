/** What every chain lets owners do with their devices, and what it knows of how those work. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type AccountId,
  deviceRekeyMessage,
  type DeviceRekey,
  jobIdOf,
  type JobIntent,
  type JobId,
  type Result,
} from "../../protocol/index.ts";
import { Cast, person, type Person } from "./conformance-cast.ts";
import type { Chain, ChainDevice, ChainError, Inclusion, OwnerVerbs } from "./port.ts";

type Answer = Result<Inclusion, ChainError>;

const BOND = 2_000_000_000_000n;
/** What a job of `Cast.record` counts: log2(1 + 800 planck / 1,000,000) of a tenth of a unit. */
const WORK_MICROS = 79n;

export interface TwoOwners {
  readonly chain: Chain;
  /** Another account on the same chain, which can pay as well. */
  readonly other: OwnerVerbs;
  readonly otherAccount: AccountId;
  readonly close: () => Promise<void>;
}

/** The operator of `open`'s chain owns the devices. */
export function ownerConformance(name: string, open: () => Promise<TwoOwners>): void {
  describe(`owners: ${name}`, () => {
    let chain: Chain;
    let other: OwnerVerbs;
    let otherAccount: AccountId;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ chain, other, otherAccount, close } = await open());
    });
    afterAll(() => close());

    const landed = (answer: Answer, event: string): Inclusion => {
      if (!answer.ok)
        throw new Error(`${answer.error.code} ${answer.error.pallet ?? ""} ${answer.error.message ?? ""}`);
      expect(answer.value.events).toContain(`deviceRegistry.${event}`);
      return answer.value;
    };
    const refusal = (answer: Answer): string => {
      expect(answer).toMatchObject({ ok: false, error: { code: "dispatch_failed" } });
      return answer.ok ? "" : (answer.error.pallet ?? "").replace(/^deviceRegistry\./, "");
    };
    const read = async (device: AccountId): Promise<ChainDevice> => {
      const answer = await chain.device(device);
      if (!answer.ok || answer.value === null) throw new Error("the chain does not tell of the device");
      return answer.value;
    };
    const registered = async (): Promise<Cast> => {
      const people = new Cast(chain.genesis);
      const registration = { ...people.registration(), owner: chain.operator };
      const signature = people.registrationSignature(people.device, registration);
      landed(await chain.registerDevice(registration, signature), "DeviceRegistered");
      return people;
    };
    const keyOf = async () => (await registered()).device.account;
    const rekeying = (device: AccountId, next: Person, nonce: bigint, by: Person = next) => {
      const rekey: DeviceRekey = { device, newDevice: next.account, owner: chain.operator, nonce };
      return [rekey, by.sign(deviceRekeyMessage.encode(rekey, chain.genesis))] as const;
    };

    test("tells of a new device that it is online, without bond, offer or former key", async () => {
      expect(await read(await keyOf())).toMatchObject({
        owner: chain.operator,
        online: true,
        jobsDone: 0n,
        bond: { activePlanck: 0n, unbonding: [] },
        formerKeys: [],
        offeredTo: null,
      });
    });

    test("bonds for a device in parts, and unbonds so that it stays slashable for days", async () => {
      const device = await keyOf();
      landed(await chain.bondDevice(device, BOND), "DeviceBonded");
      landed(await chain.bondDevice(device, 1n), "DeviceBonded");
      landed(await chain.unbondDevice(device, 5n), "DeviceUnbonding");
      const { bond } = await read(device);
      expect(bond).toEqual({
        activePlanck: BOND - 4n,
        unbonding: [{ planck: 5n, untilMs: expect.any(BigInt) as unknown }],
      });
      expect(Number(bond.unbonding[0]?.untilMs)).toBeGreaterThan(Date.now() + 24 * 60 * 60 * 1000);
      expect(refusal(await chain.withdrawBond(device))).toBe("NothingToWithdraw");
      expect(refusal(await chain.unbondDevice(device, BOND))).toBe("BondTooSmall");
    });

    test("joins the newest part on its way back when there are as many as there may be", async () => {
      const device = await keyOf();
      landed(await chain.bondDevice(device, BOND), "DeviceBonded");
      for (let part = 1n; part <= 9n; part += 1n)
        landed(await chain.unbondDevice(device, part), "DeviceUnbonding");
      const { unbonding } = (await read(device)).bond;
      expect(unbonding.map(({ planck }) => planck)).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n, 17n]);
    });

    test("refuses bonds of nothing, of somebody else's device, and of a device that nobody knows", async () => {
      const device = await keyOf();
      expect(refusal(await chain.bondDevice(device, 0n))).toBe("ZeroAmount");
      expect(refusal(await chain.unbondDevice(device, 0n))).toBe("ZeroAmount");
      expect(refusal(await other.bondDevice(device, BOND))).toBe("NotOwner");
      expect(refusal(await other.unbondDevice(device, BOND))).toBe("NotOwner");
      expect(refusal(await chain.bondDevice(person().account, BOND))).toBe("UnknownDevice");
      expect(refusal(await chain.withdrawBond(person().account))).toBe("UnknownDevice");
    });

    test("hands a device over when its new owner accepts, and not before", async () => {
      const device = await keyOf();
      expect(refusal(await other.acceptDevice(device))).toBe("NotOffered");
      expect(refusal(await chain.offerDevice(device, chain.operator))).toBe("AlreadyOwner");
      expect(refusal(await other.offerDevice(device, otherAccount))).toBe("NotOwner");
      landed(await chain.offerDevice(device, otherAccount), "DeviceOffered");
      expect(await read(device)).toMatchObject({ owner: chain.operator, offeredTo: otherAccount });
      expect(refusal(await chain.acceptDevice(device))).toBe("OfferedToAnother");
      landed(await other.acceptDevice(device), "DeviceTransferred");
      expect(await read(device)).toMatchObject({ owner: otherAccount, offeredTo: null });
      expect(await other.devicesOf(otherAccount)).toMatchObject({ ok: true, value: [device] });
      expect(refusal(await chain.bondDevice(device, BOND))).toBe("NotOwner");
      landed(await other.deregisterDevice(device), "DeviceStatusChanged");
      expect(await other.devicesOf(otherAccount)).toEqual({ ok: true, value: [] });
    });

    test("lets both sides end an offer, and nobody else", async () => {
      const device = await keyOf();
      expect(refusal(await chain.withdrawOffer(device))).toBe("NotOffered");
      landed(await chain.offerDevice(device, otherAccount), "DeviceOffered");
      landed(await other.withdrawOffer(device), "DeviceOfferWithdrawn");
      landed(await chain.offerDevice(device, person().account), "DeviceOffered");
      expect(refusal(await other.withdrawOffer(device))).toBe("NotParty");
      landed(await chain.withdrawOffer(device), "DeviceOfferWithdrawn");
      expect((await read(device)).offeredTo).toBe(null);
    });

    test("offers no device that has a bond, or a part of one on its way back", async () => {
      const device = await keyOf();
      landed(await chain.bondDevice(device, BOND), "DeviceBonded");
      expect(refusal(await chain.offerDevice(device, otherAccount))).toBe("BondNotEmpty");
      landed(await chain.unbondDevice(device, BOND), "DeviceUnbonding");
      expect(refusal(await chain.offerDevice(device, otherAccount))).toBe("BondNotEmpty");
    });

    test("leads from a burned key to the one that a device has, and takes nothing of the old one", async () => {
      const people = await registered();
      const [old, next] = [people.device.account, person()];
      landed(await chain.bondDevice(old, BOND), "DeviceBonded");
      landed(await chain.rekeyDevice(...rekeying(old, next, 1n)), "DeviceRekeyed");
      const moved = await read(next.account);
      expect(moved).toMatchObject({
        device: next.account,
        nonce: 1n,
        formerKeys: [old],
        bond: { activePlanck: BOND },
      });
      expect(await read(old)).toEqual(moved);
      expect(refusal(await chain.updateDevice(...people.update(2n, { type: "heartbeat" })))).toBe(
        "DeviceRekeyed",
      );
      const again = { ...people.registration(), owner: chain.operator };
      expect(
        refusal(await chain.registerDevice(again, people.registrationSignature(people.device, again))),
      ).toBe("DeviceAlreadyRegistered");
    });

    test("re-keys by the new key's word, by the owner, and once", async () => {
      const device = await keyOf();
      const next = person();
      const good = rekeying(device, next, 1n);
      expect(refusal(await chain.rekeyDevice(...rekeying(device, next, 1n, person())))).toBe(
        "BadNewKeySignature",
      );
      expect(refusal(await chain.rekeyDevice(...rekeying(device, next, 2n)))).toBe("NonceMismatch");
      expect(refusal(await other.rekeyDevice(...good))).toBe("NotOwner");
      landed(await chain.rekeyDevice(...good), "DeviceRekeyed");
      expect(refusal(await chain.rekeyDevice(...good))).toBe("DeviceRekeyed");
    });

    test("retires a device by its owner, whose bond then comes back", async () => {
      const people = await registered();
      const device = people.device.account;
      landed(await chain.bondDevice(device, BOND), "DeviceBonded");
      expect(refusal(await other.deregisterDevice(device))).toBe("NotOwner");
      landed(await chain.deregisterDevice(device), "DeviceStatusChanged");
      expect(await read(device)).toMatchObject({
        status: "retired",
        online: false,
        bond: { activePlanck: 0n, unbonding: [{ planck: BOND }] },
      });
      expect(refusal(await chain.deregisterDevice(device))).toBe("DeviceRetired");
      expect(refusal(await chain.bondDevice(device, BOND))).toBe("DeviceRetired");
    });

    const openJob = async (people: Cast, model: string): Promise<JobIntent> => {
      const intent = { ...people.intent(Date.now()), model };
      const answer = await chain.submitJobIntent(intent, people.intentSignature(intent));
      expect(answer).toMatchObject({ ok: true });
      return intent;
    };

    test("pages through the open jobs of a model, and of no other", async () => {
      const people = await registered();
      const model = `model-${people.device.account.slice(2, 10)}`;
      const intents = [];
      for (let i = 0; i < 3; i += 1) intents.push(await openJob(people, model));
      await openJob(people, `${model}-b`);
      const found: JobId[] = [];
      let after: JobId | null = null;
      do {
        const page = await chain.openIntents(model, after, 2);
        if (!page.ok) throw new Error(page.error.code);
        expect(page.value.intents.length).toBeLessThanOrEqual(2);
        for (const { job, intent } of page.value.intents) {
          expect(intent.model).toBe(model);
          expect(jobIdOf(intent, chain.genesis)).toBe(job);
          found.push(job);
        }
        after = page.value.next;
      } while (after !== null);
      expect(found.toSorted()).toEqual(intents.map((one) => jobIdOf(one, chain.genesis)).toSorted());
    });

    test("knows nothing of strangers, shows a new device with the benefit of the doubt, and counts its work", async () => {
      const people = await registered();
      const device = people.device.account;
      expect(await chain.reputation(person().account)).toEqual({ ok: true, value: null });
      expect(await chain.reputation(device)).toEqual({
        ok: true,
        value: {
          score: 100,
          expectationMillionths: 500_000,
          assuredMillionths: 0,
          goodMicros: 0n,
          badMicros: 0n,
        },
      });
      expect(await chain.reputationHistory(device)).toEqual({ ok: true, value: [] });

      const intent = await openJob(people, "tiny-q0f32");
      const acceptance = { ...people.acceptance(intent), owner: chain.operator };
      const record = people.record(intent, acceptance);
      expect(await chain.acceptJob(acceptance, people.acceptanceSignature(acceptance))).toMatchObject({
        ok: true,
      });
      expect(await chain.completeJob(record, ...people.recordSignatures(record))).toMatchObject({ ok: true });

      const reputation = await chain.reputation(device);
      expect(reputation).toMatchObject({ ok: true, value: { score: 100, badMicros: 0n } });
      const good = reputation.ok ? (reputation.value?.goodMicros ?? 0n) : 0n;
      // A block or two later some of the last micro may be forgotten.
      expect([WORK_MICROS, WORK_MICROS - 1n]).toContain(good);
      const withModel = await chain.modelReputation(device, "tiny-q0f32");
      expect(withModel).toMatchObject({ ok: true, value: { score: 100, badMicros: 0n } });
      expect([good, good - 1n]).toContain(withModel.ok ? withModel.value?.goodMicros : null);
      expect(await chain.modelReputation(device, "other")).toEqual({ ok: true, value: null });
      expect(await chain.reputationHistory(device)).toEqual({
        ok: true,
        value: [
          {
            atMs: expect.any(BigInt) as unknown,
            model: "tiny-q0f32",
            note: { type: "work" },
            weightMicros: WORK_MICROS,
          },
        ],
      });
      expect((await read(device)).jobsDone).toBe(1n);
    });

    test("takes what is known of a device along to its new key", async () => {
      const people = await registered();
      const intent = await openJob(people, "tiny-q0f32");
      const acceptance = people.acceptance(intent);
      expect(await chain.acceptJob(acceptance, people.acceptanceSignature(acceptance))).toMatchObject({
        ok: true,
      });
      const next = person();
      landed(await chain.rekeyDevice(...rekeying(people.device.account, next, 1n)), "DeviceRekeyed");
      // Accepted under the old key, completed after it: counted for the device.
      const record = people.record(intent, acceptance);
      expect(await chain.completeJob(record, ...people.recordSignatures(record))).toMatchObject({ ok: true });
      expect(await chain.reputationHistory(next.account)).toMatchObject({
        value: [{ note: { type: "work" }, weightMicros: WORK_MICROS }],
      });
      expect(await read(next.account)).toMatchObject({ jobsDone: 1n });
    });
  });
}
