import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AssuredIntent,
  assuredIntentMessage,
  assuredJobIdOf,
  heldPlanck,
  type JobTerms,
  type Vote,
  voteCommitmentOf,
} from "./assured.ts";
import type { AccountId, GenesisHash, Hex, JobId } from "./ids.ts";
import { toHex } from "./ids.ts";
import { MAX_VERIFIERS } from "./limits.ts";
import { jobIdOf, type JobIntent } from "./signed.ts";

const filled = (byte: number, bytes = 32): Hex => `0x${byte.toString(16).padStart(2, "0").repeat(bytes)}`;
const genesis = filled(1) as GenesisHash;
const intent: JobIntent = {
  requester: filled(2) as AccountId,
  nonce: filled(3, 16),
  model: "tiny-q0f32",
  maxPricePlanck: 1_000n,
  maxPromptTokens: 64,
  maxCompletionTokens: 64,
  deadlineMs: 1_800_000_000_000n,
  strategy: "cheapest",
  maxTtftMs: 0,
  minMilliTokensPerSecond: 0,
};
const terms: JobTerms = {
  inputDigest: filled(4),
  minScore: 0,
  minAssuredMillionths: 0,
  bondPlanck: 0n,
  startWithinMs: 0,
  matcher: null,
  verification: "countersignature",
  verifiers: [],
  threshold: 0,
  verifierFeePlanck: 0n,
};
const withTerms = (changed: Partial<JobTerms>): AssuredIntent => ({
  intent,
  terms: { ...terms, ...changed },
});
const isWritten = (assured: AssuredIntent): boolean => {
  try {
    assuredIntentMessage.encode(assured, genesis);
    return true;
  } catch (thrown) {
    if (thrown instanceof RangeError) return false;
    throw thrown;
  }
};

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toHex(bytes) as AccountId);
const panel = fc.uniqueArray(key, { minLength: 1, maxLength: MAX_VERIFIERS }).map((keys) => keys.sort());
const fee = fc.bigInt({ min: 0n, max: 2n ** 100n });
const withPanel = fc.constantFrom("reexecution" as const, "audit" as const);

describe("an assured intent", () => {
  it("comes back as it was signed", () => {
    fc.assert(
      fc.property(
        panel,
        fee,
        withPanel,
        fc.option(key),
        (verifiers, verifierFeePlanck, verification, matcher) => {
          const assured = withTerms({
            verification,
            verifiers,
            verifierFeePlanck,
            matcher,
            threshold: verifiers.length,
          });
          const bytes = assuredIntentMessage.encode(assured, genesis);
          expect(assuredIntentMessage.decode(bytes, genesis)).toEqual({ ok: true, value: assured });
          expect(heldPlanck(assured)).toBe(1_000n + BigInt(verifiers.length) * verifierFeePlanck);
        },
      ),
    );
  });

  it("is decided by no fewer than half of its panel and one, and by no more than there are", () => {
    fc.assert(
      fc.property(
        panel,
        withPanel,
        fc.integer({ min: 0, max: 255 }),
        (verifiers, verification, threshold) => {
          const least = Math.floor(verifiers.length / 2) + 1;
          expect(isWritten(withTerms({ verification, verifiers, threshold }))).toBe(
            threshold >= least && threshold <= verifiers.length,
          );
        },
      ),
    );
  });

  it("names its verifiers in one order only, and each once", () => {
    fc.assert(
      fc.property(panel, withPanel, fc.nat(), (verifiers, verification, pick) => {
        const at = pick % verifiers.length;
        const again = verifiers.toSpliced(at, 0, verifiers[at] ?? verifiers[0] ?? (filled(0) as AccountId));
        expect(isWritten(withTerms({ verification, verifiers: again, threshold: again.length }))).toBe(false);
        const reversed = verifiers.toReversed();
        expect(isWritten(withTerms({ verification, verifiers: reversed, threshold: reversed.length }))).toBe(
          verifiers.length === 1,
        );
      }),
    );
  });

  it("is another job than its intent alone, and than the intent with other terms", () => {
    const ids = [jobIdOf(intent, genesis)].concat(
      [withTerms({}), withTerms({ minScore: 1 }), withTerms({ inputDigest: filled(5) })].map((one) =>
        assuredJobIdOf(one, genesis),
      ),
    );
    expect(new Set(ids).size).toBe(4);
  });
});

describe("a vote's commitment", () => {
  const vote: Vote = {
    job: filled(6) as JobId,
    recordHash: filled(7),
    verifier: filled(8) as AccountId,
    verdict: "upheld",
    outputDigest: filled(9),
    salt: filled(10),
  };

  it("changes with every field of the vote, and with the chain", () => {
    const others: Partial<Vote>[] = [
      {},
      { job: filled(11) as JobId },
      { recordHash: filled(11) },
      { verifier: filled(11) as AccountId },
      { verdict: "refuted" },
      { outputDigest: filled(11) },
      { salt: filled(11) },
    ];
    const commitments = others.map((other) => voteCommitmentOf({ ...vote, ...other }, genesis));
    commitments.push(voteCommitmentOf(vote, filled(12) as GenesisHash));
    expect(new Set(commitments).size).toBe(others.length + 1);
  });
});
