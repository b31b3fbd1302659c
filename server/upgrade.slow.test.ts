/** A folder of the first release, whose chain runs the first runtime, opened by this version. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { Cast, person } from "../adapters/chain/conformance-cast.ts";
import { callOf, type Call } from "../adapters/chain/decorated.ts";
import { RawClient } from "../adapters/chain/devchain/testing/raw-client.ts";
import { serveDevchain } from "../adapters/chain/devchain/testing/serve.ts";
import { signerOn } from "../adapters/chain/devchain/testing/transactions.ts";
import {
  deviceRegistrationMessage,
  encode,
  jobAcceptanceMessage,
  jobIntentMessage,
  modelTotalsRootOf,
  type ModelTotals,
  NO_TOTALS,
  addToTotals,
  recordHashOf,
  RecordsTree,
  usageRecordMessage,
  voucherMessage,
  voucherOf,
} from "../protocol/index.ts";
import { readConfig, startServer } from "./index.ts";

/** `pallets/artifacts/runtime.wasm.zst` of the first release, spec version 1: devices and jobs, no channels. */
const FIRST_RUNTIME = new URL("../adapters/chain/devchain/testing/runtime-1.wasm.zst", import.meta.url);

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (let cleanup = cleanups.pop(); cleanup !== undefined; cleanup = cleanups.pop()) await cleanup();
});

async function start(dataDir: string) {
  const config = readConfig({ PORT: "0", DATA_DIR: dataDir });
  if (!config.ok) throw new Error(config.error.message);
  const lines: string[] = [];
  const started = await startServer({
    config: config.value,
    appFolder: null,
    log: (line) => lines.push(line),
  });
  if (started.ok) cleanups.push(() => started.value.close());
  return { started, lines };
}

describe("a chain that was begun with the first runtime", () => {
  let first: Uint8Array;
  beforeAll(async () => {
    first = new Uint8Array(zstdDecompressSync(await readFile(FIRST_RUNTIME)));
  });

  /** A device, and a job that it accepted, in the state of an old chain in `dataDir`. */
  async function oldState(dataDir: string) {
    const served = await serveDevchain({ folder: join(dataDir, "chain"), wasm: first });
    const signer = await signerOn(served.url);
    const client = await RawClient.open(served.url);
    const people = new Cast(served.chain.genesisHash);
    const intent = people.intent(Date.now());
    const acceptance = people.acceptance(intent);
    const calls: Call[] = [
      callOf(
        signer.api,
        "deviceRegistry",
        "registerDevice",
        encode(deviceRegistrationMessage.body, people.registration()),
        people.registrationSignature(),
      ),
      callOf(
        signer.api,
        "computeJobs",
        "submitJobIntent",
        encode(jobIntentMessage.body, intent),
        people.intentSignature(intent),
      ),
      callOf(
        signer.api,
        "computeJobs",
        "acceptJob",
        encode(jobAcceptanceMessage.body, acceptance),
        people.acceptanceSignature(acceptance),
      ),
    ];
    for (const [nonce, call] of calls.entries()) {
      const sent = await client.call(
        "author_submitAndWatchExtrinsic",
        (await signer.signed(call, { nonce })).toHex(),
      );
      expect(sent.error).toBeUndefined();
      await client.next((reply) => JSON.stringify(reply.params?.result ?? 0).includes("inBlock"));
    }
    client.close();
    await signer.close();
    await served.close();
    return { people, record: people.record(intent, acceptance) };
  }

  it("takes up the installed one at the start, keeps its state, and does what only the new one can", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "coco-upgrade-"));
    cleanups.push(() => rm(dataDir, { recursive: true }));
    const { people, record } = await oldState(dataDir);

    const { started, lines } = await start(dataDir);
    if (!started.ok) throw new Error(started.error.message);
    expect(lines.join("\n")).toMatch(/runtime was upgraded from version 1 to \d+/);
    const { chain } = started.value;
    expect(chain.genesis).toBe(people.genesis);
    expect(await chain.device(people.device.account)).toMatchObject({
      ok: true,
      value: { status: "active" },
    });

    // What the old runtime wrote, the new one goes on with.
    expect(await chain.completeJob(record, ...people.recordSignatures(record))).toMatchObject({ ok: true });
    expect(await chain.updateDevice(...people.update(1n, { type: "heartbeat" }))).toMatchObject({ ok: true });

    // The old one had no channels.
    const key = person();
    const opened = await chain.openChannel(people.device.account, key.account, 10n ** 12n);
    if (!opened.ok) throw new Error(opened.error.message);
    const tree = RecordsTree.empty.append(recordHashOf(usageRecordMessage.encode(record, people.genesis)));
    const totals = totalsOf(record.model, 10n ** 10n);
    const voucher = voucherOf(opened.value.channel, tree, totals);
    expect(voucher.modelTotalsRoot).toBe(modelTotalsRootOf(totals));
    const signature = key.sign(voucherMessage.encode(voucher, people.genesis));
    expect(await chain.claimVoucher(voucher, signature, totals)).toMatchObject({ ok: true });

    for (let cleanup = cleanups.length; cleanup > 1; cleanup--) await cleanups.pop()?.();
    const again = await start(dataDir);
    if (!again.started.ok) throw new Error(again.started.error.message);
    expect(again.lines.join("\n")).not.toMatch(/upgraded/);
    expect(await again.started.value.chain.channel(opened.value.channel)).toMatchObject({
      ok: true,
      value: { claimedPlanck: 10n ** 10n, recordCount: 1 },
    });
  });
});

function totalsOf(model: string, pricePlanck: bigint): ModelTotals {
  const totals = addToTotals(NO_TOTALS, { model, pricePlanck });
  if (!totals.ok) throw new Error(totals.error.code);
  return totals.value;
}
