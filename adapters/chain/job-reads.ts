/** What the runtime says of jobs. */
import {
  accountCodec,
  encode,
  fixedHex,
  jobCodec,
  type JobId,
  jobIntentMessage,
  list,
  MAX_MODEL_ID_BYTES,
  oneOf,
  option,
  parseJobId,
  struct,
  text,
  type Codec,
  u128,
  u32,
} from "../../protocol/index.ts";
import { MAX_JOBS_PER_QUERY, MAX_PAGE } from "./chain-limits.ts";
import type { Connection } from "./polkadot-connection.ts";
import type { ChainJob, OpenIntents } from "./port.ts";
import { askRuntime } from "./runtime-api.ts";
import { inBatches, newestFinished } from "./stored-order.ts";

const viewCodec = struct({
  job: jobCodec,
  phase: oneOf(["open", "accepted", "completed", "cancelled", "expired"]),
  requester: accountCodec,
  device: option(accountCodec),
  recordHash: option(fixedHex(32)),
  pricePlanck: option(u128),
  intent: option(jobIntentMessage.body),
});
type View = typeof viewCodec extends Codec<infer T> ? T : never;
const answerCodec = option(viewCodec);
const pageRequest = struct({
  model: option(text(1, MAX_MODEL_ID_BYTES)),
  after: option(jobCodec),
  limit: u32,
});
const pageCodec = struct({ jobs: list(viewCodec, MAX_PAGE), next: option(jobCodec) });

export async function readJob(connection: Connection, job: JobId): Promise<ChainJob | null> {
  const view = await askRuntime(connection, "JobsApi_job", encode(jobCodec, job), answerCodec);
  return view === null ? null : chainJob(view);
}

export async function readOpenIntents(
  connection: Connection,
  model: string | null,
  after: JobId | null,
  limit: number,
): Promise<OpenIntents> {
  const request = encode(pageRequest, { model, after, limit: Math.min(limit, MAX_PAGE) });
  const { jobs, next } = await askRuntime(connection, "JobsApi_open_intents", request, pageCodec);
  return { intents: jobs.flatMap(({ job, intent }) => (intent === null ? [] : [{ job, intent }])), next };
}

/** The newest first. */
export async function readFinishedJobs(connection: Connection, limit: number): Promise<ChainJob[]> {
  const ids = await newestFinished(connection, Math.min(limit, MAX_JOBS_PER_QUERY));
  const jobs = await inBatches(
    ids.flatMap((id) => parseJobId(id) ?? []),
    (id) => readJob(connection, id),
  );
  return jobs.flatMap((job) => job ?? []);
}

function chainJob({ job, phase, recordHash }: View): ChainJob {
  return { job, phase, recordHash };
}
