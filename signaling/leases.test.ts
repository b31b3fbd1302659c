import { afterEach, describe, expect, test } from "vitest";
import { jobCancellationMessage, jobViewSchema, leaseGrantSchema, toHex } from "../protocol/index.ts";
import { MAX_UNCLAIMED_PER_ADDRESS, MAX_UNCLAIMED_PER_REQUESTER, UnclaimedLeases } from "./core/unclaimed.ts";
import { leased, seen } from "./testing/watch.ts";
import { acceptOffer, connectNode, type Network, post, startNetwork } from "./testing/network.ts";
import { accept, createPerson, GENESIS, type Person, recordOf, signIntent } from "./testing/people.ts";

const networks: Network[] = [];
async function start(options: Parameters<typeof startNetwork>[0] = {}): Promise<Network> {
  const network = await startNetwork(options);
  networks.push(network);
  return network;
}
afterEach(async () => {
  for (const network of networks.splice(0)) await network.close();
});

describe("asking for a lease", () => {
  test("gives a lease that the node signed, for exactly this intent", async () => {
    const network = await start();
    const node = await connectNode(network);
    const { signed, grant } = await leased(network, node, createPerson());
    expect(grant).toMatchObject({ job: signed.job, fence: 1, node: node.account, owner: node.account });
    const view = jobViewSchema.parse(await (await fetch(`${network.origin}/v1/jobs/${signed.job}`)).json());
    expect(view).toMatchObject({ phase: "leased", node: node.account, model: "tiny" });
  });

  test("answers the same intent with the same lease, at the same moment and later", async () => {
    const network = await start();
    const node = await connectNode(network);
    node.acceptAll();
    const signed = signIntent(createPerson());
    const both = await Promise.all([post(network, signed.post), post(network, signed.post)]);
    const later = await post(network, signed.post);
    expect(both[1].body).toEqual(both[0].body);
    expect(later.body).toEqual(both[0].body);
    expect(node.line.heard.filter(({ type }) => type === "offer")).toHaveLength(1);
  });

  test("gives the job to another node with a higher fence when the first is excluded, and fences the first off", async () => {
    const network = await start();
    const nodes = [await connectNode(network), await connectNode(network)];
    for (const node of nodes) node.acceptAll();
    const requester = createPerson();
    const signed = signIntent(requester);
    const first = leaseGrantSchema.parse((await post(network, signed.post)).body);
    const second = leaseGrantSchema.parse(
      (await post(network, { ...signed.post, exclude: [first.node] })).body,
    );
    expect(second.node).not.toBe(first.node);
    expect(second.fence).toBe(2);
    const old = nodes.find(({ account }) => account === first.node);
    expect(await old?.hear("revoke")).toMatchObject({ lease: first.lease });
    // The first one's record comes too late.
    if (old) old.send(recordOf(old, requester, signed, first.lease));
    expect(await old?.hear("settled")).toMatchObject({ inclusion: null, code: "stale_lease" });
  });

  test("asks the next node when one declines", async () => {
    const network = await start();
    const quick = await connectNode(network, { presence: { milliTokensPerSecond: 90_000 } });
    const slow = await connectNode(network, { presence: { milliTokensPerSecond: 2_000 } });
    slow.acceptAll();
    const answer = post(network, signIntent(createPerson()).post);
    const offer = await quick.hear("offer");
    quick.send({ type: "decline", lease: offer.lease, code: "queue_full" });
    expect((await answer).body).toMatchObject({ node: slow.account });
  });

  test("asks the next node when one keeps silent or vanishes, and takes no late word", async () => {
    const network = await start();
    const silent = await connectNode(network, { presence: { milliTokensPerSecond: 90_000 } });
    const good = await connectNode(network, { presence: { milliTokensPerSecond: 2_000 } });
    good.acceptAll();
    const answer = post(network, signIntent(createPerson()).post);
    const offer = await silent.hear("offer");
    expect((await answer).body).toMatchObject({ node: good.account });
    expect(await silent.hear("revoke")).toMatchObject({ lease: offer.lease, code: "offer_expired" });
    const heard = silent.line.heard.length;
    silent.send(acceptOffer(silent, offer.intent, offer.lease));
    expect(await silent.hear("revoke", heard)).toMatchObject({ code: "offer_expired" });

    const vanishing = await connectNode(network, { presence: { milliTokensPerSecond: 90_000 } });
    good.send({ type: "heartbeat", freeSlots: 1, freeQueue: 0, milliTokensPerSecond: 2_000 });
    const again = post(network, signIntent(createPerson()).post);
    await vanishing.hear("offer");
    vanishing.line.socket.terminate();
    expect((await again).body).toMatchObject({ node: good.account });
  });

  test("believes no acceptance that is not this node's for this lease at this price", async () => {
    const network = await start();
    const node = await connectNode(network, { presence: { milliTokensPerSecond: 90_000 } });
    const good = await connectNode(network, { presence: { milliTokensPerSecond: 2_000 } });
    good.acceptAll();
    const stranger = createPerson();
    const wrong = [
      (job: Parameters<typeof accept>[1], lease: Parameters<typeof accept>[2]) =>
        accept(stranger, job, lease),
      (job: Parameters<typeof accept>[1]) => accept(node, job, `0x${"00".repeat(16)}` as never),
      (job: Parameters<typeof accept>[1], lease: Parameters<typeof accept>[2]) =>
        accept(node, job, lease, { completionTokenPricePlanck: 1_000_000n }),
      (_job: unknown, lease: Parameters<typeof accept>[2]) => accept(node, signIntent(stranger).job, lease),
    ];
    for (const forge of wrong) {
      const heard = node.line.heard.length;
      const signed = signIntent(createPerson());
      const answer = post(network, signed.post);
      const { lease } = await node.hear("offer", heard);
      node.send({ type: "accept", lease, ...forge(signed.job, lease) });
      expect((await answer).body).toMatchObject({ node: good.account });
      good.send({ type: "heartbeat", freeSlots: 1, freeQueue: 0, milliTokensPerSecond: 2_000 });
      // Announcing again does not end the cool-down; a new node does.
      node.line.socket.terminate();
      await node.line.closed;
      Object.assign(node, await connectNode(network, { presence: { milliTokensPerSecond: 90_000 } }));
    }
  }, 30_000);

  test("says which of the things that can be wrong is wrong", async () => {
    const network = await start();
    const node = await connectNode(network);
    node.acceptAll();
    const requester = createPerson();
    const good = signIntent(requester);
    const flipped = `0x${"00".repeat(64)}`;
    const cases: [unknown, number, string][] = [
      ["{", 400, "body_malformed"],
      ["[]", 400, "body_malformed"],
      [{ ...good.post, intent: "0x1" }, 400, "body_malformed"],
      [{ ...good.post, intent: `${good.post.intent}00` }, 400, "intent_malformed"],
      [{ ...good.post, intent: good.post.intent.slice(0, -2) }, 400, "intent_malformed"],
      [{ ...good.post, signature: flipped }, 400, "intent_bad_signature"],
      [signIntent(requester, { deadlineMs: BigInt(Date.now() - 1) }).post, 400, "deadline_passed"],
      [signIntent(requester, { deadlineMs: BigInt(Date.now() + 7_200_000) }).post, 400, "deadline_too_far"],
      [signIntent(requester, { model: "nobody-has-this" }).post, 404, "model_unknown"],
      [signIntent(requester, { maxPricePlanck: 1n }).post, 503, "no_suitable_node"],
      [`"${"x".repeat(40_000)}"`, 413, "body_too_large"],
    ];
    for (const [body, status, code] of cases) {
      const answer = await post(network, body);
      expect([answer.status, answer.body]).toMatchObject([status, { error: { code } }]);
    }
    await leased(network, node, requester);
    const busy = await post(network, good.post);
    expect(busy).toMatchObject({ status: 503, body: { error: { code: "no_free_node" } }, retryAfter: "1" });
  });

  test("limits one identity and lets the others go on", async () => {
    const network = await start({ rates: { jobsPerIdentity: { capacity: 1, perSecond: 0.01 } } });
    const [greedy, modest] = [createPerson(), createPerson()];
    expect((await post(network, signIntent(greedy).post)).status).toBe(404);
    const refused = await post(network, signIntent(greedy).post);
    expect(refused).toMatchObject({
      status: 429,
      body: { error: { code: "rate_limited" } },
      retryAfter: "100",
    });
    expect((await post(network, signIntent(modest).post)).status).toBe(404);
  });

  test("puts no limit of one identity on the gateway, who serves many", async () => {
    const gateway = createPerson();
    const network = await start({
      gateway: gateway.account,
      rates: { jobsPerIdentity: { capacity: 1, perSecond: 0.01 } },
    });
    for (let i = 0; i < 3; i++) expect((await post(network, signIntent(gateway).post)).status).toBe(404);
  });
});

