import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_SAMPLING } from "./chat.ts";
import { encodeFrame, FRAME_VERSION, FrameAssembler, type FrameBody } from "./frames.ts";
import type { AccountId, GenesisHash, LeaseId } from "./ids.ts";
import { toHex } from "./ids.ts";
import { MAX_FRAME_BYTES, MAX_MESSAGE_BYTES } from "./limits.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const hex = <H extends string>(length: number) => bytes(length).map((value) => toHex(value) as string as H);
const u32 = fc.nat({ max: 0xffff_ffff });
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const unicode = (maxLength: number) => fc.string({ unit: "grapheme", maxLength });
const code = fc.stringMatching(/^[a-z_]{1,40}$/);
const terms = fc.uint8Array({ maxLength: 256 });
const chat = fc.record({
  model: fc.stringMatching(/^[\w-]{1,60}$/),
  messages: fc.array(
    fc.record({ role: fc.constantFrom("system", "user", "assistant"), content: unicode(300) }),
    { minLength: 1, maxLength: 5 },
  ),
  sampling: fc.record({
    temperature: fc.nat({ max: 20_000 }).map((steps) => steps / 10_000),
    topP: fc.integer({ min: 1, max: 10_000 }).map((steps) => steps / 10_000),
    maxTokens: fc.integer({ min: 1, max: 131_072 }),
    stop: fc.array(fc.stringMatching(/^.{1,20}$/), { maxLength: 4 }),
    seed: fc.option(u32, { nil: null }),
    frequencyPenalty: fc.integer({ min: -20_000, max: 20_000 }).map((steps) => steps / 10_000),
    presencePenalty: fc.integer({ min: -20_000, max: 20_000 }).map((steps) => steps / 10_000),
  }),
});

const frames: { [T in FrameBody["type"]]: fc.Arbitrary<Extract<FrameBody, { type: T }>> } = {
  hello: fc.record({
    type: fc.constant("hello" as const),
    identity: hex<AccountId>(32),
    nonce: hex<`0x${string}`>(32),
    genesis: hex<GenesisHash>(32),
  }),
  proof: fc.record({ type: fc.constant("proof" as const), signature: bytes(64) }),
  ping: fc.record({ type: fc.constant("ping" as const), sentAtMs: u64 }),
  pong: fc.record({ type: fc.constant("pong" as const), sentAtMs: u64 }),
  request: fc.record({
    type: fc.constant("request" as const),
    stream: u32,
    lease: fc.option(hex<LeaseId>(16), { nil: null }),
    intent: terms,
    intentSignature: bytes(64),
    chat,
  }),
  admitted: fc.record({
    type: fc.constant("admitted" as const),
    stream: u32,
    ahead: u32,
    acceptance: terms,
    acceptanceSignature: bytes(64),
  }),
  token: fc.record({
    type: fc.constant("token" as const),
    stream: u32,
    index: u32,
    tokens: u32,
    text: unicode(200),
  }),
  done: fc.record({
    type: fc.constant("done" as const),
    stream: u32,
    finishReason: fc.constantFrom("stop" as const, "length" as const, "abort" as const),
    record: terms,
    deviceSignature: bytes(64),
  }),
  countersign: fc.record({
    type: fc.constant("countersign" as const),
    stream: u32,
    requesterSignature: bytes(64),
  }),
  cancel: fc.record({ type: fc.constant("cancel" as const), stream: u32 }),
  failed: fc.record({
    type: fc.constant("failed" as const),
    stream: u32,
    code,
    record: fc.option(terms, { nil: null }),
    deviceSignature: fc.option(bytes(64), { nil: null }),
  }),
  working: fc.record({ type: fc.constant("working" as const), stream: u32 }),
};
const anyFrame: fc.Arbitrary<FrameBody> = fc.oneof(...Object.values(frames));

/** A long request: `length` bytes of prompt. */
function longRequest(length: number): FrameBody {
  return {
    type: "request",
    stream: 1,
    lease: null,
    intent: new Uint8Array(),
    intentSignature: new Uint8Array(64),
    chat: {
      model: "m",
      messages: [{ role: "user", content: "x".repeat(length) }],
      sampling: DEFAULT_SAMPLING,
    },
  };
}

function all(wires: Uint8Array[], assembler = new FrameAssembler()) {
  return wires.map((wire) => assembler.push(wire));
}

describe("frames", () => {
  it("come back as they were sent, one after the other", () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 6 }), (bodies) => {
        const results = all(bodies.flatMap((body) => encodeFrame(body)));
        const whole = results.flatMap((result) => (result.ok && result.value ? [result.value] : []));
        expect(results.every(({ ok }) => ok)).toBe(true);
        expect(whole).toEqual(bodies);
      }),
    );
  });

  it("are cut into pieces of at most MAX_FRAME_BYTES, of which only the last ends the message", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_MESSAGE_BYTES - 1_000 }), (length) => {
        const wires = encodeFrame(longRequest(length));
        expect(Math.max(...wires.map((wire) => wire.length))).toBeLessThanOrEqual(MAX_FRAME_BYTES);
        expect(wires.map((wire) => wire[1])).toEqual(wires.map((_, i) => (i < wires.length - 1 ? 1 : 0)));
        const results = all(wires);
        expect(results.slice(0, -1).every((result) => result.ok && result.value === null)).toBe(true);
        expect(results.at(-1)).toEqual({ ok: true, value: longRequest(length) });
      }),
      { numRuns: 40 },
    );
  });

  it("fill a piece to its last byte without an empty one after it", () => {
    const overhead = (encodeFrame(longRequest(10_000))[0]?.length ?? 0) - 10_000;
    for (const length of [MAX_FRAME_BYTES - overhead, MAX_FRAME_BYTES - overhead + 1]) {
      const wires = encodeFrame(longRequest(length));
      expect(wires.every((wire) => wire.length > 3)).toBe(true);
      expect(all(wires).at(-1)).toMatchObject({ ok: true, value: { type: "request" } });
    }
  });

  it("past the limits of their fields or of a message throw at the sender, who made them", () => {
    expect(() => encodeFrame(longRequest(MAX_MESSAGE_BYTES + 1))).toThrow(RangeError);
    expect(() => encodeFrame(longRequest(MAX_MESSAGE_BYTES - 10))).toThrow(RangeError);
  });
});

