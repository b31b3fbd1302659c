/** The rules of a panel's votes for the chain in memory, as `ballots.rs` of `pallets/assured-jobs` has them. */
import type { JobTerms, Verdict } from "../../protocol/index.ts";
import type { AssuredBallot, AssuredDelivery } from "./assured-port.ts";

type Ballots = readonly AssuredBallot[];

function isFull(ballots: Ballots, terms: JobTerms): boolean {
  return ballots.length >= terms.verifiers.length;
}

/** Why no vote can be committed now; null when one can. */
export function commitRefusal(
  ballots: Ballots,
  terms: JobTerms,
  delivery: AssuredDelivery,
  nowMs: bigint,
): "TooLate" | null {
  return nowMs > delivery.commitUntilMs || isFull(ballots, terms) ? "TooLate" : null;
}

/** Why no vote can be revealed now; null when one can: nobody votes by what others said. */
export function revealRefusal(
  ballots: Ballots,
  terms: JobTerms,
  delivery: AssuredDelivery,
  nowMs: bigint,
): "TooLate" | "TooEarly" | null {
  if (nowMs > delivery.revealUntilMs) return "TooLate";
  return nowMs <= delivery.commitUntilMs && !isFull(ballots, terms) ? "TooEarly" : null;
}

/** What the votes say, once no more can come; null before. Without `threshold` of them either way the record stands. */
export function verdictOf(
  ballots: Ballots,
  terms: JobTerms,
  delivery: AssuredDelivery,
  nowMs: bigint,
): Verdict | null {
  const allRevealed = ballots.every(({ verdict }) => verdict !== null);
  const isOver = nowMs > delivery.revealUntilMs || (isFull(ballots, terms) && allRevealed);
  if (!isOver) return null;
  const refuting = ballots.filter(({ verdict }) => verdict === "refuted").length;
  return terms.threshold > 0 && refuting >= terms.threshold ? "refuted" : "upheld";
}
