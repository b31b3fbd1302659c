/** What owners do with their devices by the command line, over the real runtime. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveDevchain, type ServedDevchain } from "../adapters/chain/devchain/testing/serve.ts";
import { runCoco } from "./testing/run-coco.ts";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

let folder: string;
let served: ServedDevchain;
/** ms that the chain's clock is ahead of ours. */
let aheadMs = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coco-owner-"));
  served = await serveDevchain({ now: () => Date.now() + aheadMs });
  for (const name of ["me", "you", "kiosk", "next", "lent"])
    await coco("account", "new", name, "--no-passphrase");
  for (const name of ["me", "you"]) await coco("account", "fund", name);
  for (const name of ["kiosk", "lent"]) await coco("device", "register", "--device", name, "--account", "me");
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

function coco(...args: readonly string[]) {
  return runCoco(args, { environment: { COCO_HOME: join(folder, "home"), COCO_RPC: served.url } });
}

async function json(...args: string[]): Promise<unknown> {
  const ran = await coco(...args, "--json");
  if (ran.code !== 0) throw new Error(ran.err);
  return JSON.parse(ran.out);
}

async function errorOf(...args: string[]) {
  const ran = await coco(...args);
  return [ran.code, /\(([^()]+)\)\n$/.exec(ran.err)?.[1]];
}

describe("coco device, by its owner", () => {
  test("shows a new device's bond and reputation", async () => {
    const { out } = await coco("device", "show", "kiosk");
    expect(out).toMatch(/status +active, online\n/);
    expect(out).toMatch(/reputation +100 of 100, of which evidence assures 0\.0 %\n/);
    expect(out).toMatch(/bond +0 COCO\n/);
    expect(await json("device", "show", "kiosk")).toMatchObject({
      online: true,
      bond: { activePlanck: "0", unbonding: [] },
      reputation: { score: 100, assuredMillionths: 0, goodMicros: "0" },
    });
  });

  test("bonds, unbonds, and pays back what is due when its week is over", async () => {
    expect(await json("device", "bond", "lent", "--amount", "2", "--account", "me")).toMatchObject({
      bond: { activePlanck: "2000000000000" },
    });
    const unbonded = await coco("device", "unbond", "lent", "--amount", "0.5", "--account", "me");
    expect(unbonded.out).toMatch(/bond +1\.5 COCO\n +0\.5 COCO on the way back, until \d{4}-/);
    const withdraw = ["device", "withdraw-bond", "lent", "--account", "you"];
    expect(await errorOf(...withdraw)).toEqual([1, "deviceRegistry.NothingToWithdraw"]);
    expect(await errorOf("device", "bond", "lent", "--amount", "1", "--account", "you")).toEqual([
      1,
      "deviceRegistry.NotOwner",
    ]);
    aheadMs = WEEK_MS + 60_000;
    expect(await json(...withdraw)).toMatchObject({ bond: { activePlanck: "1500000000000", unbonding: [] } });
    expect(await errorOf("device", "offer", "lent", "--to", "you", "--account", "me")).toEqual([
      1,
      "deviceRegistry.BondNotEmpty",
    ]);
  });

  test("re-keys a device by its new key, and finds it by the old one", async () => {
    const rekey = ["device", "rekey", "kiosk", "--to", "next", "--account"];
    expect(await errorOf(...rekey, "you")).toEqual([1, "deviceRegistry.NotOwner"]);
    expect(await errorOf("device", "rekey", "kiosk", "--to", "kiosk", "--account", "me")).toEqual([
      2,
      "usage",
    ]);
    await json(...rekey, "me");
    const [old, now] = [await json("device", "show", "kiosk"), await json("device", "show", "next")];
    expect(old).toEqual(now);
    expect((await coco("device", "show", "kiosk")).out).toMatch(/former keys +5/);
    expect(await errorOf("device", "status", "kiosk", "paused", "--account", "me")).toEqual([
      1,
      "deviceRegistry.DeviceRekeyed",
    ]);
  });

  test("hands a device over by offer and acceptance, and retires it", async () => {
    const offer = ["device", "offer", "next", "--to", "you", "--account", "me"];
    await json(...offer);
    expect((await coco("device", "show", "next")).out).toMatch(/offered to +5/);
    await json("device", "withdraw-offer", "next", "--account", "you");
    expect(await errorOf("device", "accept", "next", "--account", "you")).toEqual([
      1,
      "deviceRegistry.NotOffered",
    ]);
    await json(...offer);
    await json("device", "accept", "next", "--account", "you");
    expect(await errorOf("device", "deregister", "next", "--account", "me")).toEqual([
      1,
      "deviceRegistry.NotOwner",
    ]);
    await json("device", "deregister", "next", "--account", "you");
    expect(await json("device", "show", "next")).toMatchObject({ status: "retired", online: false });
  });

  test("wants an amount, and a device that the chain knows", async () => {
    expect((await coco("device", "bond", "kiosk", "--account", "me")).code).toBe(2);
    expect((await coco("device", "bond", "kiosk", "--amount", "much", "--account", "me")).code).toBe(2);
    expect(await errorOf("device", "bond", "me", "--amount", "1", "--account", "me")).toEqual([
      1,
      "deviceRegistry.UnknownDevice",
    ]);
    expect(await errorOf("device", "rekey", "me", "--to", "next", "--account", "me")).toEqual([
      1,
      "device_unknown",
    ]);
  });
});
