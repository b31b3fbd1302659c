/** What each model earned over a channel's life: the list behind a voucher's `modelTotalsRoot`. docs/vouchers.md. */
import type { Brand, Hex } from "./ids.ts";
import { MAX_MODEL_ID_BYTES, MAX_MODEL_TOTALS } from "./limits.ts";
import { merkleRoot } from "./merkle.ts";
import { err, ok, type Result } from "./result.ts";
import { encode, list, struct, text, type TypeOf, u128 } from "./scale.ts";
import type { UsageRecord } from "./usage-record.ts";

const modelTotalCodec = struct({ model: text(1, MAX_MODEL_ID_BYTES), totalPlanck: u128 });
/** What one model earned over a channel's life, in planck. */
export type ModelTotal = Readonly<TypeOf<typeof modelTotalCodec>>;
/** At most `MAX_MODEL_TOTALS` totals in strictly ascending order of the models' UTF-8 bytes: so each model once. */
export type ModelTotals = Brand<readonly ModelTotal[], "ModelTotals">;

/** As a claim carries them. Of decoded ones ask `parseModelTotals` whether they are in order. */
export const modelTotalsCodec = list(modelTotalCodec, MAX_MODEL_TOTALS);

/** Why a list is not model totals, or why a record cannot be added to them. */
export interface ModelTotalsError {
  readonly code: "too_many" | "not_ascending" | "overflow";
}

/** The totals of a channel that paid nothing yet. */
export const NO_TOTALS = [] as readonly ModelTotal[] as ModelTotals;
const MAX_PLANCK = 2n ** 128n - 1n;

/** Below 0 when `a` comes first: by bytes of UTF-8, shorter first. Not JavaScript's order, which is by UTF-16. */
function compareModels(a: string, b: string): number {
  const [left, right] = [new TextEncoder().encode(a), new TextEncoder().encode(b)];
  const differs = left.findIndex((byte, at) => byte !== right[at]);
  return differs < 0 ? left.length - right.length : (left[differs] ?? 0) - (right[differs] ?? -1);
}

/** Checks a list from outside: `too_many` when it is longer than `MAX_MODEL_TOTALS`, then `not_ascending`. */
export function parseModelTotals(totals: readonly ModelTotal[]): Result<ModelTotals, ModelTotalsError> {
  if (totals.length > MAX_MODEL_TOTALS) return err({ code: "too_many" });
  const ascending = totals.every((total, at) => {
    const before = totals[at - 1];
    return before === undefined || compareModels(before.model, total.model) < 0;
  });
  return ascending ? ok(totals as ModelTotals) : err({ code: "not_ascending" });
}

/** Planck of all models together; a voucher's `cumulativePlanck`. May be more than a `u128` holds, which no voucher's amount then equals. */
export function sumOfTotals(totals: ModelTotals): bigint {
  return totals.reduce((sum, total) => sum + total.totalPlanck, 0n);
}

/**
 * A voucher's `modelTotalsRoot`: the tree of `merkleRoot` over SCALE(model, totalPlanck) of each pair, 32 zero bytes of
 * none. Throws `RangeError` for a model or an amount past its codec's limits: a caller's bug.
 */
export function modelTotalsRootOf(totals: ModelTotals): Hex {
  return merkleRoot(totals.map((total) => encode(modelTotalCodec, total)));
}

/**
 * New totals with one record's price added to its model's; the old ones stay as they are. A record that cost nothing
 * changes nothing. `too_many` for a model past the `MAX_MODEL_TOTALS`-th, `overflow` when the sum would pass a `u128`.
 */
export function addToTotals(
  totals: ModelTotals,
  { model, pricePlanck }: Pick<UsageRecord, "model" | "pricePlanck">,
): Result<ModelTotals, ModelTotalsError> {
  if (pricePlanck === 0n) return ok(totals);
  if (sumOfTotals(totals) + pricePlanck > MAX_PLANCK) return err({ code: "overflow" });
  const before = totals.find((total) => total.model === model)?.totalPlanck ?? 0n;
  const others = totals.filter((total) => total.model !== model);
  const changed = [...others, { model, totalPlanck: before + pricePlanck }];
  return parseModelTotals(changed.sort((a, b) => compareModels(a.model, b.model)));
}
