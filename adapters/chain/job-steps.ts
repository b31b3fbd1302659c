/** The life of a job out of the chain's blocks. */
import { z } from "zod";
import type { JobId } from "../../protocol/index.ts";
import type { BlockEvents } from "./block-events.ts";
import { rpcCode } from "./chain-errors.ts";
import { MAX_JOB_STEP_BLOCKS } from "./chain-limits.ts";
import { storageOf, storedU64 } from "./decorated.ts";
import type { Connection } from "./polkadot-connection.ts";
import type { ChainJobLife, ChainJobStep } from "./port.ts";
import type { EventName } from "./runtime-names.ts";

/** Before it there is nothing to find. */
const FIRST_STEP: EventName = "computeJobs.JobSubmitted";

/**
 * Looks backwards from the block of the job's last step for its events, until that of its submission. Operators submit
 * intent, acceptance and record together, so that is near; what lies too far back, or in a block whose state the node
 * does not keep, is left out and said so.
 */
export async function readJobLife(
  connection: Connection,
  events: BlockEvents,
  job: JobId,
  lastBlock: number,
): Promise<ChainJobLife> {
  const steps: ChainJobStep[] = [];
  for (let number = lastBlock; number > 0 && number > lastBlock - MAX_JOB_STEP_BLOCKS; number--) {
    const hash = z.string().parse(await connection.call("chain_getBlockHash", [number]));
    let found: readonly Omit<ChainJobStep, "timeMs">[];
    let timeMs = 0n;
    try {
      found = await events.jobEvents(hash, job);
      if (found.length > 0) timeMs = await blockTime(connection, hash);
    } catch (thrown) {
      if (rpcCode(thrown) === null) throw thrown;
      return { steps, whole: false }; // the node no longer keeps that block's state
    }
    steps.unshift(...found.map((step) => ({ ...step, timeMs })));
    if (found.some(({ event }) => event === FIRST_STEP)) return { steps, whole: true };
  }
  return { steps, whole: false };
}

async function blockTime(connection: Connection, hash: string): Promise<bigint> {
  const key = storageOf(connection.api, "timestamp", "now").key();
  return storedU64(connection.api, await connection.call("state_getStorage", [key, hash]));
}
