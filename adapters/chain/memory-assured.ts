/** The rules of assured jobs over jobs in memory. Everybody has enough planck; nobody is paid, but bonds are slashed. */
import {
  type AccountId,
  type AssuredIntent,
  assuredIntentMessage,
  assuredJobIdOf,
  countersignatureBytes,
  type GenesisHash,
  type Hex,
  jobAcceptanceMessage,
  jobCancellationMessage,
  type JobId,
  jobStartMessage,
  MAX_INTENT_HORIZON_MS,
  recordHashOf,
  type UsageRecord,
  usageRecordMessage,
  type Verdict,
  verifyBytes,
  voteCommitmentMessage,
  voteCommitmentOf,
} from "../../protocol/index.ts";
import type { AssuredBallot, AssuredVerbs, OpenAssuredIntents } from "./assured-port.ts";
import { MAX_PAGE, SETTLEMENT_GRACE_MS } from "./chain-limits.ts";
import {
  type AssuredJob,
  isFinished,
  matchRefusal,
  MEMORY_ASSURANCE,
  notYet,
  type OpenJob,
  pastThat,
  viewOf,
} from "./memory-assured-job.ts";
import { commitRefusal, revealRefusal, verdictOf } from "./memory-ballots.ts";
import { MemoryOutcomes } from "./memory-outcomes.ts";
import type { MemoryPromises } from "./memory-promises.ts";
import { brokenTerm } from "./memory-record-terms.ts";
import type { MemoryRegistry } from "./memory-registry.ts";
import type { MemoryReputation } from "./memory-reputation.ts";
import type { ErrorName, ErrorOf, EventName, EventOf } from "./runtime-names.ts";

/** The event that a call deposits, or the error that it fails with. */
type Outcome = { readonly event: EventName } | Refused;
type Refused = { readonly error: ErrorName };
type Given<V extends keyof AssuredVerbs> = Parameters<AssuredVerbs[V]>;
type Delivered = Extract<OpenJob, { readonly phase: "delivered" }>;
type Concluded = Pick<Delivered, "assured" | "acceptance" | "delivery" | "ballots">;

const refused = (error: ErrorOf<"assuredJobs">): Refused => ({ error: `assuredJobs.${error}` });
const done = (event: EventOf<"assuredJobs">): Outcome => ({ event: `assuredJobs.${event}` });
const settleByMs = (deadlineMs: bigint): bigint => deadlineMs + BigInt(SETTLEMENT_GRACE_MS);
const hasPanelOf = ({ terms }: AssuredIntent): boolean => terms.verification !== "countersignature";

/** ms by which the moment of an acceptance may differ from now. As `pallets/runtime` sets it. */
const ACCEPTANCE_MS = 5n * 60_000n;
/** ms. As above: the least that a device has to say that it starts. */
const MIN_START_MS = 60_000;

export class MemoryAssured {
  readonly #jobs = new Map<JobId, AssuredJob>();
  readonly #outcomes: MemoryOutcomes;
  readonly #genesis: GenesisHash;
  readonly #nowMs: () => bigint;
  readonly #registry: MemoryRegistry;
  readonly #reputation: MemoryReputation;

  constructor(
    genesis: GenesisHash,
    nowMs: () => bigint,
    registry: MemoryRegistry,
    reputation: MemoryReputation,
  ) {
    this.#genesis = genesis;
    this.#nowMs = nowMs;
    this.#registry = registry;
    this.#reputation = reputation;
    this.#outcomes = new MemoryOutcomes(registry, reputation);
  }

  /** What open jobs and votes rely on. */
  get promises(): MemoryPromises {
    return this.#outcomes.promises;
  }

