/** What pallets ask of a record, for the chain in memory. */
import type { JobAcceptance, JobIntent, UsageRecord } from "../../protocol/index.ts";
import type { ErrorOf } from "./runtime-names.ts";

/** What every pallet calls it. */
type Named = ErrorOf<"computeJobs"> & ErrorOf<"assuredJobs">;

/** Planck past what a `u128` counts. */
const PLANCK_LIMIT = 2n ** 128n;

/** The first of the terms that a record breaks, by the pallets' name for it and in their order: `check_record_terms` of `pallets/primitives`. */
export function brokenTerm(
  record: UsageRecord,
  intent: JobIntent,
  acceptance: JobAcceptance,
  settleByMs: bigint,
): Named | null {
  if (record.device !== acceptance.device) return "RecordOtherDevice";
  if (record.owner !== acceptance.owner) return "RecordOtherOwner";
  if (record.lease !== acceptance.lease) return "RecordOtherLease";
  if (record.requester !== intent.requester) return "RecordOtherRequester";
  if (record.model !== intent.model) return "RecordOtherModel";
  if (record.promptTokens > intent.maxPromptTokens) return "RecordTooManyPromptTokens";
  if (record.completionTokens > intent.maxCompletionTokens) return "RecordTooManyCompletionTokens";
  const price =
    BigInt(record.promptTokens) * acceptance.promptTokenPricePlanck +
    BigInt(record.completionTokens) * acceptance.completionTokenPricePlanck;
  if (price >= PLANCK_LIMIT) return "RecordPriceAboveMaximum";
  if (record.pricePlanck !== price) return "RecordWrongPrice";
  if (price > intent.maxPricePlanck) return "RecordPriceAboveMaximum";
  if (record.endedAtMs > settleByMs) return "RecordAfterDeadline";
  return null;
}
