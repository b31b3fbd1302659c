import { afterEach, describe, expect, it } from "vitest";
import { ask } from "../../client/core/ask.ts";
import { DEFAULT_SAMPLING, fromHex, type JobPost, verifyUsageRecord } from "../../protocol/index.ts";
import { genesis, model, read, TestNetwork, until } from "./network.ts";

let network: TestNetwork;
afterEach(() => network.close());

describe("an answer from a node to a client", () => {
  it("streams text and ends with a record that both signed and signaling can verify", async () => {
    network = new TestNetwork();
    const { node } = await network.node({ engine: { tokens: 20 } });
    const { text, steps } = await read(network.client().ask());
    expect(text.split(" ")).toHaveLength(20);
    const done = steps.at(-1);
    if (done?.type !== "done" || !done.receipt.verified) throw new Error("no verified record");
    // 20 words and the end-of-sequence token, which was generated too.
    expect(done.receipt.record).toMatchObject({
      completionTokens: 21,
      engine: "memory",
      model: model.id,
      weightsDigest: model.weightsDigest,
      sequence: 1n,
    });
    expect(done.receipt.record.bytesOut).toBeGreaterThan(text.length);
    await until(() => node.snapshot.recent[0]?.status === "confirmed", "the node keeps a confirmed record");
    const sent = network.signaling.heard.find((message) => message.type === "record");
    if (sent?.type !== "record" || sent.requesterSignature === null) throw new Error("no record was sent");
    const hex = (value: string): Uint8Array => fromHex(value) ?? new Uint8Array();
    const checked = verifyUsageRecord(
      {
        bytes: hex(sent.record),
        deviceSignature: hex(sent.deviceSignature),
        requesterSignature: hex(sent.requesterSignature),
      },
      { genesis },
    );
    expect(checked).toEqual({ ok: true, value: done.receipt.record });
  });

  it("asks signaling nothing when the session is warm, and numbers the next record", async () => {
    network = new TestNetwork();
    await network.node();
    const client = network.client();
    await read(client.ask());
    const { steps } = await read(client.ask());
    expect(network.signaling.leases).toBe(1);
    expect(steps[0]).toMatchObject({ type: "node", warm: true });
    expect(steps.at(-1)).toMatchObject({ receipt: { verified: true, record: { sequence: 2n } } });
  });

  it("keeps the record until signaling says that it settled", async () => {
    network = new TestNetwork();
    const { node, store } = await network.node();
    await read(network.client().ask());
    await until(() => node.snapshot.recent[0]?.status === "confirmed", "confirmed");
    const job = node.snapshot.recent[0]?.job;
    if (!job) throw new Error("no job");
    expect(await store.scan({ prefix: "outbox/", limit: 10 })).toHaveLength(1);
    const inclusion = {
      block: 7,
      blockHash: `0x${"aa".repeat(32)}`,
      extrinsicHash: `0x${"bb".repeat(32)}`,
      events: ["computeJobs.JobCompleted"],
    } as const;
    network.signaling.tell(node.snapshot.account, {
      type: "settled",
      job,
      inclusion: { ...inclusion, events: [...inclusion.events] },
    });
    await until(() => node.snapshot.recent[0]?.status === "settled", "settled");
    expect(await store.scan({ prefix: "outbox/", limit: 10 })).toHaveLength(0);
    expect(node.snapshot.recent[0]?.inclusion?.block).toBe(7);
  });

  it("cancels at the node when the reader leaves, and still confirms what was used", async () => {
    network = new TestNetwork();
    const { node } = await network.node({ engine: { tokens: 1000, tokensPerSecond: 20 } });
    let texts = 0;
    for await (const step of network.client().ask({ maxTokens: 1000 })) {
      if (step.type === "text" && ++texts === 10) break;
    }
    await until(() => node.snapshot.recent[0]?.status === "confirmed", "the job ended, countersigned");
    const job = node.snapshot.recent[0];
    expect(job?.completionTokens).toBeGreaterThanOrEqual(10);
    expect(job?.completionTokens).toBeLessThan(1000);
  });

  it("runs no more than the intent allows", async () => {
    network = new TestNetwork();
    await network.node({ engine: { tokens: 500 } });
    const { steps } = await read(network.client().ask({ maxTokens: 7 }));
    expect(steps.at(-1)).toMatchObject({
      finishReason: "length",
      receipt: { verified: true, record: { completionTokens: 7 } },
    });
  });
});