  submit(...[assured, signature]: Given<"submitAssuredJob">): Outcome {
    const { intent } = assured;
    const job = assuredJobIdOf(assured, this.#genesis);
    const { startWithinMs } = assured.terms;
    if (startWithinMs > 0 && startWithinMs < MIN_START_MS) return refused("StartTooSoon");
    if (this.#jobs.has(job)) return refused("JobAlreadySubmitted");
    const nowMs = this.#nowMs();
    if (nowMs > intent.deadlineMs) return refused("TooLate");
    if (intent.deadlineMs > nowMs + BigInt(MAX_INTENT_HORIZON_MS)) return refused("DeadlineTooFar");
    const bytes = assuredIntentMessage.encode(assured, this.#genesis);
    if (!verifyBytes(bytes, signature, intent.requester)) return refused("BadRequesterSignature");
    this.#jobs.set(job, { phase: "submitted", assured });
    return done("JobSubmitted");
  }

  accept(...[acceptance, signature, matched]: Given<"acceptAssuredJob">): Outcome {
    const { job: id, device, owner } = acceptance;
    const job = this.#open(id);
    if ("error" in job) return job;
    if (job.phase !== "submitted") return refused(pastThat(job.phase));
    const { intent, terms } = job.assured;
    const nowMs = this.#nowMs();
    if (nowMs > intent.deadlineMs) return refused("TooLate");
    const ageMs = nowMs - acceptance.acceptedAtMs;
    if (ageMs > ACCEPTANCE_MS || -ageMs > ACCEPTANCE_MS) return refused("AcceptanceStale");
    const known = this.#registry.inService(device);
    if (known?.inService !== true) return refused("DeviceNotInService");
    if (known.owner !== owner) return refused("OtherOwner");
    const { score, assuredMillionths } = this.#reputation.of(device);
    if (score < terms.minScore || assuredMillionths < terms.minAssuredMillionths)
      return refused("ReputationTooLow");
    const bytes = jobAcceptanceMessage.encode(acceptance, this.#genesis);
    if (!verifyBytes(bytes, signature, device)) return refused("BadDeviceSignature");
    const unmatched = matchRefusal(terms, acceptance, matched, { genesis: this.#genesis, nowMs });
    if (unmatched !== null) return refused(unmatched);
    if (!this.#outcomes.isPanelImpartial(job.assured, owner)) return refused("PanelNotImpartial");
    if (!this.promises.promise(device, terms.bondPlanck)) return refused("BondTooSmall");
    const settleBy = settleByMs(intent.deadlineMs);
    const startBy = nowMs + BigInt(terms.startWithinMs);
    const startByMs = terms.startWithinMs === 0 ? null : startBy < settleBy ? startBy : settleBy;
    this.#jobs.set(id, { phase: "accepted", assured: job.assured, acceptance, startByMs });
    return done("JobAccepted");
  }

  start(...[start, signature]: Given<"startAssuredJob">): Outcome {
    const job = this.#open(start.job);
    if ("error" in job) return job;
    if (job.phase === "submitted") return refused("JobNotAccepted");
    if (job.phase !== "accepted") return refused(pastThat(job.phase));
    const { assured, acceptance, startByMs } = job;
    const nowMs = this.#nowMs();
    if (startByMs !== null && nowMs > startByMs) return refused("TooLate");
    if (nowMs > settleByMs(assured.intent.deadlineMs)) return refused("TooLate");
    if (start.lease !== acceptance.lease) return refused("OtherLease");
    const bytes = jobStartMessage.encode(start, this.#genesis);
    if (!verifyBytes(bytes, signature, acceptance.device)) return refused("BadDeviceSignature");
    this.#jobs.set(start.job, { phase: "running", assured, acceptance });
    return done("JobStarted");
  }

  deliver(...[record, deviceSignature, requesterSignature]: Given<"deliverRecord">): Outcome {
    const job = this.#open(record.job);
    if ("error" in job) return job;
    if (job.phase === "submitted") return refused("JobNotAccepted");
    if (job.phase === "accepted" && job.startByMs !== null) return refused("JobNotStarted");
    if (job.phase === "delivered" && requesterSignature !== null && !hasPanelOf(job.assured))
      return this.#confirm(job, record, deviceSignature, requesterSignature);
    if (job.phase !== "accepted" && job.phase !== "running") return refused(pastThat(job.phase));
    const { assured, acceptance } = job;
    const settleBy = settleByMs(assured.intent.deadlineMs);
    const nowMs = this.#nowMs();
    if (nowMs > settleBy) return refused("TooLate");
    const broken = brokenTerm(record, assured.intent, acceptance, settleBy);
    if (broken !== null) return refused(broken);
    const bytes = usageRecordMessage.encode(record, this.#genesis);
    if (!verifyBytes(bytes, deviceSignature, record.device)) return refused("RecordBadDeviceSignature");
    const counter = countersignatureBytes(bytes, deviceSignature, this.#genesis);
    if (requesterSignature !== null && !verifyBytes(counter, requesterSignature, record.requester))
      return refused("RecordBadRequesterSignature");
    const hasPanel = hasPanelOf(assured);
    const commitUntilMs = nowMs + (hasPanel ? MEMORY_ASSURANCE.commitMs : 0n);
    const revealUntilMs = commitUntilMs + (hasPanel ? MEMORY_ASSURANCE.revealMs : 0n);
    const delivery = {
      recordHash: recordHashOf(bytes),
      pricePlanck: record.pricePlanck,
      commitUntilMs,
      revealUntilMs,
      disputeUntilMs: revealUntilMs + MEMORY_ASSURANCE.disputeMs,
    };
    const delivered: Delivered = { phase: "delivered", assured, acceptance, delivery, ballots: [] };
    this.#jobs.set(record.job, delivered);
    if (requesterSignature !== null && !hasPanel) this.#conclude(record.job, delivered, "upheld");
    return done("JobDelivered");
  }

  commit(...[commitment, signature]: Given<"commitVote">): Outcome {
    const { job: id, verifier } = commitment;
    const job = this.#voted(id, commitment.recordHash);
    if ("error" in job) return job;
    const { assured, acceptance, delivery, ballots } = job;
    if (!assured.terms.verifiers.includes(verifier)) return refused("NotVerifier");
    if (ballots.some((ballot) => ballot.verifier === verifier)) return refused("AlreadyVoted");
    const untimely = commitRefusal(ballots, assured.terms, delivery, this.#nowMs());
    if (untimely !== null) return refused(untimely);
    const known = this.#registry.inService(verifier);
    if (known?.inService !== true) return refused("DeviceNotInService");
    const { owner } = known;
    const interested = [
      assured.intent.requester,
      acceptance.owner,
      this.#registry.get(acceptance.device)?.owner,
      ...ballots.map((ballot) => ballot.owner),
    ];
    if (interested.includes(owner)) return refused("VerifierNotImpartial");
    const bytes = voteCommitmentMessage.encode(commitment, this.#genesis);
    if (!verifyBytes(bytes, signature, verifier)) return refused("BadVerifierSignature");
    const bondPlanck = MEMORY_ASSURANCE.verifierBondPlanck;
    if (!this.promises.promise(verifier, bondPlanck)) return refused("BondTooSmall");
    const ballot: AssuredBallot = {
      verifier,
      owner,
      bondPlanck,
      commitment: commitment.commitment,
      verdict: null,
    };
    this.#jobs.set(id, { ...job, ballots: [...ballots, ballot] });
    return done("VoteCommitted");
  }

  reveal(...[vote]: Given<"revealVote">): Outcome {
    const job = this.#voted(vote.job, vote.recordHash);
    if ("error" in job) return job;
    const { assured, delivery, ballots } = job;
    const untimely = revealRefusal(ballots, assured.terms, delivery, this.#nowMs());
    if (untimely !== null) return refused(untimely);
    const ballot = ballots.find(({ verifier }) => verifier === vote.verifier);
    if (ballot === undefined) return refused("NothingCommitted");
    if (ballot.verdict !== null) return refused("AlreadyVoted");
    if (voteCommitmentOf(vote, this.#genesis) !== ballot.commitment) return refused("OtherVote");
    const revealed = ballots.map((one) => (one === ballot ? { ...one, verdict: vote.verdict } : one));
    this.#jobs.set(vote.job, { ...job, ballots: revealed });
    return done("VoteRevealed");
  }

  dispute(who: AccountId, id: JobId, evidence: Hex): Outcome {
    const job = this.#open(id);
    if ("error" in job) return job;
    if (job.phase !== "delivered")
      return refused(job.phase === "disputed" ? "JobAlreadyDisputed" : "JobNotDelivered");
    const { assured, acceptance, delivery, ballots } = job;
    const nowMs = this.#nowMs();
    const verdict = verdictOf(ballots, assured.terms, delivery, nowMs);
    if (verdict === null) return refused("TooEarly");
    if (who !== (verdict === "upheld" ? assured.intent.requester : acceptance.owner))
      return refused("NotTheLosingParty");
    if (nowMs > delivery.disputeUntilMs) return refused("TooLate");
    const { disputeDepositPlanck: depositPlanck, arbitrationMs } = MEMORY_ASSURANCE;
    const dispute = { by: who, evidence, depositPlanck, untilMs: nowMs + arbitrationMs };
    this.#jobs.set(id, { ...job, phase: "disputed", dispute, verdict });
    return done("JobDisputed");
  }

  settle(id: JobId): Outcome {
    const job = this.#open(id);
    if ("error" in job) return job;
    const nowMs = this.#nowMs();
    if (job.phase !== "delivered" && job.phase !== "disputed") return refused("JobNotDelivered");
    const untilMs = job.phase === "delivered" ? job.delivery.disputeUntilMs : job.dispute.untilMs;
    if (nowMs <= untilMs) return refused("TooEarly");
    const verdict =
      job.phase === "delivered"
        ? verdictOf(job.ballots, job.assured.terms, job.delivery, nowMs)
        : job.verdict;
    return verdict === null ? refused("TooEarly") : this.#conclude(id, job, verdict);
  }

  cancel(id: JobId, signature: Uint8Array): Outcome {
    const job = this.#open(id);
    if ("error" in job) return job;
    if (job.phase !== "submitted") return refused(pastThat(job.phase));
    const { requester } = job.assured.intent;
    if (!verifyBytes(jobCancellationMessage.encode({ job: id }, this.#genesis), signature, requester))
      return refused("BadRequesterSignature");
    this.#jobs.set(id, { phase: "cancelled", requester });
    return done("JobCancelled");
  }

  expire(id: JobId): Outcome {
    const job = this.#open(id);
    if ("error" in job) return job;
    if (job.phase === "delivered" || job.phase === "disputed") return refused(pastThat(job.phase));
    const { intent } = job.assured;
    const nowMs = this.#nowMs();
    const isLate = nowMs > (job.phase === "submitted" ? intent.deadlineMs : settleByMs(intent.deadlineMs));
    const startBy = job.phase === "accepted" ? job.startByMs : null;
    if (!isLate && (startBy === null || nowMs <= startBy)) return refused("TooEarly");
    this.#jobs.set(id, { phase: "expired", requester: intent.requester });
    if (job.phase === "submitted") return done("JobExpired");
    this.#outcomes.giveUp(job);
    return done("JobExpired");
  }

  get(id: JobId) {
    const job = this.#jobs.get(id);
    return job === undefined ? null : viewOf(id, job, this.#nowMs());
  }

  page(model: string | null, after: JobId | null, limit: number): OpenAssuredIntents {
    const wanted = Math.min(Math.max(limit, 1), MAX_PAGE);
    const ids = [...this.#jobs.keys()];
    const jobs = [];
    for (const id of ids.slice(after === null ? 0 : ids.indexOf(after) + 1)) {
      const job = this.#jobs.get(id);
      if (job?.phase !== "submitted" || (model !== null && job.assured.intent.model !== model)) continue;
      jobs.push(viewOf(id, job, this.#nowMs()));
      if (jobs.length === wanted) return { jobs, next: id };
    }
    return { jobs, next: null };
  }

  #open(id: JobId): OpenJob | Refused {
    const job = this.#jobs.get(id);
    if (job === undefined) return refused("UnknownJob");
    return isFinished(job) ? refused(pastThat(job.phase)) : job;
  }

  /** A job whose record can be voted on. */
  #voted(id: JobId, recordHash: Hex): Delivered | Refused {
    const job = this.#open(id);
    if ("error" in job) return job;
    if (job.phase !== "delivered") return refused(notYet(job.phase));
    return job.delivery.recordHash === recordHash ? job : refused("OtherRecord");
  }

  #conclude(id: JobId, job: Concluded, verdict: Verdict): Outcome {
    const finished = this.#outcomes.conclude(job, verdict);
    this.#jobs.set(id, finished);
    return done(finished.phase === "settled" ? "JobSettled" : "JobRefuted");
  }

  /** The requester's countersignature comes after the record: nothing is left to wait for. */
  #confirm(job: Delivered, record: UsageRecord, device: Uint8Array, requester: Uint8Array): Outcome {
    const bytes = usageRecordMessage.encode(record, this.#genesis);
    if (!verifyBytes(bytes, device, record.device)) return refused("RecordBadDeviceSignature");
    const counter = countersignatureBytes(bytes, device, this.#genesis);
    if (!verifyBytes(counter, requester, record.requester)) return refused("RecordBadRequesterSignature");
    if (recordHashOf(bytes) !== job.delivery.recordHash) return refused("OtherRecord");
    return this.#conclude(record.job, job, "upheld");
  }
}
