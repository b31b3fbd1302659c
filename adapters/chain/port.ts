import type {
  AccountId,
  DeviceRegistration,
  DeviceUpdate,
  GenesisHash,
  Hex,
  JobAcceptance,
  JobId,
  JobIntent,
  Refusal,
  Result,
  UsageRecord,
} from "../../protocol/index.ts";
import type { AssuredVerbs, PaidAssuredVerb } from "./assured-port.ts";
import type { ChannelVerbs, PaidChannelVerb } from "./channel-port.ts";
import type { ChainDevice, OwnerVerbs, PaidOwnerVerb } from "./registry-port.ts";
import type { ReputationReads } from "./reputation-port.ts";

export type {
  AssuranceRules,
  AssuredBallot,
  AssuredJobView,
  AssuredPhase,
  AssuredVerbs,
  OpenAssuredIntents,
  SignedMatch,
} from "./assured-port.ts";
export type { ChainChannel, ChannelTerms, ChannelVerbs, OpenedChannel } from "./channel-port.ts";
export type { ChainDevice, DeviceBond, OwnerVerbs } from "./registry-port.ts";
export type { ReputationNote, ReputationReads, ReputationView } from "./reputation-port.ts";

/** Devices and jobs in verbs. The operator's account submits and pays; devices' and requesters' signatures are inside the calls. */
export interface JobChain {
  readonly genesis: GenesisHash;
  /** The account that pays fees. */
  readonly operator: AccountId;
  registerDevice(
    registration: DeviceRegistration,
    signature: Uint8Array,
  ): Promise<Result<Inclusion, ChainError>>;
  updateDevice(update: DeviceUpdate, signature: Uint8Array): Promise<Result<Inclusion, ChainError>>;
  submitJobIntent(intent: JobIntent, requesterSignature: Uint8Array): Promise<Result<Inclusion, ChainError>>;
  acceptJob(acceptance: JobAcceptance, deviceSignature: Uint8Array): Promise<Result<Inclusion, ChainError>>;
  completeJob(
    record: UsageRecord,
    deviceSignature: Uint8Array,
    requesterSignature: Uint8Array,
  ): Promise<Result<Inclusion, ChainError>>;
  cancelJob(job: JobId, requesterSignature: Uint8Array): Promise<Result<Inclusion, ChainError>>;
  expireJob(job: JobId): Promise<Result<Inclusion, ChainError>>;
  /** The device that has this key or had it, which its `device` tells; null for a key that no device ever had. */
  device(account: AccountId): Promise<Result<ChainDevice | null, ChainError>>;
  devices(limit: number): Promise<Result<readonly ChainDevice[], ChainError>>;
  job(job: JobId): Promise<Result<ChainJob | null, ChainError>>;
  /** A page of jobs that nobody accepted yet, of `model` or of any, in the chain's own order, from behind `after`; at most 256 at once. */
  openIntents(
    model: string | null,
    after: JobId | null,
    limit: number,
  ): Promise<Result<OpenIntents, ChainError>>;
  /** Jobs that were completed, cancelled or expired, newest first. The chain forgets the oldest. */
  finishedJobs(limit: number): Promise<Result<readonly ChainJob[], ChainError>>;
  /** What happened to a job, oldest first; null when the chain does not know it. */
  jobLife(job: JobId): Promise<Result<ChainJobLife | null, ChainError>>;
  head(): Promise<Result<{ number: number; hash: Hex; finalized: number }, ChainError>>;
  /** New best blocks. Returns the unsubscriber. */
  onHead(listener: (head: { number: number; hash: Hex }) => void): () => void;
  readonly connected: boolean;
  close(): Promise<void>;
}

/** The whole chain in verbs. */
export interface Chain extends JobChain, AssuredVerbs, OwnerVerbs, ChannelVerbs, ReputationReads {
  /** Planck that this verb with these arguments would cost the operator now, as the chain reckons it; nothing is sent. */
  estimateFee<V extends PaidVerb>(
    verb: V,
    ...parameters: Parameters<Chain[V]>
  ): Promise<Result<bigint, ChainError>>;
}

/** The verbs that become extrinsics. */
export type PaidVerb =
  | PaidAssuredVerb
  | PaidOwnerVerb
  | PaidChannelVerb
  | "registerDevice"
  | "updateDevice"
  | "submitJobIntent"
  | "acceptJob"
  | "completeJob"
  | "cancelJob"
  | "expireJob";

/** Where an extrinsic landed. `events` are `section.method` of this extrinsic, in order. */
export interface Inclusion {
  readonly block: number;
  readonly blockHash: Hex;
  readonly extrinsicHash: Hex;
  /** Whether the block was known to be final when the verb resolved. */
  readonly finalized: boolean;
  readonly events: readonly string[];
}

export interface ChainJob {
  readonly job: JobId;
  readonly phase: "open" | "accepted" | "completed" | "cancelled" | "expired";
  /** blake2-256 of the record's signed bytes once completed. */
  readonly recordHash: Hex | null;
}

export interface OpenIntents {
  readonly intents: readonly { readonly job: JobId; readonly intent: JobIntent }[];
  /** Give this as `after` for the next page, which there is even when this one is short or empty; null at the end. */
  readonly next: JobId | null;
}

export interface ChainJobLife {
  readonly steps: readonly ChainJobStep[];
  /** False: earlier steps lie in blocks that the node no longer answers for, or too far back. */
  readonly whole: boolean;
}

export interface ChainJobStep {
  /** `section.method`, for instance `computeJobs.JobAccepted`. */
  readonly event: string;
  readonly block: number;
  readonly blockHash: Hex;
  /** Of the extrinsic that did it. */
  readonly extrinsicHash: Hex;
  /** Unix ms of the block. */
  readonly timeMs: bigint;
}

export interface ChainError extends Refusal {
  readonly code: "chain_unreachable" | "dispatch_failed" | "invalid_transaction" | "timed_out" | "aborted";
  /** The pallet and error that refused, for instance `computeJobs.NotAccepted`; where no pallet did, the runtime's error: `arithmetic.Underflow`. */
  readonly pallet?: string;
}
