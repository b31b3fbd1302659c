import { beforeAll, describe, expect, test } from "vitest";
import { callOf } from "../decorated.ts";
import { replayBlocks, type GenesisSpec } from "./foreign-blocks.ts";
import { orderedRoot } from "./list-root.ts";
import { bytesOfHex, hexOf } from "./bytes.ts";
import { loadRuntime } from "./runtime-artifact.ts";
import { compact, concat, vec } from "./scale.ts";
import { RawClient } from "./testing/raw-client.ts";
import { serveDevchain } from "./testing/serve.ts";
import { signerOn } from "./testing/transactions.ts";

interface BlockJson {
  readonly block: {
    readonly header: {
      readonly parentHash: string;
      readonly number: string;
      readonly stateRoot: string;
      readonly extrinsicsRoot: string;
      readonly digest: { readonly logs: readonly string[] };
    };
    readonly extrinsics: readonly string[];
  };
}

/** An Aura seal as a real node puts it last: any 64 bytes, since seals are not checked here. */
const SEAL = `0x0561757261${hexOf(vec(new Uint8Array(64).fill(9))).slice(2)}`;

describe("blocks of another producer", () => {
  let genesis: GenesisSpec;
  let genesisHash: string;
  let blocks: BlockJson[];
  let top: Record<string, string>;
  beforeAll(async () => {
    const runtime = await loadRuntime();
    if (!runtime.ok) throw new Error(runtime.error.message);
    genesis = { wasm: runtime.value.wasm, preset: "development" };
    const served = await serveDevchain();
    genesisHash = served.chain.genesisHash;
    const signer = await signerOn(served.url);
    const client = await RawClient.open(served.url);
    const { api } = signer;
    const calls = [
      callOf(api, "system", "remarkWithEvent", "0x01"),
      callOf(api, "balances", "transferKeepAlive", `0x${"22".repeat(32)}`, 10n ** 15n),
      callOf(api, "balances", "transferKeepAlive", `0x${"33".repeat(32)}`, 10n ** 30n), // more than there is
      callOf(api, "utility", "batchAll", [callOf(api, "system", "remark", "0x02")]),
    ];
    for (const [nonce, call] of calls.entries()) {
      const extrinsic = (await signer.signed(call, { nonce })).toHex();
      await client.call("author_submitAndWatchExtrinsic", extrinsic);
      await client.next((reply) => JSON.stringify(reply.params?.result ?? null).includes("inBlock"));
    }
    blocks = [];
    for (let number = 1; number <= served.chain.head().number; number++) {
      const hash = (await client.call("chain_getBlockHash", number)).result;
      blocks.push((await client.call("chain_getBlock", hash)).result as BlockJson);
    }
    const keys = (await client.call("state_getKeysPaged", "0x", 1000, null, genesisHash)).result as string[];
    const [set] = (await client.call("state_queryStorageAt", keys, genesisHash)).result as [
      { changes: [string, string][] },
    ];
    top = Object.fromEntries(set.changes);
    client.close();
    await signer.close();
    await served.close();
  });

  const last = (): BlockJson => {
    const block = blocks.at(-1);
    if (block === undefined) throw new Error("no blocks");
    return block;
  };
  const withLast = (header: Partial<BlockJson["block"]["header"]>, extrinsics = last().block.extrinsics) => [
    ...blocks.slice(0, -1),
    { block: { header: { ...last().block.header, ...header }, extrinsics } },
  ];
  const flipped = (hexText: string): string =>
    hexText.slice(0, -1) + (Number.parseInt(hexText.slice(-1), 16) ^ 1).toString(16);
  const rootOf = (extrinsics: readonly string[]): string => {
    const items = extrinsics.map((one) => vec(bytesOfHex(one) ?? new Uint8Array()));
    return hexOf(orderedRoot(concat(compact(items.length), ...items), 0));
  };

  test("execute to the state roots in their headers, from the preset and from the raw genesis alike", async () => {
    expect(blocks.length).toBeGreaterThanOrEqual(4);
    const { stateRoot } = last().block.header;
    const expected = { ok: true, value: { genesisHash, blocks: blocks.length, head: { stateRoot } } };
    expect(await replayBlocks(genesis, blocks)).toMatchObject(expected);
    expect(await replayBlocks({ top }, blocks)).toMatchObject(expected);
    expect(await replayBlocks(genesis, [])).toMatchObject({
      ok: true,
      value: { head: { hash: genesisHash } },
    });
  });

  test("may carry a seal, which belongs to the hash and not to the execution", async () => {
    const { digest, stateRoot } = last().block.header;
    const sealed = await replayBlocks(genesis, withLast({ digest: { logs: [...digest.logs, SEAL] } }));
    const bare = await replayBlocks(genesis, blocks);
    if (!sealed.ok || !bare.ok) throw new Error("refused");
    expect(sealed.value.head.stateRoot).toBe(stateRoot);
    expect(sealed.value.head.hash).not.toBe(bare.value.head.hash);
  });

  test("are refused by name when one bit of them is another", async () => {
    const { header, extrinsics } = last().block;
    const [inherent = "", own = ""] = extrinsics;
    const refused = async (changed: readonly unknown[]) => {
      const outcome = await replayBlocks(genesis, changed);
      return outcome.ok ? "taken" : [outcome.error.code, outcome.error.block];
    };
    const number = blocks.length;
    expect(await refused(withLast({ stateRoot: flipped(header.stateRoot) }))).toEqual([
      "state_root_differs",
      number,
    ]);
    expect(await refused(withLast({ extrinsicsRoot: flipped(header.extrinsicsRoot) }))).toEqual([
      "extrinsics_root_differs",
      number,
    ]);
    const tampered = [inherent, flipped(own)];
    expect(await refused(withLast({}, tampered))).toEqual(["extrinsics_root_differs", number]);
    // The header counts the tampered extrinsic: now its signature (over the remark's last byte) is wrong.
    expect(
      await replayBlocks(genesis, withLast({ extrinsicsRoot: rootOf(tampered) }, tampered)),
    ).toMatchObject({ ok: false, error: { code: "extrinsic_refused", extrinsic: 1, block: number } });
    const extra = { logs: [...header.digest.logs, "0x000401"] };
    expect(await refused(withLast({ digest: extra }))).toEqual(["digest_differs", number]);
    const slot = flipped(header.digest.logs[0] ?? ""); // Aura asserts that the timestamp is of this slot
    expect(await refused(withLast({ digest: { logs: [slot] } }))).toEqual(["execution_trapped", number]);
    expect(await refused(withLast({ parentHash: flipped(header.parentHash) }))).toEqual([
      "block_out_of_order",
      number,
    ]);
    expect(await refused(blocks.slice(1))).toEqual(["block_out_of_order", 1]);
    for (const malformed of [
      null,
      {},
      { block: { ...last().block, extrinsics: ["0x08"] } },
      { block: { header, extrinsics: "0x" } },
    ])
      expect(await refused([malformed])).toEqual(["block_malformed", 1]);
  });

  test("need a genesis", async () => {
    expect(await replayBlocks({ top: { "0x1": "0x" } }, [])).toMatchObject({
      error: { code: "genesis_failed" },
    });
    const [wasm] = "preset" in genesis ? [genesis.wasm] : [];
    expect(await replayBlocks({ wasm: wasm ?? new Uint8Array(), preset: "nowhere" }, [])).toMatchObject({
      error: { code: "genesis_failed" },
    });
  });
});
