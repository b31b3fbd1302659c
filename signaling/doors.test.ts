import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { MAX_SIGNALING_MESSAGE_BYTES, nodePeerId, requesterPeerId } from "../protocol/index.ts";
import { createMemoryDisk, createMemoryStore } from "../adapters/storage/memory.ts";
import {
  connectNode,
  connectPeer,
  Line,
  type Network,
  type PeerMessage,
  startNetwork,
} from "./testing/network.ts";
import { MAX_PLACES_PER_REQUESTER } from "./limits.ts";
import { createPerson, GENESIS, type Person, proofFor } from "./testing/people.ts";
import type { GenesisHash } from "../protocol/index.ts";

let network: Network;
beforeEach(async () => {
  network = await startNetwork();
});
afterEach(async () => {
  await network.close();
});

const isType =
  (type: string) =>
  (message: PeerMessage): message is PeerMessage =>
    message.type === type;
const idOf = (person: Person) => nodePeerId(person.account);
const offer = (to: Person, payload: unknown = {}) => ({ type: "OFFER", dst: idOf(to), payload });

/** Two peers that can still reach each other. */
async function expectServes(on: Network): Promise<void> {
  const [a, b] = [createPerson(), createPerson()];
  const [from, to] = [await connectPeer(on, a), await connectPeer(on, b)];
  await to.hear(isType("OPEN"));
  from.send(offer(b, { alive: true }));
  expect(await to.hear(isType("OFFER"))).toMatchObject({ src: idOf(a), payload: { alive: true } });
  from.socket.close();
  to.socket.close();
}

