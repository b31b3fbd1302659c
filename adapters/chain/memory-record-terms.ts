/** What a record must fit to settle its job: `check_record_terms` of `pallets/primitives`, for every pallet in memory that settles by it. */
import type { JobAcceptance, JobIntent, UsageRecord } from "../../protocol/index.ts";
import type { ErrorOf } from "./runtime-names.ts";

/** The first of the terms that a record breaks, by the name that pallets have for it. */
export function brokenTerm(
  record: UsageRecord,
  intent: JobIntent,
  acceptance: JobAcceptance,
  settleByMs: bigint,
): ErrorOf<"computeJobs"> | null {
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
  if (record.pricePlanck !== price) return "RecordWrongPrice";
  if (price > intent.maxPricePlanck) return "RecordPriceAboveMaximum";
  if (record.endedAtMs > settleByMs) return "RecordAfterDeadline";
  return null;
}
