/**
 * Claims a second on the real node (one validator, as `npm run chain:node` starts it) and on the embedded chain, in turn. The node
 * runs natively and in blocks of its slots; the embedded chain runs the same wasm in V8.
 */
import { join } from "node:path";
import { writeSpec } from "../../scripts/chain/chain-spec.ts";
import { LocalNetwork } from "../../scripts/chain/local-network.ts";
import { findChainNode } from "../../scripts/setup/chain-node.ts";
import { temporaryFolder } from "../../scripts/temporary-folder.ts";
import { measurePairs, metric } from "../harness.ts";
import { startChain } from "./chain-process.ts";
import { ChannelWork } from "./channel-work.ts";
import { claimRate } from "./claim-rate.ts";
import type { MetricGroup } from "./group.ts";
import { Watcher } from "./watcher.ts";

/** So many that the last block's slot, which may be nearly empty, weighs little. */
const CLAIMS = 1_000;
/** A second; ours, the issue names none: as for the embedded chain. */
const GOAL = 50;
/** Ours as well: a block a second may cost something over one every 20 ms, but not most of it. */
const RATIO_GOAL = 0.25;

export const nodeClaims: MetricGroup = async ({ pairs, progress }) => {
  const binary = findChainNode();
  if (binary === null) {
    progress("claims on the real node: SKIPPED, it is not built here; npm run test:node builds it");
    return {};
  }
  const folder = await temporaryFolder("bench-node");
  const spec = join(folder, "spec.json");
  await writeSpec(binary, "single", spec);
  const measured = await measurePairs<number>({
    pairs: Math.ceil(pairs / 2),
    warmUps: 0,
    a: async () => {
      const network = await LocalNetwork.start({
        binary,
        spec,
        shape: "single",
        folder: await temporaryFolder("bench-node"),
        ports: "any",
      });
      const [validator] = network.validators;
      if (validator === undefined) throw new Error("a network without validators");
      return told(progress, "real node", validator.rpcUrl, () => network.close());
    },
    b: async () => {
      const chain = await startChain({ folder: await temporaryFolder("bench-chain"), grow: false });
      return told(progress, "embedded chain", chain.url, () => chain.close());
    },
  });
  return {
    "claimsPerSecond.node": metric(
      "claims/s",
      measured.map(({ a }) => a),
      ">=",
      GOAL,
    ),
    "claimsPerSecond.nodeOverEmbedded": metric(
      "1",
      measured.map(({ a, b }) => a / b),
      ">=",
      RATIO_GOAL,
    ),
  };
};

async function told(
  progress: (line: string) => void,
  name: string,
  url: string,
  close: () => Promise<void>,
): Promise<number> {
  try {
    const work = await ChannelWork.on(url);
    const watcher = await Watcher.open(url);
    try {
      const { register, open } = await work.begin();
      await watcher.submit([register, open]);
      const rate = await claimRate(work, watcher, CLAIMS);
      progress(`claims: ${rate.toFixed(0)} a second on the ${name}`);
      return rate;
    } finally {
      watcher.close();
      await work.end();
    }
  } finally {
    await close();
  }
}
