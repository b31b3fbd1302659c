import { afterEach, describe, expect, test } from "vitest";
import { createMemoryDisk, createMemoryStore } from "../adapters/storage/memory.ts";
import {
  LEASE_CLAIM_TIMEOUT_MS,
  leaseGrantSchema,
  type NetworkEvent,
  networkEventSchema,
} from "../protocol/index.ts";
import { ABANDONED_AFTER_MS } from "./core/job-record.ts";
import { clock, gone, leased, seen } from "./testing/watch.ts";
import { createFakeChain } from "./testing/fake-chain.ts";
import { connectNode, type Network, post, startNetwork } from "./testing/network.ts";
import { createPerson, GENESIS, recordOf, signIntent } from "./testing/people.ts";

const networks: Network[] = [];
async function start(options: Parameters<typeof startNetwork>[0] = {}): Promise<Network> {
  const network = await startNetwork(options);
  networks.push(network);
  return network;
}
afterEach(async () => {
  for (const network of networks.splice(0)) await network.close();
});

describe("a job's life", () => {
  test("goes from lease to chain, and says so to the node and to listeners", async () => {
    const network = await start();
    const node = await connectNode(network);
    const requester = createPerson();
    const { signed, grant } = await leased(network, node, requester);
    node.send({ type: "job", job: signed.job, phase: "running" });
    await seen(network, ({ phase }) => phase === "running");
    const record = recordOf(node, requester, signed, grant.lease);
    node.send(record);
    const settled = await node.hear("settled");
    expect(settled.inclusion?.events).toEqual(["completeJob"]);
    const view = await seen(network, ({ phase }) => phase === "settled");
    expect(view).toMatchObject({
      promptTokens: 10,
      completionTokens: 20,
      durationMs: 2,
      inclusion: settled.inclusion,
    });
    expect(network.chain.calls).toEqual(["submitJobIntent", "acceptJob", "completeJob"]);
    // Sent again after a reconnect: the same answer, nothing submitted.
    const heard = node.line.heard.length;
    node.send(record);
    expect(await node.hear("settled", heard)).toEqual(settled);
    expect(network.chain.calls).toHaveLength(3);
    expect(network.signaling.waitingForChain).toBe(0);
  });

  test("pays for no more records than a device can have earned, and keeps those of others moving", async () => {
    const network = await start({ rates: { recordsPerIdentity: { capacity: 1, perSecond: 0.01 } } });
    const [greedy, honest] = [await connectNode(network), await connectNode(network)];
    const record = (node: typeof greedy) => {
      const requester = createPerson();
      return recordOf(node, requester, signIntent(requester), `0x${"ab".repeat(16)}` as never);
    };
    greedy.send(record(greedy));
    await greedy.hear("settled");
    greedy.send(record(greedy));
    expect(await greedy.hear("error")).toMatchObject({ code: "rate_limited" });
    honest.send(record(honest));
    expect((await honest.hear("settled")).inclusion).not.toBeNull();
  });

  test("settles a job of a warm session, of which nobody asked signaling", async () => {
    const network = await start();
    const node = await connectNode(network);
    const requester = createPerson();
    const signed = signIntent(requester);
    node.send(recordOf(node, requester, signed, `0x${"ab".repeat(16)}` as never));
    expect((await node.hear("settled")).inclusion).not.toBeNull();
    expect(network.signaling.snapshot().jobs).toMatchObject([{ job: signed.job, phase: "settled" }]);
  });

  test("refuses a record that breaks the terms, or that somebody did not sign", async () => {
    const network = await start();
    const node = await connectNode(network);
    const [requester, stranger] = [createPerson(), createPerson()];
    const signed = signIntent(requester);
    const lease = `0x${"ab".repeat(16)}` as never;
    const good = recordOf(node, requester, signed, lease);
    const cases: [typeof good, string][] = [
      [{ ...good, requesterSignature: null }, "record_unconfirmed"],
      [{ ...good, requesterSignature: good.deviceSignature }, "record_bad_requester_signature"],
      [{ ...good, deviceSignature: good.intentSignature }, "record_bad_device_signature"],
      [
        recordOf(node, requester, signed, lease, { completionTokens: 101, pricePlanck: 313n }),
        "record_breaks_terms",
      ],
      [recordOf(node, requester, signed, lease, { pricePlanck: 71n }), "record_breaks_terms"],
      [recordOf(node, requester, signed, lease, { owner: stranger.account }), "record_breaks_terms"],
      [recordOf(stranger, requester, signed, lease), "record_other_device"],
      [{ ...good, record: `${good.record}00` }, "record_trailing_bytes"],
    ];
    for (const [message, code] of cases) {
      const heard = node.line.heard.length;
      node.send(message);
      expect(await node.hear("settled", heard)).toMatchObject({ job: signed.job, inclusion: null, code });
    }
    expect(network.chain.calls).toEqual([]);
    expect(network.signaling.snapshot().jobs).toEqual([]);
  });

  test("hands a job back that its node gives up, and leases it anew", async () => {
    const network = await start();
    const node = await connectNode(network);
    const { signed } = await leased(network, node, createPerson());
    node.send({ type: "job", job: signed.job, phase: "running" });
    node.send({ type: "job", job: signed.job, phase: "handed_back", code: "paused" });
    await seen(network, ({ phase }) => phase === "matching");
    expect(leaseGrantSchema.parse((await post(network, signed.post)).body).fence).toBe(2);
  });

  test("hears nothing about a job from a node that does not hold it", async () => {
    const network = await start();
    const node = await connectNode(network);
    const { signed } = await leased(network, node, createPerson());
    const other = await connectNode(network);
    other.send({ type: "job", job: signed.job, phase: "failed", code: "sabotage" });
    node.send({ type: "job", job: signed.job, phase: "running" });
    expect(await seen(network, ({ phase }) => phase !== "leased")).toMatchObject({ phase: "running" });
  });

  test("fails a running job whose node died, and settles its record all the same when it comes back with it", async () => {
    const time = clock();
    const network = await start({ now: time.now });
    const node = await connectNode(network);
    const requester = createPerson();
    const { signed, grant } = await leased(network, node, requester);
    node.send({ type: "job", job: signed.job, phase: "running" });
    await seen(network, ({ phase }) => phase === "running");
    const left = gone(network);
    node.line.socket.terminate();
    await left;
    time.forward(16_000);
    expect(await seen(network, ({ phase }) => phase === "failed")).toMatchObject({ code: "node_lost" });
    const back = await connectNode(network, { person: node });
    back.send(recordOf(node, requester, signed, grant.lease));
    expect((await back.hear("settled")).inclusion).not.toBeNull();
  });

  test("hands a lease back that nobody used, and takes the node's start of it later still", async () => {
    const time = clock();
    const network = await start({ now: time.now });
    const node = await connectNode(network);
    const { signed } = await leased(network, node, createPerson());
    time.forward(LEASE_CLAIM_TIMEOUT_MS + 1);
    await seen(network, ({ phase }) => phase === "matching");
    node.line.socket.terminate();
    const back = await connectNode(network, { person: node });
    back.send({ type: "job", job: signed.job, phase: "running" });
    expect(await seen(network, ({ phase }) => phase === "running")).toMatchObject({ node: node.account });
  });

  test("ends a job that nobody asks for any more, and revives it for who does", async () => {
    const time = clock();
    const network = await start({ now: time.now });
    const node = await connectNode(network);
    node.acceptAll();
    const signed = signIntent(createPerson(), { deadlineMs: BigInt(Date.now() + 600_000) });
    expect((await post(network, signed.post)).status).toBe(200);
    node.send({ type: "job", job: signed.job, phase: "handed_back", code: "paused" });
    await seen(network, ({ phase }) => phase === "matching");
    time.forward(20_000);
    const left = { ...signed.post, exclude: [node.account] };
    expect((await post(network, left)).status).not.toBe(200);
    // Asked for 11 s ago.
    time.forward(11_000);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(network.signaling.snapshot().jobs).toMatchObject([{ phase: "matching" }]);
    time.forward(ABANDONED_AFTER_MS);
    expect(await seen(network, ({ phase }) => phase === "failed")).toMatchObject({ code: "abandoned" });
    const back = await connectNode(network);
    back.acceptAll();
    expect(await post(network, left)).toMatchObject({ status: 200, body: { fence: 2 } });
  });

  test("ends a job whose deadline passed without a record", async () => {
    const time = clock();
    const network = await start({ now: time.now });
    const node = await connectNode(network);
    const { signed } = await leased(network, node, createPerson());
    time.forward(120_000);
    await seen(network, ({ phase }) => phase === "expired");
    expect(await post(network, signed.post)).toMatchObject({
      status: 400,
      body: { error: { code: "deadline_passed" } },
    });
  });
});

