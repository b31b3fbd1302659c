import { afterEach, describe, expect, test } from "vitest";
import { createMemoryKeystore } from "../adapters/keystore/memory.ts";
import type { Keystore } from "../adapters/keystore/port.ts";
import { httpSignaling } from "../adapters/signaling/http.ts";
import { openNodeLink } from "../adapters/signaling/websocket.ts";
import { createMemoryDisk, createMemoryStore } from "../adapters/storage/memory.ts";
import { openNodeTransport, type Session, type SessionTransport } from "../adapters/webrtc/node.ts";
import { keyPairFromSeed, signBytes } from "../protocol/index.ts";
import { acceptOffer, startNetwork } from "./testing/network.ts";
import { GENESIS, type Person, presence, signIntent } from "./testing/people.ts";

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const keystoreOf = (n: number): Keystore => createMemoryKeystore(new Uint8Array(32).fill(n));

function join(origin: string, n: number, role: "requester" | "node"): SessionTransport {
  const transport = openNodeTransport({
    keystore: keystoreOf(n),
    genesis: GENESIS,
    role,
    origin,
    brokerPath: "/v1/peer",
    iceServers: [],
    relayOnly: false,
  });
  cleanups.push(() => transport.close());
  return transport;
}

function whenStatus(
  of: Pick<SessionTransport, "status" | "onStatus">,
  wanted: SessionTransport["status"],
): Promise<void> {
  if (of.status === wanted) return Promise.resolve();
  return new Promise((resolve) => of.onStatus((status) => status === wanted && resolve()));
}

describe("real sessions through the real broker", () => {
  test("open, outlive the server, and new ones open once it is back on the same port", async () => {
    const disk = createMemoryDisk();
    const first = await startNetwork({ store: createMemoryStore(disk) });
    const [node, requester] = [join(first.origin, 1, "node"), join(first.origin, 2, "requester")];
    const incoming = new Promise<Session>((resolve) => node.onSession(resolve));
    await Promise.all([whenStatus(node, "online"), whenStatus(requester, "online")]);
    const { signal } = new AbortController();
    const session = await requester.connect(keystoreOf(1).account, { signal });
    if (!session.ok) throw new Error(session.error.code);
    const served = await incoming;

    await first.close();
    await Promise.all([whenStatus(node, "offline"), whenStatus(requester, "offline")]);
    const arrived = new Promise((resolve) => served.onFrame((frame) => resolve(frame)));
    expect((await session.value.send({ type: "cancel", stream: 7 })).ok).toBe(true);
    expect(await arrived).toEqual({ type: "cancel", stream: 7 });

    const port = Number(new URL(first.origin).port);
    const second = await startNetwork({ store: createMemoryStore(disk), port });
    cleanups.unshift(() => second.close());
    await Promise.all([whenStatus(node, "online"), whenStatus(requester, "online")]);
    const again = await requester.connect(keystoreOf(1).account, { signal });
    expect(again.ok).toBe(true);
    expect(session.value.closed).toBe(false);
  });

  test("give two tabs of one requester their answers, and neither displaces the other", async () => {
    const network = await startNetwork();
    cleanups.push(() => network.close());
    const node = join(network.origin, 1, "node");
    node.onSession((session) => {
      session.onFrame((frame) => {
        if (frame.type === "cancel") void session.send({ type: "cancel", stream: frame.stream + 100 });
      });
    });
    const tabs = [join(network.origin, 2, "requester"), join(network.origin, 2, "requester")];
    await Promise.all([node, ...tabs].map((transport) => whenStatus(transport, "online")));
    const losses: string[] = [];
    for (const tab of tabs) tab.onStatus((status) => losses.push(status));
    const ask = async (tab: SessionTransport, stream: number): Promise<number> => {
      const session = await tab.connect(node.account, { signal: new AbortController().signal });
      if (!session.ok) throw new Error(session.error.code);
      const answer = new Promise<number>((resolve) =>
        session.value.onFrame((frame) => frame.type === "cancel" && resolve(frame.stream)),
      );
      await session.value.send({ type: "cancel", stream });
      return await answer;
    };
    // At the same time, then in turn: neither stands back for the other.
    expect(await Promise.all(tabs.map((tab, at) => ask(tab, at)))).toEqual([100, 101]);
    for (const [at, tab] of tabs.entries()) expect(await ask(tab, 10 + at)).toBe(110 + at);
    expect(losses).toEqual([]);
  });

  test("say within the dial's time that a peer is not there", async () => {
    const network = await startNetwork();
    cleanups.push(() => network.close());
    const requester = join(network.origin, 3, "requester");
    await whenStatus(requester, "online");
    const refused = await requester.connect(keystoreOf(99).account, { signal: new AbortController().signal });
    expect(refused).toMatchObject({ ok: false, error: { code: "peer_unreachable" } });
  });
});

describe("the adapters that nodes and clients use", () => {
  test("announce a node, lease a job on it, and come back after a restart", async () => {
    const disk = createMemoryDisk();
    const first = await startNetwork({ store: createMemoryStore(disk) });
    const keystore = keystoreOf(4);
    const link = openNodeLink({ origin: first.origin, keystore });
    cleanups.push(() => link.close());
    const person = personOf(4);
    link.onMessage((message) => {
      if (message.type === "welcome")
        link.send({ type: "announce", presence: presence(), owner: keystore.account });
      if (message.type === "offer") link.send(acceptOffer(person, message.intent, message.lease));
    });
    const api = httpSignaling(first.origin);
    const lease = async () => {
      const { post } = signIntent(personOf(5));
      for (;;) {
        const granted = await api.requestLease(post);
        if (granted.ok) return granted.value;
        expect(["model_unknown", "no_free_node", "signaling_unreachable"]).toContain(granted.error.code);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    expect((await lease()).node).toBe(keystore.account);
    expect(await api.info()).toMatchObject({ ok: true, value: { genesis: GENESIS, brokerPath: "/v1/peer" } });
    await first.close();
    const second = await startNetwork({
      store: createMemoryStore(disk),
      port: Number(new URL(first.origin).port),
    });
    cleanups.unshift(() => second.close());
    expect((await lease()).node).toBe(keystore.account);
  });
});

function personOf(n: number): Person {
  const { account, secret } = keyPairFromSeed(new Uint8Array(32).fill(n));
  return { account, sign: (bytes) => signBytes(secret, bytes) };
}
