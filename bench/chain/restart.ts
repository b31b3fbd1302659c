/**
 * From opening a folder of many blocks, in a new process that has done nothing else yet, until the chain serves. A: the process before it was
 * closed. B: it was killed, somewhere between two snapshots. The blocks are empty, written by the chain's own author with a quick clock.
 */
import { cp, stat } from "node:fs/promises";
import { join } from "node:path";
import { RawClient } from "../../adapters/chain/devchain/testing/raw-client.ts";
import { temporaryFolder } from "../../scripts/temporary-folder.ts";
import { measurePairs, metric } from "../harness.ts";
import { startChain } from "./chain-process.ts";
import type { MetricGroup } from "./group.ts";

const BLOCKS = 10_000;
const WARM_UPS = 1;
/** s; the goal of issue 4. */
const GOAL_S = 5;

export const restart: MetricGroup = async ({ pairs, blocks, progress }) => {
  const wanted = blocks ?? BLOCKS;
  const killed = await temporaryFolder("bench-chain");
  await grow(killed, wanted, progress);
  const closed = await temporaryFolder("bench-chain");
  await cp(killed, closed, { recursive: true });
  await (await startChain({ folder: closed, grow: false })).close();
  const seconds = async (folder: string): Promise<number> => {
    const chain = await startChain({ folder, grow: false });
    if (chain.blocks < wanted) throw new Error(`only ${chain.blocks} blocks were found`);
    progress(
      `restart: ${chain.openMs.toFixed(0)} ms, ${chain.replayed} of ${chain.blocks} blocks executed again`,
    );
    await chain.kill(); // leaves the folder as it was
    return chain.openMs / 1000;
  };
  const measured = await measurePairs<number>({
    pairs,
    warmUps: WARM_UPS,
    a: () => seconds(closed),
    b: () => seconds(killed),
  });
  return {
    [`restartSeconds.closed.${wanted}Blocks`]: metric(
      "s",
      measured.map(({ a }) => a),
      "<=",
      GOAL_S,
    ),
    [`restartSeconds.killed.${wanted}Blocks`]: metric(
      "s",
      measured.map(({ b }) => b),
      "<=",
      GOAL_S,
    ),
  };
};

async function grow(folder: string, blocks: number, progress: (line: string) => void): Promise<void> {
  const start = performance.now();
  const chain = await startChain({ folder, grow: true });
  const client = await RawClient.open(chain.url);
  const { result: subscription } = await client.call("chain_subscribeNewHeads");
  for (let number = 0; number < blocks;) {
    const { params } = await client.next((reply) => reply.params?.subscription === subscription);
    number = Number((params?.result as { number: string }).number);
  }
  client.close();
  await chain.kill();
  const { size } = await stat(join(folder, "blocks.log"));
  progress(
    `restart: ${blocks} empty blocks in ${((performance.now() - start) / 1000).toFixed(1)} s, ${(size / 2 ** 20).toFixed(1)} MiB`,
  );
}
