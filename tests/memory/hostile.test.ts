/** A lying node and a lying requester, each on its own proven session. */
import { afterEach, describe, expect, it } from "vitest";
import { createMemoryKeystore } from "../../adapters/keystore/memory.ts";
import type { Keystore } from "../../adapters/keystore/port.ts";
import { MemoryTransport } from "../../adapters/webrtc/memory.ts";
import type { Session } from "../../adapters/webrtc/port.ts";
import { type ChatLimits, type ChatStep, runChat } from "../../client/core/run-chat.ts";
import { type ClientTerms, signIntent } from "../../client/core/terms.ts";
import { DEFAULT_POLICY } from "../../node/core/admission.ts";
import { acceptIntent, readIntent } from "../../node/core/terms.ts";
import {
  type ChatRequest,
  DEFAULT_SAMPLING,
  type FrameBody,
  type FrameOf,
  type LeaseId,
  outputDigestOf,
  type UsageRecord,
  usageRecordMessage,
} from "../../protocol/index.ts";
import { genesis, model, TestNetwork, until } from "./network.ts";

let network: TestNetwork;
const transports: MemoryTransport[] = [];
afterEach(async () => {
  for (const transport of transports.splice(0)) await transport.close();
  await network.close();
});

const random = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));
const lease = `0x${"33".repeat(16)}` as LeaseId;
const chat: ChatRequest = {
  model: model.id,
  messages: [{ role: "user", content: "Hi" }],
  sampling: { ...DEFAULT_SAMPLING, maxTokens: 4 },
};

async function pair(): Promise<{
  requester: Keystore;
  node: Keystore;
  session: Session;
  incoming: Promise<Session>;
}> {
  network = new TestNetwork();
  const [requester, node] = [createMemoryKeystore(random(32)), createMemoryKeystore(random(32))];
  const nodeTransport = new MemoryTransport(network.broker, { keystore: node, genesis, role: "node" });
  const requesterTransport = new MemoryTransport(network.broker, {
    keystore: requester,
    genesis,
    role: "requester",
  });
  transports.push(nodeTransport, requesterTransport);
  const incoming = new Promise<Session>((resolve) => nodeTransport.onSession(resolve));
  const opened = await requesterTransport.connect(node.account, { signal: new AbortController().signal });
  if (!opened.ok) throw new Error(opened.error.code);
  return { requester, node, session: opened.value, incoming };
}

/** A node that answers "ok" honestly, but for what `lie` changes in its record. */
async function answerWith(
  session: Session,
  keystore: Keystore,
  request: FrameOf<"request">,
  lie: (record: UsageRecord) => UsageRecord,
): Promise<void> {
  const signed = readIntent(request.intent, request.intentSignature, genesis);
  if (!signed.ok) throw new Error(signed.error.code);
  const { stream } = request;
  const terms = await acceptIntent(signed.value, lease, {
    keystore,
    owner: keystore.account,
    policy: DEFAULT_POLICY,
    genesis,
    nowMs: Date.now(),
  });
  await session.send({
    type: "admitted",
    stream,
    ahead: 0,
    acceptance: terms.acceptanceBytes,
    acceptanceSignature: terms.acceptanceSignature,
  });
  const sent = await session.send({ type: "token", stream, index: 0, tokens: 1, text: "ok" });
  const record: UsageRecord = {
    job: terms.acceptance.job,
    lease,
    session: session.id,
    requester: session.remote,
    device: keystore.account,
    owner: keystore.account,
    model: model.id,
    weightsDigest: `0x${"00".repeat(32)}`,
    engine: "memory",
    promptTokens: 5,
    completionTokens: 1,
    bytesIn: 1n,
    bytesOut: BigInt(sent.ok ? sent.value.bytes : 0),
    queueMs: 0,
    ttftMs: 1,
    durationMs: 1,
    outputDigest: outputDigestOf("ok"),
    sequence: 1n,
    startedAtMs: 1n,
    endedAtMs: 2n,
    pricePlanck: 5n * DEFAULT_POLICY.promptTokenPricePlanck + DEFAULT_POLICY.completionTokenPricePlanck,
  };
  const bytes = usageRecordMessage.encode(lie(record), genesis);
  await session.send({
    type: "done",
    stream,
    finishReason: "stop",
    record: bytes,
    deviceSignature: await keystore.sign(bytes),
  });
}

async function terms(requester: Keystore): Promise<ClientTerms> {
  return signIntent(chat, {
    keystore: requester,
    genesis,
    wishes: { maxPricePlanck: 10n ** 12n, maxTtftMs: 0, minTokensPerSecond: 0, strategy: "fastest" },
    nowMs: Date.now(),
    deadlineMs: 60_000,
    random,
  });
}

