import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_MODEL_TOTALS } from "./limits.ts";
import {
  addToTotals,
  type ModelTotal,
  type ModelTotals,
  modelTotalsRootOf,
  NO_TOTALS,
  parseModelTotals,
  sumOfTotals,
} from "./model-totals.ts";

interface Cost {
  readonly model: string;
  readonly pricePlanck: bigint;
}
function added(totals: ModelTotals, one: Cost): ModelTotals {
  const next = addToTotals(totals, one);
  if (!next.ok) throw new Error(next.error.code);
  return next.value;
}
/** Totals that were not checked, to see what the root makes of them. */
const unchecked = (...pairs: readonly (readonly [string, bigint])[]): ModelTotals =>
  pairs.map(([model, totalPlanck]): ModelTotal => ({
    model,
    totalPlanck,
  })) as readonly ModelTotal[] as ModelTotals;

describe("model totals", () => {
  const models = fc.constantFrom("a", "aa", "b", "é", "z", "\u{ff5e}", "\u{1f600}", "tiny-q0f32");
  const job = fc.record({ model: models, pricePlanck: fc.bigInt({ min: 0n, max: 2n ** 100n }) });

  it("stay ascending, and sum and earn what the records cost", () => {
    fc.assert(
      fc.property(fc.array(job, { maxLength: 40 }), (jobs) => {
        const totals = jobs.reduce(added, NO_TOTALS);
        expect(parseModelTotals(totals)).toEqual({ ok: true, value: totals });
        expect(sumOfTotals(totals)).toBe(jobs.reduce((sum, one) => sum + one.pricePlanck, 0n));
        for (const { model, totalPlanck } of totals) {
          const earned = jobs.filter((one) => one.model === model);
          expect(totalPlanck).toBe(earned.reduce((sum, one) => sum + one.pricePlanck, 0n));
        }
      }),
    );
  });

  it("have one root whatever the order of the records", () => {
    fc.assert(
      fc.property(fc.array(job, { maxLength: 10 }), (jobs) => {
        const [there, back] = [jobs.reduce(added, NO_TOTALS), jobs.toReversed().reduce(added, NO_TOTALS)];
        expect(modelTotalsRootOf(back)).toBe(modelTotalsRootOf(there));
      }),
    );
  });

  it("are not changed in place", () => {
    const before = added(NO_TOTALS, { model: "b", pricePlanck: 1n });
    added(added(before, { model: "b", pricePlanck: 1n }), { model: "a", pricePlanck: 1n });
    expect(before).toEqual([{ model: "b", totalPlanck: 1n }]);
    expect(NO_TOTALS).toEqual([]);
  });

  it("take no model for a record that cost nothing", () => {
    expect(added(NO_TOTALS, { model: "free", pricePlanck: 0n })).toEqual([]);
  });

  it("refuse the model past the most there may be, and still take more of the others", () => {
    const names = Array.from({ length: MAX_MODEL_TOTALS }, (_, i) => `model-${i}`);
    const full = names.map((model) => ({ model, pricePlanck: 1n })).reduce(added, NO_TOTALS);
    expect(full.length).toBe(MAX_MODEL_TOTALS);
    expect(addToTotals(full, { model: "other", pricePlanck: 1n })).toMatchObject({
      error: { code: "too_many" },
    });
    expect(sumOfTotals(added(full, { model: "model-3", pricePlanck: 5n }))).toBe(
      BigInt(MAX_MODEL_TOTALS + 5),
    );
  });

  it("refuse a sum that no voucher can say", () => {
    const full = added(NO_TOTALS, { model: "a", pricePlanck: 2n ** 128n - 1n });
    for (const model of ["a", "b"])
      expect(addToTotals(full, { model, pricePlanck: 1n })).toMatchObject({ error: { code: "overflow" } });
  });

  it("have another root when a model, an amount or the order differs", () => {
    const list = (...pairs: [string, bigint][]) => modelTotalsRootOf(unchecked(...pairs));
    const root = list(["a", 1n], ["b", 2n]);
    expect(list(["a", 1n], ["c", 2n])).not.toBe(root);
    expect(list(["a", 2n], ["b", 1n])).not.toBe(root);
    expect(list(["b", 2n], ["a", 1n])).not.toBe(root);
    expect(list(["a", 1n])).not.toBe(root);
  });

  it("throw for a model or an amount past its limits", () => {
    const root = (model: string, totalPlanck: bigint) => modelTotalsRootOf(unchecked([model, totalPlanck]));
    expect(() => root("m".repeat(97), 1n)).toThrow(/model/);
    expect(() => root("", 1n)).toThrow(/model/);
    expect(() => root("m", 2n ** 128n)).toThrow(/totalPlanck/);
  });
});
