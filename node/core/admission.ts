import {
  err,
  type JobIntent,
  type Millis,
  MAX_INTENT_HORIZON_MS,
  ok,
  type Refusal,
  type Result,
} from "../../protocol/index.ts";

/** What the node's owner allows. */
export interface NodePolicy {
  /** Jobs that wait behind the running one; more are declined so that the matcher looks elsewhere. */
  readonly queueLength: number;
  readonly promptTokenPricePlanck: bigint;
  readonly completionTokenPricePlanck: bigint;
}

/** Two wait at most: who asks is better off on another node than fourth in a row. Prices: 1 and 3 nano-COCO a token. */
export const DEFAULT_POLICY: NodePolicy = {
  queueLength: 2,
  promptTokenPricePlanck: 1_000n,
  completionTokenPricePlanck: 3_000n,
};

export interface AdmissionState {
  readonly serving: boolean;
  readonly model: string | null;
  /** Running and waiting. */
  readonly jobs: number;
}

export interface AdmissionError extends Refusal {
  readonly code:
    | "not_serving"
    | "model_not_loaded"
    | "queue_full"
    | "price_too_low"
    | "deadline_passed"
    | "deadline_too_far";
}

/** What a job of this intent costs at the most under the policy, planck. */
export function worstPricePlanck(intent: JobIntent, policy: NodePolicy): bigint {
  return (
    BigInt(intent.maxPromptTokens) * policy.promptTokenPricePlanck +
    BigInt(intent.maxCompletionTokens) * policy.completionTokenPricePlanck
  );
}

/** Whether the node takes this job now. The owner's limits decide, not the requester's wishes. */
export function admit(
  intent: JobIntent,
  state: AdmissionState,
  policy: NodePolicy,
  nowMs: Millis,
): Result<void, AdmissionError> {
  if (!state.serving) return err({ code: "not_serving" });
  if (intent.model !== state.model) return err({ code: "model_not_loaded" });
  const now = BigInt(Math.floor(nowMs));
  if (intent.deadlineMs <= now) return err({ code: "deadline_passed" });
  if (intent.deadlineMs > now + BigInt(MAX_INTENT_HORIZON_MS)) return err({ code: "deadline_too_far" });
  if (worstPricePlanck(intent, policy) > intent.maxPricePlanck) return err({ code: "price_too_low" });
  if (state.jobs >= 1 + policy.queueLength) return err({ code: "queue_full" });
  return ok(undefined);
}
