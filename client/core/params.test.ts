import { describe, expect, it } from "vitest";
import { readParams } from "./params.ts";

const good = { model: "m", messages: [{ role: "user" as const, content: "hi" }] };

describe("reading a request in OpenAI's shape", () => {
  it("fills in the defaults and ignores fields that it does not serve", () => {
    const read = readParams({ ...good, logit_bias: { 1: 2 }, user: "x" });
    expect(read).toMatchObject({
      ok: true,
      value: {
        stream: false,
        chat: { sampling: { temperature: 0.7, maxTokens: 512, stop: [], seed: null } },
      },
    });
  });
  it("takes one stop string or several, and the newer name of max_tokens first", () => {
    const read = readParams({ ...good, stop: "END", max_tokens: 5, max_completion_tokens: 6 });
    expect(read).toMatchObject({ value: { chat: { sampling: { stop: ["END"], maxTokens: 6 } } } });
  });
  it.each([
    [7, 7],
    [-1, 0xffff_ffff],
    [2 ** 32 + 5, 5],
    [Number.MAX_SAFE_INTEGER, 0xffff_ffff],
  ])("takes any integer as a seed, by its low 32 bits: %d", (seed, wire) => {
    expect(readParams({ ...good, seed })).toMatchObject({ value: { chat: { sampling: { seed: wire } } } });
  });
  it.each([
    [{ ...good, messages: [] }, "messages"],
    [{ ...good, temperature: 3 }, "temperature"],
    [{ ...good, messages: [{ role: "wizard", content: "hi" }] }, "messages.0.role"],
    [{ ...good, max_tokens: 0 }, "max_tokens"],
    [{ messages: good.messages }, "model"],
    [null, ""],
  ])("names the field at fault, never its value", (params, param) => {
    const read = readParams(params);
    expect(read).toMatchObject({ ok: false, error: { code: "invalid_request", param } });
    expect(JSON.stringify(read)).not.toContain("hi");
  });
  it("refuses more text than a message can carry", () => {
    expect(readParams({ ...good, messages: [{ role: "user", content: "x".repeat(600_000) }] })).toMatchObject(
      { error: { code: "intent_too_large" } },
    );
  });
});
