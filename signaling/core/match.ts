import {
  type AccountId,
  err,
  type JobIntent,
  type Millis,
  ok,
  type Presence,
  type Refusal,
  type Result,
} from "../../protocol/index.ts";

/** A node as the matcher sees it; frozen, so that the indexes that hold it stay in order. */
export interface Candidate {
  readonly account: AccountId;
  readonly presence: Presence;
  /** When it was last given a job; 0 for never. Spreads work over equals. */
  readonly assignedAtMs: Millis;
  /** Not asked before this: it let an offer run out. */
  readonly coolUntilMs: Millis;
  /** Asked last before this: a lease of it ran out unused. Not left out: its requesters may be the ones to blame. */
  readonly suspectUntilMs: Millis;
  /** Tokens/1000 s of its newest countersigned record since it connected; null: none yet. */
  readonly shownMilliTokensPerSecond: number | null;
  /** Past this it is as good as gone. */
  readonly expiresAtMs: Millis;
}

export type Strategy = JobIntent["strategy"];

export interface MatchError extends Refusal {
  /** `no_free_node`: right ones are there, all busy; `no_suitable_node`: none would take these terms. */
  readonly code: "no_free_node" | "no_suitable_node";
}

/**
 * Requesters have no tokenizer, so they bound prompt tokens by bytes. More bytes than this to a token is not seen in
 * running text; what passes here and is too long after all, the node refuses with `context_exceeded`.
 */
const BYTES_PER_TOKEN = 8;

/**
 * Tokens/1000 s. What a speed counts that nobody but the node itself has seen, at most: the class of "never measured". Above
 * it, whoever claims most would get everybody, without ever having answered.
 */
const UNSHOWN_MILLI_TOKENS_PER_SECOND = 8_000;

/** A claim is believed up to what the node's own record showed. */
export function believedSpeed(
  of: Pick<Candidate, "shownMilliTokensPerSecond"> & {
    readonly presence: Pick<Presence, "milliTokensPerSecond">;
  },
): number {
  return Math.min(
    of.presence.milliTokensPerSecond,
    of.shownMilliTokensPerSecond ?? UNSHOWN_MILLI_TOKENS_PER_SECOND,
  );
}

/**
 * Equals share work: speeds within a factor of about 1.4 are one class, the longest idle of a class goes first. A node
 * that was never measured is in the class of 8 tokens/s, so that newcomers get a first job.
 */
export function speedClass(milliTokensPerSecond: number): number {
  return Math.round(2 * Math.log2(Math.max(1, milliTokensPerSecond || UNSHOWN_MILLI_TOKENS_PER_SECOND)));
}

/** Order of preference: starts at once, then speed or price, then the longest idle; never 0 for two nodes. */
export function compareCandidates(strategy: Strategy) {
  return (a: Candidate, b: Candidate): number => {
    const start = Number(b.presence.freeSlots > 0) - Number(a.presence.freeSlots > 0);
    if (start !== 0) return start;
    const bySpeed = speedClass(believedSpeed(b)) - speedClass(believedSpeed(a));
    const byPrice = priceOrder(a.presence, b.presence);
    const wish = strategy === "cheapest" ? byPrice || bySpeed : bySpeed;
    if (wish !== 0) return wish;
    const queue = b.presence.freeQueue - a.presence.freeQueue;
    if (a.presence.freeSlots === 0 && queue !== 0) return queue;
    if (a.assignedAtMs !== b.assignedAtMs) return a.assignedAtMs - b.assignedAtMs;
    return a.account < b.account ? -1 : Number(a.account > b.account);
  };
}

/** Answers are most of a job's cost, so their price decides. */
function priceOrder(a: Presence, b: Presence): number {
  const completion = BigInt(a.completionTokenPricePlanck) - BigInt(b.completionTokenPricePlanck);
  const prompt = BigInt(a.promptTokenPricePlanck) - BigInt(b.promptTokenPricePlanck);
  const order = completion === 0n ? prompt : completion;
  return order === 0n ? 0 : order < 0n ? -1 : 1;
}

/**
 * The node for an intent: the first of `candidates` that takes it. Candidates all serve its model and come in the order
 * of `compareCandidates(intent.strategy)`, so that usually the first one is the answer.
 */
export function match(
  intent: JobIntent,
  candidates: Iterable<Candidate>,
  nowMs: Millis,
  excluded: ReadonlySet<AccountId>,
): Result<Candidate, MatchError> {
  let suitable = false;
  let suspect: Candidate | null = null;
  for (const candidate of candidates) {
    if (candidate.expiresAtMs <= nowMs || !fits(intent, candidate)) continue;
    suitable = true;
    if (excluded.has(candidate.account) || candidate.coolUntilMs > nowMs) continue;
    if (!isFree(intent, candidate.presence)) continue;
    if (candidate.suspectUntilMs <= nowMs) return ok(candidate);
    suspect ??= candidate;
  }
  if (suspect) return ok(suspect);
  return err(
    suitable
      ? { code: "no_free_node", message: "All nodes with this model are busy. Try again in a moment." }
      : {
          code: "no_suitable_node",
          message:
            "No node with this model takes these terms. Raise the price, or lower the tokens or the wished speed.",
        },
  );
}

function fits(intent: JobIntent, candidate: Candidate): boolean {
  const { presence, shownMilliTokensPerSecond: shown } = candidate;
  const wished = intent.minMilliTokensPerSecond;
  return (
    presence.serving &&
    intent.maxPromptTokens <= BYTES_PER_TOKEN * presence.contextTokens &&
    worstPricePlanck(intent, presence) <= intent.maxPricePlanck &&
    // A node that was never measured may be fast enough; it finds out with this job.
    (presence.milliTokensPerSecond === 0 ||
      (presence.milliTokensPerSecond >= wished && (shown === null || shown >= wished)))
  );
}

/** Who wants a first token soon is not put behind other jobs, whose length nobody knows. */
function isFree(intent: JobIntent, presence: Presence): boolean {
  return presence.freeSlots > 0 || (intent.maxTtftMs === 0 && presence.freeQueue > 0);
}

/** Planck for every token that the intent allows. */
export function worstPricePlanck(
  intent: Pick<JobIntent, "maxPromptTokens" | "maxCompletionTokens">,
  price: {
    readonly promptTokenPricePlanck: string | bigint;
    readonly completionTokenPricePlanck: string | bigint;
  },
): bigint {
  return (
    BigInt(price.promptTokenPricePlanck) * BigInt(intent.maxPromptTokens) +
    BigInt(price.completionTokenPricePlanck) * BigInt(intent.maxCompletionTokens)
  );
}
