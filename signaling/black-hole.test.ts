import { afterEach, describe, expect, test } from "vitest";
import { LEASE_CLAIM_TIMEOUT_MS, leaseGrantSchema } from "../protocol/index.ts";
import { connectNode, type Network, post, startNetwork, type TestNode } from "./testing/network.ts";
import { createPerson, recordOf, signIntent } from "./testing/people.ts";
import { clock, leased, seen } from "./testing/watch.ts";

const networks: Network[] = [];
async function start(options: Parameters<typeof startNetwork>[0] = {}): Promise<Network> {
  const network = await startNetwork(options);
  networks.push(network);
  return network;
}
afterEach(async () => {
  for (const network of networks.splice(0)) await network.close();
});

const BOAST = { milliTokensPerSecond: Number.MAX_SAFE_INTEGER, freeSlots: 64 };
const beat = (node: TestNode) =>
  node.send({ type: "heartbeat", freeSlots: 1, freeQueue: 0, milliTokensPerSecond: 20_000 });

/** Who gets the next new client. */
async function next(network: Network): Promise<string> {
  return leaseGrantSchema.parse((await post(network, signIntent(createPerson()).post)).body).node;
}

describe("a node that boasts, accepts and never answers", () => {
  test("stands behind a node whose records show its speed", async () => {
    const network = await start();
    const honest = await connectNode(network);
    const requester = createPerson();
    const { signed, grant } = await leased(network, honest, requester);
    honest.send(recordOf(honest, requester, signed, grant.lease));
    await honest.hear("settled");
    beat(honest);
    const hole = await connectNode(network, { presence: BOAST });
    hole.acceptAll();
    expect(await next(network)).toBe(honest.account);
  });

  test("shows no speed by a record with itself", async () => {
    const network = await start();
    const hole = await connectNode(network, { presence: BOAST });
    const signed = signIntent(hole);
    hole.send(recordOf(hole, hole, signed, `0x${"ab".repeat(16)}` as never));
    await hole.hear("settled");
    const slow = await connectNode(network, { presence: { milliTokensPerSecond: 9_000 } });
    const requester = createPerson();
    const warm = signIntent(requester);
    slow.acceptAll();
    slow.send(recordOf(slow, requester, warm, `0x${"cd".repeat(16)}` as never));
    await slow.hear("settled");
    hole.acceptAll();
    // 8 tokens/s and 9 are one class: the longest idle. A shown boast would be far above.
    const answers = [await next(network), await next(network)];
    expect(new Set(answers)).toEqual(new Set([hole.account, slow.account]));
  });

  test.each(["runs out", "is given up for another node"])("is asked last after its lease %s", async (how) => {
    const time = clock();
    const network = await start({ now: time.now });
    const hole = await connectNode(network, { presence: BOAST });
    const requester = createPerson();
    const { signed } = await leased(network, hole, requester);
    const honest = await connectNode(network, { presence: { milliTokensPerSecond: 2_000, freeSlots: 4 } });
    honest.acceptAll();
    if (how === "runs out") {
      time.forward(LEASE_CLAIM_TIMEOUT_MS + 1);
      await seen(network, ({ phase }) => phase === "matching");
      const shown = async (node: TestNode) => {
        node.line.socket.terminate();
        return connectNode(network, {
          person: node,
          presence: { milliTokensPerSecond: 2_000, freeSlots: 4 },
        });
      };
      (await shown(honest)).acceptAll();
      // A new connection does not clear it.
      hole.line.socket.terminate();
      (await connectNode(network, { person: hole, presence: BOAST })).acceptAll();
    } else await post(network, { ...signed.post, exclude: [hole.account] });
    expect([await next(network), await next(network)]).toEqual([honest.account, honest.account]);
  });
});
