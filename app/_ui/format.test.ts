import { describe, expect, it } from "vitest";
import { formatAge, formatBytes, formatCoco, formatMillis, formatPlanck, shortId } from "./format.ts";

describe("formats", () => {
  it("shortens an account but leaves a short text alone", () => {
    expect(shortId(`0x${"ab".repeat(32)}`)).toBe("0xabab…abab");
    expect(shortId("0x1234")).toBe("0x1234");
  });

  it("shows sizes in decimal units with one digit below ten", () => {
    expect(formatBytes(0)).toBe("0 B");
    expect(formatBytes(999)).toBe("999 B");
    expect(formatBytes(3_360_000)).toBe("3.4 MB");
    expect(formatBytes(4_200_000_000)).toBe("4.2 GB");
    expect(formatBytes(42_000_000)).toBe("42 MB");
  });

  it("keeps every digit of a u128", () => {
    expect(formatPlanck("340282366920938463463374607431768211455")).toBe(
      "340,282,366,920,938,463,463,374,607,431,768,211,455",
    );
    expect(formatPlanck("1.5")).toBe("1.5");
  });

  it("shows planck as COCO with the digits that matter, and no more than there is", () => {
    expect(formatCoco("0")).toBe("0");
    expect(formatCoco("1")).toBe("0.000000000001");
    expect(formatCoco("1000000")).toBe("0.000001");
    expect(formatCoco("1234567")).toBe("0.00000123");
    expect(formatCoco("1999999999999")).toBe("1.999");
    expect(formatCoco("1234000000000000")).toBe("1,234");
    expect(formatCoco("x")).toBe("x");
  });

  it("never shows a negative age when clocks differ", () => {
    expect(formatAge(5_000, 1_000)).toBe("now");
    expect(formatAge(0, 61_000)).toBe("1 min ago");
  });

  it("shows durations in the unit a person would use", () => {
    expect(formatMillis(87)).toBe("87 ms");
    expect(formatMillis(2_340)).toBe("2.3 s");
    expect(formatMillis(61_000)).toBe("1 min 1 s");
  });
});
