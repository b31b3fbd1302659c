import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressKey, TokenBuckets } from "./token-bucket.ts";

describe("token buckets", () => {
  test("give the burst, then the rate, and say how long to wait", () => {
    const buckets = new TokenBuckets({ capacity: 2, perSecond: 4 }, 10);
    expect([0, 0, 0].map((ms) => buckets.take("a", ms))).toEqual([0, 0, 250]);
    expect(buckets.take("a", 249)).toBe(1);
    expect(buckets.take("a", 250)).toBe(0);
    expect(buckets.take("b", 250)).toBe(0);
  });

  test("never give more than capacity and rate allow, whatever the clock does", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 100 }), (steps) => {
        const buckets = new TokenBuckets({ capacity: 3, perSecond: 5 }, 10);
        let [nowMs, forwardMs, given] = [10_000, 0, 0];
        for (const step of steps) {
          nowMs += step;
          forwardMs += Math.max(0, step);
          if (buckets.take("a", nowMs) === 0) given += 1;
        }
        expect(given).toBeLessThanOrEqual(3 + (forwardMs / 1000) * 5 + 1e-6);
      }),
    );
  });

  test("remember a bounded number of keys", () => {
    const buckets = new TokenBuckets({ capacity: 1, perSecond: 1 }, 3);
    for (let i = 0; i < 100; i++) buckets.take(String(i), 0);
    expect(buckets.size).toBe(3);
  });
});

test("an address is counted by itself in IPv4 and by its /64 in IPv6", () => {
  expect(addressKey("192.0.2.7")).toBe("192.0.2.7");
  expect(addressKey("::ffff:192.0.2.7")).toBe("192.0.2.7");
  expect(addressKey("2001:db8:0:1::1")).toBe(addressKey("2001:0db8:0000:0001:ffff:1:2:3"));
  expect(addressKey("2001:db8:0:1::1")).not.toBe(addressKey("2001:db8:0:2::1"));
  expect(addressKey("fe80::1%eth0")).toBe(addressKey("fe80::2"));
});
