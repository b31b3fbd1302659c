/** A chain in memory with the pallets' own rules, for tests that need no runtime: one block a call, final at once. */
import { createHash } from "node:crypto";
import {
  countersignatureBytes,
  err,
  jobAcceptanceMessage,
  jobCancellationMessage,
  jobIdOf,
  jobIntentMessage,
  MAX_INTENT_HORIZON_MS,
  ok,
  recordHashOf,
  type AccountId,
  type GenesisHash,
  type Hex,
  type JobAcceptance,
  type JobId,
  type JobIntent,
  type Result,
  toHex,
  usageRecordMessage,
  verifyBytes,
} from "../../protocol/index.ts";
import { MAX_PAGE, SETTLEMENT_GRACE_MS } from "./chain-limits.ts";
import { MemoryAssured } from "./memory-assured.ts";
import { MEMORY_ASSURANCE } from "./memory-assured-job.ts";
import { MEMORY_TERMS, MemoryChannels } from "./memory-channels.ts";
import { brokenTerm } from "./memory-record-terms.ts";
import { MemoryRegistry } from "./memory-registry.ts";
import { MemoryReputation } from "./memory-reputation.ts";
import type {
  AssuredVerbs,
  Chain,
  ChainError,
  ChainJob,
  ChainJobStep,
  Inclusion,
  OpenIntents,
  OwnerVerbs,
} from "./port.ts";
import type { ErrorName, EventName } from "./runtime-names.ts";

export interface MemoryChainOptions {
  readonly genesis: GenesisHash;
  readonly operator: AccountId;
  /** Unix milliseconds. */
  readonly now?: () => number;
}

type Job =
  | { readonly phase: "open"; readonly intent: JobIntent }
  | { readonly phase: "accepted"; readonly intent: JobIntent; readonly acceptance: JobAcceptance }
  | { readonly phase: "completed"; readonly recordHash: Hex }
  | { readonly phase: "cancelled" | "expired" };

/** The pallet's name for a step that a phase does not have. */
const REFUSALS: Readonly<Record<Job["phase"], ErrorName>> = {
  open: "computeJobs.JobNotAccepted",
  accepted: "computeJobs.JobAlreadyAccepted",
  completed: "computeJobs.JobAlreadyCompleted",
  cancelled: "computeJobs.JobAlreadyCancelled",
  expired: "computeJobs.JobAlreadyExpired",
};

/** What a call did: the event it deposits, or the error it fails with, both as `section.Name`. */
type Outcome = { readonly event: EventName } | { readonly error: ErrorName };
const refused = (error: ErrorName): Outcome => ({ error });
const done = (event: EventName): Outcome => ({ event });

export interface MemoryChain extends Chain {
  /** What another account does on the same chain with its devices, and about its jobs. */
  as(account: AccountId): OwnerVerbs & Pick<AssuredVerbs, "disputeJob">;
}

