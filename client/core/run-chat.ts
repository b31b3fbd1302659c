/** One job over one proven session: send the request, read tokens, check the record, countersign it. */
import type { Signer } from "../../adapters/keystore/port.ts";
import type { Session } from "../../adapters/webrtc/port.ts";
import {
  type ChatRequest,
  countersignatureBytes,
  type FinishReason,
  type FrameOf,
  type GenesisHash,
  type LeaseId,
  type Millis,
  type SignedUsageRecord,
  type UsageRecord,
} from "../../protocol/index.ts";
import { AnswerLog } from "./answer-log.ts";
import { CocoError } from "./errors.ts";
import { codeOfNode } from "./node-codes.ts";
import { type StreamFrames, streamFrames } from "./stream-frames.ts";
import { type ClientTerms, readAcceptance } from "./terms.ts";

/** ms. After a cancel the node still has the engine's prefill to end before it can sign what was used. */
const CANCEL_GRACE_MS = 3_000;

export interface ChatJob {
  readonly session: Session;
  readonly stream: number;
  readonly lease: LeaseId | null;
  readonly terms: ClientTerms;
  readonly chat: ChatRequest;
}

export interface ChatDeps {
  readonly keystore: Signer;
  readonly genesis: GenesisHash;
}

export type ChatStep =
  | { readonly type: "admitted"; readonly ahead: number }
  | { readonly type: "text"; readonly text: string; readonly tokens: number }
  | { readonly type: "done"; readonly finishReason: FinishReason; readonly receipt: Receipt };

/** What is left of a job: the record, confirmed by us, or why it was not. */
export type Receipt =
  | {
      readonly verified: true;
      readonly record: UsageRecord;
      readonly signed: SignedUsageRecord;
      readonly code: null;
    }
  | { readonly verified: false; readonly record: null; readonly signed: null; readonly code: string };

/** ms. The intent's deadline: an answer that takes longer is paid no more; long enough for 4,000 tokens at 10 tokens/s. */
export const JOB_DEADLINE_MS = 10 * 60_000;

/** How long a node may take for what. */
export interface ChatLimits {
  /** Aborts when it should have admitted the job: signs of life alone do not count before. */
  readonly admission: AbortSignal;
  /** ms until the answer is whole: past it the intent's deadline makes the record worthless. */
  readonly answerMs: Millis;
}

/** Yields steps in order; throws `CocoError`. Aborting cancels the job at the node, which still signs what was used. */
export async function* runChat(
  job: ChatJob,
  deps: ChatDeps,
  signal: AbortSignal,
  limits: ChatLimits,
): AsyncGenerator<ChatStep, void, undefined> {
  const { session, stream, terms } = job;
  const frames = streamFrames(session, stream);
  const log = new AnswerLog(terms, session.id, deps.genesis);
  let ended = false;
  let admitted = false;
  const deadline = AbortSignal.timeout(limits.answerMs);
  const running = AbortSignal.any([signal, deadline]);
  const waiting = AbortSignal.any([running, limits.admission]);
  /** Which of our own clocks ended it, or the caller. */
  const whyAborted = (): string =>
    signal.aborted ? "aborted" : deadline.aborted ? "deadline_passed" : "node_silent";
  try {
    const sent = await session.send({
      type: "request",
      stream,
      lease: job.lease,
      intent: terms.intentBytes,
      intentSignature: terms.intentSignature,
      chat: job.chat,
    });
    if (!sent.ok) throw CocoError.of(sent.error);
    for (;;) {
      const step = await frames.next(admitted ? running : waiting);
      if ("stopped" in step)
        throw step.stopped.code === "aborted" ? new CocoError(whyAborted()) : CocoError.of(step.stopped);
      const { frame } = step;
      if (frame.type === "admitted") {
        const read = readAcceptance(frame.acceptance, frame.acceptanceSignature, {
          terms,
          node: session.remote,
          genesis: deps.genesis,
        });
        if (!read.ok) throw CocoError.of(read.error);
        log.admitted(read.value);
        admitted = true;
        yield { type: "admitted", ahead: frame.ahead };
      } else if (frame.type === "token") {
        const taken = log.token(frame, step.bytes);
        if (!taken.ok) throw CocoError.of(taken.error);
        yield { type: "text", text: frame.text, tokens: frame.tokens };
      } else if (frame.type === "done") {
        ended = true;
        yield {
          type: "done",
          finishReason: frame.finishReason,
          receipt: await confirm(job, frame, log, deps),
        };
        return;
      } else if (frame.type === "failed") {
        ended = true;
        throw new CocoError(codeOfNode(frame.code));
      }
    }
  } finally {
    if (ended || session.closed) frames.stop();
    else void cancelled(job, frames, log, deps);
  }
}

/** Countersigns the record when it is right about everything; a wrong one leaves the job unconfirmed. */
async function confirm(
  job: ChatJob,
  frame: FrameOf<"done">,
  log: AnswerLog,
  deps: ChatDeps,
): Promise<Receipt> {
  const checked = log.check(frame);
  if (!checked.ok) return { verified: false, record: null, signed: null, code: checked.error.code };
  const { record: bytes, deviceSignature } = frame;
  const requesterSignature = await deps.keystore.sign(
    countersignatureBytes(bytes, deviceSignature, deps.genesis),
  );
  await job.session.send({ type: "countersign", stream: job.stream, requesterSignature });
  return {
    verified: true,
    record: checked.value,
    signed: { bytes, deviceSignature, requesterSignature },
    code: null,
  };
}

/** What was used until a cancel is owed: its record is checked and countersigned behind the caller's back. */
async function cancelled(job: ChatJob, frames: StreamFrames, log: AnswerLog, deps: ChatDeps): Promise<void> {
  const grace = AbortSignal.timeout(CANCEL_GRACE_MS);
  try {
    await job.session.send({ type: "cancel", stream: job.stream });
    for (;;) {
      const step = await frames.next(grace);
      if ("stopped" in step || step.frame.type === "failed") return;
      if (step.frame.type === "token" && !log.token(step.frame, step.bytes).ok) return;
      if (step.frame.type !== "done") continue;
      await confirm(job, step.frame, log, deps);
      return;
    }
  } finally {
    frames.stop();
  }
}
