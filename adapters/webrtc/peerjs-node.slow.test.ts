import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { type GenesisHash, nodePeerId, requesterPeerId } from "../../protocol/index.ts";
import { sessionConformance } from "./conformance.ts";
import { type BrokerFixture, startBroker } from "./fixtures/broker.ts";
import { accountOf, GENESIS, keystoreOf } from "./fixtures/frames.ts";
import { openNodeTransport, type SessionTransport } from "./node.ts";

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function broker(): Promise<BrokerFixture> {
  const started = await startBroker();
  cleanups.push(() => started.stop());
  return started;
}

function join(
  at: { origin: string },
  seed: number,
  role: "requester" | "node",
  genesis: GenesisHash = GENESIS,
): SessionTransport {
  const transport = openNodeTransport({
    keystore: keystoreOf(seed),
    genesis,
    role,
    origin: at.origin,
    brokerPath: "/v1/peer",
    iceServers: [],
    relayOnly: false,
  });
  cleanups.push(() => transport.close());
  return transport;
}

/** A node in a process of its own. */
async function doomedNode(at: { origin: string }, seed: number) {
  const script = fileURLToPath(new URL("./fixtures/doomed-node.ts", import.meta.url));
  const child = spawn(process.execPath, [script, at.origin, String(seed)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  cleanups.push(kill);
  for await (const chunk of child.stdout) if (String(chunk).includes("online")) break;
  return { kill };
}

describe("sessions of Node processes", () => {
  for (const { name, run } of sessionConformance)
    it(name, async () => {
      const at = await broker();
      await run({
        transport: ({ seed, role, genesis }) => join(at, seed, role, genesis),
        doomedNode: (seed) => doomedNode(at, seed),
        broker: (state) => (state === "up" ? at.start() : at.stop()),
        async redirect(from, to) {
          at.redirect(nodePeerId(from), nodePeerId(to));
        },
      });
    });
});

describe("the broker's messages", () => {
  it("do no harm when they are malformed, unknown or meant to end open sessions", async () => {
    const at = await broker();
    const [nodes, requesters] = [join(at, 2, "node"), join(at, 1, "requester")];
    await expect.poll(() => nodes.status === "online" && requesters.status === "online").toBe(true);
    const session = await requesters.connect(accountOf(2), { signal: new AbortController().signal });
    if (!session.ok) throw new Error(session.error.code);
    const [to, src] = [nodePeerId(accountOf(2)), nodePeerId(accountOf(1))];
    const sdp = { type: "offer", sdp: "v=0\r\n" };
    const offer = {
      connectionId: "dc_x",
      type: "data",
      serialization: "raw",
      reliable: true,
      label: "x",
      sdp,
    };
    const hostile: unknown[] = [
      null,
      17,
      {},
      { type: "OFFER", src },
      { type: "OFFER", src, payload: { ...offer, serialization: "constructor" } },
      { type: "OFFER", src, payload: { ...offer, serialization: "binary" } },
      { type: "OFFER", src, payload: { ...offer, type: "media" } },
      { type: "OFFER", src, payload: { ...offer, sdp: { type: "answer", sdp: "v=0\r\n" } } },
      { type: "OFFER", src, payload: offer },
      { type: "OFFER", src, payload: offer },
      { type: "OFFER", src: "../../x", payload: offer },
      {
        type: "CANDIDATE",
        src,
        payload: { connectionId: "dc_unknown", type: "data", candidate: { candidate: "x" } },
      },
      {
        type: "CANDIDATE",
        src,
        payload: { connectionId: "dc_x", type: "data", candidate: { candidate: "x" } },
      },
      {
        type: "ANSWER",
        src,
        payload: { connectionId: "dc_x", type: "data", sdp: { type: "answer", sdp: "" } },
      },
      { type: "LEAVE", src },
      { type: "EXPIRE", src },
      { type: "CANDIDATE", src, payload: null },
    ];
    at.tellRaw(to, "not json");
    for (const message of hostile) at.tellRaw(to, JSON.stringify(message));
    for (let i = 0; i < 200; i++)
      at.tellRaw(to, JSON.stringify({ type: "OFFER", src, payload: { ...offer, connectionId: `dc_${i}` } }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(session.value.closed).toBe(false);
    const sent = await session.value.send({ type: "cancel", stream: 1 });
    expect(sent.ok).toBe(true);
    expect(nodes.status).toBe("online");
  });
});

describe("a peer's place at the broker", () => {
  it("is only for who signs the challenge", async () => {
    const at = await broker();
    const honest = keystoreOf(2);
    const thief = openNodeTransport({
      keystore: { ...keystoreOf(3), account: honest.account },
      genesis: GENESIS,
      role: "node",
      origin: at.origin,
      brokerPath: "/v1/peer",
      iceServers: [],
      relayOnly: false,
    });
    cleanups.push(() => thief.close());
    await expect.poll(() => at.upgrades.refused).toBeGreaterThan(0);
    expect(at.upgrades.accepted).toBe(0);
    expect(thief.status).not.toBe("online");
  });

  it("stays a requester's own when the broker was away, and is another for each of its transports", async () => {
    const at = await broker();
    const [one, other] = [join(at, 1, "requester"), join(at, 1, "requester")];
    const both = (status: string): boolean => one.status === status && other.status === status;
    await expect.poll(() => both("online")).toBe(true);
    const before = at.peersOf(accountOf(1)).sort();
    expect(before).toHaveLength(2);
    await at.stop();
    await expect.poll(() => both("offline")).toBe(true);
    await at.start();
    await expect.poll(() => both("online")).toBe(true);
    expect(at.peersOf(accountOf(1)).sort()).toEqual(before);
  });

  it("does not make a requester of who proves another key, even when the broker says so", async () => {
    const at = await broker();
    const [nodes, thief] = [join(at, 2, "node"), join(at, 3, "requester")];
    let sessions = 0;
    nodes.onSession(() => sessions++);
    await expect.poll(() => nodes.status === "online" && thief.status === "online").toBe(true);
    const [own = ""] = at.peersOf(accountOf(3));
    at.redirect(requesterPeerId(accountOf(1)), own);
    const answer = await thief.connect(accountOf(2), { signal: new AbortController().signal });
    // The node refuses at his hello, so he sees its close.
    expect(answer).toMatchObject({ ok: false, error: { code: "session_closed" } });
    expect(sessions).toBe(0);
    at.intercept = (message) => message;
    const honest = await thief.connect(accountOf(2), { signal: new AbortController().signal });
    expect(honest.ok).toBe(true);
    await expect.poll(() => sessions).toBe(1);
  });

  it("of a node goes to the newer of two transports with one key, and the older does not fight for it", async () => {
    const at = await broker();
    const older = join(at, 2, "node");
    await expect.poll(() => older.status).toBe("online");
    const lost = new Promise<void>((resolve) =>
      older.onStatus((status) => status === "offline" && resolve()),
    );
    const newer = join(at, 2, "node");
    await expect.poll(() => newer.status).toBe("online");
    await lost;
    const changes: string[] = [];
    newer.onStatus((status) => changes.push(status));
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect([newer.status, older.status, changes]).toEqual(["online", "offline", []]);
  });
});
