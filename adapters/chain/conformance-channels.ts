/** What every chain does with payment channels. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addToTotals,
  type ChannelId,
  channelIdOf,
  idBytes,
  inclusionPath,
  type ModelTotals,
  NO_TOTALS,
  recordHashOf,
  RecordsTree,
  type Result,
  type UsageRecord,
  usageRecordMessage,
  type Voucher,
  voucherMessage,
  voucherOf,
} from "../../protocol/index.ts";
import { Cast, person, randomHex } from "./conformance-cast.ts";
import type { Chain, ChainError, Inclusion } from "./port.ts";

type Answer = Result<Inclusion, ChainError>;

/** One token: enough for every test, and above the smallest deposit. */
const DEPOSIT = 1_000_000_000_000n;
/** Of every record: an owner's account that does not exist yet can be paid so much. */
const PRICE = 1_000_000_000n;
/** Channels that a fresh chain can have opened by the end of this suite. */
const MOST_CHANNELS = 100n;

/** The operator of `open`'s chain is the payer; another key signs its vouchers. */
export function channelConformance(
  name: string,
  open: () => Promise<{ chain: Chain; close: () => Promise<void> }>,
): void {
  describe(`payment channels: ${name}`, () => {
    let chain: Chain;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ chain, close } = await open());
    });
    afterAll(() => close());

    const key = person();
    const landed = <A extends Inclusion>(answer: Result<A, ChainError>, event: string): A => {
      if (!answer.ok)
        throw new Error(`${answer.error.code} ${answer.error.pallet ?? ""} ${answer.error.message ?? ""}`);
      expect(answer.value.events).toContain(event);
      return answer.value;
    };
    const refusal = (answer: Answer): string => {
      expect(answer).toMatchObject({ ok: false, error: { code: "dispatch_failed" } });
      return answer.ok ? "" : (answer.error.pallet ?? "");
    };
    const read = async (channel: ChannelId) => {
      const answer = await chain.channel(channel);
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    };
    /** A device of `owner`'s (a stranger's, without one), and a channel to it. */
    const opened = async (owner = person().account) => {
      const people = new Cast(chain.genesis);
      const registration = { ...people.registration(), owner };
      landed(
        await chain.registerDevice(registration, people.registrationSignature(people.device, registration)),
        "deviceRegistry.DeviceRegistered",
      );
      const { channel } = landed(
        await chain.openChannel(people.device.account, key.account, DEPOSIT),
        "settlement.ChannelOpened",
      );
      return { people, channel, device: people.device.account, owner };
    };
    /** `count` records of one model at `PRICE` each, and what the payer signs for them. */
    const work = (channel: ChannelId, people: Cast, count: number) => {
      const records: UsageRecord[] = [];
      let [tree, totals] = [RecordsTree.empty, NO_TOTALS];
      for (let n = 0; n < count; n++) {
        const intent = people.intent(Date.now());
        const record = { ...people.record(intent, people.acceptance(intent)), pricePlanck: PRICE };
        records.push(record);
        tree = tree.append(recordHashOf(usageRecordMessage.encode(record, chain.genesis)));
        const added = addToTotals(totals, record);
        if (!added.ok) throw new Error(added.error.code);
        totals = added.value;
      }
      return { records, totals, voucher: voucherOf(channel, tree, totals) };
    };
    const claim = (voucher: Voucher, totals: ModelTotals, signer = key) =>
      chain.claimVoucher(voucher, signer.sign(voucherMessage.encode(voucher, chain.genesis)), totals);

    test("opens a channel that reads back as it was asked for, under the id that its parts hash to", async () => {
      const { channel, device, owner } = await opened();
      expect(await read(channel)).toEqual({
        channel,
        payer: chain.operator,
        device,
        owner,
        phase: { type: "open" },
        voucherKey: key.account,
        heldPlanck: DEPOSIT,
        claimedPlanck: 0n,
        recordsRoot: `0x${"00".repeat(32)}`,
        recordCount: 0,
        totals: [],
      });
      const ids = Array.from({ length: Number(MOST_CHANNELS) }, (_, n) =>
        channelIdOf(chain.operator, device, BigInt(n)),
      );
      expect(ids).toContain(channel);
    });

    test("opens none to a device that nobody knows, nor with next to nothing", async () => {
      expect(refusal(await chain.openChannel(person().account, key.account, DEPOSIT))).toBe(
        "settlement.DeviceNotInService",
      );
      const { device } = await opened();
      const terms = await chain.channelTerms();
      if (!terms.ok) throw new Error(terms.error.code);
      expect(refusal(await chain.openChannel(device, key.account, terms.value.minDepositPlanck - 1n))).toBe(
        "settlement.DepositTooSmall",
      );
    });

    test("says null of a channel that nobody opened, and refuses every step of it", async () => {
      const channel = randomHex(32) as ChannelId;
      expect(await read(channel)).toBeNull();
      const { people } = await opened();
      const { voucher, totals } = work(channel, people, 1);
      for (const answer of [
        await chain.topUpChannel(channel, 1n),
        await claim(voucher, totals),
        await chain.closeChannel(channel),
        await chain.forceCloseChannel(channel),
      ])
        expect(refusal(answer)).toBe("settlement.UnknownChannel");
    });

    test("pays the newest voucher once, and then only what a newer one adds", async () => {
      const { people, channel } = await opened();
      const first = work(channel, people, 3);
      landed(await claim(first.voucher, first.totals), "settlement.VoucherClaimed");
      expect(refusal(await claim(first.voucher, first.totals))).toBe("settlement.VoucherNotNewer");
      const second = work(channel, people, 5);
      landed(await claim(second.voucher, second.totals), "settlement.VoucherClaimed");
      expect(refusal(await claim(first.voucher, first.totals))).toBe("settlement.VoucherNotNewer");
      expect(await read(channel)).toMatchObject({
        heldPlanck: DEPOSIT - 5n * PRICE,
        claimedPlanck: 5n * PRICE,
        recordsRoot: second.voucher.recordsRoot,
        recordCount: 5,
        totals: second.totals,
      });
    });

    test("refuses vouchers that another key signed, that were changed, or whose totals are others", async () => {
      const { people, channel } = await opened();
      const { voucher, totals } = work(channel, people, 2);
      const signature = key.sign(voucherMessage.encode(voucher, chain.genesis));
      expect(refusal(await claim(voucher, totals, person()))).toBe("settlement.BadVoucherSignature");
      const fewer = { ...voucher, recordCount: voucher.recordCount + 1 };
      expect(refusal(await chain.claimVoucher(fewer, signature, totals))).toBe(
        "settlement.BadVoucherSignature",
      );
      const more = { ...voucher, cumulativePlanck: voucher.cumulativePlanck + 1n };
      expect(refusal(await chain.claimVoucher(more, signature, totals))).toBe("settlement.TotalsWrongSum");
      const others = totals.map((total) => ({
        ...total,
        model: "another",
      })) as readonly object[] as ModelTotals;
      expect(refusal(await chain.claimVoucher(voucher, signature, others))).toBe(
        "settlement.TotalsWrongRoot",
      );
      expect((await read(channel))?.claimedPlanck).toBe(0n);
    });

    test("pays nothing of a voucher above the deposit, and all of it after a top-up", async () => {
      const { people, channel } = await opened();
      const { totals: small } = work(channel, people, 1);
      const [only] = small;
      if (only === undefined) throw new Error("one model");
      const totals = [{ ...only, totalPlanck: DEPOSIT + 1n }] as readonly object[] as ModelTotals;
      const voucher = voucherOf(channel, RecordsTree.empty.append(randomHex(32)), totals);
      expect(refusal(await claim(voucher, totals))).toBe("settlement.VoucherAboveDeposit");
      expect(refusal(await chain.topUpChannel(channel, 0n))).toBe("settlement.BadTopUp");
      landed(await chain.topUpChannel(channel, 1n), "settlement.ChannelToppedUp");
      landed(await claim(voucher, totals), "settlement.VoucherClaimed");
      expect((await read(channel))?.heldPlanck).toBe(0n);
    });

    test("proves a record that was claimed, and none that was not", async () => {
      const { people, channel } = await opened();
      const { records, voucher, totals } = work(channel, people, 5);
      const hashes = records.map((record) =>
        idBytes(recordHashOf(usageRecordMessage.encode(record, chain.genesis))),
      );
      const [first, second] = records;
      if (first === undefined || second === undefined) throw new Error("five records");
      const path = inclusionPath(hashes, 1);
      expect(refusal(await chain.proveRecord(channel, second, 1, path))).toBe("settlement.BadProof");
      landed(await claim(voucher, totals), "settlement.VoucherClaimed");
      landed(await chain.proveRecord(channel, second, 1, path), "settlement.RecordProven");
      expect(refusal(await chain.proveRecord(channel, first, 1, path))).toBe("settlement.BadProof");
      expect(refusal(await chain.proveRecord(channel, second, 2, path))).toBe("settlement.BadProof");
      const others = { ...second, device: person().account };
      expect(refusal(await chain.proveRecord(channel, others, 1, path))).toBe("settlement.RecordOtherDevice");
    });

    test("starts a window when the payer closes: claims count, top-ups and a second close do not", async () => {
      const { people, channel } = await opened();
      landed(await chain.closeChannel(channel), "settlement.ChannelClosing");
      const view = await read(channel);
      const terms = await chain.channelTerms();
      if (view?.phase.type !== "closing" || !terms.ok) throw new Error("it is closing");
      const windowMs = Number(view.phase.untilMs) - Date.now();
      expect(Math.abs(windowMs - Number(terms.value.challengeMs))).toBeLessThan(10 * 60_000);
      expect(refusal(await chain.closeChannel(channel))).toBe("settlement.ChannelClosing");
      expect(refusal(await chain.topUpChannel(channel, 1n))).toBe("settlement.ChannelClosing");
      expect(refusal(await chain.forceCloseChannel(channel))).toBe("settlement.WindowNotOver");
      const { voucher, totals } = work(channel, people, 1);
      landed(await claim(voucher, totals), "settlement.VoucherClaimed");
    });

    test("ends at once when the owner closes; nothing happens after, but records stay provable", async () => {
      const { people, channel } = await opened(chain.operator);
      const { records, voucher, totals } = work(channel, people, 2);
      landed(await claim(voucher, totals), "settlement.VoucherClaimed");
      landed(await chain.closeChannel(channel), "settlement.ChannelClosed");
      expect(await read(channel)).toMatchObject({
        phase: { type: "closed" },
        voucherKey: null,
        heldPlanck: 0n,
        claimedPlanck: 2n * PRICE,
        recordCount: 2,
        totals: [],
      });
      const newer = work(channel, people, 3);
      for (const answer of [
        await claim(newer.voucher, newer.totals),
        await chain.topUpChannel(channel, 1n),
        await chain.closeChannel(channel),
      ])
        expect(refusal(answer)).toBe("settlement.ChannelClosed");
      const hashes = records.map((record) =>
        idBytes(recordHashOf(usageRecordMessage.encode(record, chain.genesis))),
      );
      const [record] = records;
      if (record === undefined) throw new Error("two records");
      landed(
        await chain.proveRecord(channel, record, 0, inclusionPath(hashes, 0)),
        "settlement.RecordProven",
      );
    });

    test("lists channels that are not closed, page by page, each once", async () => {
      const [one, two] = [await opened(), await opened()];
      const seen: ChannelId[] = [];
      for (let after: ChannelId | null = null; ;) {
        const page = await chain.openChannels(after, 2);
        if (!page.ok) throw new Error(page.error.code);
        expect(page.value.length).toBeLessThanOrEqual(2);
        seen.push(...page.value.map(({ channel }) => channel));
        after = page.value.at(-1)?.channel ?? null;
        if (after === null) break;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining([one.channel, two.channel]));
    });
  });
}
