/** How long one transfer takes from its sending to the report of its block. A: after a pause. B: right after the one before. */
import { setTimeout as sleep } from "node:timers/promises";
import { temporaryFolder } from "../../scripts/temporary-folder.ts";
import { measurePairs, median, metric } from "../harness.ts";
import { openAccounts } from "./accounts.ts";
import { startChain } from "./chain-process.ts";
import type { MetricGroup } from "./group.ts";
import { Watcher } from "./watcher.ts";

/** Transfers of one measurement, whose median it is. */
const TRANSFERS = 20;
const WARM_UPS = 2;
/** ms; five slots. */
const PAUSE_MS = 100;
/** ms. A slot has 20: half a slot of waiting on average, a signature check, execution, a flush. */
const GOAL_MS = 50;

export const timeToBlock: MetricGroup = async ({ pairs, progress }) => {
  const chain = await startChain({ folder: await temporaryFolder("bench-chain"), grow: false });
  const accounts = await openAccounts(chain.url);
  const watcher = await Watcher.open(chain.url);
  const typical = async (pauseMs: number): Promise<number> => {
    const times: number[] = [];
    for (const extrinsic of await accounts.transfers(TRANSFERS, 1)) {
      if (pauseMs > 0) await sleep(pauseMs);
      times.push(await watcher.submit([extrinsic]));
    }
    return median(times);
  };
  const measured = await measurePairs<number>({
    pairs,
    warmUps: WARM_UPS,
    a: () => typical(PAUSE_MS),
    b: () => typical(0),
  });
  await accounts.expectAllArrived();
  watcher.close();
  await accounts.close();
  await chain.close();
  for (const { a, b } of measured)
    progress(`to a block: ${a.toFixed(1)} ms after a pause, ${b.toFixed(1)} ms one after the other`);
  return {
    "timeToBlockMs.afterPause": metric(
      "ms",
      measured.map(({ a }) => a),
      "<=",
      GOAL_MS,
    ),
    "timeToBlockMs.oneAfterAnother": metric(
      "ms",
      measured.map(({ b }) => b),
      "<=",
      GOAL_MS,
    ),
  };
};
