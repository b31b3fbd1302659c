import type {
  AccountId,
  Capabilities,
  DeviceRegistration,
  DeviceStatus,
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
import type { ChannelVerbs, PaidChannelVerb } from "./channel-port.ts";

export type { ChainChannel, ChannelTerms, ChannelVerbs, OpenedChannel } from "./channel-port.ts";

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
  device(account: AccountId): Promise<Result<ChainDevice | null, ChainError>>;
  devices(limit: number): Promise<Result<readonly ChainDevice[], ChainError>>;
  job(job: JobId): Promise<Result<ChainJob | null, ChainError>>;
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
export interface Chain extends JobChain, ChannelVerbs {
  /** Planck that this verb with these arguments would cost the operator now, as the chain reckons it; nothing is sent. */
  estimateFee<V extends PaidVerb>(
    verb: V,
    ...parameters: Parameters<Chain[V]>
  ): Promise<Result<bigint, ChainError>>;
}

/** The verbs that become extrinsics. */
export type PaidVerb =
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

export interface ChainDevice {
  readonly device: AccountId;
  readonly owner: AccountId;
  readonly capabilities: Capabilities;
  readonly metadata: string;
  readonly status: DeviceStatus;
  readonly nonce: bigint;
  readonly lastHeartbeatMs: bigint;
}

export interface ChainJob {
  readonly job: JobId;
  readonly phase: "open" | "accepted" | "completed" | "cancelled" | "expired";
  /** blake2-256 of the record's signed bytes once completed. */
  readonly recordHash: Hex | null;
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
