/** One job from its turn in the slot to the countersigned record. */
import type { Engine, EngineError, GenerateEvent, TokenUsage } from "../../adapters/engine/port.ts";
import type { Keystore } from "../../adapters/keystore/port.ts";
import type { Store } from "../../adapters/storage/port.ts";
import type { SentFrame, Session, SessionError } from "../../adapters/webrtc/port.ts";
import {
  type ChatRequest,
  countersignatureBytes,
  err,
  type FinishReason,
  type FrameBody,
  type GenesisHash,
  type Hex,
  JOB_SILENCE_TIMEOUT_MS,
  type Millis,
  type Result,
  verifyBytes,
} from "../../protocol/index.ts";
import type { Meter } from "./meter.ts";
import { type SignedRecord, signUsageRecord } from "./record.ts";
import type { JobTerms } from "./terms.ts";

/** ms. A requester that read its answer countersigns at once; after this the record stays unconfirmed. */
export const COUNTERSIGN_TIMEOUT_MS = 5_000;
/** ms between two signs of life in a long prefill: well under the requester's patience. */
const WORKING_INTERVAL_MS = 2_000;

/** ms. A requester whose channel takes nothing for this long does not read: it must not hold the slot, however often it pings. */
export const UNREAD_LIMIT_MS = JOB_SILENCE_TIMEOUT_MS;
/** ms. The same once the job is aborted: whoever stops a node does not wait for a requester that does not read. */
const ABORTED_UNREAD_LIMIT_MS = 500;

export interface JobContext {
  readonly stream: number;
  readonly session: Session;
  readonly chat: ChatRequest;
  readonly terms: JobTerms;
  readonly meter: Meter;
  readonly weightsDigest: Hex;
}

export interface JobDeps {
  readonly engine: Engine;
  readonly keystore: Keystore;
  readonly store: Store;
  readonly genesis: GenesisHash;
  /** Says how the job is doing; called for each token. */
  readonly onProgress: (phase: "prefill" | "decoding" | "signing") => void;
}

export type JobOutcome =
  | {
      readonly type: "answered";
      readonly signed: SignedRecord;
      readonly finishReason: FinishReason;
      /** Null: unconfirmed. The slot does not wait for it: a silent requester costs only itself. */ readonly requesterSignature: Promise<Uint8Array | null>;
    }
  | { readonly type: "failed"; readonly code: string; readonly signed: SignedRecord | null };

/**
 * @param signal aborted by the requester (`cancelled`), by the session's end, or by the node's owner (`handed_back`)
 * @param abortCode which of these it was
 */
export async function runJob(
  job: JobContext,
  deps: JobDeps,
  signal: AbortSignal,
  abortCode: () => "cancelled" | "handed_back",
  unreadLimitMs: Millis = UNREAD_LIMIT_MS,
): Promise<JobOutcome> {
  const { session, stream, meter } = job;
  const send = (frame: FrameBody) => sendInTime(session, frame, signal, unreadLimitMs);
  const countersigned = awaitCountersignature(session, stream);
  let waitsFor: Promise<Uint8Array | null> | null = null;
  try {
    meter.started();
    deps.onProgress("prefill");
    const ended = await generate(job, deps, signal, send);
    // An aborted engine may still be busy with its prefill; the next job must find the slot free.
    await deps.engine.idle();
    if (session.closed) return { type: "failed", code: "requester_left", signed: null };
    deps.onProgress("signing");
    const usage = ended.usage;
    const handedBack =
      ended.type === "done" && ended.finishReason === "abort" && abortCode() === "handed_back";
    // The chain would refuse a record past what the requester signed for.
    const overPrompt = usage.promptTokens > job.terms.intent.intent.maxPromptTokens;
    const failure =
      ended.type === "failed"
        ? ended.error.code
        : handedBack
          ? "handed_back"
          : overPrompt
            ? "request_over_max_prompt"
            : null;
    if (failure !== null && usage.completionTokens === 0) {
      await send({ type: "failed", stream, code: failure, record: null, deviceSignature: null });
      return { type: "failed", code: failure, signed: null };
    }
    const signed = await signUsageRecord(
      {
        terms: job.terms,
        session: session.id,
        engine: deps.engine.name,
        weightsDigest: job.weightsDigest,
        usage,
        meter,
      },
      deps,
    );
    if (failure !== null || ended.type === "failed") {
      await send({
        type: "failed",
        stream,
        code: failure ?? "engine_failed",
        record: signed.bytes,
        deviceSignature: signed.deviceSignature,
      });
      return { type: "failed", code: failure ?? "engine_failed", signed };
    }
    await send({
      type: "done",
      stream,
      finishReason: ended.finishReason,
      record: signed.bytes,
      deviceSignature: signed.deviceSignature,
    });
    waitsFor = countersigned
      .within(COUNTERSIGN_TIMEOUT_MS, (signature) =>
        verifyBytes(
          countersignatureBytes(signed.bytes, signed.deviceSignature, deps.genesis),
          signature,
          session.remote,
        ),
      )
      .finally(() => countersigned.stop());
    return { type: "answered", signed, requesterSignature: waitsFor, finishReason: ended.finishReason };
  } finally {
    if (waitsFor === null) countersigned.stop();
  }
}

