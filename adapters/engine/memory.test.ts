import { describe, expect, it } from "vitest";
import type { ModelEntry } from "../../protocol/index.ts";
import { collect, engineConformance } from "./conformance.ts";
import { createMemoryEngine } from "./memory.ts";

const MODEL: ModelEntry = {
  id: "scripted",
  title: "Scripted",
  engine: "memory",
  baseUrl: "",
  libraryUrl: null,
  contextTokens: 4096,
  memoryMib: 0,
  downloadBytes: 3000,
  requiredFeatures: [],
  files: null,
  weightsDigest: `0x${"00".repeat(32)}`,
  licence: "MIT",
};
const MESSAGES = [{ role: "user" as const, content: "Who answers?" }];
const GREEDY = {
  temperature: 0,
  topP: 1,
  maxTokens: 100,
  stop: [],
  seed: null,
  frequencyPenalty: 0,
  presencePenalty: 0,
};
const never = new AbortController().signal;
const loadOptions = { onProgress: () => undefined, signal: never };

describe("memory engine", () => {
  const engine = createMemoryEngine({ tokens: 24, tokensPerSecond: 2000, prefillMs: 3 });
  const cases = engineConformance({
    engine,
    model: MODEL,
    messages: MESSAGES,
    openMessages: MESSAGES,
    unloadable: [
      {
        why: "another engine's files",
        model: { ...MODEL, id: "other", engine: "webllm" },
        code: "bad_model",
      },
    ],
    forgetFiles: null,
    loseDevice: async () => engine.loseDevice(),
    shortages: ["quota_exceeded", "out_of_memory"],
    // A fault plays once, so there is nothing to lift.
    impose: async (shortage) => {
      const sizes = shortage === "quota_exceeded" ? { neededBytes: 3000, availableBytes: 1000 } : {};
      if (shortage !== null) engine.inject({ at: "load", error: { code: shortage, ...sizes } });
    },
  });
  it.each(cases)("$name", async ({ run }) => run());

  it("keeps its pace on average whatever single timers do", async () => {
    const paced = createMemoryEngine({ tokens: 200, tokensPerSecond: 400 });
    await paced.load(MODEL, loadOptions);
    const startedAt = performance.now();
    const answer = await collect(
      paced.generate({ messages: MESSAGES, sampling: { ...GREEDY, maxTokens: 101 } }, never),
    );
    const elapsed = performance.now() - startedAt;
    expect(answer.completionTokens).toBe(101);
    // 100 intervals of 2.5 ms; sums of setTimeout(2.5) would take 300 ms and more.
    expect(elapsed).toBeGreaterThanOrEqual(245);
  });

  it("frees the slot of an aborted caller only when its slow prefill is over", async () => {
    const slow = createMemoryEngine({ prefillMs: 120 });
    await slow.load(MODEL, loadOptions);
    const abort = new AbortController();
    const running = collect(slow.generate({ messages: MESSAGES, sampling: GREEDY }, abort.signal));
    const startedAt = performance.now();
    abort.abort();
    expect((await running).finishReason).toBe("abort");
    expect((await collect(slow.generate({ messages: MESSAGES, sampling: GREEDY }, never))).error?.code).toBe(
      "busy",
    );
    await slow.idle();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(110);
    expect((await collect(slow.generate({ messages: MESSAGES, sampling: GREEDY }, never))).finishReason).toBe(
      "stop",
    );
  });

  it("plays injected faults once, and unloads on out of memory", async () => {
    const faulty = createMemoryEngine({ tokens: 10 });
    faulty.inject({ at: "load", error: { code: "quota_exceeded", neededBytes: 9, availableBytes: 3 } });
    expect(await faulty.load(MODEL, loadOptions)).toMatchObject({
      ok: false,
      error: { code: "quota_exceeded", neededBytes: 9 },
    });
    expect(await faulty.load(MODEL, loadOptions)).toMatchObject({ ok: true });
    const lost: string[] = [];
    faulty.onLost((error) => lost.push(error.code));
    faulty.inject({ at: "generate", afterTokens: 4, error: { code: "out_of_memory" } });
    const answer = await collect(faulty.generate({ messages: MESSAGES, sampling: GREEDY }, never));
    expect(answer).toMatchObject({ completionTokens: 4, error: { code: "out_of_memory" } });
    expect(lost).toEqual(["out_of_memory"]);
    expect(
      (await collect(faulty.generate({ messages: MESSAGES, sampling: GREEDY }, never))).error?.code,
    ).toBe("not_loaded");
  });
});
