/** What nodes say about jobs, leases and devices, and what the chain says back. */
import {
  type AccountId,
  blake2b256,
  err,
  type GenesisHash,
  type JobId,
  type JobView,
  type Millis,
  type NodeMessage,
  ok,
  type Refusal,
  type SignalingMessage,
  toHex,
  type UsageRecord,
} from "../protocol/index.ts";
import type { Inclusion } from "../adapters/chain/port.ts";
import { addressKey, TokenBuckets } from "./core/token-bucket.ts";
import {
  advance,
  type JobChange,
  type JobRecord,
  markStarted,
  newestOf,
  openJob,
} from "./core/job-record.ts";
import type { PresenceRegistry } from "./core/presence.ts";
import type { Ledger } from "./ledger.ts";
import { MAX_BUCKETS, type RateRules } from "./limits.ts";
import type { Sponsor } from "./sponsor.ts";
import type { Outcome } from "./submit.ts";
import { bytesOf, readRegistration, readSettlement, readUpdate, type Settlement } from "./terms.ts";

type MessageOf<T extends NodeMessage["type"]> = Extract<NodeMessage, { type: T }>;

export interface JobDesk {
  reported(account: AccountId, message: MessageOf<"job">): Promise<void>;
  recorded(account: AccountId, message: MessageOf<"record">, address: string): Promise<void>;
  registering(account: AccountId, message: MessageOf<"register">, address: string): Promise<void>;
  updating(account: AccountId, message: MessageOf<"update">): Promise<void>;
  /** Writes down what the chain answered, then tells the node. */
  readonly outcome: (outcome: Outcome) => Promise<void>;
}

