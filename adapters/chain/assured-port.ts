/** Assured jobs in verbs. docs/adr/0015-assured-jobs.md has the design. */
import type {
  AccountId,
  AssuredIntent,
  Hex,
  JobAcceptance,
  JobId,
  JobMatch,
  JobStart,
  Result,
  UsageRecord,
  Verdict,
  Vote,
  VoteCommitment,
} from "../../protocol/index.ts";
import type { ChainError, Inclusion } from "./port.ts";

type Answer = Promise<Result<Inclusion, ChainError>>;

/**
 * The operator's account submits and pays; requester, device and verifiers signed what is submitted. A dispute alone is the operator's own word.
 * Deciding one is the council's, by its own calls, and no verb here.
 */
export interface AssuredVerbs {
  submitAssuredJob(assured: AssuredIntent, requesterSignature: Uint8Array): Answer;
  /** Holds what the job may cost on the requester's account. `matched`: where the terms name a matcher. */
  acceptAssuredJob(
    acceptance: JobAcceptance,
    deviceSignature: Uint8Array,
    matched: SignedMatch | null,
  ): Answer;
  startAssuredJob(start: JobStart, deviceSignature: Uint8Array): Answer;
  /** With the requester's countersignature, and no panel, the job is settled by it; else votes and disputes may come. */
  deliverRecord(
    record: UsageRecord,
    deviceSignature: Uint8Array,
    requesterSignature: Uint8Array | null,
  ): Answer;
  commitVote(commitment: VoteCommitment, verifierSignature: Uint8Array): Answer;
  /** Once nobody can commit any more. */
  revealVote(vote: Vote): Answer;
  /** By the party that the verdict goes against: the requester, or the device's owner. `evidence`: hash of what the arbiter will be shown. */
  disputeJob(job: JobId, evidence: Hex): Answer;
  /** Ends a job by its verdict, once nobody can dispute it any more or the arbiter's time is over. */
  settleAssuredJob(job: JobId): Answer;
  /** Before anybody accepted it. The signature is over `JobCancellation`. */
  cancelAssuredJob(job: JobId, requesterSignature: Uint8Array): Answer;
  /** Ends a job whose time ran out before there was a record. */
  expireAssuredJob(job: JobId): Answer;
  /** Null when it was never submitted, or finished so long ago that the chain forgot it. */
  assuredJob(job: JobId): Promise<Result<AssuredJobView | null, ChainError>>;
  /** Jobs that nobody accepted yet, of `model` or of any, from behind `after`, in the chain's own order; at most 256 at once. */
  openAssuredIntents(
    model: string | null,
    after: JobId | null,
    limit: number,
  ): Promise<Result<OpenAssuredIntents, ChainError>>;
  /** Planck of a device's bond that stand behind open jobs and votes, by any key that it has or had. */
  promisedPlanck(device: AccountId): Promise<Result<bigint, ChainError>>;
  /** What holds for every assured job now; a council may change some of it. */
  assuranceRules(): Promise<Result<AssuranceRules, ChainError>>;
}

/** The verbs of assured jobs that become extrinsics. */
export type PaidAssuredVerb = Exclude<
  keyof AssuredVerbs,
  "assuredJob" | "openAssuredIntents" | "promisedPlanck" | "assuranceRules"
>;

export interface SignedMatch {
  readonly match: JobMatch;
  /** Of the terms' matcher. */
  readonly signature: Uint8Array;
}

export type AssuredPhase =
  | "submitted"
  | "accepted"
  | "running"
  | "delivered"
  | "disputed"
  | "settled"
  | "refuted"
  | "cancelled"
  | "expired";

export interface AssuredJobView {
  readonly job: JobId;
  readonly phase: AssuredPhase;
  readonly requester: AccountId;
  /** Which took it; null before, and for jobs that ended without a record. */
  readonly device: AccountId | null;
  /** Who is paid for the device, while the job is open. */
  readonly owner: AccountId | null;
  /** While the job is open. */
  readonly assured: AssuredIntent | null;
  /** Unix ms until which the device has to say that it starts, when it has to and did not yet. */
  readonly startByMs: bigint | null;
  /** From delivery to the job's end. */
  readonly delivery: AssuredDelivery | null;
  readonly ballots: readonly AssuredBallot[];
  /** What the votes say once no more can come, or how the job ended. */
  readonly verdict: Verdict | null;
  readonly dispute: AssuredDispute | null;
  readonly recordHash: Hex | null;
  readonly pricePlanck: bigint | null;
}

/** The last moments of what may be done about a record, Unix ms by the chain's clock. */
export interface AssuredDelivery {
  readonly recordHash: Hex;
  readonly pricePlanck: bigint;
  readonly commitUntilMs: bigint;
  readonly revealUntilMs: bigint;
  readonly disputeUntilMs: bigint;
}

export interface AssuredBallot {
  readonly verifier: AccountId;
  /** Its owner when it committed, who is paid for it. */
  readonly owner: AccountId;
  /** Of its bond, behind this vote. */
  readonly bondPlanck: bigint;
  readonly commitment: Hex;
  /** Null until revealed. */
  readonly verdict: Verdict | null;
}

export interface AssuredDispute {
  readonly by: AccountId;
  readonly evidence: Hex;
  readonly depositPlanck: bigint;
  /** Unix ms; past it without the arbiter's word, the verdict stands. */
  readonly untilMs: bigint;
}

export interface OpenAssuredIntents {
  readonly jobs: readonly AssuredJobView[];
  /** Give this as `after` for the next page, which there is even when this one is short or empty; null at the end. */
  readonly next: JobId | null;
}

export interface AssuranceRules {
  /** The protocol's share of a price, in millionths. */
  readonly protocolFeePpm: number;
  /** From delivery. */
  readonly commitMs: bigint;
  /** After that. */
  readonly revealMs: bigint;
  /** After that. */
  readonly disputeMs: bigint;
  /** From a dispute. */
  readonly arbitrationMs: bigint;
  /** Of a verifier's bond, behind each vote. */
  readonly verifierBondPlanck: bigint;
  readonly disputeDepositPlanck: bigint;
  /** Share of a job's bond, in millionths, that a device loses which accepted and delivered nothing. */
  readonly lateSlashPpm: number;
}