describe("the broker's door", () => {
  test("opens to a proven key and carries offers with the proven sender", async () => {
    const [a, b] = [createPerson(), createPerson()];
    const [from, to] = [await connectPeer(network, a), await connectPeer(network, b)];
    await from.hear(isType("OPEN"));
    from.send({ ...offer(b, { sdp: "x" }), src: idOf(createPerson()) });
    expect(await to.hear(isType("OFFER"))).toMatchObject({
      src: idOf(a),
      dst: idOf(b),
      payload: { sdp: "x" },
    });
  });

  const refused: [string, (person: Person) => Promise<string>, string][] = [
    ["no proof", async () => "", "proof_malformed"],
    ["junk", async () => "%%%", "proof_malformed"],
    ["an over-long proof", async () => "A".repeat(600), "proof_malformed"],
    [
      "somebody else's signature",
      (person) => proofFor(network.origin, createPerson(), { identity: person.account }),
      "proof_bad_signature",
    ],
    [
      "another chain",
      (person) => proofFor(network.origin, person, { genesis: `0x${"22".repeat(32)}` as GenesisHash }),
      "proof_other_genesis",
    ],
    [
      "an expired challenge",
      (person) => proofFor(network.origin, person, { expiresAtMs: Date.now() - 1 }),
      "proof_expired",
    ],
    [
      "a challenge whose life it prolonged",
      (person) => proofFor(network.origin, person, { expiresAtMs: Date.now() + 3_600_000 }),
      "challenge_unknown",
    ],
    [
      "another id than the proven one",
      () => proofFor(network.origin, createPerson()),
      "proof_other_identity",
    ],
  ];
  test.each(refused)("stays shut for %s", async (_name, proof, code) => {
    const person = createPerson();
    const line = await connectPeer(network, person, { proof: await proof(person) });
    expect(await line.opened).toBe(false);
    expect(line.refusal?.body).toContain(`"${code}"`);
    expect([401, 403]).toContain(line.refusal?.status);
  });

  test("takes a proof once, also after a restart over the same store", async () => {
    const disk = createMemoryDisk();
    const first = await startNetwork({ store: createMemoryStore(disk) });
    const person = createPerson();
    const [used, kept] = [await proofFor(first.origin, person), await proofFor(first.origin, person)];
    expect(await (await connectPeer(first, person, { proof: used })).opened).toBe(true);
    expect((await connectPeer(first, person, { proof: used })).refusal?.body).toContain('"challenge_used"');
    await first.close();
    const second = await startNetwork({ store: createMemoryStore(disk) });
    expect((await connectPeer(second, person, { proof: used })).refusal?.body).toContain('"challenge_used"');
    // A challenge given before the restart is still good.
    expect(await (await connectPeer(second, person, { proof: kept })).opened).toBe(true);
    await second.close();
  });

  const strangers: [string, "node" | "requester", (own: Person, other: Person) => string][] = [
    ["with another account's prefix", "requester", (_own, other) => requesterPeerId(other.account)],
    ["that is its own account's bare one, a node's", "requester", (own) => nodePeerId(own.account)],
    ["that is another account's bare one", "requester", (_own, other) => nodePeerId(other.account)],
    ["with a longer end", "requester", (own) => `${requesterPeerId(own.account)}0`],
    ["with a shorter end", "requester", (own) => requesterPeerId(own.account).slice(0, -1)],
    ["with an end in capitals", "requester", (own) => `${nodePeerId(own.account)}${"A".repeat(16)}`],
    ["of a requester's form", "node", (own) => requesterPeerId(own.account)],
    ["of another node", "node", (_own, other) => nodePeerId(other.account)],
    ["that is empty", "node", () => ""],
  ];
  test.each(strangers)(
    "refuses an id %s to a %s, and leaves who has it alone",
    async (_name, role, idFor) => {
      const [own, other] = [createPerson(), createPerson()];
      const id = idFor(own, other);
      const there = await connectPeer(network, other);
      const line = await connectPeer(network, own, { role, id });
      expect(line.refusal).toMatchObject({ status: 403 });
      expect(line.refusal?.body).toContain('"proof_other_identity"');
      expect(there.socket.readyState).toBe(there.socket.OPEN);
      await expectServes(network);
    },
  );

  test("gives each of a requester's tabs a place of its own, apart from its node's", async () => {
    const [person, other] = [createPerson(), createPerson()];
    const ids = [requesterPeerId(person.account), requesterPeerId(person.account)] as const;
    const node = await connectPeer(network, person);
    const tabs = [
      await connectPeer(network, person, { role: "requester", id: ids[0] }),
      await connectPeer(network, person, { role: "requester", id: ids[1] }),
    ];
    const from = await connectPeer(network, other);
    for (const [at, tab] of tabs.entries()) {
      from.send({ type: "ANSWER", dst: ids[at], payload: { at } });
      expect(await tab.hear(isType("ANSWER"))).toMatchObject({
        src: idOf(other),
        dst: ids[at],
        payload: { at },
      });
      tab.send(offer(other, { at }));
      expect(await from.hear((heard): heard is PeerMessage => heard.src === ids[at])).toMatchObject({
        payload: { at },
      });
    }
    for (const line of [node, ...tabs]) expect(line.heard.some(isType("ID-TAKEN"))).toBe(false);
    // Who comes back to its own place takes it from its older socket, and from no other.
    const back = await connectPeer(network, person, { role: "requester", id: ids[0] });
    await back.hear(isType("OPEN"));
    expect((await tabs[0]?.closed)?.code).toBe(4409);
    expect(tabs[1]?.socket.readyState).toBe(WebSocket.OPEN);
  });

  test("refuses a requester more places than it may have, and displaces none", async () => {
    const roomy = { connectPerIdentity: { capacity: 100, perSecond: 1 } };
    const own = await startNetwork({ rates: roomy });
    const person = createPerson();
    const ids = Array.from({ length: MAX_PLACES_PER_REQUESTER + 4 }, () => requesterPeerId(person.account));
    const lines = await Promise.all(ids.map((id) => connectPeer(own, person, { role: "requester", id })));
    const [inside, outside] = [
      lines.filter(({ refusal }) => refusal === null),
      lines.filter(({ refusal }) => refusal !== null),
    ];
    expect(inside).toHaveLength(MAX_PLACES_PER_REQUESTER);
    for (const { refusal } of outside) {
      expect(refusal?.status).toBe(429);
      expect(refusal?.body).toContain('"too_many_connections"');
    }
    expect(inside.every(({ socket }) => socket.readyState === socket.OPEN)).toBe(true);
    // Its node and other people have theirs.
    expect(await (await connectPeer(own, person)).opened).toBe(true);
    expect(await (await connectPeer(own, createPerson(), { role: "requester" })).opened).toBe(true);
    // Coming back to a place that it holds costs none; a place that it leaves is free.
    const held = ids[lines.findIndex(({ refusal }) => refusal === null)] ?? "";
    const again = await connectPeer(own, person, { role: "requester", id: held });
    expect(await again.opened).toBe(true);
    again.socket.close();
    await again.closed;
    await expect.poll(async () => (await connectPeer(own, person, { role: "requester" })).opened).toBe(true);
    expect((await connectPeer(own, person, { role: "requester" })).refusal?.status).toBe(429);
    await own.close();
  });

  test("lets a newer proven socket take the place of the older one at once", async () => {
    const [person, other] = [createPerson(), createPerson()];
    const old = await connectPeer(network, person);
    await old.hear(isType("OPEN"));
    const next = await connectPeer(network, person);
    await next.hear(isType("OPEN"));
    expect(await old.hear(isType("ID-TAKEN"))).toBeDefined();
    expect((await old.closed).code).toBe(4409);
    const from = await connectPeer(network, other);
    from.send(offer(person));
    expect((await next.hear(isType("OFFER"))).src).toBe(idOf(other));
  });

  test("leaves one socket of many that come with the same key at once", async () => {
    const person = createPerson();
    const lines = await Promise.all(Array.from({ length: 4 }, () => connectPeer(network, person)));
    const open = lines.filter((line) => line.socket.readyState === line.socket.OPEN);
    expect(open.length).toBeGreaterThanOrEqual(1);
    const from = await connectPeer(network, createPerson());
    from.send(offer(person));
    const got = await Promise.race(lines.map((line) => line.hear(isType("OFFER"))));
    expect(got).toBeDefined();
    expect(lines.filter((line) => line.heard.some(isType("OFFER")))).toHaveLength(1);
  });

  test("says at once that a peer is not there", async () => {
    const [from, absent] = [await connectPeer(network, createPerson()), createPerson()];
    from.send(offer(absent));
    expect(await from.hear(isType("EXPIRE"))).toMatchObject({ src: idOf(absent) });
  });

  const junk: [string, string | Buffer, number][] = [
    ["junk", "{not json", 4400],
    ["null", "null", 4400],
    ["a number", "5", 4400],
    ["a type that PeerJS does not send", JSON.stringify({ type: "OPEN" }), 4400],
    ["a LEAVE of the server's kind", JSON.stringify({ type: "LEAVE" }), 4400],
    ["a destination of neither form", JSON.stringify({ type: "OFFER", dst: "a".repeat(72) }), 4400],
    ["a prototype for a destination", JSON.stringify({ type: "OFFER", dst: "__proto__" }), 4400],
    ["binary", Buffer.from([1, 2, 3]), 4400],
    ["more than a message may have", "x".repeat(MAX_SIGNALING_MESSAGE_BYTES + 1), 1009],
  ];
  test.each(junk)("closes the sender of %s and nobody else", async (_name, message, code) => {
    const bystander = await connectPeer(network, createPerson());
    const line = await connectPeer(network, createPerson());
    line.socket.send(message);
    expect((await line.closed).code).toBe(code);
    expect(bystander.socket.readyState).toBe(bystander.socket.OPEN);
    await expectServes(network);
  });

  test("closes a flooding socket while others go on", async () => {
    const bystander = await connectPeer(network, createPerson());
    const line = await connectPeer(network, createPerson());
    for (let i = 0; i < 1_000; i++) line.send({ type: "HEARTBEAT" });
    expect(await line.closed).toEqual({ code: 4429, reason: "rate_limited" });
    expect(bystander.socket.readyState).toBe(bystander.socket.OPEN);
    await expectServes(network);
  });

  test("serves none of PeerServer's own HTTP", async () => {
    for (const path of ["/v1/peer", "/v1/peer/peerjs/id", "/v1/peer/peerjs/peers", "/peerjs/id"])
      expect((await fetch(network.origin + path)).status).toBe(404);
  });
});

