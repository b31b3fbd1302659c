/** One waiting entry and the chain: what to do next, until it is settled, refused for good, or the chain is away. */
import type { JobChain, ChainError, Inclusion } from "../adapters/chain/port.ts";
import {
  type AccountId,
  deviceRegistrationMessage,
  deviceUpdateMessage,
  err,
  jobAcceptanceMessage,
  type JobId,
  jobIntentMessage,
  ok,
  recordHashOf,
  type Result,
  type UsageRecord,
  usageRecordMessage,
} from "../protocol/index.ts";
import { CHAIN_SUBMIT_TIMEOUT_MS } from "./limits.ts";
import type { OutboxEntry } from "./outbox.ts";
import { bytesOf } from "./terms.ts";

/** What became of an entry. `code`: why the chain refused it for good; null when it is there. */
export type Outcome =
  | {
      readonly kind: "job";
      readonly job: JobId;
      readonly device: AccountId;
      /** Null: not a record of this chain. */
      readonly record: UsageRecord | null;
      readonly inclusion: Inclusion | null;
      readonly code: string | null;
    }
  | {
      readonly kind: "register";
      readonly device: AccountId;
      readonly inclusion: Inclusion | null;
      readonly code: string | null;
      readonly nextNonce: bigint | null;
    }
  | {
      readonly kind: "update";
      readonly device: AccountId;
      readonly nextNonce: bigint;
      readonly code: string | null;
    };

/** Err: not now; the entry stays and is tried again. */
export type Attempt = Result<Outcome, ChainError>;

type EntryOf<K extends OutboxEntry["kind"]> = Extract<OutboxEntry, { kind: K }>;

/** Whether trying the same again may work: the chain was away, or its pool had another view of our nonce. */
function isPassing(error: ChainError): boolean {
  return error.code !== "dispatch_failed";
}

function codeOf(error: ChainError): string {
  return error.pallet ?? error.code;
}

export function submit(chain: JobChain, entry: OutboxEntry): Promise<Attempt> {
  switch (entry.kind) {
    case "job":
      return submitJob(chain, entry);
    case "register":
      return submitRegistration(chain, entry);
    case "update":
      return submitUpdate(chain, entry);
  }
}

/**
 * Intent, acceptance, record, each when the chain has the one before. Looking first makes it idempotent: what a crash
 * left half done goes on where it was, and a job that is completed already counts as settled.
 */
async function submitJob(chain: JobChain, entry: EntryOf<"job">): Promise<Attempt> {
  const { genesis } = chain;
  const intent = jobIntentMessage.decode(bytesOf(entry.intent), genesis);
  const acceptance = jobAcceptanceMessage.decode(bytesOf(entry.acceptance), genesis);
  const record = usageRecordMessage.decode(bytesOf(entry.record), genesis);
  const end = (code: string | null, inclusion: Inclusion | null = null): Attempt =>
    ok({
      kind: "job",
      job: entry.job,
      device: entry.device,
      record: record.ok ? record.value : null,
      inclusion,
      code,
    });
  // Checked when it came; another genesis since then means another chain.
  if (!intent.ok || !acceptance.ok || !record.ok) return end("record_other_genesis");

  let refused: ChainError | null = null;
  let seen = "";
  for (;;) {
    const read = await within(chain.job(entry.job));
    if (!read.ok) return read;
    const phase = read.value?.phase ?? "absent";
    if (phase === "completed")
      return end(read.value?.recordHash === recordHashOf(bytesOf(entry.record)) ? null : "record_replayed");
    if (phase === "cancelled" || phase === "expired") return end(`job_${phase}_on_chain`);
    // The same state after a refusal: nobody else moved it on, the refusal stands.
    if (phase === seen) return refused ? end(codeOf(refused)) : err({ code: "timed_out" });
    seen = phase;
    const step: Result<Inclusion, ChainError> = await within(
      phase === "absent"
        ? chain.submitJobIntent(intent.value, bytesOf(entry.intentSignature))
        : phase === "open"
          ? chain.acceptJob(acceptance.value, bytesOf(entry.acceptanceSignature))
          : chain.completeJob(
              record.value,
              bytesOf(entry.deviceSignature),
              bytesOf(entry.requesterSignature),
            ),
    );
    if (step.ok && phase === "accepted") return end(null, step.value);
    if (!step.ok && isPassing(step.error)) return step;
    refused = step.ok ? null : step.error;
  }
}

async function submitRegistration(chain: JobChain, entry: EntryOf<"register">): Promise<Attempt> {
  const registration = deviceRegistrationMessage.decode(bytesOf(entry.registration), chain.genesis);
  const end = (code: string | null, inclusion: Inclusion | null, nextNonce: bigint | null): Attempt =>
    ok({ kind: "register", device: entry.device, inclusion, code, nextNonce });
  if (!registration.ok) return end("registration_other_genesis", null, null);
  const known = await within(chain.device(entry.device));
  if (!known.ok) return known;
  if (known.value && known.value.device !== entry.device) return end("device_rekeyed", null, null);
  if (known.value) return end("already_registered", null, known.value.nonce + 1n);
  const done = await within(chain.registerDevice(registration.value, bytesOf(entry.signature)));
  if (done.ok) return end(null, done.value, 1n);
  return isPassing(done.error) ? done : end(codeOf(done.error), null, null);
}

async function submitUpdate(chain: JobChain, entry: EntryOf<"update">): Promise<Attempt> {
  const update = deviceUpdateMessage.decode(bytesOf(entry.update), chain.genesis);
  const end = (code: string | null, nextNonce: bigint): Attempt =>
    ok({ kind: "update", device: entry.device, nextNonce, code });
  if (!update.ok) return end("update_other_genesis", 1n);
  const known = await within(chain.device(entry.device));
  if (!known.ok) return known;
  if (known.value === null) return end("device_unknown", 1n);
  // A burned key: the device goes on under another one.
  if (known.value.device !== entry.device) return end("device_rekeyed", 1n);
  const next = known.value.nonce + 1n;
  if (update.value.nonce !== next) return end("nonce_wrong", next);
  const done = await within(chain.updateDevice(update.value, bytesOf(entry.signature)));
  if (done.ok) return end(null, next + 1n);
  return isPassing(done.error) ? done : end(codeOf(done.error), next);
}

/** A chain that does not answer, or throws, is a chain that is away. */
async function within<T>(asked: Promise<Result<T, ChainError>>): Promise<Result<T, ChainError>> {
  const late = Promise.withResolvers<Result<T, ChainError>>();
  const timer = setTimeout(() => late.resolve(err({ code: "timed_out" })), CHAIN_SUBMIT_TIMEOUT_MS);
  try {
    return await Promise.race([asked, late.promise]);
  } catch {
    return err({ code: "chain_unreachable" });
  } finally {
    clearTimeout(timer);
  }
}
