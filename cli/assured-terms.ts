/** Intent and terms of an assured job, from what a person says on the command line. */
import { randomBytes } from "node:crypto";
import {
  type AccountId,
  type AssuredIntent,
  blake2b256,
  type Hex,
  isAssuredWellFormed,
  type JobTerms,
  MAX_REPUTATION_SCORE,
  MAX_VERIFIERS,
  MILLIONTHS,
  toHex,
} from "../protocol/index.ts";
import { misused } from "./refused.ts";

/** Nobody tries all of so many. */
const SALT_BYTES = 32;

export interface AssuredWish {
  readonly model: string;
  readonly maxPrice: bigint;
  readonly maxPromptTokens: number;
  readonly maxCompletionTokens: number;
  /** ms from now. */
  readonly deadline: number;
  /** planck. */
  readonly bond: bigint;
  readonly minScore: number;
  /** Percent. */
  readonly minEvidence: number;
  /** ms from acceptance; absent: no wish. */
  readonly startWithin?: number;
  readonly verification: "reexecution" | "audit";
  readonly threshold?: number;
  /** planck for each verifier. */
  readonly fee: bigint;
}

export interface Salted {
  readonly inputDigest: Hex;
  readonly inputSalt: Hex;
}

const random = (bytes: number): Hex => toHex(new Uint8Array(randomBytes(bytes)));

/** The digest that terms carry: nobody finds a short input from it without the salt. */
export function digestOf(input: Uint8Array): Salted {
  const salted = new Uint8Array(SALT_BYTES + input.length);
  salted.set(randomBytes(SALT_BYTES));
  salted.set(input, SALT_BYTES);
  return { inputDigest: blake2b256(salted), inputSalt: toHex(salted.subarray(0, SALT_BYTES)) };
}

/** Throws `Refused` `usage` where the wishes contradict each other. */
export function assuredIntentOf(
  wish: AssuredWish,
  parties: {
    readonly requester: AccountId;
    readonly matcher: AccountId | null;
    readonly panel: readonly AccountId[];
  },
  { inputDigest }: Salted,
  nowMs: number,
): AssuredIntent {
  const { requester, matcher, panel } = parties;
  const assured: AssuredIntent = {
    intent: {
      requester,
      nonce: random(16),
      model: wish.model,
      maxPricePlanck: wish.maxPrice,
      maxPromptTokens: wish.maxPromptTokens,
      maxCompletionTokens: wish.maxCompletionTokens,
      deadlineMs: BigInt(nowMs + wish.deadline),
      strategy: "cheapest",
      maxTtftMs: 0,
      minMilliTokensPerSecond: 0,
    },
    terms: {
      inputDigest,
      minScore: wish.minScore,
      minAssuredMillionths: (wish.minEvidence * MILLIONTHS) / 100,
      bondPlanck: wish.bond,
      startWithinMs: wish.startWithin ?? 0,
      matcher,
      ...panelTerms(wish, panel),
    },
  };
  if (wish.minScore > MAX_REPUTATION_SCORE) throw misused("--min-score: a score is 100 at the most.");
  if (wish.minEvidence > 100) throw misused("--min-evidence: 100 percent at the most.");
  if (!isAssuredWellFormed(assured))
    throw misused("The price and the panel's fees together are more than can be counted.");
  return assured;
}

type PanelTerms = Pick<JobTerms, "verification" | "verifiers" | "threshold" | "verifierFeePlanck">;

function panelTerms({ verification, threshold, fee }: AssuredWish, panel: readonly AccountId[]): PanelTerms {
  const votes = panel.length;
  if (votes === 0) {
    if (threshold !== undefined || fee > 0n)
      throw misused("--threshold and --fee are for a panel: name it with --verifier.");
    return { verification: "countersignature", verifiers: [], threshold: 0, verifierFeePlanck: 0n };
  }
  if (votes > MAX_VERIFIERS) throw misused(`--verifier: ${MAX_VERIFIERS} at the most.`);
  if (new Set(panel).size < votes) throw misused("--verifier: one device is named twice.");
  const needed = threshold ?? Math.floor(votes / 2) + 1;
  if (needed > votes || 2 * needed <= votes)
    throw misused(`--threshold: more than half of the panel, and no more than its ${votes}.`);
  return { verification, verifiers: [...panel].sort(), threshold: needed, verifierFeePlanck: fee };
}
