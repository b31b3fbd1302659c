/**
 * What every implementation of the session port must do. Plain functions without a test framework, because the browser's
 * run inside a page: a case throws when the implementation fails it.
 */
import {
  type AccountId,
  type FrameBody,
  type GenesisHash,
  MAX_FRAME_BYTES,
  SEND_BUFFER_HIGH_BYTES,
} from "../../protocol/index.ts";
import { accountOf, OTHER_GENESIS, requestOf, tokenOf } from "./fixtures/frames.ts";
import type { Session, SessionError, SessionTransport } from "./port.ts";
import { ChannelSession } from "./session.ts";

/** What an implementation brings to be tested. Seeds name keys (`fixtures/frames.ts`). */
export interface SessionHarness {
  /** A transport of key `seed` that is on its way to the broker. */
  transport(options: { seed: number; role: "requester" | "node"; genesis?: GenesisHash }): SessionTransport;
  /** A node with key `seed` that lives outside and can be killed without a goodbye; online when this resolves. */
  doomedNode(seed: number): Promise<{ kill(): Promise<void> }>;
  /** The broker dies at once, or comes back. */
  broker(state: "up" | "down"): Promise<void>;
  /** The broker brings whoever asks for `from` to `to`. */
  redirect(from: AccountId, to: AccountId): Promise<void>;
}

export interface ConformanceCase {
  readonly name: string;
  readonly run: (harness: SessionHarness) => Promise<void>;
}

/** ms. Against hanging only: how soon a silent peer is noticed session.test.ts proves, with a clock of its own. */
const PATIENCE_MS = 60_000;