describe("hostile bytes", () => {
  it("never throw, and what is accepted is exactly what would be sent for it", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (wires) => {
        for (const result of all(wires)) if (!result.ok) expect(result.error.code).toMatch(/^[a-z_]+$/);
      }),
    );
    const typed = fc.tuple(fc.nat({ max: 15 }), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(typed, ([type, body]) => {
        const wire = Uint8Array.of(FRAME_VERSION, 0, type, ...body);
        const result = new FrameAssembler().push(wire);
        if (result.ok && result.value) expect(encodeFrame(result.value)).toEqual([wire]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("made of a frame by changing one byte never throw, and are another frame or refused", () => {
    fc.assert(
      fc.property(anyFrame, fc.nat(), fc.integer({ min: 1, max: 255 }), (body, at, flip) => {
        const wire = encodeFrame(body)[0]?.slice() ?? new Uint8Array();
        const index = at % wire.length;
        wire[index] = (wire[index] ?? 0) ^ flip;
        const result = new FrameAssembler().push(wire);
        if (result.ok && result.value) expect(result.value).not.toEqual(body);
      }),
      { numRuns: 1_000 },
    );
  });

  it("are refused when cut short or with anything after them", () => {
    fc.assert(
      fc.property(anyFrame, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 8 }), (body, cut, tail) => {
        const wire = encodeFrame(body)[0] ?? new Uint8Array();
        const short = new FrameAssembler().push(wire.subarray(0, cut % wire.length));
        expect(short.ok).toBe(false);
        const long = new FrameAssembler().push(Uint8Array.of(...wire, ...tail));
        expect(long).toMatchObject({ ok: false, error: { code: "bad_frame" } });
      }),
    );
  });

  it.each([
    ["of nothing", [], "bad_frame"],
    ["of a version only", [1], "bad_frame"],
    ["without a type", [1, 0], "bad_frame"],
    ["of version 0", [0, 0, 2], "unsupported_version"],
    ["of a later version", [2, 0, 2], "unsupported_version"],
    ["with an unknown flag", [1, 2, 2], "bad_frame"],
    ["of an unknown type", [1, 0, 200], "bad_frame"],
    ["of an empty piece that promises more", [1, 1, 4], "bad_frame"],
  ])("%s are refused", (_what, wire, code) => {
    expect(new FrameAssembler().push(Uint8Array.from(wire))).toMatchObject({ ok: false, error: { code } });
  });

  it("of more than MAX_FRAME_BYTES are refused before they are looked at", () => {
    const wire = new Uint8Array(MAX_FRAME_BYTES + 1);
    expect(new FrameAssembler().push(wire)).toMatchObject({ ok: false, error: { code: "frame_too_large" } });
  });
});

describe("pieces", () => {
  it("of two messages may not be mixed", () => {
    const [first] = encodeFrame(longRequest(50_000));
    const [other] = encodeFrame({ type: "cancel", stream: 1 });
    if (!first || !other) throw new Error("no pieces");
    expect(all([first, other])[1]).toMatchObject({ ok: false, error: { code: "bad_frame", field: "type" } });
  });

  it("may not add up to more than a message", () => {
    const piece = new Uint8Array(MAX_FRAME_BYTES).fill(7);
    piece.set([FRAME_VERSION, 1, 4]);
    const assembler = new FrameAssembler();
    const fitting = Math.floor(MAX_MESSAGE_BYTES / (MAX_FRAME_BYTES - 3));
    for (let i = 0; i < fitting; i++) expect(assembler.push(piece)).toEqual({ ok: true, value: null });
    expect(assembler.push(piece)).toMatchObject({ ok: false, error: { code: "frame_too_large" } });
  });

  it("obey the smaller bound of a session that is not proven", () => {
    let bound = 128;
    const assembler = (): FrameAssembler => new FrameAssembler(() => bound);
    expect(all(encodeFrame({ type: "cancel", stream: 1 }), assembler())[0]).toMatchObject({ ok: true });
    const long = encodeFrame(longRequest(200));
    expect(all(long, assembler())[0]).toMatchObject({ error: { code: "frame_too_large" } });
    bound = MAX_MESSAGE_BYTES;
    expect(all(long, assembler()).at(-1)).toMatchObject({ ok: true });
  });

  it("are kept even when the caller reuses the buffer they came in", () => {
    const body = longRequest(40_000);
    const assembler = new FrameAssembler();
    const buffer = new Uint8Array(MAX_FRAME_BYTES);
    let last;
    for (const wire of encodeFrame(body)) {
      buffer.set(wire);
      last = assembler.push(buffer.subarray(0, wire.length));
    }
    expect(last).toEqual({ ok: true, value: body });
  });
});
