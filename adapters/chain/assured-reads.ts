/** What the runtime says of assured jobs, by its own API. */
import {
  accountCodec,
  type AccountId,
  assuredIntentMessage,
  encode,
  fixedHex,
  jobCodec,
  type JobId,
  list,
  MAX_MODEL_ID_BYTES,
  MAX_VERIFIERS,
  oneOf,
  option,
  struct,
  text,
  u128,
  u32,
  u64,
  verdictCodec,
} from "../../protocol/index.ts";
import type { AssuranceRules, AssuredJobView, OpenAssuredIntents } from "./assured-port.ts";
import { MAX_PAGE } from "./chain-limits.ts";
import type { Connection } from "./polkadot-connection.ts";
import { askRuntime } from "./runtime-api.ts";

const deliveryCodec = struct({
  recordHash: fixedHex(32),
  pricePlanck: u128,
  commitUntilMs: u64,
  revealUntilMs: u64,
  disputeUntilMs: u64,
});
const ballotCodec = struct({
  verifier: accountCodec,
  owner: accountCodec,
  bondPlanck: u128,
  commitment: fixedHex(32),
  verdict: option(verdictCodec),
});
const disputeCodec = struct({ by: accountCodec, evidence: fixedHex(32), depositPlanck: u128, untilMs: u64 });
const viewCodec = struct({
  job: jobCodec,
  phase: oneOf([
    "submitted",
    "accepted",
    "running",
    "delivered",
    "disputed",
    "settled",
    "refuted",
    "cancelled",
    "expired",
  ]),
  requester: accountCodec,
  device: option(accountCodec),
  owner: option(accountCodec),
  assured: option(assuredIntentMessage.body),
  startByMs: option(u64),
  delivery: option(deliveryCodec),
  ballots: list(ballotCodec, MAX_VERIFIERS),
  verdict: option(verdictCodec),
  dispute: option(disputeCodec),
  recordHash: option(fixedHex(32)),
  pricePlanck: option(u128),
});
const pageRequest = struct({
  model: option(text(1, MAX_MODEL_ID_BYTES)),
  after: option(jobCodec),
  limit: u32,
});
const pageCodec = struct({ jobs: list(viewCodec, MAX_PAGE), next: option(jobCodec) });
const rulesCodec = struct({
  protocolFeePpm: u32,
  commitMs: u64,
  revealMs: u64,
  disputeMs: u64,
  arbitrationMs: u64,
  verifierBondPlanck: u128,
  disputeDepositPlanck: u128,
  lateSlashPpm: u32,
});

export class AssuredReads {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async job(job: JobId): Promise<AssuredJobView | null> {
    return askRuntime(
      this.#connection,
      "AssuredJobsApi_assured_job",
      encode(jobCodec, job),
      option(viewCodec),
    );
  }

  async openIntents(model: string | null, after: JobId | null, limit: number): Promise<OpenAssuredIntents> {
    const request = encode(pageRequest, { model, after, limit: Math.min(limit, MAX_PAGE) });
    return askRuntime(this.#connection, "AssuredJobsApi_open_assured_intents", request, pageCodec);
  }

  async promisedPlanck(device: AccountId): Promise<bigint> {
    return askRuntime(this.#connection, "AssuredJobsApi_promised_planck", encode(accountCodec, device), u128);
  }

  async rules(): Promise<AssuranceRules> {
    return askRuntime(this.#connection, "AssuredJobsApi_assurance_rules", new Uint8Array(), rulesCodec);
  }
}
