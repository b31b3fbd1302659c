/** Serves one proven session: reads requests, checks them, queues them, answers refusals with a code. */
import type { Session } from "../../adapters/webrtc/port.ts";
import {
  type AccountId,
  type FrameOf,
  type GenesisHash,
  type JobIntent,
  type LeaseId,
  type Result,
  err,
  ok,
} from "../../protocol/index.ts";
import { type Clock } from "./clock.ts";
import type { LeaseBook } from "./lease-book.ts";
import { Meter } from "./meter.ts";
import { type JobTerms, readIntent, type SignedIntent } from "./terms.ts";

/** Jobs of one session that may run and wait at once; the queue is for everybody. */
const MAX_STREAMS_PER_SESSION = 4;
/** Refusals in a row, each a signature checked for nothing, after which a session is closed. An honest client needs three. */
const MAX_REFUSALS_IN_A_ROW = 16;
/** Bytes of prompt that one token stands for at the most, white space and repetitions included. */
const MAX_BYTES_PER_PROMPT_TOKEN = 16;

export interface AdmittedRequest {
  readonly session: Session;
  readonly request: FrameOf<"request">;
  readonly terms: JobTerms;
  readonly meter: Meter;
}

export interface SessionServerDeps {
  readonly genesis: GenesisHash;
  readonly clock: Clock;
  readonly leases: LeaseBook;
  /** Admission of a job that came without a lease. */
  readonly admit: (intent: JobIntent) => Result<void>;
  /** Jobs before the next one. */
  readonly ahead: () => number;
  readonly accept: (intent: SignedIntent, lease: LeaseId) => Promise<JobTerms>;
  readonly freshLease: () => LeaseId;
  /** Queues the job. @returns how to cancel it, and its end. */
  readonly run: (job: AdmittedRequest) => { cancel: () => void; ended: Promise<void> };
}

export function serveSession(session: Session, deps: SessionServerDeps): void {
  const streams = new Map<number, { cancel: () => void }>();
  let refusals = 0;
  session.onFrame((frame, bytes) => {
    if (session.closed || refusals >= MAX_REFUSALS_IN_A_ROW) return;
    if (frame.type === "cancel") streams.get(frame.stream)?.cancel();
    if (frame.type === "request") void start(frame, bytes);
  });

  async function start(request: FrameOf<"request">, bytes: number): Promise<void> {
    const { stream } = request;
    const refuse = async (code: string): Promise<void> => {
      refusals++;
      await session.send({ type: "failed", stream, code, record: null, deviceSignature: null });
      if (refusals >= MAX_REFUSALS_IN_A_ROW) await session.close();
    };
    if (streams.has(stream) || streams.size >= MAX_STREAMS_PER_SESSION) {
      await refuse(streams.has(stream) ? "stream_in_use" : "too_many_streams");
      return;
    }
    const wish = { cancelled: false };
    const entry = {
      cancel: (): void => {
        wish.cancelled = true;
      },
    };
    streams.set(stream, entry);
    try {
      const meter = new Meter(deps.clock);
      meter.bytesIn = BigInt(bytes);
      const terms = await admitRequest(request, session.remote, deps);
      if (!terms.ok) {
        await refuse(terms.error.code);
        return;
      }
      refusals = 0;
      const { acceptanceBytes: acceptance, acceptanceSignature } = terms.value;
      await session.send({ type: "admitted", stream, ahead: deps.ahead(), acceptance, acceptanceSignature });
      const running = deps.run({ session, request, terms: terms.value, meter });
      entry.cancel = running.cancel;
      if (wish.cancelled) running.cancel();
      await running.ended;
    } finally {
      streams.delete(stream);
    }
  }
}

async function admitRequest(
  request: FrameOf<"request">,
  from: AccountId,
  deps: SessionServerDeps,
): Promise<Result<JobTerms>> {
  const signed = readIntent(request.intent, request.intentSignature, deps.genesis, from);
  if (!signed.ok) return signed;
  const { intent, job } = signed.value;
  const mismatch = chatMismatch(request, intent);
  if (mismatch) return err({ code: mismatch });
  const nowMs = deps.clock.wallMs();
  let terms: JobTerms | null = null;
  if (request.lease !== null) {
    terms = deps.leases.claim(request.lease, job, nowMs);
    if (terms === null) return err({ code: "lease_expired" });
  } else {
    const admitted = deps.admit(intent);
    if (!admitted.ok) return admitted;
  }
  if (!deps.leases.markRun(job, intent.deadlineMs, nowMs)) return err({ code: "job_replayed" });
  return ok(terms ?? (await deps.accept(signed.value, deps.freshLease())));
}

/** The request must stay within what was signed: the chain will hold the record against the intent. */
function chatMismatch(request: FrameOf<"request">, intent: JobIntent): string | null {
  const { chat } = request;
  if (chat.model !== intent.model) return "request_other_model";
  if (chat.sampling.maxTokens > intent.maxCompletionTokens) return "request_over_max_tokens";
  const promptBytes = chat.messages.reduce(
    (sum, message) => sum + new TextEncoder().encode(message.content).length,
    0,
  );
  if (intent.maxPromptTokens < Math.max(1, promptBytes / MAX_BYTES_PER_PROMPT_TOKEN))
    return "request_over_max_prompt";
  return null;
}
