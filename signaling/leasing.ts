import {
  type AccountId,
  err,
  type GenesisHash,
  type Hex,
  isLeasable,
  type JobId,
  LEASE_CLAIM_TIMEOUT_MS,
  type LeaseGrant,
  type LeaseId,
  type Millis,
  ok,
  type Refusal,
  type Result,
  type SignalingMessage,
  toHex,
} from "../protocol/index.ts";
import { advance, grantLease, type JobRecord, leaseGrantOf, openJob } from "./core/job-record.ts";
import { match } from "./core/match.ts";
import type { PresenceRegistry } from "./core/presence.ts";
import type { Ledger } from "./ledger.ts";
import { COOL_DOWN_MS, MATCH_BUDGET_MS, MAX_GRANTS_PER_JOB } from "./limits.ts";
import type { OfferBook } from "./offers.ts";
import { readAcceptance, type SignedIntent } from "./terms.ts";

export interface LeaseRequest extends SignedIntent {
  readonly intentHex: Hex;
  readonly signatureHex: Hex;
  readonly exclude: readonly AccountId[];
}

/**
 * From an intent to a lease: the best node is offered the job, the next one when it declines or keeps silent. The same
 * intent asked for twice gets the same lease; asked for with the lease's node excluded, a new one with a higher fence.
 */
export function createLeasing(of: {
  ledger: Ledger;
  presence: PresenceRegistry;
  offers: OfferBook;
  send: (account: AccountId, message: SignalingMessage) => boolean;
  genesis: GenesisHash;
  now: () => Millis;
  random: (bytes: number) => Uint8Array;
  /** A requester gave a lease up that its node had not begun. */
  unused: (record: JobRecord, node: AccountId) => void;
}): (request: LeaseRequest) => Promise<Result<LeaseGrant>> {
  const { ledger, presence, offers, send, genesis, now, random, unused } = of;
  const underWay = new Map<JobId, Promise<Result<LeaseGrant>>>();

  async function lease(request: LeaseRequest): Promise<Result<LeaseGrant>> {
    const excluded = new Set(request.exclude);
    const before = await ledger.get(request.job);
    if (before) {
      const held = await existing(before, excluded);
      if (held) return held;
    }
    return offerAround(request, excluded);
  }

  /** Null: the job needs a new lease. */
  async function existing(
    record: JobRecord,
    excluded: ReadonlySet<AccountId>,
  ): Promise<Result<LeaseGrant> | null> {
    const { state } = record;
    if (isLeasable(state)) {
      // Asked for: not abandoned.
      if (state.phase === "matching")
        await ledger.update<Refusal>(record.job, (current) =>
          current?.state.phase === "matching"
            ? ok({ ...current, updatedAtMs: Math.floor(now()) })
            : err({ code: "not_matching" }),
        );
      return null;
    }
    if (state.phase !== "leased" && state.phase !== "running")
      return err({ code: `job_${state.phase}`, message: "This intent is used up. Sign a new one." });
    const grant = record.grants.at(-1);
    const over = state.phase === "leased" && state.expiresAtMs <= now();
    if (grant && !over && !excluded.has(state.node)) return ok(leaseGrantOf(record, grant));
    const back = await ledger.update<Refusal>(record.job, (current) =>
      current
        ? advance(current, { type: "handed_back", lease: state.lease }, now())
        : err({ code: "job_unknown" }),
    );
    send(state.node, { type: "revoke", lease: state.lease, code: over ? "lease_expired" : "handed_back" });
    if (back.ok && state.phase === "leased" && !over) unused(record, state.node);
    return back.ok ? null : back;
  }

  async function offerAround(request: LeaseRequest, excluded: Set<AccountId>): Promise<Result<LeaseGrant>> {
    const { intent } = request;
    const endsAtMs = now() + MATCH_BUDGET_MS;
    for (;;) {
      const candidates = presence.candidates(intent.model, intent.strategy);
      if (candidates === null)
        return err({ code: "model_unknown", message: "No node serves this model now." });
      const found = match(intent, candidates, now(), excluded);
      if (!found.ok) return found;
      const leftMs = endsAtMs - now();
      if (leftMs <= 0)
        return err({ code: "no_free_node", message: "No node took the job in time. Try again." });
      const granted = await offerTo(found.value.account, request, leftMs);
      if (granted) return granted;
      excluded.add(found.value.account);
    }
  }

  /** Null: this node did not take it. */
  async function offerTo(
    account: AccountId,
    { intent, job, intentHex, signatureHex }: LeaseRequest,
    leftMs: Millis,
  ): Promise<Result<LeaseGrant> | null> {
    const lease = toHex(random(16)) as LeaseId;
    const expiresAtMs = Math.floor(now()) + LEASE_CLAIM_TIMEOUT_MS;
    // Reserved while it is offered, so that two requests do not race for one slot.
    presence.take(account, now());
    const answer = await offers.make(
      account,
      { type: "offer", lease, intent: intentHex, signature: signatureHex },
      leftMs,
    );
    if (answer.type === "timed_out") {
      presence.coolDown(account, now() + COOL_DOWN_MS);
      send(account, { type: "revoke", lease, code: "offer_expired" });
    }
    if (answer.type !== "accepted") return null;
    const accepted = readAcceptance(answer.acceptance, answer.signature, { job, intent, genesis });
    if (!accepted.ok || accepted.value.device !== account || accepted.value.lease !== lease) {
      send(account, {
        type: "revoke",
        lease,
        code: accepted.ok ? "acceptance_other_lease" : accepted.error.code,
      });
      presence.coolDown(account, now() + COOL_DOWN_MS);
      return null;
    }
    const grant = {
      lease,
      node: account,
      owner: accepted.value.owner,
      acceptance: answer.acceptance,
      signature: answer.signature,
      expiresAtMs,
    };
    const kept = await ledger.update<Refusal>(job, (record) => {
      const opened = openJob(
        {
          job,
          requester: intent.requester,
          model: intent.model,
          deadlineMs: Number(intent.deadlineMs),
          intent: intentHex,
          intentSignature: signatureHex,
        },
        Math.floor(now()),
      );
      return grantLease(record ?? opened, grant, Math.floor(now()), MAX_GRANTS_PER_JOB);
    });
    const newest = kept.ok ? kept.value.grants.at(-1) : undefined;
    if (kept.ok && newest) return ok(leaseGrantOf(kept.value, newest));
    // Cancelled while it was offered, or the ledger is in trouble: nobody may run it.
    send(account, { type: "revoke", lease, code: "cancelled" });
    presence.giveBack(account);
    return kept.ok ? err({ code: "ledger_failed" }) : kept;
  }

  return async (request) => {
    const running = underWay.get(request.job);
    if (running) return running;
    const work = lease(request).finally(() => underWay.delete(request.job));
    underWay.set(request.job, work);
    return work;
  };
}
