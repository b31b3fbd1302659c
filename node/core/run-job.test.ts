/** A requester that keeps its session alive and reads nothing must not keep the node. */
import { describe, expect, it } from "vitest";
import { createMemoryEngine } from "../../adapters/engine/index.ts";
import { createMemoryKeystore } from "../../adapters/keystore/memory.ts";
import { createMemoryStore } from "../../adapters/storage/memory.ts";
import type { Session, SessionError } from "../../adapters/webrtc/port.ts";
import {
  DEFAULT_SAMPLING,
  err,
  type GenesisHash,
  type Hex,
  type JobIntent,
  jobIntentMessage,
  type LeaseId,
  type ModelEntry,
  ok,
  type Result,
  type SessionId,
} from "../../protocol/index.ts";
import { DEFAULT_POLICY } from "./admission.ts";
import { Meter } from "./meter.ts";
import { runJob } from "./run-job.ts";
import { acceptIntent, readIntent } from "./terms.ts";

const genesis = `0x${"11".repeat(32)}` as GenesisHash;
const DIGEST: Hex = `0x${"22".repeat(32)}`;
const model: ModelEntry = {
  id: "m",
  title: "Scripted",
  engine: "memory",
  baseUrl: "/",
  libraryUrl: null,
  contextTokens: 4096,
  memoryMib: 1,
  downloadBytes: 0,
  requiredFeatures: [],
  files: [],
  weightsDigest: DIGEST,
  licence: "MIT",
};
const requester = createMemoryKeystore(new Uint8Array(32).fill(1));
const device = createMemoryKeystore(new Uint8Array(32).fill(2));

/** Takes `room` frames, then nothing more until it is closed, and says when; it never looks dead. */
function unreadSession(room: number, onFull: () => void = () => undefined): Session & { closings: number } {
  const waiting: ((result: Result<never, SessionError>) => void)[] = [];
  const listeners = new Set<(reason: SessionError) => void>();
  let taken = 0;
  const session = {
    id: `0x${"33".repeat(16)}` as SessionId,
    remote: requester.account,
    role: "node" as const,
    roundTripMs: 1,
    closed: false,
    closings: 0,
    send() {
      if (++taken <= room) return Promise.resolve(ok({ bytes: 1 }));
      onFull();
      return new Promise<Result<never, SessionError>>((resolve) => waiting.push(resolve));
    },
    onFrame: () => () => undefined,
    onClose(listener: (reason: SessionError) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      session.closings++;
      session.closed = true;
      for (const resolve of waiting.splice(0)) resolve(err({ code: "session_closed" }));
      for (const listener of listeners) listener({ code: "session_closed" });
    },
  };
  return session;
}

async function run(session: Session, signal: AbortSignal, unreadLimitMs: number) {
  const engine = createMemoryEngine({ tokens: 1000, tokensPerSecond: 1000 });
  await engine.load(model, { onProgress: () => undefined, signal: new AbortController().signal });
  const chat = {
    model: "m",
    messages: [{ role: "user" as const, content: "Go on." }],
    sampling: DEFAULT_SAMPLING,
  };
  const intent: JobIntent = {
    requester: requester.account,
    nonce: `0x${"05".repeat(16)}`,
    model: "m",
    maxPricePlanck: 10n ** 12n,
    maxPromptTokens: 100,
    maxCompletionTokens: chat.sampling.maxTokens,
    deadlineMs: BigInt(Date.now() + 60_000),
    strategy: "fastest",
    maxTtftMs: 0,
    minMilliTokensPerSecond: 0,
  };
  const bytes = jobIntentMessage.encode(intent, genesis);
  const signed = readIntent(bytes, await requester.sign(bytes), genesis);
  if (!signed.ok) throw new Error(signed.error.code);
  const terms = await acceptIntent(signed.value, `0x${"aa".repeat(16)}` as LeaseId, {
    keystore: device,
    owner: device.account,
    policy: DEFAULT_POLICY,
    genesis,
    nowMs: Date.now(),
  });
  const clock = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };
  return runJob(
    { stream: 1, session, chat, terms, meter: new Meter(clock), weightsDigest: DIGEST },
    { engine, keystore: device, store: createMemoryStore(), genesis, onProgress: () => undefined },
    signal,
    () => "handed_back",
    unreadLimitMs,
  );
}

describe("a requester that does not read", () => {
  it("loses its session, and the slot is free", async () => {
    const session = unreadSession(3);
    const outcome = await run(session, new AbortController().signal, 50);
    expect(outcome).toEqual({ type: "failed", code: "requester_left", signed: null });
    expect(session.closings).toBe(1);
  });

  it("does not keep the owner from stopping", async () => {
    const stop = new AbortController();
    const session = unreadSession(3, () => stop.abort());
    const outcome = await run(session, stop.signal, 600_000);
    expect(outcome).toMatchObject({ type: "failed", signed: null });
    expect(session.closings).toBe(1);
  });

  it("is not taken for one that reads slowly", async () => {
    const session = unreadSession(Number.POSITIVE_INFINITY);
    const outcome = await run(session, new AbortController().signal, 50);
    expect(outcome.type).toBe("answered");
    expect(session.closings).toBe(0);
  });
});
