/** Parties, messages and steps of assured jobs for their conformance suites: everything is really signed. */
import { expect } from "vitest";
import {
  type AccountId,
  type AssuredIntent,
  assuredIntentMessage,
  assuredJobIdOf,
  deviceRekeyMessage,
  jobMatchMessage,
  jobStartMessage,
  type JobAcceptance,
  type JobId,
  type JobTerms,
  recordHashOf,
  type Result,
  type UsageRecord,
  usageRecordMessage,
  type Verdict,
  type Vote,
  voteCommitmentMessage,
  voteCommitmentOf,
  type Hex,
} from "../../protocol/index.ts";
import type { AssuredJobView, AssuredVerbs, SignedMatch } from "./assured-port.ts";
import { Cast, type Person, randomHex } from "./conformance-cast.ts";
import type { Chain, ChainError, Inclusion, OwnerVerbs } from "./port.ts";

export interface Party {
  readonly person: Person;
  /** Over which this party pays. */
  readonly chain: OwnerVerbs & Pick<AssuredVerbs, "disputeJob">;
}

/** Accounts that can pay. The operator of `chain` is the requester. */
export interface AssuredParties {
  readonly chain: Chain;
  readonly requester: Person;
  readonly owner: Party;
  readonly verifierOwners: readonly Party[];
  /** Unix ms by the chain's clock. */
  readonly nowMs: () => number;
  readonly close: () => Promise<void>;
}

/** planck. Twice what stands behind a vote. */
export const BOND = 2_000_000_000_000n;

/** planck. For all votes of a suite, none of which may end in it. */
const PANEL_BOND = 20n * BOND;

type Answer = Result<Inclusion, ChainError>;

export function landed(answer: Answer, event: string): Inclusion {
  if (!answer.ok)
    throw new Error(`${answer.error.code} ${answer.error.pallet ?? ""} ${answer.error.message ?? ""}`);
  expect(answer.value.events).toContain(event);
  return answer.value;
}

/** The name of what the pallet for assured jobs refused. */
export function refusal(answer: Answer): string {
  expect(answer).toMatchObject({ ok: false, error: { code: "dispatch_failed" } });
  return answer.ok ? "" : (answer.error.pallet ?? "").replace(/^assuredJobs\./, "");
}

export function value<T>(answer: Result<T, ChainError>): T {
  if (answer.ok) return answer.value;
  throw new Error(`${answer.error.code} ${answer.error.message ?? ""}`);
}

/** A device of `owner`'s with a bond. */
export async function bonded(
  chain: Chain,
  owner: Party,
  requester: Person,
  planck = BOND,
): Promise<AssuredCast> {
  const people = new AssuredCast(chain, owner.person, requester);
  landed(
    await chain.registerDevice(people.registration(), people.registrationSignature()),
    "deviceRegistry.DeviceRegistered",
  );
  landed(await owner.chain.bondDevice(people.device.account, planck), "deviceRegistry.DeviceBonded");
  return people;
}

/** A verifier of each verifiers' owner, bonded for many votes. */
export async function panelAt(at: AssuredParties): Promise<AssuredCast[]> {
  const panel: AssuredCast[] = [];
  for (const owner of at.verifierOwners) panel.push(await bonded(at.chain, owner, at.requester, PANEL_BOND));
  return panel;
}

/** Terms of a panel of these. */
export function panelOf(verifiers: readonly Cast[], threshold: number): Partial<JobTerms> {
  return {
    verification: "reexecution",
    verifiers: verifiers.map(({ device }) => device.account).sort(),
    threshold,
    verifierFeePlanck: 5_000n,
  };
}

/** A device, its owner, a requester, and what they say to each other about assured jobs. */
export class AssuredCast extends Cast {
  readonly #chain: Chain;

  constructor(chain: Chain, owner: Person, requester: Person) {
    super(chain.genesis, { owner, requester });
    this.#chain = chain;
  }

