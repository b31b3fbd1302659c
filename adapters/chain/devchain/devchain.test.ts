import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storageOf } from "../decorated.ts";
import { DEVCHAIN_NOTICE, openDevchain } from "./devchain.ts";
import { loadRuntime } from "./runtime-artifact.ts";
import { MAX_RPC_MESSAGE_BYTES } from "./limits.ts";
import { RawClient, type Reply } from "./testing/raw-client.ts";
import { serveDevchain, type ServedDevchain } from "./testing/serve.ts";
import { signerOn, type Signer } from "./testing/transactions.ts";

describe("development chain", () => {
  let served: ServedDevchain;
  let signer: Signer;
  let client: RawClient;
  let nonce = 0;
  const notices: string[] = [];
  beforeAll(async () => {
    served = await serveDevchain({ log: (line) => notices.push(line) });
    signer = await signerOn(served.url);
    client = await RawClient.open(served.url);
  });
  afterAll(async () => {
    client.close();
    await signer.close();
    await served.close();
  });

  const update = (reply: Reply) => reply.method === "author_extrinsicUpdate";
  const status = async (fits: (status: unknown) => boolean) =>
    (await client.next((reply) => update(reply) && fits(reply.params?.result))).params?.result;
  const isIn = (one: unknown): one is { inBlock: string } =>
    typeof one === "object" && one !== null && "inBlock" in one;
  /** One more block with one transaction in it. */
  const step = async () => {
    const sent = await client.call("author_submitAndWatchExtrinsic", await signer.remark({ nonce: nonce++ }));
    expect(sent.error).toBeUndefined();
    return status(isIn) as Promise<{ inBlock: string }>;
  };
  const codeOf = async (method: string, ...params: unknown[]) =>
    (await client.call(method, ...params)).error?.code;

  test("says at its start that it is a single-author development chain", () => {
    expect(notices).toContain(DEVCHAIN_NOTICE);
  });

  test("has the same genesis hash every time", async () => {
    const again = await serveDevchain();
    expect(again.chain.genesisHash).toBe(served.chain.genesisHash);
    expect((await client.call("chain_getBlockHash", 0)).result).toBe(served.chain.genesisHash);
    await again.close();
  });

  test("refuses a preset that the runtime does not have, and names those it has", async () => {
    const runtime = await loadRuntime();
    if (!runtime.ok) throw new Error(runtime.error.message);
    const opened = await openDevchain({ folder: null, wasm: runtime.value.wasm, preset: "nowhere" });
    expect(opened).toMatchObject({
      ok: false,
      error: { code: "genesis_failed", message: expect.stringContaining("development") as unknown },
    });
  });

  test("fails at its start by the name of a host function that it lacks", async () => {
    // (module (import "env" "ext_offchain_sleep" (func)))
    const name = Buffer.from("ext_offchain_sleep");
    const wasm = Buffer.concat([
      Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 2, 8 + name.length, 1, 3]),
      Buffer.from("env"),
      Buffer.from([name.length]),
      name,
      Buffer.from([0, 0]),
    ]);
    const opened = await openDevchain({ folder: null, wasm, preset: "development" });
    expect(opened).toMatchObject({
      ok: false,
      error: {
        code: "runtime_unsupported",
        message: expect.stringContaining("ext_offchain_sleep") as unknown,
      },
    });
  });

  test("puts a transaction into a block at once and says so: ready, in a block, finalized", async () => {
    const { inBlock } = await step();
    expect(await status((one) => typeof one === "object" && one !== null && "finalized" in one)).toEqual({
      finalized: inBlock,
    });
    const block = (await client.call("chain_getBlock", inBlock)).result as {
      block: { extrinsics: string[]; header: { digest: { logs: string[] } } };
    };
    expect(block.block.extrinsics).toHaveLength(2); // the timestamp and ours
    expect(block.block.header.digest.logs[0]).toMatch(/^0x0661757261/); // Aura's slot
  });

  test("answers with the node's codes what is wrong with a transaction", async () => {
    const remark = await signer.remark({ nonce });
    const bad = remark.slice(0, 100) + (remark[100] === "0" ? "1" : "0") + remark.slice(101);
    expect((await client.call("author_submitExtrinsic", bad)).error).toMatchObject({
      code: 1010,
      message: "Invalid Transaction",
      data: "Transaction has a bad signature",
    });
    expect(
      (await client.call("author_submitExtrinsic", await signer.remark({ nonce: 0 }))).error,
    ).toMatchObject({ code: 1010, data: "Transaction is outdated" });
    expect(await codeOf("author_submitExtrinsic", remark.slice(0, -2))).toBe(1001);
    expect(await codeOf("author_submitExtrinsic", "0x")).toBe(1001);
    expect(await codeOf("author_submitExtrinsic", "0x0c010203")).toBe(1002);
    expect(await codeOf("author_submitExtrinsic", "remark")).toBe(-32602);
    const poor = await signerOn(served.url, "//Nobody");
    expect(
      (await client.call("author_submitExtrinsic", await poor.remark({ nonce: 0 }))).error,
    ).toMatchObject({ code: 1010, data: expect.stringContaining("Inability to pay") as unknown });
    await poor.close();
  });

  test("keeps a transaction for its predecessor and takes it only once", async () => {
    const second = await signer.remark({ nonce: nonce + 1 });
    expect((await client.call("author_submitExtrinsic", second)).error).toBeUndefined();
    expect(await codeOf("author_submitExtrinsic", second)).toBe(1013);
    expect((await client.call("system_accountNextIndex", signer.address)).result).toBe(nonce);
    await step();
    nonce++;
    for (
      let tries = 0;
      (await client.call("system_accountNextIndex", signer.address)).result !== nonce && tries < 50;
      tries++
    )
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await client.call("system_accountNextIndex", signer.address)).result).toBe(nonce);
    expect((await client.call("author_pendingExtrinsics")).result).toEqual([]);
  });

  test("respects mortality: refuses the dead, and drops those that die waiting", async () => {
    const { inBlock: hash } = await step();
    const number = served.chain.head().number;
    const mortal = { blocks: 4, number, hash };
    const waiting = await signer.remark({ nonce: nonce + 50, mortal });
    await client.call("author_submitAndWatchExtrinsic", waiting);
    expect(await status((one) => one === "future")).toBe("future");
    for (let i = 0; i < 6; i++) await step();
    expect(await status((one) => one === "invalid")).toBe("invalid");
    expect(
      (await client.call("author_submitExtrinsic", await signer.remark({ nonce, mortal }))).error,
    ).toMatchObject({ code: 1010, data: "Transaction has a bad signature" }); // the era now begins at a block of another hash
  });

  test("gives slots and times that strictly grow, each slot the time over the slot's length", async () => {
    const slots: bigint[] = [];
    for (let i = 0; i < 3; i++) {
      const { inBlock } = await step();
      const { result } = await client.call("chain_getHeader", inBlock);
      const [log] = (result as { digest: { logs: string[] } }).digest.logs;
      slots.push(Buffer.from((log ?? "").slice(-16), "hex").readBigUInt64LE());
      const now = await client.call(
        "state_getStorage",
        storageOf(signer.api, "timestamp", "now").key(),
        inBlock,
      );
      expect(Buffer.from(String(now.result).slice(2), "hex").readBigUInt64LE()).toBe(
        (slots.at(-1) ?? 0n) * 20n,
      );
    }
    expect(slots[1]).toBeGreaterThan(slots[0] ?? 0n);
    expect(slots[2]).toBeGreaterThan(slots[1] ?? 0n);
  });

  test("answers malformed JSON-RPC with its own errors, and goes on", async () => {
    client.send("{");
    expect((await client.next((reply) => reply.error?.code === -32700)).id).toBe(null);
    client.send('{"jsonrpc":"1.0","id":7,"method":"system_name"}');
    expect(await client.next((reply) => reply.id === 7)).toMatchObject({ error: { code: -32600 } });
    client.send('{"jsonrpc":"2.0","id":8,"method":"system_name","params":{}}');
    expect(await client.next((reply) => reply.id === 8)).toMatchObject({ error: { code: -32602 } });
    client.send("[]");
    expect((await client.next((reply) => reply.error?.code === -32600)).id).toBe(null);
    client.send(
      JSON.stringify(Array.from({ length: 65 }, (_, id) => ({ jsonrpc: "2.0", id, method: "system_name" }))),
    );
    expect((await client.next((reply) => reply.error?.code === -32010)).id).toBe(null);
    expect(await codeOf("author_rotateKeys")).toBe(-32601);
    expect(await codeOf("toString")).toBe(-32601);
    expect(await codeOf("state_call", "Core_nothing", "0x")).toBe(4003);
    expect(await codeOf("state_call", "TaggedTransactionQueue_validate_transaction", "0x00")).toBe(4003);
    expect(await codeOf("state_getStorage", "0x0")).toBe(-32602);
    expect(await codeOf("state_getStorage", "0x00", `0x${"11".repeat(32)}`)).toBe(4003);
    expect(await codeOf("chain_getBlockHash", -1)).toBe(-32602);
    expect(await codeOf("system_accountNextIndex", "5nobody")).toBe(-32602);
    expect((await client.call("system_name")).error).toBeUndefined();
  });

  test("closes only the connection that sends too much in one message", async () => {
    const rude = await RawClient.open(served.url);
    rude.send(" ".repeat(MAX_RPC_MESSAGE_BYTES + 1));
    expect(await rude.closed).toBe(1009);
    expect((await client.call("system_name")).error).toBeUndefined();
  });

  test("answers a key that is named many times once, and no batch past its room", async () => {
    const code = "0x3a636f6465";
    const many = await client.call(
      "state_queryStorageAt",
      Array.from({ length: 1000 }, () => code),
    );
    expect(many.result).toMatchObject([{ changes: [[code, expect.any(String)]] }]);
    const greedy = await RawClient.open(served.url);
    const calls = Array.from({ length: 64 }, (_, id) => ({
      jsonrpc: "2.0",
      id,
      method: "state_getStorage",
      params: [code],
    }));
    greedy.send(JSON.stringify(calls));
    const answer: unknown = await greedy.next((reply) => Array.isArray(reply));
    const replies = answer as { id: number; error?: { code: number } }[];
    expect(replies.map(({ id }) => id)).toEqual(calls.map(({ id }) => id));
    expect(replies[0]?.error).toBeUndefined();
    expect(replies.at(-1)?.error?.code).toBe(-32008);
    greedy.close();
  });

  test("refuses subscriptions past the limit with an error, on that connection only", async () => {
    const greedy = await RawClient.open(served.url);
    const batch = (from: number) =>
      JSON.stringify(
        Array.from({ length: 64 }, (_, i) => ({
          jsonrpc: "2.0",
          id: from + i,
          method: "state_subscribeStorage",
          params: [[]],
        })),
      );
    for (let i = 0; i < 64; i++) greedy.send(batch(i * 64));
    expect((await greedy.call("state_subscribeStorage", [])).error?.code).toBe(-32006);
    expect((await client.call("state_subscribeStorage", [])).error).toBeUndefined();
    greedy.close();
  });

  test("takes turns: a connection that floods leaves the others their answers", async () => {
    const flood = await RawClient.open(served.url);
    for (let i = 0; i < 2000; i++)
      flood.send(
        JSON.stringify({ jsonrpc: "2.0", id: i, method: "state_call", params: ["Metadata_metadata", "0x"] }),
      );
    expect((await client.call("system_name")).result).toBeDefined();
    const answered = await Promise.race([
      flood.next((reply) => reply.id === 1999).then(() => true),
      client.call("chain_getHeader").then(() => false),
    ]);
    expect(answered).toBe(false);
    flood.close();
  });

  test("tells subscribers of new heads and of the storage they asked for, in order, after the answer with the id", async () => {
    const key = storageOf(signer.api, "timestamp", "now").key();
    const heads = (await client.call("chain_subscribeNewHeads")).result;
    const storage = (await client.call("state_subscribeStorage", [key])).result;
    await client.next((reply) => reply.params?.subscription === heads);
    await client.next((reply) => reply.params?.subscription === storage);
    const { inBlock } = await step();
    const head = await client.next((reply) => reply.params?.subscription === heads);
    expect(head).toMatchObject({
      method: "chain_newHead",
      params: { result: { number: `0x${served.chain.head().number.toString(16)}` } },
    });
    expect(await client.next((reply) => reply.params?.subscription === storage)).toMatchObject({
      params: { result: { block: inBlock, changes: [[key, expect.stringMatching(/^0x/)]] } },
    });
    expect((await client.call("chain_unsubscribeNewHeads", heads)).result).toBe(true);
    expect((await client.call("chain_unsubscribeNewHeads", heads)).result).toBe(false);
  });
});