describe("a restart over the same store", () => {
  async function restart(
    network: Network,
    options: Parameters<typeof startNetwork>[0] = {},
  ): Promise<Network> {
    networks.splice(networks.indexOf(network), 1);
    await network.close();
    return start({ chain: network.chain, ...options });
  }

  test("keeps leases, running jobs and settled ones, and nothing runs twice", async () => {
    const disk = createMemoryDisk();
    const first = await start({ store: createMemoryStore(disk) });
    const requester = createPerson();
    const node = await connectNode(first);
    const one = await leased(first, node, requester);
    node.send({ type: "job", job: one.signed.job, phase: "running" });
    await seen(first, ({ phase }) => phase === "running");
    const second = await restart(first, { store: createMemoryStore(disk) });
    expect((await post(second, one.signed.post)).body).toEqual(one.grant);
    const back = await connectNode(second, { person: node });
    back.send(recordOf(node, requester, one.signed, one.grant.lease));
    expect((await back.hear("settled")).inclusion).not.toBeNull();
    const third = await restart(second, { store: createMemoryStore(disk) });
    expect(third.signaling.snapshot().jobs).toMatchObject([{ job: one.signed.job, phase: "settled" }]);
    expect(await post(third, one.signed.post)).toMatchObject({ status: 409 });
  });

  test("hands back leases that ran out while the server was away, and fails jobs whose nodes do not return", async () => {
    const disk = createMemoryDisk();
    const time = clock();
    const first = await start({ store: createMemoryStore(disk), now: time.now });
    const [a, b] = [await connectNode(first), await connectNode(first)];
    // Whichever is asked first takes it.
    b.acceptAll();
    const left = await leased(first, a, createPerson());
    const running = await leased(first, b, createPerson());
    const holder = [a, b].find(({ account }) => account === running.grant.node);
    holder?.send({ type: "job", job: running.signed.job, phase: "running" });
    await seen(first, ({ phase }) => phase === "running");
    networks.splice(0, 1);
    await first.close();
    time.forward(LEASE_CLAIM_TIMEOUT_MS + 1);
    const second = await start({ store: createMemoryStore(disk), now: time.now });
    const phases = () => new Map(second.signaling.snapshot().jobs.map(({ job, phase }) => [job, phase]));
    expect(phases().get(left.signed.job)).toBe("matching");
    expect(phases().get(running.signed.job)).toBe("running");
    time.forward(16_000);
    await seen(second, ({ job, phase }) => job === running.signed.job && phase === "failed");
  });

  test("carries records to the chain that was away, in order, and each once", async () => {
    const disk = createMemoryDisk();
    const chain = createFakeChain(GENESIS);
    chain.away = true;
    const first = await start({ store: createMemoryStore(disk), chain });
    const node = await connectNode(first);
    const requester = createPerson();
    const { signed, grant } = await leased(first, node, requester);
    const record = recordOf(node, requester, signed, grant.lease);
    node.send(record);
    await seen(first, ({ phase }) => phase === "recorded");
    node.send(record);
    expect(first.signaling.waitingForChain).toBe(1);
    // Half of it was on the chain already when the server died.
    chain.away = false;
    await chain.submitJobIntent(signed.intent, new Uint8Array(64));
    chain.away = true;
    const second = await restart(first, { store: createMemoryStore(disk) });
    expect(second.signaling.waitingForChain).toBe(1);
    chain.away = false;
    expect(await seen(second, ({ phase }) => phase === "settled")).toMatchObject({ job: signed.job });
    expect(chain.calls).toEqual(["submitJobIntent", "acceptJob", "completeJob"]);
  });
});

