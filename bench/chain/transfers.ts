/**
 * Transfers through the whole RPC path: signed beforehand, sent all at once over one WebSocket to a chain in another process,
 * which keeps every block on disk; the clock stops when the last one is reported to be in a block. A: one sender, whose nonces form one chain. B: twelve.
 */
import { temporaryFolder } from "../../scripts/temporary-folder.ts";
import { measurePairs, metric } from "../harness.ts";
import { openAccounts, SENDERS } from "./accounts.ts";
import { startChain } from "./chain-process.ts";
import type { MetricGroup } from "./group.ts";
import { Watcher } from "./watcher.ts";

/** Transfers of one measurement: several full blocks, and fewer than one connection may have in the pool. */
const TRANSFERS = 1_000;
/** Code is compiled and the recipients' accounts exist after these. */
const WARM_UPS = 1;
/** Transfers a second; the goal of issue 4. */
const RATE_GOAL = 150;
/** MiB of the chain's process with its last 256 states; half of what a 1 GiB machine has. */
const MEMORY_GOAL_MIB = 512;

export const transfers: MetricGroup = async ({ pairs, progress }) => {
  const chain = await startChain({ folder: await temporaryFolder("bench-chain"), grow: false });
  const accounts = await openAccounts(chain.url);
  const watcher = await Watcher.open(chain.url);
  const memory: number[] = [];
  const rate = async (senders: number): Promise<number> => {
    const extrinsics = await accounts.transfers(TRANSFERS, senders);
    const ms = await watcher.submit(extrinsics);
    memory.push(await chain.memoryMib());
    return TRANSFERS / (ms / 1000);
  };
  const measured = await measurePairs<number>({
    pairs,
    warmUps: WARM_UPS,
    a: () => rate(1),
    b: () => rate(SENDERS.length),
  });
  await accounts.expectAllArrived();
  watcher.close();
  await accounts.close();
  await chain.close();
  for (const { a, b } of measured)
    progress(`transfers: ${a.toFixed(0)}/s of one sender, ${b.toFixed(0)}/s of ${SENDERS.length}`);
  return {
    "transfersPerSecond.oneSender": metric(
      "transfers/s",
      measured.map(({ a }) => a),
      ">=",
      RATE_GOAL,
    ),
    "transfersPerSecond.manySenders": metric(
      "transfers/s",
      measured.map(({ b }) => b),
      ">=",
      RATE_GOAL,
    ),
    memoryMib: metric("MiB", memory.slice(-2 * pairs), "<=", MEMORY_GOAL_MIB),
  };
};