  assured(nowMs: number, terms: Partial<JobTerms> = {}): AssuredIntent {
    return {
      intent: this.intent(nowMs),
      terms: {
        inputDigest: randomHex(32),
        minScore: 0,
        minAssuredMillionths: 0,
        bondPlanck: 0n,
        startWithinMs: 0,
        matcher: null,
        verification: "countersignature",
        verifiers: [],
        threshold: 0,
        verifierFeePlanck: 0n,
        ...terms,
      },
    };
  }

  submit(assured: AssuredIntent, signer = this.requester) {
    return this.#chain.submitAssuredJob(
      assured,
      signer.sign(assuredIntentMessage.encode(assured, this.genesis)),
    );
  }

  promiseFor(assured: AssuredIntent): JobAcceptance {
    return { ...this.acceptance(assured.intent), job: assuredJobIdOf(assured, this.genesis) };
  }

  accept(acceptance: JobAcceptance, matched: SignedMatch | null = null, signer = this.device) {
    return this.#chain.acceptAssuredJob(acceptance, this.acceptanceSignature(acceptance, signer), matched);
  }

  match(acceptance: JobAcceptance, expiresAtMs: bigint, matcher: Person): SignedMatch {
    const match = { job: acceptance.job, device: acceptance.device, expiresAtMs };
    return { match, signature: matcher.sign(jobMatchMessage.encode(match, this.genesis)) };
  }

  rekey(next: Person, nonce: bigint) {
    const rekey = { device: this.device.account, newDevice: next.account, owner: this.owner.account, nonce };
    return [rekey, next.sign(deviceRekeyMessage.encode(rekey, this.genesis))] as const;
  }

  start({ job, lease }: Pick<JobAcceptance, "job" | "lease">, signer = this.device) {
    return this.#chain.startAssuredJob(
      { job, lease },
      signer.sign(jobStartMessage.encode({ job, lease }, this.genesis)),
    );
  }

  deliver(record: UsageRecord, countersigned: boolean) {
    const [device, requester] = this.recordSignatures(record);
    return this.#chain.deliverRecord(record, device, countersigned ? requester : null);
  }

  recordHash(record: UsageRecord): Hex {
    return recordHashOf(usageRecordMessage.encode(record, this.genesis));
  }

  vote(job: JobId, recordHash: Hex, verdict: Verdict): Vote {
    return {
      job,
      recordHash,
      verifier: this.device.account,
      verdict,
      outputDigest: randomHex(32),
      salt: randomHex(32),
    };
  }

  commit(vote: Vote, signer = this.device) {
    const { job, recordHash, verifier } = vote;
    const commitment = { job, recordHash, verifier, commitment: voteCommitmentOf(vote, this.genesis) };
    return this.#chain.commitVote(
      commitment,
      signer.sign(voteCommitmentMessage.encode(commitment, this.genesis)),
    );
  }

  /** A job of these terms, accepted by the device. */
  async accepted(nowMs: number, terms: Partial<JobTerms> = {}) {
    const assured = this.assured(nowMs, terms);
    landed(await this.submit(assured), "assuredJobs.JobSubmitted");
    const acceptance = this.promiseFor(assured);
    landed(await this.accept(acceptance), "assuredJobs.JobAccepted");
    return { assured, acceptance, job: acceptance.job, record: this.record(assured.intent, acceptance) };
  }

  /** The same with its record, which the requester did not countersign. */
  async delivered(nowMs: number, terms: Partial<JobTerms> = {}) {
    const told = await this.accepted(nowMs, terms);
    landed(await this.deliver(told.record, false), "assuredJobs.JobDelivered");
    return { ...told, recordHash: this.recordHash(told.record) };
  }

  async view(job: JobId): Promise<AssuredJobView> {
    const view = value(await this.#chain.assuredJob(job));
    if (view === null) throw new Error("the chain does not tell of the job");
    return view;
  }

  async promised(device: AccountId = this.device.account): Promise<bigint> {
    return value(await this.#chain.promisedPlanck(device));
  }
}
