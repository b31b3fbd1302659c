import { describe, expect, it, vi } from "vitest";
import {
  encodeFrame,
  FrameAssembler,
  type FrameBody,
  type Hex,
  keyPairFromSeed,
  sessionProofMessage,
  signBytes,
} from "../../protocol/index.ts";
import { TestChannel } from "./fixtures/channel.ts";
import { GENESIS, keystoreOf, OTHER_GENESIS, requestOf } from "./fixtures/frames.ts";
import {
  acceptHello,
  acceptProof,
  helloOf,
  type HandshakeSide,
  MAX_UNPROVEN_BYTES,
  runHandshake,
} from "./handshake.ts";

const bytes32 = (byte: number): Hex => `0x${byte.toString(16).padStart(2, "0").repeat(32)}`;
const [requesterKey, nodeKey] = [keystoreOf(1), keystoreOf(2)];

const requester: HandshakeSide = {
  account: requesterKey.account,
  genesis: GENESIS,
  role: "requester",
  fingerprints: { local: bytes32(0xa1), remote: bytes32(0xb2) },
  nonce: bytes32(1),
  expected: nodeKey.account,
};
const node: HandshakeSide = {
  account: nodeKey.account,
  genesis: GENESIS,
  role: "node",
  fingerprints: { local: bytes32(0xb2), remote: bytes32(0xa1) },
  nonce: bytes32(2),
  expected: requesterKey.account,
};

/** The requester's view of a peer that is `peer`, and that peer's own view. */
function agree(peer: HandshakeSide = node) {
  const ours = acceptHello(requester, helloOf(peer));
  const theirs = acceptHello(peer, helloOf(requester));
  if (!ours.ok || !theirs.ok) throw new Error("no agreement");
  return { ours: ours.value, theirs: theirs.value };
}

describe("two sides of one connection", () => {
  it("agree on the session and on what each signs", () => {
    const { ours, theirs } = agree();
    expect(ours.session).toBe(theirs.session);
    expect(ours.session).toHaveLength(34);
    expect(ours.ours).toEqual(theirs.theirs);
    expect(ours.theirs).toEqual(theirs.ours);
    expect(sessionProofMessage.decode(ours.ours, GENESIS)).toMatchObject({
      ok: true,
      value: { role: "requester", initiator: requester.account, responder: node.account },
    });
  });

  it("accept each other's signature", async () => {
    const { ours, theirs } = agree();
    const signature = await nodeKey.sign(theirs.ours);
    expect(acceptProof(ours, { type: "proof", signature })).toMatchObject({ ok: true });
  });
});

describe("a hello is refused", () => {
  it.each([
    ["of another chain", { ...helloOf(node), genesis: OTHER_GENESIS }, "other_genesis"],
    ["of somebody else", { ...helloOf(node), identity: keystoreOf(3).account }, "identity_mismatch"],
    ["that is our own", helloOf(requester), "bad_proof"],
    ["with our own nonce", { ...helloOf(node), nonce: requester.nonce }, "bad_proof"],
    ["with our own identity", { ...helloOf(node), identity: requester.account }, "bad_proof"],
  ] as const)("%s", (_what, hello, code) => {
    expect(acceptHello(requester, hello)).toMatchObject({ ok: false, error: { code } });
  });
});

describe("a proof is refused", () => {
  const signatureOver = async (peer: HandshakeSide, key = nodeKey) => await key.sign(agree(peer).theirs.ours);

  it("over other certificates", async () => {
    const middle = { ...node, fingerprints: { local: bytes32(0xb2), remote: bytes32(0xcc) } };
    const signature = await signatureOver(middle);
    expect(acceptProof(agree().ours, { type: "proof", signature })).toMatchObject({
      error: { code: "bad_proof" },
    });
  });

  it("over another nonce: a replay", async () => {
    const { ours } = agree({ ...node, nonce: bytes32(3) });
    const signature = await signatureOver(node);
    expect(acceptProof(ours, { type: "proof", signature })).toMatchObject({ error: { code: "bad_proof" } });
  });

  it("of another key", async () => {
    const signature = await signatureOver(node, keystoreOf(3));
    expect(acceptProof(agree().ours, { type: "proof", signature })).toMatchObject({
      error: { code: "bad_proof" },
    });
  });

  it("that is our own, sent back", async () => {
    const { ours } = agree();
    const signature = await requesterKey.sign(ours.ours);
    expect(acceptProof(ours, { type: "proof", signature })).toMatchObject({ error: { code: "bad_proof" } });
  });

  it("of a peer in our own role", () => {
    const seed = new Uint8Array(32).fill(9);
    const { account, secret } = keyPairFromSeed(seed);
    const asked = { ...requester, expected: account };
    const agreed = acceptHello(asked, { ...helloOf(node), identity: account });
    if (!agreed.ok) throw new Error(agreed.error.code);
    const signature = signBytes(secret, agreed.value.ours);
    expect(acceptProof(agreed.value, { type: "proof", signature })).toMatchObject({
      error: { code: "bad_proof" },
    });
  });
});

