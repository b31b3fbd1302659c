import { describe, expect, it } from "vitest";
import { measurePairs, median, metric, quantile } from "./harness.ts";

describe("pairs", () => {
  it("are interleaved, neither side always the second, warm-ups thrown away", async () => {
    const order: string[] = [];
    let count = 0;
    const side = (name: string) => async () => {
      order.push(name);
      return count++;
    };
    const pairs = await measurePairs({ pairs: 4, warmUps: 1, a: side("a"), b: side("b") });
    expect(order.join("")).toBe("baabbaabba");
    expect(pairs).toHaveLength(4);
    expect(pairs[0]).toEqual({ a: 2, b: 3 });
    expect(pairs[1]).toEqual({ a: 5, b: 4 });
  });
});

describe("quantiles", () => {
  it("interpolate as numpy and R do by default", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantile([7], 0.9)).toBe(7);
  });
  it("refuse to make a number out of nothing", () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe("a metric", () => {
  it("is judged by its unrounded median", () => {
    expect(metric("1", [0.96999, 0.96999], ">=", 0.97)).toMatchObject({ median: 0.97, met: false });
    expect(metric("ms", [8, 9, 30], "<=", 10)).toEqual({
      unit: "ms",
      median: 9,
      iqr: 11,
      op: "<=",
      goal: 10,
      met: true,
    });
  });
});
