import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BlockEvents } from "../block-events.ts";
import { callOf, type Call } from "../decorated.ts";
import { connect } from "../polkadot-connection.ts";
import { hexOf } from "./bytes.ts";
import { replayBlocks } from "./foreign-blocks.ts";
import { hashingReady } from "./hashing.ts";
import { loadRuntime } from "./runtime-artifact.ts";
import { RawClient } from "./testing/raw-client.ts";
import { serveDevchain, type ServedDevchain } from "./testing/serve.ts";
import { signerOn, type Signer } from "./testing/transactions.ts";
import { upgradedRuntime } from "./testing/upgraded-runtime.ts";

describe("a runtime upgrade by sudo", () => {
  let folder: string;
  let wasm: Uint8Array;
  let next: Uint8Array;
  /** Of the same genesis and never upgraded: its signer signs for the version that stays inlined in the patched code. */
  let unchanged: ServedDevchain;
  let signer: Signer;
  let nonce = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "coco-chain-"));
    await hashingReady();
    const runtime = await loadRuntime();
    if (!runtime.ok) throw new Error(runtime.error.message);
    ({ wasm } = runtime.value);
    next = upgradedRuntime(wasm, runtime.value.specVersion + 1);
    unchanged = await serveDevchain();
    signer = await signerOn(unchanged.url);
  });
  afterAll(async () => {
    await signer.close();
    await unchanged.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The block that has it. */
  const included = async (client: RawClient, call: Call): Promise<string> => {
    const extrinsic = (await signer.signed(call, { nonce: nonce++ })).toHex();
    const sent = await client.call("author_submitAndWatchExtrinsic", extrinsic);
    expect(sent.error).toBeUndefined();
    const landed = await client.next((reply) =>
      JSON.stringify(reply.params?.result ?? 0).includes("inBlock"),
    );
    return (landed.params?.result as { inBlock: string }).inBlock;
  };
  const setCode = (code: Uint8Array): Call => {
    const { api } = signer;
    return callOf(api, "sudo", "sudoUncheckedWeight", callOf(api, "system", "setCode", hexOf(code)), {
      refTime: 0,
      proofSize: 0,
    });
  };
  const remark = (): Call => callOf(signer.api, "system", "remark", "0x01");
  const specVersion = async (client: RawClient, at?: string): Promise<number> =>
    ((await client.call("state_getRuntimeVersion", at ?? null)).result as { specVersion: number })
      .specVersion;

  test("takes effect with the next block, is announced, and survives a restart with and without a snapshot", async () => {
    const first = await serveDevchain({ folder });
    const client = await RawClient.open(first.url);
    await client.call("state_subscribeRuntimeVersion");
    const announced = async () => {
      const { params } = await client.next((reply) => reply.method === "state_runtimeVersion");
      return (params?.result as { specVersion: number }).specVersion;
    };
    const before = await announced();
    await included(client, remark());

    const upgrade = await included(client, setCode(next));
    expect(await announced()).toBe(before + 1);
    const { result } = await client.call("chain_getHeader", upgrade);
    const { digest, parentHash } = result as { digest: { logs: string[] }; parentHash: string };
    expect(digest.logs).toContain("0x08"); // RuntimeEnvironmentUpdated
    expect([await specVersion(client, parentHash), await specVersion(client)]).toEqual([before, before + 1]);
    const connected = await connect({ url: first.url });
    if (!connected.ok) throw new Error(connected.error.code);
    const extrinsic = (await client.call("chain_getBlock", upgrade)).result as {
      block: { extrinsics: string[] };
    };
    const own = extrinsic.block.extrinsics[1] as `0x${string}`;
    const outcome = await new BlockEvents(connected.value).outcome(upgrade, own, "0x");
    expect(outcome?.ok && outcome.value.events).toContain("system.CodeUpdated");
    await connected.value.close();

    await included(client, remark()); // executed by the new code
    const blocks: unknown[] = [];
    for (let number = 1; number <= first.chain.head().number; number++) {
      const hash = (await client.call("chain_getBlockHash", number)).result;
      blocks.push((await client.call("chain_getBlock", hash)).result);
    }
    const head = first.chain.head();
    client.close();
    await first.close();

    for (const snapshot of [true, false]) {
      if (!snapshot) rmSync(join(folder, "state.snapshot"));
      const again = await serveDevchain({ folder });
      expect(again.chain.recovered.replayed).toBe(snapshot ? 0 : again.chain.recovered.blocks);
      if (snapshot) expect(again.chain.head()).toEqual(head);
      const reader = await RawClient.open(again.url);
      expect(await specVersion(reader)).toBe(before + 1);
      await included(reader, remark());
      reader.close();
      await again.close();
    }
    expect(await replayBlocks({ wasm, preset: "development" }, blocks)).toMatchObject({
      ok: true,
      value: { head },
    });
  });

  test("is refused when the new code cannot be run here, and the chain goes on", async () => {
    const lines: string[] = [];
    const served = await serveDevchain({ log: (line) => lines.push(line) });
    const client = await RawClient.open(served.url);
    nonce = 0;
    const { api } = signer;
    const garbage = callOf(api, "system", "setCodeWithoutChecks", "0x0061736d");
    const none = callOf(api, "system", "killStorage", ["0x3a636f6465"]);
    for (const inner of [garbage, none]) {
      const call = callOf(api, "sudo", "sudo", inner);
      const extrinsic = (await signer.signed(call, { nonce })).toHex();
      await client.call("author_submitAndWatchExtrinsic", extrinsic);
      await client.next((reply) => reply.params?.result === "invalid");
    }
    expect(lines.filter((line) => line.includes("upgrade was refused"))).toHaveLength(2);
    await included(client, remark());
    client.close();
    await served.close();
  });
});
