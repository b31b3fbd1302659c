import { expect, test } from "vitest";
import { person } from "../adapters/chain/conformance-cast.ts";
import { blake2b256, fromHex, isAssuredWellFormed } from "../protocol/index.ts";
import { assuredIntentOf, type AssuredWish, digestOf } from "./assured-terms.ts";

const WISH: AssuredWish = {
  model: "coco-tiny",
  maxPrice: 10n,
  maxPromptTokens: 1,
  maxCompletionTokens: 2,
  deadline: 60_000,
  bond: 5n,
  minScore: 80,
  minEvidence: 50,
  verification: "audit",
  fee: 3n,
};
const input = new TextEncoder().encode("hello\n");

function intentOf(wish: Partial<AssuredWish> = {}, panel = [person(), person(), person()]) {
  const parties = { requester: person().account, matcher: null, panel: panel.map(({ account }) => account) };
  return assuredIntentOf({ ...WISH, ...wish }, parties, digestOf(input), 1_000);
}

test("makes terms that the protocol takes: the panel in its order, the smallest majority, times from now", () => {
  const { intent, terms } = intentOf();
  expect(isAssuredWellFormed({ intent, terms })).toBe(true);
  expect(intent.deadlineMs).toBe(61_000n);
  expect(terms).toMatchObject({
    verification: "audit",
    threshold: 2,
    verifierFeePlanck: 3n,
    minAssuredMillionths: 500_000,
    startWithinMs: 0,
  });
  expect(terms.verifiers).toEqual([...terms.verifiers].sort());
  expect(intentOf({ fee: 0n }, []).terms).toMatchObject({ verification: "countersignature", threshold: 0 });
});

test("gives one input another digest with every salt, and the same one again with the same", () => {
  const [one, two] = [digestOf(input), digestOf(input)];
  expect(one.inputDigest).not.toBe(two.inputDigest);
  const salt = fromHex(one.inputSalt);
  if (salt?.length !== 32) throw new Error("a salt of 32 bytes");
  expect(one.inputDigest).toBe(blake2b256(Uint8Array.of(...salt, ...input)));
});

test("refuses as wrong usage what contradicts itself", () => {
  const twice = person();
  const eight = Array.from({ length: 8 }, person);
  for (const make of [
    () => intentOf({}, []),
    () => intentOf({ fee: 0n, threshold: 1 }, []),
    () => intentOf({}, [twice, twice]),
    () => intentOf({}, eight),
    () => intentOf({ threshold: 1 }),
    () => intentOf({ threshold: 4 }),
    () => intentOf({ minScore: 101 }),
    () => intentOf({ minEvidence: 101 }),
    () => intentOf({ maxPrice: 2n ** 128n - 1n }),
  ])
    expect(make).toThrow(expect.objectContaining({ code: "usage" }) as Error);
});
