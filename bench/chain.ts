/** The chain: what the embedded one takes in, how soon, what vouchers save, claims there and on the real node, and how quickly it is back. One file a group in `bench/chain/`. */
import type { MetricGroup } from "./chain/group.ts";
import { nodeClaims } from "./chain/node-claims.ts";
import { restart } from "./chain/restart.ts";
import { timeToBlock } from "./chain/time-to-block.ts";
import { transfers } from "./chain/transfers.ts";
import { vouchers } from "./chain/vouchers.ts";
import { type Bench, machine, type Metric } from "./harness.ts";

const DEFAULT_PAIRS = 5;
const GROUPS: readonly MetricGroup[] = [transfers, timeToBlock, vouchers, nodeClaims, restart];

export const run: Bench = async ({ pairs: wanted, blocks, progress }) => {
  const pairs = wanted ?? DEFAULT_PAIRS;
  const metrics: Record<string, Metric> = {};
  for (const group of GROUPS) Object.assign(metrics, await group({ pairs, blocks, progress }));
  return { bench: "chain", pairs, metrics, machine: machine() };
};