describe("origins", () => {
  test("lets its own pages and other programs in, no foreign page", async () => {
    const { host } = new URL(network.origin);
    const connect = async (origin: string) => {
      const person = createPerson();
      const proof = await proofFor(network.origin, person);
      const line = new Line(`ws://${host}/v1/node?proof=${proof}`, String, { origin });
      await line.opened;
      return line;
    };
    expect(await (await connect(`http://${host}`)).opened).toBe(true);
    for (const origin of ["https://evil.example", "null", `http://${host}.evil.example`]) {
      expect((await connect(origin)).refusal).toMatchObject({ status: 403 });
      expect((await fetch(`${network.origin}/v1/network`, { headers: { origin } })).status).toBe(403);
    }
  });

  test("lets the pages in that the operator named, and tells their browsers so", async () => {
    const open = await startNetwork({ allowedOrigins: ["https://dapp.example"] });
    const answer = await fetch(`${open.origin}/v1/jobs`, {
      method: "OPTIONS",
      headers: { origin: "https://dapp.example", "access-control-request-method": "POST" },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://dapp.example");
    await open.close();
  });
});

describe("the node's door", () => {
  test("welcomes a proven node with the chain it settles on", async () => {
    const node = await connectNode(network);
    expect(await node.hear("welcome")).toMatchObject({ genesis: GENESIS, nextNonce: null });
  });

  test("stays shut for a requester's proof", async () => {
    const proof = await proofFor(network.origin, createPerson(), { role: "requester" });
    const line = new Line(`${network.origin.replace("http", "ws")}/v1/node?proof=${proof}`, String);
    await line.opened;
    expect(line.refusal?.status).toBe(403);
  });

  test("closes a node that talks nonsense, and the others stay listed", async () => {
    const [good, bad] = [await connectNode(network), await connectNode(network)];
    bad.line.send({ type: "announce", presence: { models: "all" } });
    expect((await bad.line.closed).code).toBe(4400);
    const listed = (await (await fetch(`${network.origin}/v1/nodes`)).json()) as {
      nodes: { account: string }[];
    };
    expect(listed.nodes.map(({ account }) => account)).toEqual([good.account]);
  });

  test("lets a node's newer connection take the place of the older, and keeps it listed", async () => {
    const first = await connectNode(network);
    const second = await connectNode(network, { person: first });
    expect((await first.line.closed).code).toBe(4409);
    expect(await first.hear("error")).toMatchObject({ code: "replaced" });
    expect(network.signaling.snapshot()).toMatchObject({ nodes: [{ account: second.account }] });
  });

  test("limits how often one address connects, and says when to come back", async () => {
    const tight = await startNetwork({ rates: { connectPerAddress: { capacity: 2, perSecond: 0.1 } } });
    const lines = [];
    for (let i = 0; i < 3; i++) lines.push(await connectPeer(tight, createPerson()));
    expect(await Promise.all(lines.map((line) => line.opened))).toEqual([true, true, false]);
    expect(lines[2]?.refusal).toMatchObject({ status: 429 });
    await tight.close();
  });

  test("tells everybody to go when the server closes", async () => {
    const own = await startNetwork();
    const node = await connectNode(own);
    const peer = await connectPeer(own, createPerson());
    await own.close();
    expect((await node.line.closed).code).toBe(1001);
    expect((await peer.closed).code).toBe(1001);
  });
});
