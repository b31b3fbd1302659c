/** The signatures of a job as people look at them. Pure: what was signed stays in `terms.ts` and `record.ts`. */
import { recordHashOf, toHex } from "../../protocol/index.ts";
import type { SignedRecord } from "./record.ts";
import type { JobSignatures } from "./snapshot.ts";
import type { JobTerms } from "./terms.ts";

/** @param countersignature 64 bytes, checked; null while it is awaited and when it did not come */
export function signaturesOf(
  terms: JobTerms,
  signed: SignedRecord | null = null,
  countersignature: Uint8Array | null = null,
): JobSignatures {
  const { acceptance, acceptanceSignature } = terms;
  const { intent, signature } = terms.intent;
  return {
    intent: {
      maxPromptTokens: intent.maxPromptTokens,
      maxCompletionTokens: intent.maxCompletionTokens,
      maxPricePlanck: intent.maxPricePlanck.toString(),
      signature: toHex(signature),
    },
    acceptance: {
      promptTokenPricePlanck: acceptance.promptTokenPricePlanck.toString(),
      completionTokenPricePlanck: acceptance.completionTokenPricePlanck.toString(),
      signature: toHex(acceptanceSignature),
    },
    record: signed && { hash: recordHashOf(signed.bytes), signature: toHex(signed.deviceSignature) },
    countersignature: countersignature && toHex(countersignature),
  };
}
