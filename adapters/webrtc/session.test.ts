import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  encodeFrame,
  FrameAssembler,
  type FrameBody,
  SEND_BUFFER_HIGH_BYTES,
  SESSION_DEAD_AFTER_MS,
  SESSION_PING_INTERVAL_MS,
  type SessionId,
} from "../../protocol/index.ts";
import { TestChannel } from "./fixtures/channel.ts";
import { accountOf, requestOf, tokenOf } from "./fixtures/frames.ts";
import type { SessionError } from "./port.ts";
import { ChannelSession } from "./session.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  for (const { session } of opened.splice(0)) session.abandon();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const opened: { session: ChannelSession }[] = [];

function open() {
  const channel = new TestChannel();
  const session = new ChannelSession(channel, {
    id: `0x${"00".repeat(16)}` as SessionId,
    remote: accountOf(2),
    role: "requester",
  });
  const reasons: SessionError["code"][] = [];
  session.onClose(({ code }) => reasons.push(code));
  const arrive = (frame: FrameBody): void => {
    for (const wire of encodeFrame(frame)) channel.inbox.push(wire);
  };
  const sent = (): FrameBody[] => {
    const assembler = new FrameAssembler();
    return channel.sent.flatMap((wire) => {
      const frame = assembler.push(wire);
      return frame.ok && frame.value ? [frame.value] : [];
    });
  };
  opened.push({ session });
  return { channel, session, reasons, arrive, sent };
}

describe("a session's heartbeat", () => {
  it("pings at once and then at its interval, and measures the round trip", async () => {
    const { session, arrive, sent } = open();
    expect(sent().map(({ type }) => type)).toEqual(["ping"]);
    const ping = sent()[0];
    await vi.advanceTimersByTimeAsync(30);
    if (ping?.type !== "ping") throw new Error("no ping");
    arrive({ type: "pong", sentAtMs: ping.sentAtMs + 1n });
    expect(session.roundTripMs).toBeNull();
    arrive({ type: "pong", sentAtMs: ping.sentAtMs });
    expect(session.roundTripMs).toBe(30);
    await vi.advanceTimersByTimeAsync(2 * SESSION_PING_INTERVAL_MS);
    expect(sent().filter(({ type }) => type === "ping")).toHaveLength(3);
  });

  it("answers pings, and keeps only the newest answer while the channel is clogged", async () => {
    const { channel, arrive, sent } = open();
    channel.bufferedAmount = SEND_BUFFER_HIGH_BYTES + 1;
    for (let token = 1n; token <= 1_000n; token++) arrive({ type: "ping", sentAtMs: token });
    channel.drain();
    await vi.advanceTimersByTimeAsync(1);
    expect(sent().filter(({ type }) => type === "pong")).toEqual([
      { type: "pong", sentAtMs: 1n },
      { type: "pong", sentAtMs: 1_000n },
    ]);
  });

  it("ends with peer_silent within 10 s of the last sign of life", async () => {
    const { reasons, arrive, channel } = open();
    for (let i = 0; i < 20; i++) {
      await vi.advanceTimersByTimeAsync(SESSION_DEAD_AFTER_MS - 1_500);
      arrive({ type: "working", stream: 1 });
    }
    expect(reasons).toEqual([]);
    await vi.advanceTimersByTimeAsync(SESSION_DEAD_AFTER_MS - 1_500);
    expect(reasons).toEqual([]);
    await vi.advanceTimersByTimeAsync(10_000 - SESSION_DEAD_AFTER_MS + 1_500);
    expect(reasons).toEqual(["peer_silent"]);
    expect(channel.closed).toBe(true);
  });

  it("does not blame the peer for a stall of its own event loop", async () => {
    const { reasons, arrive } = open();
    // A minute passes in one step, as for a frozen tab, and the frames of that minute wait behind the timer.
    const now = performance.now() + 60_000;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
    await vi.advanceTimersByTimeAsync(SESSION_PING_INTERVAL_MS / 2);
    expect(reasons).toEqual([]);
    arrive({ type: "working", stream: 1 });
    clock.mockRestore();
    await vi.advanceTimersByTimeAsync(SESSION_PING_INTERVAL_MS);
    expect(reasons).toEqual([]);
  });
});

