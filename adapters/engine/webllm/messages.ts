import type { ModelEntry } from "../../../protocol/index.ts";
import type {
  EngineError,
  EngineProbe,
  GenerateRequest,
  LoadProgress,
  LoadedModel,
  ScoreRequest,
  TokenEvidence,
} from "../port.ts";
import type { RawEvent } from "../stream.ts";

/** From the page to the engine's worker. `id` names the conversation that replies belong to. */
export type WorkerRequest =
  | { readonly id: number; readonly kind: "probe" }
  | { readonly id: number; readonly kind: "load"; readonly model: ModelEntry; readonly origin: string }
  | { readonly id: number; readonly kind: "generate"; readonly request: GenerateRequest }
  | { readonly id: number; readonly kind: "score"; readonly request: ScoreRequest }
  | { readonly id: number; readonly kind: "cancel"; readonly target: number }
  | { readonly id: number; readonly kind: "ping" };

/** From the worker to the page. Both ends are one build, so replies are typed, not parsed. */
export type WorkerReply =
  | { readonly id: number; readonly kind: "progress"; readonly progress: LoadProgress }
  | { readonly id: number; readonly kind: "probed"; readonly probe: EngineProbe }
  | { readonly id: number; readonly kind: "loaded"; readonly loaded: WorkerLoaded }
  | { readonly id: number; readonly kind: "raw"; readonly event: RawEvent }
  /** The generation has really stopped. */
  | { readonly id: number; readonly kind: "stopped" }
  | { readonly id: number; readonly kind: "scored"; readonly evidence: TokenEvidence[] }
  | { readonly id: number; readonly kind: "refused"; readonly error: EngineError }
  | { readonly id: number; readonly kind: "lost"; readonly error: EngineError }
  | { readonly id: number; readonly kind: "pong" };

export interface WorkerLoaded extends Pick<LoadedModel, "model" | "contextTokens" | "weightsDigest"> {
  /** Strings on which the model's chat template stops. */
  readonly templateStops: readonly string[];
}