describe("leases that nobody claims", () => {
  test("are few for one requester, until a node begins one; the gateway may hold more", async () => {
    const gateway = createPerson();
    const network = await start({ gateway: gateway.account });
    const nodes = await Promise.all(
      Array.from({ length: 3 }, () => connectNode(network, { presence: { freeSlots: 4 } })),
    );
    for (const node of nodes) node.acceptAll();
    const hoarder = createPerson();
    const held = await Promise.all(Array.from({ length: 5 }, () => post(network, signIntent(hoarder).post)));
    const granted = held.filter(({ status }) => status === 200);
    expect(granted).toHaveLength(MAX_UNCLAIMED_PER_REQUESTER);
    const refused = held.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ error: { code: "too_many_unclaimed_leases" } });
    expect(Number(refused?.retryAfter)).toBeGreaterThan(0);
    const begun = leaseGrantSchema.parse(granted[0]?.body);
    nodes
      .find(({ account }) => account === begun.node)
      ?.send({ type: "job", job: begun.job, phase: "running" });
    await seen(network, ({ job, phase }) => job === begun.job && phase === "running");
    expect((await post(network, signIntent(hoarder).post)).status).toBe(200);
    expect((await post(network, signIntent(hoarder).post)).status).toBe(429);
    for (let i = 0; i < MAX_UNCLAIMED_PER_REQUESTER + 1; i++)
      expect((await post(network, signIntent(gateway).post)).status).toBe(200);
  });

  test("are bounded for one address, whoever asks", () => {
    const leases = new UnclaimedLeases();
    const hold = (i: number, address: string) =>
      leases.hold(signIntent(createPerson()).job, `0x${i}` as never, address, 0, 100);
    for (let i = 0; i < MAX_UNCLAIMED_PER_ADDRESS; i++) expect(hold(i, "a")).toBe(0);
    expect(hold(99, "a")).toBe(100);
    expect(hold(99, "b")).toBe(0);
  });
});

