/** An assured job in memory: what it is in each state, and how the chain tells of it. */
import {
  type AccountId,
  type AssuredIntent,
  type GenesisHash,
  type Hex,
  type JobAcceptance,
  type JobId,
  jobMatchMessage,
  type JobTerms,
  type Verdict,
  verifyBytes,
} from "../../protocol/index.ts";
import type {
  AssuranceRules,
  AssuredBallot,
  AssuredDelivery,
  AssuredDispute,
  AssuredJobView,
  AssuredPhase,
  SignedMatch,
} from "./assured-port.ts";
import { verdictOf } from "./memory-ballots.ts";

const MINUTE_MS = 60_000n;
const DAY_MS = 24n * 60n * MINUTE_MS;

/** As `pallets/runtime` sets them. */
export const MEMORY_ASSURANCE: AssuranceRules = {
  protocolFeePpm: 10_000,
  commitMs: 30n * MINUTE_MS,
  revealMs: 30n * MINUTE_MS,
  disputeMs: DAY_MS,
  arbitrationMs: 3n * DAY_MS,
  verifierBondPlanck: 10n ** 12n,
  disputeDepositPlanck: 10n ** 12n,
  lateSlashPpm: 100_000,
};

interface Working {
  readonly assured: AssuredIntent;
  readonly acceptance: JobAcceptance;
}

interface Voted extends Working {
  readonly delivery: AssuredDelivery;
  readonly ballots: readonly AssuredBallot[];
}

export type OpenJob =
  | { readonly phase: "submitted"; readonly assured: AssuredIntent }
  /** `startByMs`: null when the requester does not mind. */
  | ({ readonly phase: "accepted"; readonly startByMs: bigint | null } & Working)
  | ({ readonly phase: "running" } & Working)
  | ({ readonly phase: "delivered" } & Voted)
  /** `verdict`: what is disputed. */
  | ({ readonly phase: "disputed"; readonly dispute: AssuredDispute; readonly verdict: Verdict } & Voted);

interface Ended {
  readonly requester: AccountId;
  readonly device: AccountId;
  readonly recordHash: Hex;
}

export type Finished =
  | ({ readonly phase: "settled"; readonly pricePlanck: bigint } & Ended)
  | ({ readonly phase: "refuted" } & Ended)
  | { readonly phase: "cancelled" | "expired"; readonly requester: AccountId };

export type AssuredJob = OpenJob | Finished;

export function isFinished(job: AssuredJob): job is Finished {
  return !("assured" in job);
}

/** The pallet's name for a state that a job is past. */
export function pastThat<P extends AssuredPhase>(phase: P): `JobAlready${Capitalize<P>}` {
  return `JobAlready${(phase.charAt(0).toUpperCase() + phase.slice(1)) as Capitalize<P>}`;
}

/** The pallet's name for a job without a record, or past the votes on it. */
export function notYet(phase: OpenJob["phase"]): "JobAlreadyDisputed" | "JobNotDelivered" {
  return phase === "disputed" ? "JobAlreadyDisputed" : "JobNotDelivered";
}

/** Why a device may not accept by what it has of the terms' matcher; null when it may. */
export function matchRefusal(
  terms: JobTerms,
  { job, device }: JobAcceptance,
  matched: SignedMatch | null,
  { genesis, nowMs }: { readonly genesis: GenesisHash; readonly nowMs: bigint },
): "MatchMissing" | "BadMatch" | null {
  if (terms.matcher === null) return null;
  if (matched === null) return "MatchMissing";
  const { match, signature } = matched;
  const fits = match.job === job && match.device === device && nowMs <= match.expiresAtMs;
  return fits && verifyBytes(jobMatchMessage.encode(match, genesis), signature, terms.matcher)
    ? null
    : "BadMatch";
}

/** As the pallet's runtime API. */
export function viewOf(id: JobId, job: AssuredJob, nowMs: bigint): AssuredJobView {
  const nothing = {
    job: id,
    device: null,
    owner: null,
    assured: null,
    startByMs: null,
    delivery: null,
    ballots: [],
    verdict: null,
    dispute: null,
    recordHash: null,
    pricePlanck: null,
  } as const;
  switch (job.phase) {
    case "cancelled":
    case "expired":
    case "refuted":
    case "settled":
      return { ...nothing, ...job, verdict: outcomeOf(job.phase) };
    case "submitted": {
      const { assured, phase } = job;
      return { ...nothing, phase, requester: assured.intent.requester, assured };
    }
    case "accepted":
    case "running":
    case "delivered":
    case "disputed": {
      const { acceptance, ...state } = job;
      const { device, owner } = acceptance;
      const told = { ...nothing, requester: job.assured.intent.requester, device, owner, ...state };
      if (!("delivery" in job)) return told;
      const { recordHash, pricePlanck } = job.delivery;
      const verdict =
        job.phase === "disputed"
          ? job.verdict
          : verdictOf(job.ballots, job.assured.terms, job.delivery, nowMs);
      return { ...told, recordHash, pricePlanck, verdict };
    }
  }
}

function outcomeOf(phase: Finished["phase"]): Verdict | null {
  if (phase === "settled") return "upheld";
  return phase === "refuted" ? "refuted" : null;
}
