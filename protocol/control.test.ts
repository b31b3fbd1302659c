import { describe, expect, test } from "vitest";
import {
  apiErrorSchema,
  challengeSchema,
  jobPostSchema,
  leaseGrantSchema,
  nodeMessageSchema,
  presenceSchema,
  signalingMessageSchema,
} from "./index.ts";

const account = `0x${"01".repeat(32)}`;
const signature = `0x${"02".repeat(64)}`;
const lease = `0x${"03".repeat(16)}`;
const presence = {
  models: ["tiny"],
  engine: "memory",
  gpu: "",
  arch: "unknown",
  ramMib: 0,
  freeSlots: 1,
  freeQueue: 0,
  milliTokensPerSecond: 0,
  contextTokens: 1,
  promptTokenPricePlanck: "0",
  completionTokenPricePlanck: "340282366920938463463374607431768211455",
  serving: true,
};

describe("control messages", () => {
  test("take what a node says, ids in either case, and give ids in lower case", () => {
    const owner = `0x${"AB".repeat(32)}`;
    expect(nodeMessageSchema.parse({ type: "announce", presence, owner })).toMatchObject({
      owner: owner.toLowerCase(),
    });
  });

  test.each([
    ["negative slots", { freeSlots: -1 }],
    ["fractions of a slot", { freeSlots: 0.5 }],
    ["a count past what JSON keeps exact", { contextTokens: 2 ** 53 }],
    ["a signed price", { promptTokenPricePlanck: "-1" }],
    ["a price with a point", { promptTokenPricePlanck: "1.5" }],
    ["a price past u128's digits", { promptTokenPricePlanck: "9".repeat(40) }],
    ["too many models", { models: Array.from({ length: 17 }, String) }],
    ["a model without a name", { models: [""] }],
    ["another architecture", { arch: "z80" }],
  ])("refuse a presence with %s", (_name, change) => {
    expect(presenceSchema.safeParse({ ...presence, ...change }).success).toBe(false);
  });

  test.each([
    ["an account that is too short", { type: "announce", presence, owner: "0x01" }],
    ["a lease that is no hex", { type: "decline", lease: "0xzz", code: "x" }],
    [
      "a signature of 63 bytes",
      { type: "accept", lease, acceptance: "0x00", signature: signature.slice(0, -2) },
    ],
    ["half a byte", { type: "accept", lease, acceptance: "0x0", signature }],
    [
      "signed bytes past the limit",
      { type: "accept", lease, acceptance: `0x${"00".repeat(4097)}`, signature },
    ],
    ["a code past the limit", { type: "decline", lease, code: "x".repeat(65) }],
    ["a type that there is not", { type: "pay", amount: 1 }],
    ["no object", "announce"],
  ])("refuse %s", (_name, message) => {
    expect(nodeMessageSchema.safeParse(message).success).toBe(false);
  });

  test("refuse a job with more excluded nodes than a requester can have failed on", () => {
    const post = { intent: "0x00", signature };
    expect(jobPostSchema.parse(post).exclude).toEqual([]);
    expect(
      jobPostSchema.safeParse({ ...post, exclude: Array.from({ length: 33 }, () => account) }).success,
    ).toBe(false);
  });

  test("hold servers to the same: what a client does not expect is no answer", () => {
    expect(challengeSchema.safeParse({ challenge: "0x", expiresAtMs: -1, genesis: account }).success).toBe(
      false,
    );
    expect(leaseGrantSchema.safeParse({ job: account, lease, fence: 1 }).success).toBe(false);
    expect(
      signalingMessageSchema.safeParse({ type: "welcome", genesis: account, nextNonce: 1, serverTimeMs: 0 })
        .success,
    ).toBe(false);
    expect(apiErrorSchema.safeParse({ error: "no" }).success).toBe(false);
  });
});
