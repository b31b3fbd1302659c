/** How well devices work, as the chain knows it now. docs/adr/0012-reputation.md has the formula. */
import type { AccountId, Result } from "../../protocol/index.ts";
import type { ChainError } from "./port.ts";

export interface ReputationReads {
  /** With all models: a stranger's where nothing was noted; null for a key that no device has or had. */
  reputation(device: AccountId): Promise<Result<ReputationView | null, ChainError>>;
  /** With one model; null when nothing is known of that, and the device's own reputation says more. */
  modelReputation(device: AccountId, model: string): Promise<Result<ReputationView | null, ChainError>>;
  /** What was noted lately, the newest first. */
  reputationHistory(device: AccountId): Promise<Result<readonly ReputationNote[], ChainError>>;
}

export interface ReputationView {
  /** 0 to 100, for display, with the benefit of the doubt: 100 for whoever has no fault that is remembered. */
  readonly score: number;
  /** What is to be expected: half for whoever nothing is known of. */
  readonly expectationMillionths: number;
  /** What the evidence alone supports: 0 for whoever nothing is known of. */
  readonly assuredMillionths: number;
  /** Millionths of a unit of evidence for the device; a unit is about a day of good work. */
  readonly goodMicros: bigint;
  readonly badMicros: bigint;
}

export interface ReputationNote {
  /** Unix ms by the chain's clock. */
  readonly atMs: bigint;
  readonly model: string;
  readonly note: { readonly type: "work" } | { readonly type: "fault"; readonly kind: FaultKind };
  /** Micros that it counted then. */
  readonly weightMicros: bigint;
}

/** Only a missed deadline is not proven: a requester that does not countersign looks the same. */
export type FaultKind = "missedDeadline" | "wrongOutput" | "equivocation";
