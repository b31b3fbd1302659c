import { mkdtempSync, rmSync, writeFileSync, readFileSync, appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { decodeBlock, encodeBlock } from "./block.ts";
import { openLog } from "./block-log.ts";
import { bytesOfHex } from "./bytes.ts";
import { openDevchain } from "./devchain.ts";
import { loadRuntime } from "./runtime-artifact.ts";
import { DevchainProcesses } from "./testing/processes.ts";
import { RawClient } from "./testing/raw-client.ts";
import { serveDevchain } from "./testing/serve.ts";
import { signerOn } from "./testing/transactions.ts";

const WAVES = 8;
const WAVE = 10;

describe("development chain on disk", () => {
  let folder: string;
  const chains = new DevchainProcesses();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "coco-chain-"));
  });
  afterEach(() => {
    chains.killAll();
    rmSync(folder, { recursive: true, force: true });
  });

  test("killed in a run of extrinsics and started again, has its genesis, every final block, and takes the next transaction", async () => {
    const first = await chains.start(folder);
    const signer = await signerOn(first.url);
    const client = await RawClient.open(first.url);
    const extrinsics = await Promise.all(
      Array.from({ length: WAVES * WAVE }, (_, nonce) => signer.remark({ nonce })),
    );
    await signer.close();

    await client.call("chain_subscribeFinalizedHeads");
    const reported: { number: number; hash: string }[] = [];
    // Every block that comes calls for more transactions, so that the kill always falls into a run of them.
    const waves = Array.from({ length: WAVES }, (_, wave) =>
      extrinsics.slice(wave * WAVE, (wave + 1) * WAVE),
    );
    for (const wave of waves) {
      for (const extrinsic of wave) {
        client.send(
          JSON.stringify({
            jsonrpc: "2.0",
            id: extrinsic,
            method: "author_submitExtrinsic",
            params: [extrinsic],
          }),
        );
      }
      if (wave === waves.at(-1)) break;
      const { params } = await client.next((reply) => reply.method === "chain_finalizedHead");
      const number = Number((params?.result as { number: string }).number);
      const { result } = await client.call("chain_getBlockHash", number);
      reported.push({ number, hash: String(result) });
    }
    await first.kill();

    const second = await chains.start(folder);
    expect(second.genesis).toBe(first.genesis);
    const again = await RawClient.open(second.url);
    expect(second.head.number).toBeGreaterThanOrEqual(reported.at(-1)?.number ?? 0);
    for (const { number, hash } of reported) {
      expect((await again.call("chain_getBlockHash", number)).result).toBe(hash);
      expect((await again.call("chain_getBlock", hash)).result).toMatchObject({
        block: { header: { number: `0x${number.toString(16)}` } },
      });
    }
    const bearer = await signerOn(second.url);
    const nonce = Number((await again.call("system_accountNextIndex", bearer.address)).result);
    expect(nonce).toBeGreaterThan(0);
    await again.call("author_submitAndWatchExtrinsic", await bearer.remark({ nonce }));
    const landed = await again.next(
      (reply) =>
        typeof reply.params?.result === "object" &&
        reply.params.result !== null &&
        "inBlock" in reply.params.result,
    );
    expect(landed.params?.result).toMatchObject({ inBlock: expect.stringMatching(/^0x/) as unknown });
    await bearer.close();
    again.close();
    await second.kill();
  });

  test("lets one process at a time write, and the next one in after a kill", async () => {
    const first = await chains.start(folder);
    const runtime = await loadRuntime();
    if (!runtime.ok) throw new Error(runtime.error.message);
    const options = { folder, wasm: runtime.value.wasm, preset: "development" };
    expect(await openDevchain(options)).toMatchObject({ ok: false, error: { code: "folder_locked" } });
    await first.kill();
    const opened = await openDevchain(options);
    expect(opened.ok).toBe(true);
    if (opened.ok) await opened.value.close();
  });

  test("refuses a folder of another runtime unless told to keep it, and blocks that do not execute to their roots", async () => {
    const served = await serveDevchain({ folder });
    const signer = await signerOn(served.url);
    const client = await RawClient.open(served.url);
    for (let nonce = 0; nonce < 3; nonce++) {
      await client.call("author_submitAndWatchExtrinsic", await signer.remark({ nonce }));
      await client.next(
        (reply) =>
          typeof reply.params?.result === "object" &&
          reply.params.result !== null &&
          "inBlock" in reply.params.result,
      );
    }
    const head = served.chain.head();
    await signer.close();
    client.close();
    await served.close();

    const runtime = await loadRuntime();
    if (!runtime.ok) throw new Error(runtime.error.message);
    const { wasm } = runtime.value;
    // A custom section more: the same code, other bytes.
    const other = new Uint8Array(Buffer.concat([wasm, Buffer.from([0, 2, 1, 0x78])]));
    expect(await openDevchain({ folder, wasm: other, preset: "development" })).toMatchObject({
      ok: false,
      error: { code: "runtime_changed" },
    });
    const kept = await openDevchain({ folder, wasm: other, preset: "development", keepRuntime: true });
    expect(kept.ok && kept.value.head()).toEqual(head);
    if (kept.ok) await kept.value.close();

    // A torn end is cut off; the snapshot is ahead of it then, and must not count.
    appendFileSync(join(folder, "blocks.log"), Buffer.from([0xb1, 0x0c, 0xc0, 0xc0, 1]));
    const torn = await openDevchain({ folder, wasm, preset: "development" });
    expect(torn).toMatchObject({
      ok: true,
      value: { recovered: { blocks: head.number, replayed: 0, droppedBytes: 5 } },
    });
    if (torn.ok) await torn.value.close();

    // Without its snapshot every block is executed again; with a broken one too.
    writeFileSync(
      join(folder, "state.snapshot"),
      readFileSync(join(folder, "state.snapshot")).subarray(0, 1000),
    );
    const replayed = await openDevchain({ folder, wasm, preset: "development" });
    expect(replayed).toMatchObject({
      ok: true,
      value: { recovered: { blocks: head.number, replayed: head.number } },
    });
    if (replayed.ok) {
      expect(replayed.value.head()).toEqual(head);
      await replayed.value.close();
    }

    // A block whose header lies about its state.
    const logPath = join(folder, "blocks.log");
    const genesis = bytesOfHex(served.chain.genesisHash) ?? new Uint8Array();
    const honest = openLog(logPath, genesis);
    const blocks = Array.from({ length: head.number }, (_, index) => decodeBlock(honest.read(index + 1)));
    honest.close();
    rmSync(logPath);
    const forged = openLog(logPath, genesis);
    for (const { header, extrinsics } of blocks) {
      const stateRoot = header.number === head.number ? new Uint8Array(32) : header.stateRoot;
      await forged.append(encodeBlock({ ...header, stateRoot }, extrinsics));
    }
    forged.close();
    expect(await openDevchain({ folder, wasm, preset: "development" })).toMatchObject({
      ok: false,
      error: { code: "replay_failed", block: head.number },
    });
  });
});
