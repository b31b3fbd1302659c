/** What became of a job on the chain, by two ways: what signaling says, and what the chain's own state says. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  fromHex,
  type GenesisHash,
  type Hex,
  jobViewSchema,
  parseJobId,
  recordHashOf,
  verifyUsageRecord,
} from "../../protocol/index.ts";
import type { RunningServer } from "../../server/index.ts";
import type { PageAnswer } from "./page-client.ts";

/** ms. A record is in a block of the development chain within milliseconds of its countersignature. */
const SETTLED_WITHIN_MS = 30_000;
const LOOK_INTERVAL_MS = 100;
const COMPLETED = "computeJobs.JobCompleted";

export interface Extrinsic {
  readonly block: number;
  readonly hash: Hex;
  readonly event: string;
}

/** Waits until the job is settled, and holds the chain's stored hash against the record in our hands. */
export async function findExtrinsic(
  server: RunningServer,
  job: string,
  recordBytes: Hex,
): Promise<Extrinsic> {
  const deadline = performance.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const response = await fetch(`${server.url}/v1/jobs/${job}`);
    const view = jobViewSchema.parse(await response.json());
    if (view.phase === "settled" && view.inclusion !== null) {
      const { block, extrinsicHash, events } = view.inclusion;
      const event = events.find((name) => name === COMPLETED);
      if (event === undefined) throw new Error(`the extrinsic has no ${COMPLETED}: ${events.join(", ")}`);
      await compareWithChain(server, job, recordBytes);
      return { block, hash: extrinsicHash, event };
    }
    if (view.code !== null && view.phase !== "recorded")
      throw new Error(`the job did not settle: ${view.code}`);
    if (performance.now() > deadline) throw new Error(`the job did not settle in time; it is ${view.phase}`);
    await sleep(LOOK_INTERVAL_MS);
  }
}

async function compareWithChain(server: RunningServer, job: string, recordBytes: Hex): Promise<void> {
  const id = parseJobId(job);
  const stored = id === null ? null : await server.chain.job(id);
  if (stored?.ok !== true || stored.value === null) throw new Error("the chain does not know the job");
  const bytes = fromHex(recordBytes);
  if (bytes === null || stored.value.recordHash !== recordHashOf(bytes))
    throw new Error("the chain holds another record than the one that the page verified");
}

/** The record's signatures, checked once more outside of the browser. */
export function verifyAnswer(answer: PageAnswer, genesis: GenesisHash): boolean {
  const bytes = fromHex(answer.bytes ?? "0x");
  const deviceSignature = fromHex(answer.deviceSignature ?? "0x");
  const requesterSignature = fromHex(answer.requesterSignature ?? "0x");
  const job = parseJobId(answer.view?.job ?? "");
  if (bytes === null || deviceSignature === null || requesterSignature === null || job === null) return false;
  return verifyUsageRecord({ bytes, deviceSignature, requesterSignature }, { genesis, job }).ok;
}