describe("a node that lies in its record", () => {
  const lies: [string, (record: UsageRecord) => UsageRecord][] = [
    ["more completion tokens", (record) => ({ ...record, completionTokens: 4 })],
    ["a higher price", (record) => ({ ...record, pricePlanck: record.pricePlanck + 1n })],
    [
      "more prompt tokens than bytes allow",
      (record) => ({ ...record, promptTokens: 100_000, pricePlanck: 100_003_000n }),
    ],
    ["another output", (record) => ({ ...record, outputDigest: outputDigestOf("no") })],
    ["another owner", (record) => ({ ...record, owner: record.requester })],
    ["another lease", (record) => ({ ...record, lease: `0x${"44".repeat(16)}` as LeaseId })],
    ["more bytes", (record) => ({ ...record, bytesOut: record.bytesOut + 1n })],
  ];

  async function receiptFor(
    lie: (record: UsageRecord) => UsageRecord,
  ): Promise<{ done: ChatStep | undefined; heard: FrameBody[] }> {
    const { requester, node, session, incoming } = await pair();
    const nodeSession = await incoming;
    const heard: FrameBody[] = [];
    nodeSession.onFrame((frame) => {
      heard.push(frame);
      if (frame.type === "request") void answerWith(nodeSession, node, frame, lie);
    });
    let done: ChatStep | undefined;
    const job = { session, stream: 1, lease: null, terms: await terms(requester), chat };
    const never = new AbortController().signal;
    const limits = { admission: never, answerMs: 10_000 };
    for await (const step of runChat(job, { keystore: requester, genesis }, never, limits)) done = step;
    return { done, heard };
  }

  it("is countersigned when it tells the truth", async () => {
    const { done, heard } = await receiptFor((record) => record);
    expect(done).toMatchObject({ type: "done", receipt: { verified: true } });
    await until(() => heard.some((frame) => frame.type === "countersign"), "countersigned");
  });

  it.each(lies)("is not countersigned for %s", async (_name, lie) => {
    const { done, heard } = await receiptFor(lie);
    expect(done).toMatchObject({ type: "done", receipt: { verified: false, code: "record_mismatch" } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard.map((frame) => frame.type)).not.toContain("countersign");
  });
});

describe("a node that does not answer", () => {
  /** Against hanging only: what is thrown must come of what the node sends. */
  const patient = () => ({ admission: AbortSignal.timeout(60_000), answerMs: 60_000 });
  /** What the client throws at a node that does `answer` with each request. */
  async function failureOf(
    answer: (session: Session, node: Keystore, request: FrameOf<"request">) => Promise<void>,
    limitsOf: () => ChatLimits = patient,
  ): Promise<unknown> {
    const { requester, node, session, incoming } = await pair();
    const nodeSession = await incoming;
    nodeSession.onFrame((frame) => {
      if (frame.type === "request") void answer(nodeSession, node, frame);
    });
    const job = { session, stream: 1, lease: null, terms: await terms(requester), chat };
    const never = new AbortController().signal;
    const run = runChat(job, { keystore: requester, genesis }, never, limitsOf());
    try {
      for await (const step of run) if (step.type === "done") return null;
      return null;
    } catch (thrown) {
      return thrown;
    }
  }
  async function admitted(session: Session, keystore: Keystore, request: FrameOf<"request">): Promise<void> {
    const signed = readIntent(request.intent, request.intentSignature, genesis);
    if (!signed.ok) throw new Error(signed.error.code);
    const own = await acceptIntent(signed.value, lease, {
      keystore,
      owner: keystore.account,
      policy: DEFAULT_POLICY,
      genesis,
      nowMs: Date.now(),
    });
    await session.send({
      type: "admitted",
      stream: 1,
      ahead: 0,
      acceptance: own.acceptanceBytes,
      acceptanceSignature: own.acceptanceSignature,
    });
  }
  /** Until the session's end; a test's session is closed behind it. */
  async function forever(session: Session, send: (index: number) => Promise<unknown>): Promise<void> {
    for (let index = 0; !session.closed && index < 5_000; index++) {
      await send(index);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  it("is given up when it only says that it works and never admits the job", async () => {
    const thrown = await failureOf(
      (session) => forever(session, () => session.send({ type: "working", stream: 1 })),
      () => ({ ...patient(), admission: AbortSignal.timeout(150) }),
    );
    expect(thrown).toMatchObject({ code: "node_silent" });
  });
  it("is given up at the deadline when it admits the job and only says that it works", async () => {
    const thrown = await failureOf(
      async (session, node, request) => {
        await admitted(session, node, request);
        await forever(session, () => session.send({ type: "working", stream: 1 }));
      },
      () => ({ ...patient(), answerMs: 400 }),
    );
    expect(thrown).toMatchObject({ code: "deadline_passed" });
  });
  it("cannot fill our memory with text for which it claims no tokens", async () => {
    const thrown = await failureOf(async (session, node, request) => {
      await admitted(session, node, request);
      await forever(session, (index) =>
        session.send({ type: "token", stream: 1, index, tokens: 0, text: "x".repeat(4_000) }),
      );
    });
    expect(thrown).toMatchObject({ code: "too_many_tokens" });
  });
  it("cannot send empty frames without end", async () => {
    const thrown = await failureOf(async (session, node, request) => {
      await admitted(session, node, request);
      await forever(session, (index) =>
        session.send({ type: "token", stream: 1, index, tokens: 0, text: "" }),
      );
    });
    expect(thrown).toMatchObject({ code: "too_many_tokens" });
  });
  it("cannot speak in the operator's name", async () => {
    const thrown = await failureOf(async (session) => {
      await session.send({
        type: "failed",
        stream: 1,
        code: "model_unknown",
        record: null,
        deviceSignature: null,
      });
    });
    expect(thrown).toMatchObject({ code: "node_failed", status: 502 });
  });
});

describe("a requester that lies", () => {
  async function refusalOf(change: (request: FrameOf<"request">) => FrameOf<"request">): Promise<string> {
    network = new TestNetwork();
    const { node } = await network.node();
    const requester = createMemoryKeystore(random(32));
    const transport = new MemoryTransport(network.broker, {
      keystore: requester,
      genesis,
      role: "requester",
    });
    transports.push(transport);
    const opened = await transport.connect(node.snapshot.account, { signal: new AbortController().signal });
    if (!opened.ok) throw new Error(opened.error.code);
    const answer = new Promise<FrameBody>((resolve) => opened.value.onFrame(resolve));
    const signed = await terms(requester);
    const honest: FrameOf<"request"> = {
      type: "request",
      stream: 1,
      lease: null,
      intent: signed.intentBytes,
      intentSignature: signed.intentSignature,
      chat,
    };
    await opened.value.send(change(honest));
    const frame = await answer;
    return frame.type === "failed" ? frame.code : frame.type;
  }
  const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
    bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

  it("is admitted when it tells the truth", async () => {
    expect(await refusalOf((request) => request)).toBe("admitted");
  });
  it("is refused with a forged signature", async () => {
    expect(
      await refusalOf((request) => ({ ...request, intentSignature: flipped(request.intentSignature, 3) })),
    ).toBe("intent_bad_signature");
  });
  it("is refused with somebody else's intent", async () => {
    const other = await terms(createMemoryKeystore(random(32)));
    expect(
      await refusalOf((request) => ({
        ...request,
        intent: other.intentBytes,
        intentSignature: other.intentSignature,
      })),
    ).toBe("intent_other_requester");
  });
  it("is refused with an intent for another chain", async () => {
    expect(await refusalOf((request) => ({ ...request, intent: flipped(request.intent, 20) }))).toBe(
      "intent_other_genesis",
    );
  });
  it("is refused with trailing bytes", async () => {
    expect(await refusalOf((request) => ({ ...request, intent: Uint8Array.of(...request.intent, 0) }))).toBe(
      "intent_malformed",
    );
  });
  it("is refused with a made-up lease", async () => {
    expect(await refusalOf((request) => ({ ...request, lease }))).toBe("lease_expired");
  });
  it("is refused for more tokens than it signed for", async () => {
    expect(
      await refusalOf((request) => ({
        ...request,
        chat: { ...chat, sampling: { ...chat.sampling, maxTokens: 5 } },
      })),
    ).toBe("request_over_max_tokens");
  });
  it("is refused for another model than it signed for", async () => {
    expect(await refusalOf((request) => ({ ...request, chat: { ...chat, model: "other" } }))).toBe(
      "request_other_model",
    );
  });
  it("is refused for a prompt that it did not sign for", async () => {
    const long = { ...chat, messages: [{ role: "user" as const, content: "x".repeat(100_000) }] };
    expect(await refusalOf((request) => ({ ...request, chat: long }))).toBe("request_over_max_prompt");
  });
  it("loses its session after sixteen refusals in a row", async () => {
    network = new TestNetwork();
    const { node } = await network.node();
    const requester = createMemoryKeystore(random(32));
    const transport = new MemoryTransport(network.broker, {
      keystore: requester,
      genesis,
      role: "requester",
    });
    transports.push(transport);
    const opened = await transport.connect(node.snapshot.account, { signal: new AbortController().signal });
    if (!opened.ok) throw new Error(opened.error.code);
    const session = opened.value;
    const signed = await terms(requester);
    const junk = {
      type: "request",
      lease: null,
      intent: new Uint8Array(10),
      intentSignature: signed.intentSignature,
      chat,
    } as const;
    for (let stream = 1; stream <= 16; stream++) {
      await session.send({ ...junk, stream });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until(() => session.closed, "the session is closed");
  });
});