/** Sends, or closes the session of a requester that does not read. */
async function sendInTime(
  session: Session,
  frame: FrameBody,
  signal: AbortSignal,
  limitMs: Millis,
): Promise<Result<SentFrame, SessionError>> {
  const late = Promise.withResolvers<Result<SentFrame, SessionError>>();
  const giveUp = (): void => {
    void session.close();
    late.resolve(err({ code: "peer_silent", message: "the requester does not read" }));
  };
  let timer = setTimeout(giveUp, signal.aborted ? ABORTED_UNREAD_LIMIT_MS : limitMs);
  const sooner = (): void => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, ABORTED_UNREAD_LIMIT_MS);
  };
  signal.addEventListener("abort", sooner);
  try {
    return await Promise.race([session.send(frame), late.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", sooner);
  }
}

/** Tells the requester that its job lives while no token says so: in the queue, in a long prefill. @returns the stopper. */
export function keepAlive(session: Session, stream: number, tokens: () => number): () => void {
  let seen = tokens();
  const timer = setInterval(() => {
    if (tokens() === seen) void session.send({ type: "working", stream });
    seen = tokens();
  }, WORKING_INTERVAL_MS);
  return () => clearInterval(timer);
}

type Ended =
  | { type: "done"; finishReason: FinishReason; usage: TokenUsage }
  | { type: "failed"; error: EngineError; usage: TokenUsage };

/** Streams the engine's tokens into the session. */
async function generate(
  job: JobContext,
  deps: JobDeps,
  signal: AbortSignal,
  send: (frame: FrameBody) => Promise<Result<SentFrame, SessionError>>,
): Promise<Ended> {
  const { session, stream, meter } = job;
  const gone = new AbortController();
  const offClose = session.onClose(() => gone.abort());
  let index = 0;
  try {
    const events: AsyncIterable<GenerateEvent> = deps.engine.generate(
      { messages: job.chat.messages, sampling: job.chat.sampling },
      AbortSignal.any([signal, gone.signal]),
    );
    for await (const event of events) {
      if (event.type !== "token") return event;
      if (event.text === "" && event.tokens === 0) continue;
      meter.token(event.text, event.tokens);
      const sent = await send({
        type: "token",
        stream,
        index: index++,
        tokens: event.tokens,
        text: event.text,
      });
      if (sent.ok) meter.bytesOut += BigInt(sent.value.bytes);
      deps.onProgress("decoding");
    }
    // The port promises a last event; an engine that breaks its promise must not look like a finished answer.
    return {
      type: "failed",
      error: { code: "engine_failed" },
      usage: { promptTokens: 0, completionTokens: meter.completionTokens },
    };
  } finally {
    offClose();
  }
}

/** Listens from the start, so that a countersignature cannot slip through before anybody waits for it. */
function awaitCountersignature(session: Session, stream: number) {
  const first = Promise.withResolvers<Uint8Array | null>();
  const offFrame = session.onFrame((frame: FrameBody) => {
    if (frame.type === "countersign" && frame.stream === stream) first.resolve(frame.requesterSignature);
  });
  const offClose = session.onClose(() => first.resolve(null));
  return {
    /** The signature when it comes in time and is right; else null. */
    async within(ms: Millis, isRight: (signature: Uint8Array) => boolean): Promise<Uint8Array | null> {
      const timer = setTimeout(() => first.resolve(null), ms);
      const signature = await first.promise;
      clearTimeout(timer);
      return signature !== null && isRight(signature) ? signature : null;
    },
    stop(): void {
      offFrame();
      offClose();
      first.resolve(null);
    },
  };
}