describe("when a node cannot", () => {
  it("goes to another node while nothing was said yet", async () => {
    network = new TestNetwork();
    const first = await network.node();
    await network.node();
    first.engine.inject({ at: "generate", error: { code: "device_lost" }, afterTokens: 0 });
    const { steps } = await read(network.client().ask());
    expect(steps.filter((step) => step.type === "node")).toHaveLength(2);
    expect(steps.at(-1)).toMatchObject({ type: "done", receipt: { verified: true } });
  });

  it("gives the lease of a node that it cannot reach back at once, by the same intent", async () => {
    network = new TestNetwork();
    const hidden = await network.node();
    const client = network.client();
    network.broker.leave(hidden.transport());
    const posts: JobPost[] = [];
    const requestLease = network.signaling.requestLease.bind(network.signaling);
    network.signaling.requestLease = (post) => {
      posts.push(post);
      return requestLease(post);
    };
    await expect(read(client.ask())).rejects.toMatchObject({ code: "peer_unreachable" });
    expect(posts.map(({ exclude }) => exclude)).toEqual([[], [hidden.transport().account]]);
    expect(new Set(posts.map(({ intent }) => intent)).size).toBe(1);
  });

  it("says in time that nobody answered, however many nodes hang", async () => {
    // The nodes are there and take offers; what they say to requesters is lost.
    network = new TestNetwork({ tamper: (bytes, from) => (from === "responder" ? null : bytes) });
    for (let index = 0; index < 3; index++) await network.node();
    const never = new AbortController().signal;
    await expect(read(network.client().ask({}, never, 200))).rejects.toMatchObject({
      code: "no_sign",
      status: 504,
    });
  });

  it("gives the place of a requester that leaves the queue to the next one", async () => {
    network = new TestNetwork();
    const left = Promise.withResolvers<undefined>();
    const { node, engine } = await network.node();
    engine.hold(left.promise);
    const running = read(network.client().ask());
    await until(() => node.snapshot.jobs[0]?.phase === "decoding", "decoding");
    const leaving = new AbortController();
    const aborted = expect(read(network.client().ask({}, leaving.signal))).rejects.toMatchObject({
      code: "aborted",
    });
    await until(() => node.snapshot.jobs.length === 2, "queued");
    leaving.abort();
    await aborted;
    await until(() => node.snapshot.jobs.length === 1, "out of the queue");
    expect(node.snapshot.jobs[0]?.phase).toBe("decoding");
    left.resolve(undefined);
    expect((await running).steps.at(-1)).toMatchObject({ type: "done" });
  });

  it("tells the caller when a node is lost in mid-stream", async () => {
    network = new TestNetwork();
    const { transport } = await network.node({ engine: { tokens: 1000, tokensPerSecond: 20 } });
    await network.node();
    const asked = (async () => {
      let said = 0;
      for await (const step of network.client().ask()) {
        if (step.type === "text" && ++said === 5) await transport().close();
      }
    })();
    await expect(asked).rejects.toMatchObject({ name: "CocoError", status: 502 });
  });

  it("reloads after a lost device and serves again", async () => {
    network = new TestNetwork();
    const { node, engine } = await network.node();
    engine.loseDevice();
    await until(() => node.snapshot.phase === "loading", "noticed");
    await until(() => node.snapshot.phase === "serving", "serving again");
    expect((await read(network.client().ask())).text).not.toBe("");
  });

  it("hands back what waits when it is paused, and ends what runs", async () => {
    network = new TestNetwork();
    const refusedOne = Promise.withResolvers<undefined>();
    const { node, engine } = await network.node();
    engine.hold(refusedOne.promise);
    const running = read(network.client().ask());
    await until(() => node.snapshot.jobs[0]?.phase === "decoding", "decoding");
    const waiting = read(network.client().ask());
    await until(() => node.snapshot.jobs.length === 2, "queued");
    const refused = expect(waiting).rejects.toMatchObject({ code: "handed_back" });
    const pausing = node.pause();
    await refused;
    refusedOne.resolve(undefined);
    await pausing;
    expect(node.snapshot.phase).toBe("paused");
    expect((await running).steps.at(-1)).toMatchObject({ type: "done" });
    await node.resume();
    expect((await read(network.client().ask())).text).not.toBe("");
  });

  it("refuses a job at a price below the owner's", async () => {
    network = new TestNetwork();
    await network.node();
    await expect(read(network.client(1n).ask())).rejects.toMatchObject({ code: "no_free_node" });
  });

  it("says at once that nobody serves the model", async () => {
    network = new TestNetwork();
    await expect(read(network.client().ask())).rejects.toMatchObject({ code: "model_unknown", status: 404 });
  });

  it("refuses the same intent a second time", async () => {
    network = new TestNetwork();
    await network.node();
    const client = network.client();
    const nowMs = Date.now();
    const deps = { ...client.deps, random: () => new Uint8Array(16).fill(7), wallMs: () => nowMs };
    const chat = {
      model: model.id,
      messages: [{ role: "user" as const, content: "Again." }],
      sampling: DEFAULT_SAMPLING,
    };
    const signal = new AbortController().signal;
    await read(ask(chat, deps, signal));
    await expect(read(ask(chat, deps, signal))).rejects.toMatchObject({ code: "job_replayed" });
  });
});
