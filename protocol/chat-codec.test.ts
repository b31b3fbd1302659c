import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChatRequest, chatRequestSchema, DEFAULT_SAMPLING } from "./chat.ts";
import { chatRequestCodec } from "./chat-codec.ts";
import { MAX_CHAT_MESSAGES } from "./limits.ts";
import { decode, encode } from "./scale.ts";

const request: ChatRequest = {
  model: "tiny",
  messages: [
    { role: "system", content: "" },
    { role: "user", content: "Grüße, 世界 👋" },
  ],
  sampling: { ...DEFAULT_SAMPLING, temperature: 0, seed: 7, stop: ["\n\n"] },
};
const wire = encode(chatRequestCodec, request);

function back(value: ChatRequest) {
  return decode(chatRequestCodec, encode(chatRequestCodec, value));
}

describe("a chat request on the wire", () => {
  it("comes back as it was sent", () => {
    expect(back(request)).toEqual({ ok: true, value: request });
  });

  it("keeps sampling numbers to a ten-thousandth, in range, and never changes them twice", () => {
    const sampling = fc.record({
      temperature: fc.double({ min: 0, max: 2, noNaN: true }),
      topP: fc.double({ min: 0, max: 1, noNaN: true, minExcluded: true }),
      maxTokens: fc.integer({ min: 1, max: 131_072 }),
      stop: fc.constant<string[]>([]),
      seed: fc.option(fc.nat({ max: 0xffff_ffff }), { nil: null }),
      frequencyPenalty: fc.double({ min: -2, max: 2, noNaN: true }),
      presencePenalty: fc.double({ min: -2, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(sampling, (chosen) => {
        const once = back({ ...request, sampling: chosen });
        if (!once.ok) throw new Error(once.error.field);
        for (const name of ["temperature", "topP", "frequencyPenalty", "presencePenalty"] as const)
          expect(Math.abs(once.value.sampling[name] - chosen[name])).toBeLessThanOrEqual(0.000_1);
        expect(back(once.value)).toEqual(once);
      }),
    );
  });

  it("accepts from the wire only what the schema accepts, and only in its one encoding", () => {
    fc.assert(
      fc.property(fc.nat({ max: wire.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = wire.slice();
        changed[at] = (changed[at] ?? 0) ^ flip;
        const result = decode(chatRequestCodec, changed);
        if (!result.ok) return;
        expect(chatRequestSchema.safeParse(result.value).success).toBe(true);
        expect(encode(chatRequestCodec, result.value)).toEqual(changed);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        decode(chatRequestCodec, noise);
      }),
    );
  });

  it.each([
    ["no messages", { ...request, messages: [] }],
    ["too hot", { ...request, sampling: { ...request.sampling, temperature: 2.5 } }],
    ["no tokens", { ...request, sampling: { ...request.sampling, maxTokens: 0 } }],
    ["too many tokens", { ...request, sampling: { ...request.sampling, maxTokens: 131_073 } }],
    ["a penalty out of range", { ...request, sampling: { ...request.sampling, frequencyPenalty: 2.5 } }],
  ])("with %s is refused", (_what, bad) => {
    expect(back(bad)).toMatchObject({ ok: false, error: { code: "malformed" } });
  });

  it("past a bound is not written at all, and the error names the field, never the text", () => {
    const many = Array.from({ length: MAX_CHAT_MESSAGES + 1 }, () => ({
      role: "user" as const,
      content: "secret",
    }));
    const write = (): unknown => encode(chatRequestCodec, { ...request, messages: many });
    expect(write).toThrow(/messages/);
    expect(write).not.toThrow(/secret/);
    expect(() => encode(chatRequestCodec, { ...request, model: "" })).toThrow(/model/);
  });

  it("is refused when cut short or with anything after it", () => {
    for (let length = 0; length < wire.length; length++)
      expect(decode(chatRequestCodec, wire.subarray(0, length)).ok).toBe(false);
    expect(decode(chatRequestCodec, Uint8Array.of(...wire, 0))).toMatchObject({
      error: { code: "trailing_bytes" },
    });
  });
});