export const sessionConformance: readonly ConformanceCase[] = [
  {
    name: "opens a session in which both sides proved who they are",
    async run(harness) {
      const { requester, node } = await pair(harness);
      equal(requester.remote, accountOf(2), "the requester's peer");
      equal(node.remote, accountOf(1), "the node's peer");
      equal(requester.id, node.id, "the session id");
      equal(requester.role, "requester", "the requester's role");
      equal(node.role, "node", "the node's role");
      await until(() => requester.roundTripMs !== null && node.roundTripMs !== null, "a round trip measured");
    },
  },
  {
    name: "refuses a node that is not the one that was asked for",
    async run(harness) {
      const impostor = harness.transport({ seed: 3, role: "node" });
      const requester = harness.transport({ seed: 1, role: "requester" });
      await online(impostor, requester);
      let sessions = 0;
      impostor.onSession(() => sessions++);
      await harness.redirect(accountOf(2), accountOf(3));
      refused(await connect(requester, 2), "identity_mismatch");
      equal(sessions, 0, "sessions at the impostor");
    },
  },
  {
    name: "serves two requesters with one key at once, as two tabs of one person are",
    async run(harness) {
      const { requester: one, node: atOne, requesters: first } = await pair(harness);
      const second = harness.transport({ seed: 1, role: "requester" });
      await online(second);
      const [answer, again] = [await connect(second, 2), await connect(first, 2)];
      if (!answer.ok || !again.ok) return fail("one of them got no session");
      equal(first.status, "online", "the older one's status");
      const got = collect(one, 1);
      await atOne.send(tokenOf(1, 0));
      await within(got, "an answer to the older one");
      await second.close();
      equal(
        [one, again.value].some(({ closed }) => closed),
        false,
        "sessions that closed with the other",
      );
      const third = await connect(first, 2);
      if (!third.ok) return fail(`no session after the other left: ${third.error.code}`);
    },
  },
  {
    name: "refuses a node of another chain",
    async run(harness) {
      const node = harness.transport({ seed: 2, role: "node" });
      const requester = harness.transport({ seed: 1, role: "requester", genesis: OTHER_GENESIS });
      await online(node);
      let sessions = 0;
      node.onSession(() => sessions++);
      refused(await connect(requester, 2), "other_genesis");
      equal(sessions, 0, "sessions at the node");
    },
  },
  {
    name: "says that a peer cannot be reached, within 8 s",
    async run(harness) {
      const requester = harness.transport({ seed: 1, role: "requester" });
      await online(requester);
      refused(await within(connect(requester, 9), "an answer about a missing peer"), "peer_unreachable");
    },
  },
  {
    name: "stops connecting when asked to",
    async run(harness) {
      const requester = harness.transport({ seed: 1, role: "requester" });
      await online(requester);
      const early = await requester.connect(accountOf(9), { signal: AbortSignal.abort() });
      refused(early, "aborted");
      await harness.broker("down");
      await until(() => requester.status === "offline", "offline");
      const controller = new AbortController();
      const late = requester.connect(accountOf(9), { signal: controller.signal });
      controller.abort();
      const answer = await within(late, "an aborted connect");
      if (answer.ok || !["aborted", "broker_unreachable"].includes(answer.error.code))
        fail("connected to nobody");
    },
  },
  {
    name: "carries messages of many pieces whole and in order, both ways",
    async run(harness) {
      const { requester, node } = await pair(harness);
      const prompt = "Grüße, 世界! ".repeat(50_000);
      for (const [from, to] of [
        [requester, node],
        [node, requester],
      ] as const) {
        const got = collect(to, 3);
        const sent = await Promise.all([
          from.send(requestOf(1, prompt)),
          from.send(tokenOf(1, 0)),
          from.send(requestOf(2, prompt.slice(0, 20_000))),
        ]);
        const frames = await within(got, "three frames");
        equal(promptOf(frames[0]), prompt, "the long prompt");
        equal(frames[1]?.frame.type, "token", "the frame after it");
        equal(promptOf(frames[2]), prompt.slice(0, 20_000), "the second prompt");
        for (const [i, answer] of sent.entries())
          equal(
            answer.ok && answer.value.bytes,
            frames[i]?.bytes,
            "bytes on the wire as both sides count them",
          );
      }
    },
  },
  {
    name: "keeps many interleaved streams apart",
    async run(harness) {
      const { requester, node } = await pair(harness);
      const [streams, tokens] = [50, 40];
      const got = collect(requester, streams * tokens);
      for (let index = 0; index < tokens; index++)
        for (let stream = 0; stream < streams; stream++)
          void node.send(tokenOf(stream, index, `${stream}:${index} `));
      const next = new Array<number>(streams).fill(0);
      for (const { frame } of await within(got, "all tokens")) {
        if (frame.type !== "token") return fail("another frame");
        equal(frame.index, next[frame.stream], `the next token of stream ${frame.stream}`);
        equal(frame.text, `${frame.stream}:${frame.index} `, "its text");
        next[frame.stream] = frame.index + 1;
      }
    },
  },
  {
    name: "makes a sender wait instead of filling memory",
    async run(harness) {
      const { requester, node } = await pair(harness);
      const count = 16;
      const got = collect(node, count);
      const large = "x".repeat(900_000);
      let highest = 0;
      let waited = 0;
      for (let i = 0; i < count; i++) {
        const sending = requester.send(requestOf(i, large)).then(() => "accepted");
        const soon = Promise.resolve()
          .then(() => Promise.resolve())
          .then(() => "waits");
        if ((await Promise.race([sending, soon])) === "waits") waited++;
        highest = Math.max(highest, inner(requester).channel.bufferedAmount);
        await within(sending, "a message taken");
        highest = Math.max(highest, inner(requester).channel.bufferedAmount);
      }
      if (highest > SEND_BUFFER_HIGH_BYTES + MAX_FRAME_BYTES) fail(`${highest} bytes were buffered`);
      if (waited === 0) fail("the sender never waited");
      const frames = await within(got, "all messages");
      for (const [i, { frame }] of frames.entries())
        equal(frame.type === "request" && frame.stream, i, "the order");
    },
  },
  {
    name: "delivers what was sent before a close, and then tells the peer",
    async run(harness) {
      const { requester, node } = await pair(harness);
      const count = 200;
      const got = collect(requester, count);
      const reason = closed(requester);
      for (let i = 0; i < count; i++) void node.send(tokenOf(1, i, "t".repeat(2_000)));
      await within(node.close(), "the close");
      equal((await within(got, "all frames")).length, count, "frames before the close");
      equal((await within(reason, "the close at the peer")).code, "session_closed", "the reason");
      refused(await requester.send(tokenOf(1, 0)), "session_closed");
      refused(await node.send(tokenOf(1, 0)), "session_closed");
    },
  },
  {
    name: "notices a killed peer",
    async run(harness) {
      const doomed = await harness.doomedNode(5);
      const requester = harness.transport({ seed: 1, role: "requester" });
      await online(requester);
      const answer = await connect(requester, 5);
      if (!answer.ok) return fail(answer.error.code);
      const reason = closed(answer.value);
      await until(() => answer.value.roundTripMs !== null, "a round trip");
      await doomed.kill();
      const { code } = await within(reason, "the loss of the peer");
      // A dying browser sometimes gets a last packet out; silence is what must always be noticed.
      if (code !== "peer_silent" && code !== "session_closed") fail(code);
    },
  },
  ...hostile("closes with bad_frame what does not parse", "bad_frame", Uint8Array.of(1, 0, 250, 1, 2, 3)),
  ...hostile(
    "closes with bad_frame on a second handshake",
    "bad_frame",
    Uint8Array.of(1, 0, 0, ...new Array<number>(96).fill(1)),
  ),
  ...hostile("closes on a frame of another version", "unsupported_version", Uint8Array.of(9, 0, 2)),
  ...hostile(
    "closes on a frame past the limit",
    "frame_too_large",
    new Uint8Array(MAX_FRAME_BYTES + 1).fill(1),
  ),
  {
    name: "refuses to send a frame past its limits, and stays open",
    async run(harness) {
      const { requester, node } = await pair(harness);
      refused(await requester.send(requestOf(1, "x".repeat(1024 * 1024))), "frame_too_large");
      const got = collect(node, 1);
      await requester.send(tokenOf(1, 0));
      await within(got, "a frame after the refusal");
    },
  },
  {
    name: "keeps its sessions when the broker dies, and opens new ones when it is back",
    async run(harness) {
      const { requester, node, requesters, nodes } = await pair(harness);
      await harness.broker("down");
      await until(() => requesters.status === "offline" && nodes.status === "offline", "both offline");
      const there = collect(node, 1);
      await requester.send(requestOf(1, "still there?"));
      await within(there, "a frame without the broker");
      const back = collect(requester, 1);
      await node.send(tokenOf(1, 0));
      await within(back, "an answer without the broker");
      await harness.broker("up");
      await until(() => requesters.status === "online" && nodes.status === "online", "both online again");
      const second = await connect(requesters, 2);
      if (!second.ok) return fail(second.error.code);
      equal(requester.closed || node.closed || second.value.closed, false, "closed sessions");
    },
  },
  {
    name: "closes its sessions when it is closed",
    async run(harness) {
      const { requester, node, requesters } = await pair(harness);
      const reason = closed(node);
      await within(requesters.close(), "the close");
      equal(requesters.status, "closed", "the status");
      equal(requester.closed, true, "the session closed");
      equal((await within(reason, "the close at the peer")).code, "session_closed", "the reason");
      refused(await connect(requesters, 2), "session_closed");
    },
  },
];

