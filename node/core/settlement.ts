/** What becomes of a job that ended: kept on disk first, shown, sent on, and marked when the chain has it. */
import type { NodeLink } from "../../adapters/signaling/port.ts";
import { type SignalingMessage, toHex, viewUsageRecord } from "../../protocol/index.ts";
import { openOutbox } from "../outbox/outbox.ts";
import { addToTotals, HISTORY_LIMIT, writeHistory } from "./history.ts";
import type { NodeDeps } from "./node-deps.ts";
import type { Observable } from "./observable.ts";
import type { JobOutcome } from "./run-job.ts";
import type { AdmittedRequest } from "./session-server.ts";
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

  /** Keeps what was signed, first on disk, then in the list; sends it on when signaling is there. */
  async function record(job: AdmittedRequest, outcome: JobOutcome): Promise<void> {
    const { terms, meter } = job;
    const requesterSignature = outcome.type === "answered" ? await outcome.requesterSignature : null;
    const signed = outcome.signed;
    const finished: FinishedJob = {
      job: terms.intent.job,
      requester: job.session.remote,
      model: terms.intent.intent.model,
      status: statusOf(outcome, requesterSignature !== null),
      code: outcome.type === "failed" ? outcome.code : null,
      promptTokens: signed?.record.promptTokens ?? 0,
      completionTokens: signed?.record.completionTokens ?? 0,
      tokensPerSecond: meter.tokensPerSecond,
      durationMs: signed?.record.durationMs ?? 0,
      endedAtMs: clock.wallMs(),
      record: signed ? viewUsageRecord(signed.record, genesis) : null,
      inclusion: null,
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
    patch((now) => ({
      recent: [finished, ...now.recent].slice(0, HISTORY_LIMIT),
      totals: addToTotals(now.totals, finished),
    }));
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
    patch((now) => ({ recent: now.recent.map((one) => (one.job === message.job ? next : one)) }));
    await writeHistory(store, next, state.value.totals);
  }

  return { record, settled, flush: () => outbox.flush((message) => link.send(message)) };
}

function statusOf(outcome: JobOutcome, confirmed: boolean): FinishedJob["status"] {
  if (outcome.type === "answered") return confirmed ? "confirmed" : "unconfirmed";
  return outcome.code === "cancelled" ? "cancelled" : "failed";
}
