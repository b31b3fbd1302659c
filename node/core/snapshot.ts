import type { EngineProbe, LoadProgress } from "../../adapters/engine/port.ts";
import type {
  AccountId,
  Hex,
  JobId,
  Millis,
  ModelEntry,
  Refusal,
  UsageRecordView,
} from "../../protocol/index.ts";

/** Everything a page or a kiosk shows of a node. A new object at every change; never mutated. */
export interface NodeSnapshot {
  /** `ready`: probed, nothing loaded. `draining`: pause or stop was asked, running jobs end first. */
  readonly phase:
    "idle" | "probing" | "ready" | "loading" | "serving" | "draining" | "paused" | "stopped" | "failed";
  readonly account: AccountId;
  /** Who is paid; the device itself until an owner is set. */
  readonly owner: AccountId;
  /** Of the preferred engine that is available here. */
  readonly probe: EngineProbe | null;
  /** Of every engine that was looked at, by its name in the catalogue. */
  readonly probes: Readonly<Partial<Record<ModelEntry["engine"], EngineProbe>>>;
  readonly model: string | null;
  readonly load: LoadProgress | null;
  /** Decode speed of the loaded model without a network, measured after each load; null before. */
  readonly localTokensPerSecond: number | null;
  /** Whether signaling is connected; sessions go on without it. */
  readonly online: boolean;
  readonly registration: "unknown" | "registering" | "registered" | "failed";
  /** Jobs in admission order; the first is running, the rest wait. */
  readonly jobs: readonly LiveJob[];
  /** Newest first, at most 50. */
  readonly recent: readonly FinishedJob[];
  readonly totals: NodeTotals;
  /** Why `phase` is `failed`, or what went wrong last while serving goes on. */
  readonly error: Refusal | null;
}

export interface LiveJob {
  readonly job: JobId;
  readonly requester: AccountId;
  readonly model: string;
  readonly phase: "queued" | "prefill" | "decoding" | "signing";
  readonly completionTokens: number;
  /** Since the first token; 0 before. */
  readonly tokensPerSecond: number;
  readonly admittedAtMs: Millis;
  /** The same object until something more is signed. */
  readonly signatures: JobSignatures;
}

/** Who signed what for a job, in the order of signing. Signatures are sr25519, 64 bytes. */
export interface JobSignatures {
  /** By the requester: the most that it asks for and pays. */
  readonly intent: {
    readonly maxPromptTokens: number;
    readonly maxCompletionTokens: number;
    /** Decimal string, as all prices here: they are u128. */
    readonly maxPricePlanck: string;
    readonly signature: Hex;
  };
  /** By this device: its promise to run the intent at these prices a token. */
  readonly acceptance: {
    readonly promptTokenPricePlanck: string;
    readonly completionTokenPricePlanck: string;
    readonly signature: Hex;
  };
  /** By this device when the job ended; null before, and when nothing was written. */
  readonly record: { readonly hash: Hex; readonly signature: Hex } | null;
  /** By the requester, over the record and the device's signature; null: not yet, or never. */
  readonly countersignature: Hex | null;
}

export interface FinishedJob {
  readonly job: JobId;
  readonly requester: AccountId;
  readonly model: string;
  /**
   * `signed`: by this device, the requester's countersignature is awaited. `unconfirmed`: it did not come. `confirmed`:
   * countersigned, on its way to the chain.
   */
  readonly status: "signed" | "unconfirmed" | "confirmed" | "settled" | "refused" | "failed" | "cancelled";
  readonly code: string | null;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly tokensPerSecond: number;
  readonly durationMs: Millis;
  readonly endedAtMs: Millis;
  /** JSON view of what was signed; null when nothing was. */
  readonly record: UsageRecordView | null;
  readonly signatures: JobSignatures;
  readonly inclusion: { readonly block: number; readonly extrinsicHash: Hex } | null;
}

export interface NodeTotals {
  readonly jobs: number;
  readonly completionTokens: number;
  /** Sum of confirmed records' prices, planck as decimal string. */
  readonly earnedPlanck: string;
}