describe("a session's sending", () => {
  it("waits above the high mark and goes on at the low one, in order", async () => {
    const { channel, session, sent } = open();
    channel.clogged = true;
    const done: number[] = [];
    for (let i = 0; i < 4; i++) void session.send(requestOf(i, "x".repeat(200_000))).then(() => done.push(i));
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toEqual([0]);
    expect(channel.bufferedAmount).toBeLessThan(SEND_BUFFER_HIGH_BYTES + 16 * 1024);
    for (let i = 0; i < 4; i++) {
      channel.drain();
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(done).toEqual([0, 1, 2, 3]);
    expect(sent().flatMap((frame) => (frame.type === "request" ? [frame.stream] : []))).toEqual([0, 1, 2, 3]);
  });

  it("fails what still waits when the session ends", async () => {
    const { channel, session } = open();
    channel.bufferedAmount = SEND_BUFFER_HIGH_BYTES + 1;
    const waiting = session.send(tokenOf(1, 0));
    channel.close();
    expect(await waiting).toMatchObject({ ok: false, error: { code: "session_closed" } });
    expect(await session.send(tokenOf(1, 1))).toMatchObject({ ok: false, error: { code: "session_closed" } });
  });

  it("refuses a frame past its limits without quoting it", async () => {
    const { session } = open();
    const answer = await session.send(requestOf(1, "secret ".repeat(200_000)));
    expect(answer).toMatchObject({ ok: false, error: { code: "frame_too_large" } });
    expect(JSON.stringify(answer)).not.toContain("secret");
    expect(session.closed).toBe(false);
  });
});

describe("a session's frames", () => {
  it("wait for the first listener, with their bytes, and never show heartbeats", () => {
    const { session, arrive } = open();
    arrive(tokenOf(1, 0));
    arrive({ type: "ping", sentAtMs: 1n });
    arrive(requestOf(2, "x".repeat(40_000)));
    const got: [string, number][] = [];
    session.onFrame((frame, bytes) => got.push([frame.type, bytes]));
    const size = (frame: FrameBody) => encodeFrame(frame).reduce((sum, wire) => sum + wire.length, 0);
    expect(got).toEqual([
      ["token", size(tokenOf(1, 0))],
      ["request", size(requestOf(2, "x".repeat(40_000)))],
    ]);
  });

  it("end the session when nobody reads them and they grow past the limit", () => {
    const { reasons, arrive } = open();
    for (let i = 0; i < 3; i++) arrive(requestOf(i, "x".repeat(1_000_000)));
    expect(reasons).toEqual(["frame_too_large"]);
  });

  it.each([
    ["bad_frame", Uint8Array.of(1, 0, 200)],
    ["bad_frame", Uint8Array.of(1, 1, 4)],
    ["unsupported_version", Uint8Array.of(2, 0, 2)],
    ["bad_frame", null],
    ["bad_frame", new Uint8Array()],
  ] as const)("close it with %s when they do not parse", (code, wire) => {
    const { channel, reasons } = open();
    channel.inbox.push(wire);
    channel.inbox.push(wire);
    expect(reasons).toEqual([code]);
    expect(channel.closed).toBe(true);
  });
});

describe("a session's close", () => {
  it("waits for the pong that says that all arrived", async () => {
    const { channel, session, arrive, sent, reasons } = open();
    void session.send(tokenOf(1, 0));
    const closing = session.close();
    await vi.advanceTimersByTimeAsync(50);
    expect(channel.closed).toBe(false);
    const last = sent().at(-1);
    if (last?.type !== "ping") throw new Error("no ping");
    arrive({ type: "pong", sentAtMs: last.sentAtMs });
    await closing;
    expect(channel.closed).toBe(true);
    expect(reasons).toEqual(["session_closed"]);
    await session.close();
    expect(reasons).toEqual(["session_closed"]);
  });

  it("does not wait for a dead peer for longer than a second", async () => {
    const { channel, session } = open();
    const closing = session.close();
    await vi.advanceTimersByTimeAsync(1_000);
    await closing;
    expect(channel.closed).toBe(true);
  });

  it("tells listeners once, and those who come late at once", async () => {
    const { channel, session, reasons } = open();
    channel.close();
    const late: string[] = [];
    session.onClose(({ code }) => late.push(code));
    await vi.advanceTimersByTimeAsync(0);
    expect([reasons, late]).toEqual([["session_closed"], ["session_closed"]]);
  });
});
