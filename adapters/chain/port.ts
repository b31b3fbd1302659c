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

/** The chain in verbs. The operator's account submits and pays; devices' and requesters' signatures are inside the calls. */
export interface Chain {
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

/** Where an extrinsic landed. `events` are `section.method` of this extrinsic, in order. */
export interface Inclusion {
  readonly block: number;
  readonly blockHash: Hex;
  readonly extrinsicHash: Hex;
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
  /** The pallet and error that refused, for instance `computeJobs.NotAccepted`. */
  readonly pallet?: string;
}