describe("a running handshake", () => {
  function run(side: HandshakeSide = requester, key = requesterKey) {
    const channel = new TestChannel();
    const controller = new AbortController();
    const result = runHandshake(channel, side, key, controller.signal, () => ({ code: "handshake_timeout" }));
    const arrive = (frame: FrameBody): void => {
      for (const wire of encodeFrame(frame)) channel.inbox.push(wire);
    };
    const sent = (): FrameBody["type"][] => {
      const assembler = new FrameAssembler();
      return channel.sent.map((wire) => {
        const frame = assembler.push(wire);
        if (!frame.ok || !frame.value) throw new Error("a piece");
        return frame.value.type;
      });
    };
    return { channel, controller, result, arrive, sent };
  }

  it("sends a hello, then a proof, and nothing else", async () => {
    const { result, arrive, sent, channel } = run();
    expect(sent()).toEqual(["hello"]);
    arrive(helloOf(node));
    const view = acceptHello(node, helloOf(requester));
    if (!view.ok) throw new Error(view.error.code);
    // Its nonce is fixed here, so the node's view is the real one.
    arrive({ type: "proof", signature: await nodeKey.sign(view.value.ours) });
    expect(await result).toMatchObject({
      ok: true,
      value: { remote: nodeKey.account, session: view.value.session },
    });
    expect(sent()).toEqual(["hello", "proof"]);
    expect(channel.closed).toBe(false);
  });

  it("keeps the node silent until the requester has spoken", async () => {
    const { result, arrive, sent } = run(node, nodeKey);
    expect(sent()).toEqual([]);
    arrive(helloOf(requester));
    expect(sent()).toEqual(["hello"]);
    const view = acceptHello(requester, helloOf(node));
    if (!view.ok) throw new Error(view.error.code);
    arrive({ type: "proof", signature: await requesterKey.sign(view.value.ours) });
    expect((await result).ok).toBe(true);
    expect(sent()).toEqual(["hello", "proof"]);
  });

  it.each([
    ["hello", 0],
    ["proof", 1],
  ])("ends at once when the channel does not take its %s", async (_what, taken) => {
    const { result, arrive, channel } = run(node, nodeKey);
    let left = taken;
    channel.send = () => left-- > 0;
    arrive(helloOf(requester));
    expect(await result).toMatchObject({ ok: false, error: { code: "session_closed" } });
    expect(channel.closed).toBe(true);
  });

  it("leaves what follows the proof to the session", async () => {
    const { result, arrive, channel } = run();
    arrive(helloOf(node));
    const view = acceptHello(node, helloOf(requester));
    if (!view.ok) throw new Error(view.error.code);
    const signature = await nodeKey.sign(view.value.ours);
    await vi.waitFor(() => expect(channel.sent).toHaveLength(2), { timeout: 60_000 });
    arrive({ type: "proof", signature });
    arrive({ type: "cancel", stream: 7 });
    expect((await result).ok).toBe(true);
    const later: number[] = [];
    channel.read({
      message: (wire) => later.push(wire?.length ?? -1),
      low: () => undefined,
      closed: () => undefined,
    });
    expect(later).toEqual([7]);
  });

  it.each([
    ["a request before the proof", [helloOf(node), { type: "cancel", stream: 1 }], "bad_frame"],
    ["a proof without a hello", [{ type: "proof", signature: new Uint8Array(64) }], "bad_frame"],
    ["two hellos", [helloOf(node), helloOf(node)], "bad_frame"],
    ["a large frame", [requestOf(1, "x".repeat(500))], "frame_too_large"],
    ["a wrong proof", [helloOf(node), { type: "proof", signature: new Uint8Array(64) }], "bad_proof"],
  ] as [string, FrameBody[], string][])("refuses %s and closes", async (_what, frames, code) => {
    const { result, arrive, channel } = run();
    for (const frame of frames) arrive(frame);
    expect(await result).toMatchObject({ ok: false, error: { code } });
    expect(channel.closed).toBe(true);
  });

  it("takes frames of exactly the size that it needs", () => {
    const largest = Math.max(
      ...[helloOf(node), { type: "proof", signature: new Uint8Array(64) } as const].map(
        (frame) => encodeFrame(frame)[0]?.length ?? 0,
      ),
    );
    expect(largest).toBeLessThanOrEqual(MAX_UNPROVEN_BYTES);
  });

  it("ends by its signal, by text, and by the peer's close", async () => {
    const late = run();
    late.controller.abort();
    expect(await late.result).toMatchObject({ error: { code: "handshake_timeout" } });
    expect(late.channel.closed).toBe(true);

    const text = run();
    text.channel.inbox.push(null);
    expect(await text.result).toMatchObject({ error: { code: "bad_frame" } });

    const gone = run();
    gone.channel.close();
    expect(await gone.result).toMatchObject({ error: { code: "session_closed" } });
  });

  it("refuses when its own key does not sign", async () => {
    const { result, arrive } = run(requester, {
      ...requesterKey,
      sign: async () => Promise.reject(new Error("locked")),
    });
    arrive(helloOf(node));
    expect(await result).toMatchObject({ ok: false, error: { code: "session_closed" } });
  });
});
