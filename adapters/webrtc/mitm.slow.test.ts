import { afterEach, describe, expect, it } from "vitest";
import { nodePeerId } from "../../protocol/index.ts";
import { type BrokerFixture, startBroker } from "./fixtures/broker.ts";
import { accountOf, GENESIS, keystoreOf, requestOf } from "./fixtures/frames.ts";
import { manInTheMiddle } from "./fixtures/mitm.ts";
import { openNodeTransport, type SessionTransport } from "./node.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const PROMPT = "a prompt that nobody else may read";
const [REQUESTER, NODE] = [nodePeerId(accountOf(1)), nodePeerId(accountOf(2))];

async function victims() {
  const broker = await startBroker();
  cleanups.push(() => broker.stop());
  const join = (seed: number, role: "requester" | "node"): SessionTransport => {
    const { origin, brokerPath } = broker;
    const transport = openNodeTransport({
      keystore: keystoreOf(seed),
      genesis: GENESIS,
      role,
      origin,
      brokerPath,
      iceServers: [],
      relayOnly: false,
    });
    cleanups.push(() => transport.close());
    return transport;
  };
  const [node, requester] = [join(2, "node"), join(1, "requester")];
  let sessions = 0;
  node.onSession(() => sessions++);
  await expect.poll(() => node.status === "online" && requester.status === "online").toBe(true);
  /** What a client does: a prompt as soon as there is a session. */
  const ask = async (): Promise<string> => {
    const session = await requester.connect(accountOf(2), { signal: new AbortController().signal });
    if (!session.ok) return session.error.code;
    await session.value.send(requestOf(1, PROMPT));
    return "asked";
  };
  return { broker, ask, sessions: () => sessions };
}

describe("a man in the middle", () => {
  it("who bridges two real sessions is refused by both sides before a prompt leaves", async () => {
    for (let attempt = 0; attempt < 5; attempt++) {
      const { broker, ask, sessions } = await victims();
      const middle = manInTheMiddle(broker, REQUESTER, NODE);
      cleanups.push(() => middle.close());
      // Whoever sees the wrong signature first closes; the other then sees a wrong one too, or the close.
      expect(["bad_proof", "session_closed"]).toContain(await ask());
      expect(sessions()).toBe(0);
      // He did stand in the middle: each hello and the first proof went through his hands, and nothing else.
      expect(middle.fromRequester[0]).toBe("hello");
      expect(middle.fromNode[0]).toBe("hello");
      expect(middle.seen()).toEqual(["hello", "proof"]);
      const all = Buffer.concat(middle.carried).toString("latin1");
      expect(all).not.toContain(PROMPT);
    }
  });

  it("would read the prompt if only the signatures were not checked against the connection", async () => {
    // The same bridge with a requester whose eyes are shut: proof that the attack above is a real one.
    const { broker } = await victims();
    const middle = manInTheMiddle(broker, REQUESTER, NODE);
    cleanups.push(() => middle.close());
    const opened = await rawExchange(broker);
    expect(opened).toBe(true);
    expect(Buffer.concat(middle.carried).toString("latin1")).toContain(PROMPT);
  });

  for (const [what, type] of [
    ["offer", "OFFER"],
    ["answer", "ANSWER"],
  ] as const)
    it(`who alters the fingerprint of the ${what} gets no session`, async () => {
      const { broker, ask, sessions } = await victims();
      let altered = 0;
      broker.intercept = (message) => {
        const sdp = message.payload?.sdp;
        if (message.type === type && sdp) {
          sdp.sdp = sdp.sdp.replace(/(a=fingerprint:sha-256 )(..)/i, (_all, name: string, byte: string) => {
            altered++;
            return `${name}${byte === "00" ? "01" : "00"}`;
          });
        }
        return message;
      };
      expect(["peer_unreachable", "bad_proof", "session_closed"]).toContain(await ask());
      // Once a try: a connection that breaks without a word is tried twice.
      expect([1, 2]).toContain(altered);
      expect(sessions()).toBe(0);
    });

  it("who names two certificates in a description gets no session", async () => {
    const { broker, ask, sessions } = await victims();
    broker.intercept = (message) => {
      const sdp = message.payload?.sdp;
      if (message.type === "ANSWER" && sdp)
        sdp.sdp = sdp.sdp.replace(
          /(a=fingerprint:sha-256 )(\S+)/i,
          (line, name: string) => `${name}${"AA:".repeat(31)}AA\r\n${line}`,
        );
      return message;
    };
    expect(["peer_unreachable", "fingerprint_mismatch", "bad_proof", "session_closed"]).toContain(
      await ask(),
    );
    expect(sessions()).toBe(0);
  });
});

/** A careless client at the same bridge: plain PeerJS messages, no handshake, the prompt at once. */
async function rawExchange(broker: BrokerFixture): Promise<boolean> {
  const { NodeConnection } = await import("./node-connection.ts");
  const careless = new NodeConnection({ iceServers: [] });
  cleanups.push(() => careless.close());
  const intercept = broker.intercept;
  const send = (type: string, payload: Record<string, unknown>): void => {
    intercept({
      type,
      src: REQUESTER,
      dst: NODE,
      payload: { connectionId: "dc_careless", type: "data", ...payload },
    });
  };
  const tell = broker.tell.bind(broker);
  broker.tell = (dst, message) => {
    if (dst !== REQUESTER) tell(dst, message);
    else if (message.type === "ANSWER")
      void careless.setRemoteDescription(message.payload?.sdp as RTCSessionDescriptionInit);
    else if (message.type === "CANDIDATE")
      void careless.addIceCandidate(message.payload?.candidate as RTCIceCandidateInit).catch(() => undefined);
  };
  careless.onicecandidate = ({ candidate }) => send("CANDIDATE", { candidate });
  const channel = careless.createDataChannel("coco", { ordered: true });
  const opened = new Promise<boolean>((resolve) => {
    channel.addEventListener("open", () => {
      channel.send(new TextEncoder().encode(PROMPT));
      setTimeout(() => resolve(true), 200);
    });
  });
  const offer = (await careless.createOffer()) as RTCSessionDescriptionInit;
  send("OFFER", {
    serialization: "raw",
    reliable: true,
    label: "coco",
    sdp: { type: "offer", sdp: offer.sdp },
  });
  return await opened;
}