export function createMemoryChain(options: MemoryChainOptions): MemoryChain {
  const { genesis, operator } = options;
  const now = options.now ?? Date.now;
  const jobs = new Map<JobId, Job>();
  const lives = new Map<JobId, ChainJobStep[]>();
  const listeners = new Set<(head: { number: number; hash: Hex }) => void>();
  let head: { number: number; hash: Hex } = { number: 0, hash: genesis };
  let closed = false;

  const blockHash = (number: number): Hex =>
    toHex(createHash("sha256").update(`${genesis} ${number}`).digest());

  async function include(run: () => Outcome, job?: JobId): Promise<Result<Inclusion, ChainError>> {
    if (closed) return err({ code: "aborted" });
    const outcome = run();
    head = { number: head.number + 1, hash: blockHash(head.number + 1) };
    for (const listener of listeners) listener(head);
    if ("error" in outcome) return err({ code: "dispatch_failed", pallet: outcome.error });
    const events = [outcome.event, "system.ExtrinsicSuccess"];
    const extrinsicHash = toHex(createHash("sha256").update(`${head.hash} 0`).digest());
    const place = { block: head.number, blockHash: head.hash, extrinsicHash };
    if (job !== undefined) {
      const step = { ...place, event: outcome.event, timeMs: nowMs() };
      lives.set(job, [...(lives.get(job) ?? []), step]);
    }
    return ok({ ...place, finalized: true, events });
  }

  const settleByMs = (intent: JobIntent): bigint => intent.deadlineMs + BigInt(SETTLEMENT_GRACE_MS);
  const nowMs = (): bigint => BigInt(now());
  const registry = new MemoryRegistry(genesis, nowMs);
  const reputation = new MemoryReputation(nowMs);
  const channels = new MemoryChannels(genesis, operator, nowMs, (key) => registry.inService(key));
  const currentKey = (key: AccountId): AccountId => registry.get(key)?.device ?? key;

  const assured = new MemoryAssured(genesis, nowMs, registry, reputation);

  const as = (owner: AccountId): ReturnType<MemoryChain["as"]> => ({
    bondDevice: (device, addedPlanck) => include(() => registry.bond(owner, device, addedPlanck)),
    unbondDevice: (device, planck) => include(() => registry.unbond(owner, device, planck)),
    withdrawBond: (device) => include(() => registry.withdrawBond(device)),
    offerDevice: (device, to) => include(() => registry.offer(owner, device, to)),
    acceptDevice: (device) => include(() => registry.accept(owner, device)),
    withdrawOffer: (device) => include(() => registry.withdrawOffer(owner, device)),
    rekeyDevice: (rekey, signature) =>
      include(() => {
        const outcome = registry.rekey(owner, rekey, signature);
        if ("event" in outcome) {
          reputation.move(rekey.device, rekey.newDevice);
          assured.promises.move(rekey.device, rekey.newDevice);
        }
        return outcome;
      }),
    deregisterDevice: (device) => include(() => registry.deregister(owner, device)),
    devicesOf: async (of) => ok(registry.of(of)),
    disputeJob: (...given) => include(() => assured.dispute(owner, ...given)),
  });

  return {
    genesis,
    operator,
    get connected() {
      return !closed;
    },
    as,
    ...as(operator),
    registerDevice: (...given) => include(() => registry.register(...given)),
    updateDevice: (...given) => include(() => registry.update(...given)),
    submitJobIntent: (intent, signature) =>
      include(
        () => {
          const job = jobIdOf(intent, genesis);
          if (jobs.has(job)) return refused("computeJobs.JobAlreadySubmitted");
          if (nowMs() > settleByMs(intent)) return refused("computeJobs.DeadlinePassed");
          if (intent.deadlineMs > nowMs() + BigInt(MAX_INTENT_HORIZON_MS))
            return refused("computeJobs.DeadlineTooFar");
          const bytes = jobIntentMessage.encode(intent, genesis);
          if (!verifyBytes(bytes, signature, intent.requester))
            return refused("computeJobs.BadRequesterSignature");
          jobs.set(job, { phase: "open", intent });
          return done("computeJobs.JobSubmitted");
        },
        jobIdOf(intent, genesis),
      ),
    acceptJob: (acceptance, signature) =>
      include(() => {
        const job = jobs.get(acceptance.job);
        if (job === undefined) return refused("computeJobs.UnknownJob");
        if (job.phase !== "open") return refused(REFUSALS[job.phase]);
        const { intent } = job;
        if (nowMs() > settleByMs(intent)) return refused("computeJobs.DeadlinePassed");
        if (acceptance.acceptedAtMs > intent.deadlineMs) return refused("computeJobs.AcceptedAfterDeadline");
        if (registry.inService(acceptance.device)?.inService !== true)
          return refused("computeJobs.DeviceNotInService");
        const bytes = jobAcceptanceMessage.encode(acceptance, genesis);
        if (!verifyBytes(bytes, signature, acceptance.device))
          return refused("computeJobs.BadDeviceSignature");
        jobs.set(acceptance.job, { phase: "accepted", intent, acceptance });
        return done("computeJobs.JobAccepted");
      }, acceptance.job),
    completeJob: (record, deviceSignature, requesterSignature) =>
      include(() => {
        const job = jobs.get(record.job);
        if (job === undefined) return refused("computeJobs.UnknownJob");
        if (job.phase === "completed") return refused("computeJobs.RecordReplayed");
        if (job.phase !== "accepted") return refused(REFUSALS[job.phase]);
        const settleBy = settleByMs(job.intent);
        if (nowMs() > settleBy) return refused("computeJobs.DeadlinePassed");
        const broken = brokenTerm(record, job.intent, job.acceptance, settleBy);
        if (broken !== null) return refused(`computeJobs.${broken}`);
        const bytes = usageRecordMessage.encode(record, genesis);
        if (!verifyBytes(bytes, deviceSignature, record.device))
          return refused("computeJobs.RecordBadDeviceSignature");
        const counter = countersignatureBytes(bytes, deviceSignature, genesis);
        if (!verifyBytes(counter, requesterSignature, record.requester))
          return refused("computeJobs.RecordBadRequesterSignature");
        jobs.set(record.job, { phase: "completed", recordHash: recordHashOf(bytes) });
        registry.jobDone(record.device);
        reputation.noteWork(currentKey(record.device), record.model, record.pricePlanck);
        return done("computeJobs.JobCompleted");
      }, record.job),
    cancelJob: (id, signature) =>
      include(() => {
        const job = jobs.get(id);
        if (job === undefined) return refused("computeJobs.UnknownJob");
        if (job.phase !== "open") return refused(REFUSALS[job.phase]);
        const bytes = jobCancellationMessage.encode({ job: id }, genesis);
        if (!verifyBytes(bytes, signature, job.intent.requester))
          return refused("computeJobs.BadRequesterSignature");
        jobs.set(id, { phase: "cancelled" });
        return done("computeJobs.JobCancelled");
      }, id),
    expireJob: (id) =>
      include(() => {
        const job = jobs.get(id);
        if (job === undefined) return refused("computeJobs.UnknownJob");
        if (job.phase !== "open" && job.phase !== "accepted") return refused(REFUSALS[job.phase]);
        const lastMs = job.phase === "open" ? job.intent.deadlineMs : settleByMs(job.intent);
        if (nowMs() <= lastMs) return refused("computeJobs.DeadlineNotReached");
        jobs.set(id, { phase: "expired" });
        if (job.phase === "accepted")
          reputation.noteFault(currentKey(job.acceptance.device), job.intent.model, "missedDeadline");
        return done("computeJobs.JobExpired");
      }, id),
    submitAssuredJob: (...given) => include(() => assured.submit(...given)),
    acceptAssuredJob: (...given) => include(() => assured.accept(...given)),
    startAssuredJob: (...given) => include(() => assured.start(...given)),
    deliverRecord: (...given) => include(() => assured.deliver(...given)),
    commitVote: (...given) => include(() => assured.commit(...given)),
    revealVote: (...given) => include(() => assured.reveal(...given)),
    settleAssuredJob: (job) => include(() => assured.settle(job)),
    cancelAssuredJob: (...given) => include(() => assured.cancel(...given)),
    expireAssuredJob: (job) => include(() => assured.expire(job)),
    assuredJob: async (job) => ok(assured.get(job)),
    openAssuredIntents: async (...given) => ok(assured.page(...given)),
    promisedPlanck: async (device) => ok(assured.promises.of(currentKey(device))),
    assuranceRules: async () => ok(MEMORY_ASSURANCE),
    openChannel: async (...given) => {
      const channel = channels.nextId(given[0]);
      const landed = await include(() => channels.open(...given));
      return landed.ok ? ok({ ...landed.value, channel }) : landed;
    },
    topUpChannel: (...given) => include(() => channels.topUp(...given)),
    claimVoucher: (...given) => include(() => channels.claim(...given)),
    closeChannel: (channel) => include(() => channels.close(channel)),
    forceCloseChannel: (channel) => include(() => channels.forceClose(channel)),
    proveRecord: (...given) => include(() => channels.prove(...given)),
    channel: async (id) => ok(channels.get(id)),
    openChannels: async (after, limit) => ok(channels.page(after, limit)),
    channelTerms: async () => ok(MEMORY_TERMS),
    device: async (account) => ok(registry.get(account)),
    devices: async (limit) => ok(registry.list(limit)),
    reputation: async (device) =>
      ok(reputation.isKnown(device) || registry.get(device) !== null ? reputation.of(device) : null),
    modelReputation: async (device, model) => ok(reputation.withModel(device, model)),
    reputationHistory: async (device) => ok(reputation.history(device)),
    job: async (id) => ok(chainJob(id, jobs.get(id))),
    openIntents: async (model, after, limit) => ok(openIntents(jobs, model, after, limit)),
    finishedJobs: async (limit) => {
      const newestFirst = [...lives].sort(([, a], [, b]) => (b.at(-1)?.block ?? 0) - (a.at(-1)?.block ?? 0));
      const finished = newestFirst.flatMap(([id]) => chainJob(id, jobs.get(id)) ?? []).filter(isFinished);
      return ok(finished.slice(0, limit));
    },
    jobLife: async (id) => {
      const steps = lives.get(id);
      return ok(steps === undefined ? null : { steps, whole: true });
    },
    head: async () => ok({ ...head, finalized: head.number }),
    onHead(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    estimateFee: async () => (closed ? err({ code: "aborted" }) : ok(0n)), // nobody pays here
    async close() {
      closed = true;
    },
  };
}

function chainJob(job: JobId, state: Job | undefined): ChainJob | null {
  if (state === undefined) return null;
  return { job, phase: state.phase, recordHash: state.phase === "completed" ? state.recordHash : null };
}

/** As the pallet's API pages: the last of a full page is where the next one begins, though nothing may follow. */
function openIntents(
  jobs: ReadonlyMap<JobId, Job>,
  model: string | null,
  after: JobId | null,
  limit: number,
): OpenIntents {
  const wanted = Math.min(Math.max(limit, 1), MAX_PAGE);
  const ids = [...jobs.keys()];
  const intents: { job: JobId; intent: JobIntent }[] = [];
  for (const id of ids.slice(after === null ? 0 : ids.indexOf(after) + 1)) {
    const job = jobs.get(id);
    if (job?.phase !== "open" || (model !== null && job.intent.model !== model)) continue;
    intents.push({ job: id, intent: job.intent });
    if (intents.length === wanted) return { intents, next: id };
  }
  return { intents, next: null };
}

function isFinished({ phase }: ChainJob): boolean {
  return phase !== "open" && phase !== "accepted";
}