function hostile(
  name: string,
  code: SessionError["code"],
  bytes: Uint8Array<ArrayBuffer>,
): ConformanceCase[] {
  return [
    {
      name,
      async run(harness) {
        const { requester, node } = await pair(harness);
        const [there, here] = [closed(node), closed(requester)];
        inner(requester).channel.send(bytes);
        equal((await within(there, "a close")).code, code, "the reason at the receiver");
        equal(
          (await within(here, "a close at the sender")).code,
          "session_closed",
          "the reason at the sender",
        );
      },
    },
  ];
}

/** An open session of requester 1 and node 2, seen from both ends. */
async function pair(harness: SessionHarness) {
  const nodes = harness.transport({ seed: 2, role: "node" });
  const requesters = harness.transport({ seed: 1, role: "requester" });
  await online(nodes, requesters);
  const incoming = new Promise<Session>((resolve) => nodes.onSession(resolve));
  const answer = await connect(requesters, 2);
  if (!answer.ok) return fail(`no session: ${answer.error.code} ${answer.error.message ?? ""}`);
  return { requester: answer.value, node: await within(incoming, "the node's session"), requesters, nodes };
}

function connect(transport: SessionTransport, seed: number) {
  return transport.connect(accountOf(seed), { signal: new AbortController().signal });
}

async function online(...transports: SessionTransport[]): Promise<void> {
  await until(() => transports.every(({ status }) => status === "online"), "online");
}

function collect(session: Session, count: number): Promise<{ frame: FrameBody; bytes: number }[]> {
  return new Promise((resolve) => {
    const frames: { frame: FrameBody; bytes: number }[] = [];
    const stop = session.onFrame((frame, bytes) => {
      frames.push({ frame, bytes });
      if (frames.length < count) return;
      queueMicrotask(() => stop());
      resolve(frames);
    });
  });
}

function closed(session: Session): Promise<SessionError> {
  return new Promise((resolve) => session.onClose(resolve));
}

function promptOf(got: { frame: FrameBody } | undefined): string | undefined {
  return got?.frame.type === "request" ? got.frame.chat.messages[0]?.content : undefined;
}

function inner(session: Session): ChannelSession {
  return session instanceof ChannelSession ? session : fail("not a session over a channel");
}

async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing for ${PATIENCE_MS} ms: ${what}`)), PATIENCE_MS);
  });
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function until(holds: () => boolean, what: string): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  while (!holds()) {
    if (performance.now() > endMs) fail(`nothing for ${PATIENCE_MS} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function equal(got: unknown, wanted: unknown, what: string): void {
  if (!Object.is(got, wanted))
    fail(`${what}: not as it should be (${short(got)} instead of ${short(wanted)})`);
}

function refused(answer: { ok: boolean; error?: { code: string } }, code: SessionError["code"]): void {
  if (answer.ok) fail(`accepted where ${code} belongs`);
  equal(answer.error?.code, code, "the refusal");
}

function short(value: unknown): string {
  return String(value).slice(0, 80);
}

function fail(what: string): never {
  throw new Error(what);
}
