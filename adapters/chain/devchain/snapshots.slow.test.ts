import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDevchain, type Devchain } from "./devchain.ts";
import { readRecentStates, writeRecentStates } from "./recent-states.ts";
import { loadRuntime } from "./runtime-artifact.ts";
import { DevchainProcesses } from "./testing/processes.ts";
import { RawClient, type Reply } from "./testing/raw-client.ts";
import { serveDevchain } from "./testing/serve.ts";

/** `System::Number`, which differs in every state. */
const BLOCK_NUMBER = "0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac";

describe("state snapshots", () => {
  let folder: string;
  const chains = new DevchainProcesses();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "coco-chain-"));
  });
  afterEach(() => {
    chains.killAll();
    rmSync(folder, { recursive: true, force: true });
  });
  const file = () => join(folder, "state.snapshot");
  const reached = async (head: () => number, wanted: number) => {
    while (head() < wanted) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  /** A chain of empty blocks, as fast as its slots allow. */
  const grow = async (blocks: number): Promise<ReturnType<Devchain["head"]>> => {
    let clockMs = Date.now() - 3_600_000;
    const served = await serveDevchain({ folder, heartbeatMs: 0, now: () => (clockMs += 20) });
    await reached(() => served.chain.head().number, blocks);
    await served.close();
    return served.chain.head();
  };
  const open = async (log: (line: string) => void = () => undefined): Promise<Devchain> => {
    const runtime = await loadRuntime();
    if (!runtime.ok) throw new Error(runtime.error.message);
    const opened = await openDevchain({ folder, wasm: runtime.value.wasm, preset: "development", log });
    if (!opened.ok) throw new Error(opened.error.message);
    return opened.value;
  };

  test("a kill at any moment while they are written, one after the other, loses no block that was reported", async () => {
    const options = { heartbeatMs: 0, snapshotEveryBlocks: 1 };
    let reported = { number: 0, hash: "" };
    let killedWriting = 0;
    for (let round = 0; round < 20 && killedWriting < 4; round++) {
      const chain = await chains.start(folder, options);
      expect(chain.head.number).toBeGreaterThanOrEqual(reported.number);
      const client = await RawClient.open(chain.url);
      if (reported.number > 0)
        expect((await client.call("chain_getBlockHash", reported.number)).result).toBe(reported.hash);
      await client.call("chain_subscribeFinalizedHeads");
      const until = chain.head.number + 3 + round;
      const enough = ({ params }: Reply) => Number((params?.result as { number: string }).number) >= until;
      await client.next((reply) => reply.method === "chain_finalizedHead" && enough(reply));
      const hash = (await client.call("chain_getBlockHash")).result as string;
      const { result } = await client.call("chain_getHeader", hash);
      reported = { number: Number((result as { number: string }).number), hash };
      await chain.kill();
      if (existsSync(`${file()}.new`)) killedWriting++;
    }
    expect(killedWriting).toBeGreaterThan(0);
    const last = await open();
    expect(last.head().number).toBeGreaterThanOrEqual(reported.number);
    expect(last.recovered.replayed).toBeLessThan(last.recovered.blocks);
    await last.close();
  });

  test("keep the states of the blocks before the last one, so that they answer after a restart as before it", async () => {
    await grow(300);
    const again = await serveDevchain({ folder });
    expect(again.chain.recovered.replayed).toBe(0);
    const client = await RawClient.open(again.url);
    const head = again.chain.head().number;
    for (const number of [head, head - 1, head - 100, head - 255]) {
      const hash = (await client.call("chain_getBlockHash", number)).result;
      const value = Buffer.alloc(4);
      value.writeUInt32LE(number);
      expect((await client.call("state_getStorage", BLOCK_NUMBER, hash)).result).toBe(
        `0x${value.toString("hex")}`,
      );
    }
    const hash = (await client.call("chain_getBlockHash", head - 256)).result;
    expect((await client.call("state_getStorage", BLOCK_NUMBER, hash)).error).toMatchObject({
      code: 4003,
      message: expect.stringContaining("State already discarded") as unknown,
    });
    client.close();
    await again.close();
  });

  test("are not trusted when damaged, of another chain, or false: it is said, and the log is executed", async () => {
    const head = await grow(20);
    const honest = readFileSync(file());
    const opened = async () => {
      const lines: string[] = [];
      const chain = await open((line) => lines.push(line));
      expect(chain.head()).toEqual(head);
      await chain.close();
      return { replayed: chain.recovered.replayed, said: lines.find((line) => line.includes("snapshot")) };
    };
    expect(await opened()).toEqual({ replayed: 0, said: undefined });

    writeFileSync(file(), honest.subarray(0, 5_000));
    expect(await opened()).toEqual({
      replayed: head.number,
      said: expect.stringContaining("damaged") as unknown,
    });

    // Whole, but of a chain with other blocks: the same genesis, other times.
    const mine = folder;
    folder = mkdtempSync(join(tmpdir(), "coco-chain-"));
    await grow(20);
    const foreign = readFileSync(file());
    rmSync(folder, { recursive: true });
    folder = mine;
    writeFileSync(file(), foreign);
    expect(await opened()).toEqual({
      replayed: head.number,
      said: expect.stringMatching(/another block/) as unknown,
    });

    // Whole, of the right block, and with one value that its block did not write.
    writeFileSync(file(), honest);
    const stored = readRecentStates(file());
    if (stored.found !== "states") throw new Error(stored.found);
    const forged = stored.states.map((one) => ({
      ...one,
      state: one.state.with([["rich", Uint8Array.of(1)]]),
    }));
    await writeRecentStates(file(), forged);
    expect(await opened()).toEqual({
      replayed: head.number,
      said: expect.stringContaining("not the state of block") as unknown,
    });

    // Ahead of the log, which lost its end.
    writeFileSync(file(), honest);
    rmSync(join(folder, "blocks.log"));
    const lines: string[] = [];
    const shorter = await open((line) => lines.push(line));
    expect(shorter.head().number).toBe(0);
    expect(lines.join()).toContain("which the block log does not have");
    await shorter.close();
  });
});
