/** Payment channels by the command line, over the real runtime. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { Cast } from "../adapters/chain/conformance-cast.ts";
import { serveDevchain, type ServedDevchain } from "../adapters/chain/devchain/testing/serve.ts";
import {
  addToTotals,
  keyPairFromSeed,
  NO_TOTALS,
  parseAccountId,
  parseChannelId,
  parseGenesisHash,
  recordHashOf,
  RecordsTree,
  signBytes,
  toHex,
  type UsageRecord,
  usageRecordMessage,
  voucherMessage,
  voucherOf,
} from "../protocol/index.ts";
import { runCoco } from "./testing/run-coco.ts";

const PAYER_SEED = new Uint8Array(32).fill(11);
/** planck of the one record: half a COCO. */
const PRICE = 500_000_000_000n;
const DAY_MS = 24 * 60 * 60 * 1000;

let folder: string;
let served: ServedDevchain;
/** ms that the chain's clock is ahead of ours. */
let aheadMs = 0;
let channel: string;
let record: UsageRecord | undefined;
const accountSchema = z.string().transform((text, context) => {
  const account = parseAccountId(text);
  if (account === null) context.addIssue("not an account");
  return account ?? z.NEVER;
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coco-channel-"));
  served = await serveDevchain({ now: () => Date.now() + aheadMs });
  await coco(["account", "import", "payer", "--no-passphrase"], toHex(PAYER_SEED));
  for (const name of ["owner", "device"]) await coco(["account", "new", name, "--no-passphrase"]);
  for (const name of ["payer", "owner"]) await coco(["account", "fund", name]);
  await coco(["device", "register", "--device", "device", "--account", "owner"]);
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

function coco(args: readonly string[], input = "") {
  return runCoco(args, { input, environment: { COCO_HOME: join(folder, "home"), COCO_RPC: served.url } });
}

async function json(...args: string[]): Promise<unknown> {
  const ran = await coco([...args, "--json"]);
  if (ran.code !== 0) throw new Error(ran.err);
  return JSON.parse(ran.out);
}

async function errorOf(...args: string[]) {
  const ran = await coco(args);
  return [ran.code, /\(([^()]+)\)\n$/.exec(ran.err)?.[1]];
}

/** One record of the channel's device, made once: the voucher pays for it. */
async function oneRecord(): Promise<UsageRecord> {
  const genesis = parseGenesisHash(served.chain.genesisHash);
  if (genesis === null) throw new Error("not an id");
  const people = new Cast(genesis);
  const intent = people.intent(Date.now());
  const { device } = z.object({ device: accountSchema }).parse(await json("device", "show", "device"));
  return { ...people.record(intent, people.acceptance(intent)), device, pricePlanck: PRICE };
}

/** A voucher for the one record, as the payer's key signs it. */
async function voucherFile(signedBy = PAYER_SEED): Promise<string> {
  const [genesis, id] = [parseGenesisHash(served.chain.genesisHash), parseChannelId(channel)];
  if (genesis === null || id === null) throw new Error("not an id");
  record ??= await oneRecord();
  const totals = addToTotals(NO_TOTALS, record);
  if (!totals.ok) throw new Error(totals.error.code);
  const records = RecordsTree.empty.append(recordHashOf(usageRecordMessage.encode(record, genesis)));
  const bytes = voucherMessage.encode(voucherOf(id, records, totals.value), genesis);
  const path = join(folder, `voucher-${signedBy[0] ?? 0}.json`);
  const signature = signBytes(keyPairFromSeed(signedBy).secret, bytes);
  const list = totals.value.map(({ model, totalPlanck }) => ({ model, totalPlanck: totalPlanck.toString() }));
  await writeFile(path, JSON.stringify({ voucher: toHex(bytes), signature: toHex(signature), totals: list }));
  return path;
}

describe("coco channel", () => {
  test("opens a channel to a device's owner, shows and lists it", async () => {
    const opened = await json("channel", "open", "device", "--deposit", "2", "--account", "payer");
    channel = z.object({ channel: z.string() }).parse(opened).channel;
    const shown = await coco(["channel", "show", channel]);
    expect(shown.out).toMatch(/phase +open\n/);
    expect(shown.out).toMatch(/held +2 COCO\n/);
    expect(await json("channel", "list", "--of", "owner")).toMatchObject([
      { channel, heldPlanck: "2000000000000" },
    ]);
    expect(await json("channel", "list", "--of", "device")).toEqual([]);
  });

  test("claims a voucher from a file once, and none that another key signed", async () => {
    expect(
      await errorOf("channel", "claim", await voucherFile(new Uint8Array(32).fill(12)), "--account", "owner"),
    ).toEqual([1, "settlement.BadVoucherSignature"]);
    const path = await voucherFile();
    const claimed = await json("channel", "claim", path, "--account", "owner");
    expect(claimed).toMatchObject({ channel: { claimedPlanck: PRICE.toString(), recordCount: 1 } });
    const [code, error] = await errorOf("channel", "claim", path, "--account", "owner");
    expect([code, error]).toEqual([1, expect.stringMatching(/^settlement\./)]);
  });

  test("proves a record that was paid for, and no other", async () => {
    const genesis = parseGenesisHash(served.chain.genesisHash);
    if (genesis === null || record === undefined) throw new Error("nothing was claimed");
    const path = join(folder, "proof.json");
    const prove = ["channel", "prove", channel, path, "--account", "owner"];
    const write = (of: UsageRecord, more: object = {}) =>
      writeFile(
        path,
        JSON.stringify({
          record: toHex(usageRecordMessage.encode(of, genesis)),
          index: 0,
          path: [],
          ...more,
        }),
      );
    await write(record);
    expect(await json(...prove)).toMatchObject({ channel, job: record.job });
    await write({ ...record, completionTokens: 35 });
    expect(await errorOf(...prove)).toEqual([1, "settlement.BadProof"]);
    await write(record, { index: 1 });
    expect(await errorOf(...prove)).toEqual([1, "settlement.BadProof"]);
    for (const more of [
      { index: -1 },
      { path: ["0x00"] },
      { record: "0X00" },
      { path: Array(33).fill(record.job) },
    ]) {
      await write(record, more);
      expect(await errorOf(...prove)).toEqual([1, "proof_malformed"]);
    }
    await write(record, { record: "0x00" });
    expect(await errorOf(...prove)).toEqual([1, "record_truncated"]);
    expect(await errorOf("channel", "prove", channel, join(folder, "none"), "--account", "owner")).toEqual([
      2,
      "usage",
    ]);
  });

  test("adds to the deposit of the payer's own channel", async () => {
    const opened = z
      .object({ channel: z.string() })
      .parse(await json("channel", "open", "device", "--deposit", "1", "--account", "payer"));
    const topUp = ["channel", "top-up", opened.channel, "--amount", "0.5", "--account"];
    expect(await json(...topUp, "payer")).toMatchObject({ channel: { heldPlanck: "1500000000000" } });
    expect(await errorOf(...topUp, "owner")).toEqual([1, "settlement.NotPayer"]);
    const closed = await coco(["channel", "close", opened.channel, "--account", "owner"]);
    expect(closed.code).toBe(0);
  });

  test("refuses files that are no vouchers before anything is sent", async () => {
    const bad = join(folder, "bad.json");
    const claim = ["channel", "claim", bad, "--account", "owner"];
    for (const text of [
      "",
      "{}",
      '{"voucher":"0x00","signature":"0x00","totals":[]}',
      `"${"x".repeat(20_000)}"`,
    ]) {
      await writeFile(bad, text);
      expect(await errorOf(...claim)).toEqual([1, "voucher_malformed"]);
    }
    const signature = `0x${"00".repeat(64)}`;
    await writeFile(bad, JSON.stringify({ voucher: "0x00", signature, totals: [] }));
    expect(await errorOf(...claim)).toEqual([1, "voucher_truncated"]);
    const twice = [1, 2].map(() => ({ model: "a", totalPlanck: "1" }));
    await writeFile(bad, JSON.stringify({ voucher: "0x00", signature, totals: twice }));
    expect(await errorOf(...claim)).toEqual([1, "totals_not_ascending"]);
    expect(await errorOf("channel", "claim", join(folder, "none"), "--account", "owner")).toEqual([
      2,
      "usage",
    ]);
    expect(await errorOf("channel", "show", "0x12")).toEqual([2, "usage"]);
    expect(await errorOf("channel", "show", `0x${"77".repeat(32)}`)).toEqual([1, "channel_unknown"]);
  });

  test("gives a payer the rest back when the window after closing is over, not before", async () => {
    const closing = await coco(["channel", "close", channel, "--account", "payer"]);
    expect(closing.out).toMatch(/phase +closing, vouchers count until \d{4}-/);
    expect(await json("withdraw", "--account", "payer")).toMatchObject({
      withdrawn: [],
      waiting: [{ channel }],
    });
    const before = z
      .object({ balancePlanck: z.string() })
      .parse(await json("account", "show", "payer", "--balance"));

    aheadMs = 2 * DAY_MS;
    // The chain's clock is that of its newest block.
    await coco(["account", "fund", "owner"]);
    const rest = 2_000_000_000_000n - PRICE;
    expect(await json("withdraw", "--account", "payer")).toMatchObject({
      withdrawn: [{ channel, planck: rest.toString() }],
      waiting: [],
    });
    const after = z
      .object({ balancePlanck: z.string() })
      .parse(await json("account", "show", "payer", "--balance"));
    const gained = BigInt(after.balancePlanck) - BigInt(before.balancePlanck);
    expect(gained).toBeGreaterThan((rest * 99n) / 100n);
    expect((await coco(["withdraw", "--account", "payer"])).out).toContain("nothing to withdraw");
  });

  test("lets the owner close at once", async () => {
    const opened = z
      .object({ channel: z.string() })
      .parse(await json("channel", "open", "device", "--deposit", "1.5", "--account", "payer"));
    const closed = await coco(["channel", "close", opened.channel, "--account", "owner"]);
    expect(closed.out).toMatch(/phase +closed\n/);
  });
});