export function createJobDesk(of: {
  ledger: Ledger;
  presence: PresenceRegistry;
  sponsor: () => Sponsor;
  send: (account: AccountId, message: SignalingMessage) => boolean;
  genesis: GenesisHash;
  rates: RateRules;
  now: () => Millis;
}): JobDesk {
  const { ledger, presence, sponsor, send, genesis, rates } = of;
  const now = () => Math.floor(of.now());
  const perAddress = new TokenBuckets(rates.registrationsPerAddress, MAX_BUCKETS);
  const perIdentity = new TokenBuckets(rates.registrationsPerIdentity, MAX_BUCKETS);
  const updates = new TokenBuckets(rates.updatesPerIdentity, MAX_BUCKETS);
  const recordsPerAddress = new TokenBuckets(rates.recordsPerAddress, MAX_BUCKETS);
  const recordsPerIdentity = new TokenBuckets(rates.recordsPerIdentity, MAX_BUCKETS);

  const refuseRecord = (account: AccountId, job: JobId, code: string, known?: JobRecord | null): void => {
    const inclusion = known?.inclusion ?? null;
    send(account, { type: "settled", job, inclusion, ...(inclusion ? {} : { code }) });
  };

  /** A job of a warm session, of which we hear when it is done. */
  function openSettlement({ job, intent }: Settlement, message: MessageOf<"record">): JobRecord {
    return openJob(
      {
        job,
        requester: intent.requester,
        model: intent.model,
        deadlineMs: Number(intent.deadlineMs),
        intent: message.intent,
        intentSignature: message.intentSignature,
      },
      now(),
    );
  }

  function markRecorded(current: JobRecord, record: UsageRecord): JobChange {
    const event = { type: "recorded", lease: record.lease, node: record.device } as const;
    const next = advance(current, event, now());
    const { promptTokens, completionTokens, durationMs } = record;
    return next.ok ? ok({ ...next.value, usage: { promptTokens, completionTokens, durationMs } }) : next;
  }

  /** What the chain said of a record; after a crash the ledger may not know yet that there was one. */
  function markSettled(current: JobRecord, outcome: Extract<Outcome, { kind: "job" }>): JobChange {
    if (outcome.code !== null) {
      const failed = advance(current, { type: "failed", code: outcome.code }, now());
      return failed.ok ? ok({ ...failed.value, chainCode: outcome.code }) : failed;
    }
    const behind = outcome.record !== null && current.state.phase !== "recorded";
    const recorded = behind ? markRecorded(current, outcome.record) : ok(current);
    if (!recorded.ok) return recorded;
    const done = advance(recorded.value, { type: "settled" }, now());
    return done.ok ? ok({ ...done.value, inclusion: inclusionOf(outcome) }) : done;
  }

  return {
    async reported(account, message) {
      const changed = await ledger.update<Refusal>(message.job, (record): JobChange => {
        // A warm session's job is not ours to follow until its record comes.
        if (!record || !newestOf(record, account)) return err({ code: "unknown_lease" });
        if (message.phase === "running") return markStarted(record, account, now());
        const { state } = record;
        if (!("lease" in state) || state.node !== account) return err({ code: "stale_lease" });
        return message.phase === "handed_back"
          ? advance(record, { type: "handed_back", lease: state.lease }, now())
          : advance(record, { type: "failed", code: message.code ?? "node_failed" }, now());
      });
      if (changed.ok && message.phase !== "running") presence.giveBack(account);
    },

    async recorded(account, message, address) {
      const read = readSettlement(message, genesis);
      // The id of whatever was sent: who sent it gets an answer that it can tell from others.
      const job = blake2b256(bytesOf(message.intent)) as JobId;
      if (!read.ok) {
        refuseRecord(account, job, read.error.code);
        return;
      }
      const settlement = read.value;
      const { record } = settlement;
      if (record.device !== account) {
        refuseRecord(account, job, "record_other_device");
        return;
      }
      const known = await ledger.get(job);
      const verdict = recordable(known, settlement);
      if (verdict === "already_waiting") return;
      if (verdict !== null) {
        refuseRecord(account, job, verdict, known);
        return;
      }
      // Anybody can sign jobs with itself, and the operator pays for what settles. The node keeps it and sends it again.
      if (
        recordsPerIdentity.take(account, now()) > 0 ||
        recordsPerAddress.take(addressKey(address), now()) > 0
      ) {
        send(account, { type: "error", code: "rate_limited" });
        return;
      }
      const entry = {
        kind: "job",
        job,
        device: account,
        intent: message.intent,
        intentSignature: message.intentSignature,
        acceptance: message.acceptance,
        acceptanceSignature: message.acceptanceSignature,
        record: message.record,
        deviceSignature: message.deviceSignature,
        requesterSignature: toHex(settlement.requesterSignature),
      } as const;
      const queued = await sponsor().enqueue(entry, () =>
        ledger.update<Refusal>(job, (current) =>
          markRecorded(current ?? openSettlement(settlement, message), record),
        ),
      );
      if (queued.ok) {
        presence.giveBack(account);
        // A record with itself shows nothing.
        const { requester } = settlement.intent;
        if (requester !== account && requester !== record.owner) presence.trust(account, shownSpeed(record));
      }
      // Not `settled`: the node keeps it and sends it again.
      else send(account, { type: "error", code: queued.error.code });
    },

    async registering(account, message, address) {
      const refuse = (code: string) => void send(account, { type: "registered", inclusion: null, code });
      const read = readRegistration(message.registration, message.signature, genesis);
      if (!read.ok) {
        refuse(read.error.code);
        return;
      }
      if (read.value.device !== account) {
        refuse("registration_other_device");
        return;
      }
      if (perAddress.take(addressKey(address), now()) > 0 || perIdentity.take(account, now()) > 0) {
        refuse("rate_limited");
        return;
      }
      const { registration, signature } = message;
      const queued = await sponsor().enqueue({ kind: "register", device: account, registration, signature });
      if (!queued.ok) refuse(queued.error.code);
    },

    async updating(account, message) {
      const read = readUpdate(message.update, message.signature, genesis);
      const nonce = read.ok ? read.value.nonce : 1n;
      const refuse = (code: string) =>
        void send(account, { type: "updated", nextNonce: nonce.toString(), code });
      if (!read.ok) {
        refuse(read.error.code);
        return;
      }
      if (read.value.device !== account) {
        refuse("update_other_device");
        return;
      }
      if (updates.take(account, now()) > 0) {
        refuse("rate_limited");
        return;
      }
      const { update, signature } = message;
      const queued = await sponsor().enqueue({
        kind: "update",
        device: account,
        nonce: nonce.toString(),
        update,
        signature,
      });
      if (!queued.ok) refuse(queued.error.code);
    },

    async outcome(outcome) {
      const { device } = outcome;
      const code = outcome.code === null ? {} : { code: outcome.code };
      if (outcome.kind === "update") {
        send(device, { type: "updated", nextNonce: outcome.nextNonce.toString(), ...code });
        return;
      }
      const inclusion = inclusionOf(outcome);
      if (outcome.kind === "register") {
        send(device, { type: "registered", inclusion, ...code });
        if (outcome.code === "already_registered" && outcome.nextNonce !== null)
          send(device, { type: "updated", nextNonce: outcome.nextNonce.toString() });
        return;
      }
      const settled = await ledger.update<Refusal>(outcome.job, (record) =>
        record ? markSettled(record, outcome) : err({ code: "job_unknown" }),
      );
      if (!settled.ok && settled.error.code === "ledger_failed") throw new Error("ledger_failed");
      const kept = inclusion ?? (await ledger.get(outcome.job))?.inclusion ?? null;
      const already = kept === null && outcome.code === null ? { code: "already_settled" } : code;
      send(device, { type: "settled", job: outcome.job, inclusion: kept, ...already });
    },
  };
}

function inclusionOf({ inclusion }: { inclusion: Inclusion | null }): JobView["inclusion"] {
  return inclusion && { ...inclusion, events: [...inclusion.events] };
}

/** Tokens. Under these the few ms between them say nothing about a speed. */
const MIN_MEASURED_TOKENS = 8;

/** Decode speed of a record in tokens/1000 s; null when it is too short to tell. */
function shownSpeed({ completionTokens, durationMs, ttftMs }: UsageRecord): number | null {
  const decodeMs = durationMs - ttftMs;
  if (completionTokens < MIN_MEASURED_TOKENS || decodeMs <= 0) return null;
  return Math.round((completionTokens * 1_000_000) / decodeMs);
}

/** Null: it may be recorded. A record of a lease that was given to another node since is fenced off. */
function recordable(known: JobRecord | null, { record }: Settlement): string | null {
  if (known === null) return null;
  const { state } = known;
  switch (state.phase) {
    case "settled":
      return "already_settled";
    case "recorded":
      return state.lease === record.lease ? "already_waiting" : "record_replayed";
    case "cancelled":
      return "job_cancelled";
    case "leased":
    case "running":
      return state.lease === record.lease ? null : "stale_lease";
    case "matching":
    case "expired":
    case "failed":
      return known.chainCode;
  }
}