describe("the public view", () => {
  test("streams a snapshot, then what changes", async () => {
    const network = await start();
    const node = await connectNode(network);
    const answer = await fetch(`${network.origin}/v1/events`);
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const events: NetworkEvent[] = [];
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const until = async (wanted: (event: NetworkEvent) => boolean) => {
      while (!events.some(wanted)) {
        const piece = await reader?.read();
        text += piece?.value ?? "";
        const blocks = text.split("\n\n");
        text = blocks.pop() ?? "";
        for (const block of blocks)
          if (block.startsWith("data: ")) events.push(networkEventSchema.parse(JSON.parse(block.slice(6))));
      }
    };
    await until(({ type }) => type === "snapshot");
    expect(events[0]).toMatchObject({ nodes: [{ account: node.account }], jobs: [] });
    const { signed } = await leased(network, node, createPerson());
    await until((event) => event.type === "job" && event.job.phase === "leased");
    node.line.socket.close();
    await until(({ type }) => type === "node_left");
    expect(JSON.stringify(events)).not.toContain(signed.post.intent);
    await reader?.cancel();
  });

  test("knows no job that it was never told of", async () => {
    const network = await start();
    for (const id of [`0x${"00".repeat(32)}`, "nonsense"])
      expect((await fetch(`${network.origin}/v1/jobs/${id}`)).status).toBe(404);
  });
});
