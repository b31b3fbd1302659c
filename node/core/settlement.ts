/** What becomes of a job that ended: kept on disk first, shown, sent on, and marked when the chain has it. */
import type { NodeLink } from "../../adapters/signaling/port.ts";
import { type SignalingMessage, toHex, viewUsageRecord } from "../../protocol/index.ts";
import { openOutbox } from "../outbox/outbox.ts";
import { addToTotals, HISTORY_LIMIT, writeHistory } from "./history.ts";
import type { NodeDeps } from "./node-deps.ts";
import type { Observable } from "./observable.ts";
import type { JobOutcome } from "./run-job.ts";
import type { AdmittedRequest } from "./session-server.ts";
import { signaturesOf } from "./signatures.ts";
import type { FinishedJob, NodeSnapshot } from "./snapshot.ts";

export interface Settlement {
  record(job: AdmittedRequest, outcome: JobOutcome): Promise<void>;
  settled(message: Extract<SignalingMessage, { type: "settled" }>): Promise<void>;
  /** Sends again what the chain does not have yet. */
  flush(): Promise<void>;
}

export function createSettlement(
  deps: NodeDeps,
  state: Observable<NodeSnapshot>,
  link: NodeLink,
): Settlement {
  const { clock, genesis, store } = deps;
  const outbox = openOutbox(store);
  const patch = (change: (now: NodeSnapshot) => Partial<NodeSnapshot>): void =>
    state.update((now) => ({ ...now, ...change(now) }));

  /** Moves a job that ended from the running to the finished ones, while its countersignature is still awaited. */
  function show({ session, terms, meter }: AdmittedRequest, outcome: JobOutcome): FinishedJob {
    const { signed } = outcome;
    const ended: FinishedJob = {
      job: terms.intent.job,
      requester: session.remote,
      model: terms.intent.intent.model,
      status: outcome.type === "answered" ? "signed" : outcome.code === "cancelled" ? "cancelled" : "failed",
      code: outcome.type === "failed" ? outcome.code : null,
      promptTokens: signed?.record.promptTokens ?? 0,
      completionTokens: signed?.record.completionTokens ?? 0,
      tokensPerSecond: meter.tokensPerSecond,
      durationMs: signed?.record.durationMs ?? 0,
      endedAtMs: clock.wallMs(),
      record: signed ? viewUsageRecord(signed.record, genesis) : null,
      signatures: signaturesOf(terms, signed),
      inclusion: null,
    };
    patch((now) => ({
      jobs: now.jobs.filter((one) => one.job !== ended.job),
      recent: [ended, ...now.recent].slice(0, HISTORY_LIMIT),
    }));
    return ended;
  }

  /** Keeps what was signed, first on disk, then in the list; sends it on when signaling is there. */
  async function record(job: AdmittedRequest, outcome: JobOutcome): Promise<void> {
    const { terms } = job;
    const { signed } = outcome;
    const ended = show(job, outcome);
    const requesterSignature = outcome.type === "answered" ? await outcome.requesterSignature : null;
    const finished: FinishedJob = {
      ...ended,
      status: ended.status !== "signed" ? ended.status : requesterSignature ? "confirmed" : "unconfirmed",
      signatures: signaturesOf(terms, signed, requesterSignature),
    };
    if (signed && requesterSignature) {
      const message = {
        type: "record",
        intent: toHex(terms.intent.bytes),
        intentSignature: toHex(terms.intent.signature),
        acceptance: toHex(terms.acceptanceBytes),
        acceptanceSignature: toHex(terms.acceptanceSignature),
        record: toHex(signed.bytes),
        deviceSignature: toHex(signed.deviceSignature),
        requesterSignature: toHex(requesterSignature),
      } as const;
      if (!(await outbox.add(terms.intent.job, message)))
        patch(() => ({
          error: { code: "storage_failed", message: "This device has no room to keep signed records." },
        }));
      link.send(message);
    } else if (outcome.type === "failed") {
      link.send({
        type: "job",
        job: terms.intent.job,
        phase: outcome.code === "handed_back" ? "handed_back" : "failed",
        code: outcome.code,
      });
    }
    patch((now) => ({ recent: replaced(now.recent, finished), totals: addToTotals(now.totals, finished) }));
    await writeHistory(store, finished, state.value.totals);
  }

  async function settled(message: Extract<SignalingMessage, { type: "settled" }>): Promise<void> {
    const known = state.value.recent.find((one) => one.job === message.job);
    // Without an inclusion and with a code, the chain refused for good: trying again would change nothing.
    await outbox.remove(message.job);
    if (!known) return;
    const inclusion = message.inclusion && {
      block: message.inclusion.block,
      extrinsicHash: message.inclusion.extrinsicHash,
    };
    const next: FinishedJob = {
      ...known,
      // The server was killed between block and note: the chain has it, where is not known any more.
      status: inclusion || message.code === "already_settled" ? "settled" : "refused",
      code: message.code ?? null,
      inclusion,
    };
    patch((now) => ({ recent: replaced(now.recent, next) }));
    await writeHistory(store, next, state.value.totals);
  }

  return { record, settled, flush: () => outbox.flush((message) => link.send(message)) };
}

function replaced(recent: readonly FinishedJob[], job: FinishedJob): readonly FinishedJob[] {
  return recent.map((one) => (one.job === job.job ? job : one));
}
