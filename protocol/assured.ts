/** Assured jobs: what a requester wants beyond a record, and what a panel says of it. Why: docs/adr/0015-assured-jobs.md. */
import type { GenesisHash, Hex, JobId } from "./ids.ts";
import { MAX_REPUTATION_SCORE, MAX_VERIFIERS, MILLIONTHS } from "./limits.ts";
import { fixedHex, list, oneOf, option, refine, struct, type TypeOf, u128, u32, u64, u8 } from "./scale.ts";
import { accountCodec, blake2b256, jobCodec, jobIntentMessage, leaseCodec, signedMessage } from "./signed.ts";

/** Planck fit 128 bits; what does not is no amount. */
const MAX_PLANCK = 2n ** 128n - 1n;

/**
 * How it is found out whether an answer is the model's: by the requester's countersignature or its silence, by a panel that runs
 * the same input (temperature 0), or by a panel that scores the output's tokens.
 */
const verificationCodec = oneOf(["countersignature", "reexecution", "audit"]);
export type Verification = TypeOf<typeof verificationCodec>;

/** The fields alone; whether they fit each other is `assuredIntentMessage`'s to say. */
export const jobTermsCodec = struct({
  inputDigest: fixedHex(32),
  minScore: u8,
  minAssuredMillionths: u32,
  bondPlanck: u128,
  startWithinMs: u32,
  matcher: option(accountCodec),
  verification: verificationCodec,
  verifiers: list(accountCodec, MAX_VERIFIERS),
  threshold: u8,
  verifierFeePlanck: u128,
});
/**
 * What a requester wants beside the answer.
 *
 * - `inputDigest`: blake2-256 of 32 random bytes and the input, both of which device and verifiers are told off chain.
 * - `minScore`, `minAssuredMillionths`: the device's displayed reputation, and how much of it evidence assures, at least.
 * - `bondPlanck`: bonded for the device and promised to no other job; lost when the record is refuted.
 * - `startWithinMs`: from acceptance on chain; 0 for no wish.
 * - `matcher`: whose `JobMatch` a device needs to accept; null for whichever device comes first.
 * - `verifiers`: device keys of the panel, strictly ascending; empty for `countersignature`.
 * - `threshold`: votes that decide, more than half of the panel; 0 without one.
 * - `verifierFeePlanck`: for each verifier that votes with the outcome; 0 without a panel.
 */
export type JobTerms = TypeOf<typeof jobTermsCodec>;

/** Planck for the whole panel. */
export function panelFeesPlanck(terms: JobTerms): bigint {
  return BigInt(terms.verifiers.length) * terms.verifierFeePlanck;
}

const assuredFields = struct({ intent: jobIntentMessage.body, terms: jobTermsCodec });
/** A job and the terms of it. */
export type AssuredIntent = TypeOf<typeof assuredFields>;
/** Signed by the requester; refused as `malformed` where the terms do not fit each other, as `is_well_formed` of `pallets/primitives` has it. */
export const assuredIntentMessage = signedMessage("coco/assured", refine(assuredFields, isAssuredWellFormed));

/** Planck that are held on the requester's account while the job runs: the maximum price, and the panel's fees. */
export function heldPlanck({ intent, terms }: AssuredIntent): bigint {
  return intent.maxPricePlanck + panelFeesPlanck(terms);
}

/** The job's id: blake2-256 of the assured intent's signed bytes. The intent inside, alone, is another job. */
export function assuredJobIdOf(assured: AssuredIntent, genesis: GenesisHash): JobId {
  return blake2b256(assuredIntentMessage.encode(assured, genesis)) as JobId;
}

/** Whether the terms fit each other, and what they hold can be counted; of others there is no message. */
export function isAssuredWellFormed(assured: AssuredIntent): boolean {
  const { terms } = assured;
  return (
    terms.minScore <= MAX_REPUTATION_SCORE &&
    terms.minAssuredMillionths <= MILLIONTHS &&
    isStrictlyAscending(terms.verifiers) &&
    isPanelSound(terms) &&
    heldPlanck(assured) <= MAX_PLANCK
  );
}

/** Hex of one length sorts as its bytes do. */
function isStrictlyAscending(keys: readonly Hex[]): boolean {
  return keys.every((key, at) => at === 0 || (keys[at - 1] ?? key) < key);
}

function isPanelSound({ verification, verifiers, threshold, verifierFeePlanck }: JobTerms): boolean {
  const votes = verifiers.length;
  switch (verification) {
    case "countersignature":
      return votes === 0 && threshold === 0 && verifierFeePlanck === 0n;
    case "reexecution":
    case "audit":
      return threshold <= votes && 2 * threshold > votes;
  }
}

const jobMatchCodec = struct({ job: jobCodec, device: accountCodec, expiresAtMs: u64 });
/** Gives a job to one device; void after `expiresAtMs` (Unix ms). */
export type JobMatch = TypeOf<typeof jobMatchCodec>;
/** 121 bytes, signed by the terms' matcher. */
export const jobMatchMessage = signedMessage("coco/match", jobMatchCodec);

const jobStartCodec = struct({ job: jobCodec, lease: leaseCodec });
/** The device began. */
export type JobStart = TypeOf<typeof jobStartCodec>;
/** 97 bytes, signed by the device. */
export const jobStartMessage = signedMessage("coco/start", jobStartCodec);

/** What is found of a record: the output is the model's, or it is not. */
export const verdictCodec = oneOf(["upheld", "refuted"]);
export type Verdict = TypeOf<typeof verdictCodec>;

const voteCodec = struct({
  job: jobCodec,
  recordHash: fixedHex(32),
  verifier: accountCodec,
  verdict: verdictCodec,
  outputDigest: fixedHex(32),
  salt: fixedHex(32),
});
/**
 * A verifier's vote on the record of `recordHash`. `outputDigest`: blake2-256 of the output that the verifier got itself, zero when
 * it did not run the input. `salt`: random, so that nobody finds the vote from its hash.
 */
export type Vote = TypeOf<typeof voteCodec>;
/** 210 bytes that nobody signs: who knows the salt made the `VoteCommitment`, which is signed. */
export const voteMessage = signedMessage("coco/vote", voteCodec);

/** blake2-256 of the vote's bytes, prefix included. */
export function voteCommitmentOf(vote: Vote, genesis: GenesisHash): Hex {
  return blake2b256(voteMessage.encode(vote, genesis));
}

const voteCommitmentCodec = struct({
  job: jobCodec,
  recordHash: fixedHex(32),
  verifier: accountCodec,
  commitment: fixedHex(32),
});
/** A verifier has voted and does not say how. `commitment`: `voteCommitmentOf` its vote. */
export type VoteCommitment = TypeOf<typeof voteCommitmentCodec>;
/** 177 bytes, signed by the verifier. */
export const voteCommitmentMessage = signedMessage("coco/commit", voteCommitmentCodec);