describe("cancelling", () => {
  test("takes the requester's word only, tells the node, and holds for good", async () => {
    const network = await start();
    const node = await connectNode(network);
    const requester = createPerson();
    const { signed, grant } = await leased(network, node, requester);
    const bytes = jobCancellationMessage.encode({ job: signed.job }, GENESIS);
    const cancel = async (by: Person) =>
      fetch(`${network.origin}/v1/jobs/${signed.job}`, {
        method: "DELETE",
        body: JSON.stringify({ signature: toHex(by.sign(bytes)) }),
      });
    expect((await cancel(createPerson())).status).toBe(403);
    expect(await (await cancel(requester)).json()).toMatchObject({ phase: "cancelled" });
    expect((await cancel(requester)).status).toBe(200);
    expect(await node.hear("revoke")).toMatchObject({ lease: grant.lease, code: "cancelled" });
    expect(await post(network, signed.post)).toMatchObject({
      status: 409,
      body: { error: { code: "job_cancelled" } },
    });
  });

  test("is refused once a node runs the job, whose record then counts", async () => {
    const network = await start();
    const node = await connectNode(network);
    const requester = createPerson();
    const { signed, grant } = await leased(network, node, requester);
    node.send({ type: "job", job: signed.job, phase: "running" });
    await seen(network, ({ phase }) => phase === "running");
    const bytes = jobCancellationMessage.encode({ job: signed.job }, GENESIS);
    const refused = await fetch(`${network.origin}/v1/jobs/${signed.job}`, {
      method: "DELETE",
      body: JSON.stringify({ signature: toHex(requester.sign(bytes)) }),
    });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ error: { code: "job_running" } });
    node.send(recordOf(node, requester, signed, grant.lease));
    expect(await node.hear("settled")).not.toHaveProperty("code");
  });
});
