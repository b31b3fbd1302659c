/**
 * What a job costs when a voucher pays for it, over what it costs to settle its record: opening a channel, one claim for 1,000 jobs
 * and closing it, a thousandth each, over the extrinsic of one record alone (not those of its intent and acceptance, which the older way needs
 * too). Every pair is a new chain, and everything on it is applied. And how many claims a second the chain checks and applies.
 */
import { temporaryFolder } from "../../scripts/temporary-folder.ts";
import { measurePairs, metric } from "../harness.ts";
import { startChain } from "./chain-process.ts";
import { ChannelWork, type Cost } from "./channel-work.ts";
import { claimRate } from "./claim-rate.ts";
import type { MetricGroup } from "./group.ts";
import { Watcher } from "./watcher.ts";

/** Jobs on one channel; the number. */
const JOBS = 1_000;
/** The goal: a hundredth. */
const RATIO_GOAL = 0.01;
/** Claims, and records, of one measurement of the rates. */
const CLAIMS = 200;
/** A second; ours, the issue names none. A claim checks two signatures and writes five entries: a third of what plain transfers are asked for. */
const CLAIMS_GOAL = 50;

interface Rates {
  readonly claims: number;
  readonly ratio: Cost;
}

export const vouchers: MetricGroup = async ({ pairs, progress }) => {
  const measured = await measurePairs<Rates>({
    pairs: Math.ceil(pairs / 2),
    warmUps: 0,
    a: () => onNewChain(progress),
    b: () => onNewChain(progress),
  });
  const all = measured.flatMap(({ a, b }) => [a, b]);
  const ratio = (of: keyof Cost) =>
    metric(
      "1",
      all.map((one) => one.ratio[of]),
      "<=",
      RATIO_GOAL,
    );
  return {
    "voucherOverRecord.bytesPerJob": ratio("bytes"),
    "voucherOverRecord.weightPerJob": ratio("weight"),
    "voucherOverRecord.feePerJob": ratio("fee"),
    claimsPerSecond: metric(
      "claims/s",
      all.map(({ claims }) => claims),
      ">=",
      CLAIMS_GOAL,
    ),
  };
};

async function onNewChain(progress: (line: string) => void): Promise<Rates> {
  const chain = await startChain({ folder: await temporaryFolder("bench-chain"), grow: false });
  const work = await ChannelWork.on(chain.url);
  const watcher = await Watcher.open(chain.url);
  try {
    const { register, open } = await work.begin();
    await watcher.submit([register, open]);
    const [intent, acceptance, record] = await work.settled();
    await watcher.submit([intent, acceptance, record]);
    const claim = await work.claimAfter(JOBS);
    await watcher.submit([claim]);
    await work.expectClaimed();

    const claims = await claimRate(work, watcher, CLAIMS);
    const close = await work.close();
    await watcher.submit([close]);

    const [settled, ...channel] = await Promise.all(
      [record, open, claim, close].map((one) => work.cost(one)),
    );
    if (settled === undefined) throw new Error("four costs");
    const perJob = (of: keyof Cost) => channel.reduce((sum, cost) => sum + cost[of], 0) / JOBS / settled[of];
    const rates = { claims, ratio: { bytes: perJob("bytes"), weight: perJob("weight"), fee: perJob("fee") } };
    progress(
      `vouchers: 1/${Math.round(1 / rates.ratio.bytes)} of the bytes, 1/${Math.round(1 / rates.ratio.weight)} of the weight, ` +
        `1/${Math.round(1 / rates.ratio.fee)} of the fee; ${rates.claims.toFixed(0)} claims/s`,
    );
    return rates;
  } finally {
    watcher.close();
    await work.end();
    await chain.close();
  }
}
