/** What the end of an assured job comes to, for the chain in memory: bonds freed and slashed, work and faults noted. Nobody is paid. */
import type { AccountId, AssuredIntent, Verdict } from "../../protocol/index.ts";
import { type Finished, MEMORY_ASSURANCE, type OpenJob } from "./memory-assured-job.ts";
import { MemoryPromises } from "./memory-promises.ts";
import type { MemoryRegistry } from "./memory-registry.ts";
import type { MemoryReputation } from "./memory-reputation.ts";

type Delivered = Extract<OpenJob, { readonly phase: "delivered" }>;
type Taken = Extract<OpenJob, { readonly phase: "accepted" | "running" }>;

const lateShare = (planck: bigint): bigint => (planck * BigInt(MEMORY_ASSURANCE.lateSlashPpm)) / 1_000_000n;

export class MemoryOutcomes {
  readonly promises: MemoryPromises;
  readonly #registry: MemoryRegistry;
  readonly #reputation: MemoryReputation;

  constructor(registry: MemoryRegistry, reputation: MemoryReputation) {
    this.#registry = registry;
    this.#reputation = reputation;
    this.promises = new MemoryPromises(registry);
  }

  /** Whether every verifier could vote on what a device of `owner`'s does. */
  isPanelImpartial(assured: AssuredIntent, owner: AccountId): boolean {
    const owners: AccountId[] = [assured.intent.requester, owner];
    for (const verifier of assured.terms.verifiers) {
      const known = this.#registry.inService(verifier);
      if (known?.inService !== true || owners.includes(known.owner)) return false;
      owners.push(known.owner);
    }
    return true;
  }

  /** Ends a delivered job by its verdict; what is left of it. */
  conclude(
    job: Pick<Delivered, "assured" | "acceptance" | "delivery" | "ballots">,
    verdict: Verdict,
  ): Extract<Finished, { readonly phase: "settled" | "refuted" }> {
    const { acceptance, ballots } = job;
    const { intent, terms } = job.assured;
    const { device } = acceptance;
    this.promises.release(device, terms.bondPlanck);
    for (const { verifier, owner, bondPlanck, verdict: said } of ballots) {
      this.promises.release(verifier, bondPlanck);
      if (said === null) this.#slash(verifier, owner, lateShare(bondPlanck));
    }
    const { recordHash, pricePlanck } = job.delivery;
    const ended = { requester: intent.requester, device, recordHash };
    if (verdict === "upheld") {
      this.#registry.jobDone(device);
      this.#reputation.noteWork(this.#current(device), intent.model, pricePlanck);
      return { phase: "settled", ...ended, pricePlanck };
    }
    this.#slash(device, acceptance.owner, terms.bondPlanck);
    this.#reputation.noteFault(this.#current(device), intent.model, "wrongOutput");
    return { phase: "refuted", ...ended };
  }

  /** Ends a job that was accepted and never delivered. Who never started may not have been sent the input. */
  giveUp(job: Taken): void {
    const { intent, terms } = job.assured;
    const { device, owner } = job.acceptance;
    this.promises.release(device, terms.bondPlanck);
    if (job.phase === "running") this.#slash(device, owner, lateShare(terms.bondPlanck));
    this.#reputation.noteFault(this.#current(device), intent.model, "missedDeadline");
  }

  /** Slashes a device that is still its owner's. */
  #slash(device: AccountId, owner: AccountId, planck: bigint): void {
    if (this.#registry.get(device)?.owner === owner) this.#registry.slash(device, planck);
  }

  #current(key: AccountId): AccountId {
    return this.#registry.get(key)?.device ?? key;
  }
}
