/** The signed terms of a job: the requester's intent, and what this node promised for it. */
import type { Keystore } from "../../adapters/keystore/port.ts";
import {
  type AccountId,
  err,
  type GenesisHash,
  type JobAcceptance,
  jobAcceptanceMessage,
  type JobId,
  type JobIntent,
  jobIdOf,
  jobIntentMessage,
  type LeaseId,
  type Millis,
  ok,
  type Refusal,
  type Result,
  verifyBytes,
} from "../../protocol/index.ts";
import type { NodePolicy } from "./admission.ts";

export interface SignedIntent {
  readonly job: JobId;
  readonly intent: JobIntent;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

export interface JobTerms {
  readonly intent: SignedIntent;
  readonly acceptance: JobAcceptance;
  readonly acceptanceBytes: Uint8Array;
  readonly acceptanceSignature: Uint8Array;
}

export interface IntentError extends Refusal {
  readonly code:
    "intent_malformed" | "intent_other_genesis" | "intent_bad_signature" | "intent_other_requester";
}

/** Strictly reads an intent and checks who signed it. `from`: the proven peer that sent it, when one did. */
export function readIntent(
  bytes: Uint8Array,
  signature: Uint8Array,
  genesis: GenesisHash,
  from?: AccountId,
): Result<SignedIntent, IntentError> {
  const decoded = jobIntentMessage.decode(bytes, genesis);
  if (!decoded.ok)
    return err({
      code: decoded.error.code === "other_genesis" ? "intent_other_genesis" : "intent_malformed",
    });
  const intent = decoded.value;
  if (from !== undefined && intent.requester !== from) return err({ code: "intent_other_requester" });
  if (!verifyBytes(bytes, signature, intent.requester)) return err({ code: "intent_bad_signature" });
  return ok({ job: jobIdOf(intent, genesis), intent, bytes, signature });
}

/** Signs this node's promise to run `intent` under `lease` at the policy's prices. */
export async function acceptIntent(
  intent: SignedIntent,
  lease: LeaseId,
  by: { keystore: Keystore; owner: AccountId; policy: NodePolicy; genesis: GenesisHash; nowMs: Millis },
): Promise<JobTerms> {
  const acceptance: JobAcceptance = {
    job: intent.job,
    lease,
    device: by.keystore.account,
    owner: by.owner,
    promptTokenPricePlanck: by.policy.promptTokenPricePlanck,
    completionTokenPricePlanck: by.policy.completionTokenPricePlanck,
    acceptedAtMs: BigInt(Math.floor(by.nowMs)),
  };
  const acceptanceBytes = jobAcceptanceMessage.encode(acceptance, by.genesis);
  return {
    intent,
    acceptance,
    acceptanceBytes,
    acceptanceSignature: await by.keystore.sign(acceptanceBytes),
  };
}
