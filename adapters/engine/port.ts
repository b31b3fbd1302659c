import type {
  ChatMessage,
  FinishReason,
  ModelEntry,
  Refusal,
  Result,
  Sampling,
} from "../../protocol/index.ts";

/**
 * An inference engine. One model at a time, one generation at a time: admission and queueing are the node's.
 *
 * Contract, proven by `conformance.ts` for every implementation:
 * - `generate` yields `token` events in order and exactly one last event, `done` or `failed`.
 * - Aborting the signal releases the caller within `ABORT_RELEASE_MS`; the engine's slot is free at the end of the
 *   running prefill at the latest (web-llm looks at interrupts only after it), which `idle()` awaits.
 * - After `device_lost` the engine is `unloaded`; `load` again brings it back.
 */
export interface Engine {
  /** Stable name that goes into usage records, ASCII. */
  readonly name: string;
  /** What this device offers, without loading a model. */
  probe(signal?: AbortSignal): Promise<Result<EngineProbe, EngineError>>;
  /** Download (or take from cache), check and start a model. Loading the model that is loaded is a no-op. */
  load(model: ModelEntry, options: LoadOptions): Promise<Result<LoadedModel, EngineError>>;
  /** Stream an answer. Refused with `busy` while another generation holds the slot, `not_loaded` without a model. */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerateEvent>;
  /** Log-probability evidence of `completion` tokens given `messages`, in one teacher-forced prefill where the engine can. */
  score(request: ScoreRequest, signal: AbortSignal): Promise<Result<TokenEvidence[], EngineError>>;
  /** Resolves when no generation holds the slot. */
  idle(): Promise<void>;
  /** Free the model's memory. Idempotent. */
  unload(): Promise<void>;
  /** Called once for each loss of the device (GPU reset, worker crash, out of memory). Returns the unsubscriber. */
  onLost(listener: (error: EngineError) => void): () => void;
}

/** ms. The caller of an aborted `generate` is released within this. */
export const ABORT_RELEASE_MS = 200;

export interface EngineProbe {
  readonly available: boolean;
  /** `vendor architecture` as the engine reports it, for instance `google swiftshader`; `wasm` without a GPU. */
  readonly adapter: string;
  /** Bytes. Largest single GPU buffer; 0 without a GPU. */
  readonly maxBufferBytes: number;
  /** Features that decide which model libraries run (`shader-f16`). */
  readonly features: readonly string[];
  /** GFLOP/s of a micro-benchmark of about one second; null when it was not run. */
  readonly gflops: number | null;
}

export interface LoadOptions {
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal: AbortSignal;
}

export interface LoadProgress {
  readonly phase: "download" | "verify" | "compile";
  readonly loadedBytes: number;
  /** Bytes; null when not known yet. */
  readonly totalBytes: number | null;
}

export interface LoadedModel {
  readonly model: string;
  /** Tokens of prompt and answer together. */
  readonly contextTokens: number;
  /** ms from the call of `load`. */
  readonly loadMs: number;
  /** Digest of the weights as pinned; zero bytes hex when the entry is unpinned. */
  readonly weightsDigest: `0x${string}`;
}

export interface GenerateRequest {
  readonly messages: readonly ChatMessage[];
  readonly sampling: Sampling;
}

export type GenerateEvent =
  | {
      readonly type: "token";
      readonly text: string;
      /** Tokens this text stands for; 0 when only held-back text was released. */ readonly tokens: number;
    }
  | { readonly type: "done"; readonly finishReason: FinishReason; readonly usage: TokenUsage }
  | { readonly type: "failed"; readonly error: EngineError; readonly usage: TokenUsage };

export interface TokenUsage {
  /** Tokens of the prompt with its template; 0 when the answer ended before the prefill did. */
  readonly promptTokens: number;
  /** Sampled tokens that were handed to the caller, the end-of-sequence token included. */
  readonly completionTokens: number;
}

export interface ScoreRequest {
  readonly messages: readonly ChatMessage[];
  /** The answer to judge. */
  readonly completion: string;
  /** Also score the end-of-sequence token after it, as the last piece of evidence: a truncated answer is seen only there. */
  readonly ended?: boolean;
}

export interface TokenEvidence {
  readonly tokenId: number;
  /** Natural log of the token's probability at temperature 1. */
  readonly logProbability: number;
  /** 0 when it was the most likely token. */
  readonly rank: number;
}

export interface EngineError extends Refusal {
  readonly code:
    | "engine_unavailable"
    | "not_loaded"
    | "busy"
    | "aborted"
    | "device_lost"
    | "out_of_memory"
    | "quota_exceeded"
    | "bad_model"
    | "integrity_failed"
    | "network_failed"
    | "context_exceeded"
    | "unsupported"
    | "engine_failed";
  /** Bytes that were missing to load the model; with `quota_exceeded`. */
  readonly neededBytes?: number;
  /** Bytes that the browser would still store for this origin; with `quota_exceeded`. */
  readonly availableBytes?: number;
}
