import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openQuestion, referenceAnswers } from "../testing/answers.ts";
import { caseNames, openHarness, tinyEntry, type BrowserHarness } from "../testing/browser.ts";
import type { ConformanceOptions } from "../testing/page.ts";

const tiny = tinyEntry("wllama");
const references = referenceAnswers();
const files = tiny.files ?? [];
const webllmTiny = tinyEntry("webllm");

const CONFORMANCE: ConformanceOptions = {
  model: tiny,
  messages: [{ role: "user", content: "Who are you?" }],
  openMessages: openQuestion(),
  unloadable: [
    {
      why: "a file that is not there",
      model: { ...tiny, id: "gone", files: files.map((file) => ({ ...file, path: `absent-${file.path}` })) },
      code: "bad_model",
    },
    {
      why: "one flipped byte",
      model: { ...tiny, id: "corrupt", baseUrl: tiny.baseUrl.replace("/models/", "/corrupt/") },
      code: "integrity_failed",
    },
    {
      why: "a file that is no GGUF",
      model: {
        ...tiny,
        id: "no-gguf",
        baseUrl: webllmTiny.baseUrl,
        files: (webllmTiny.files ?? []).filter(({ path }) => path.endsWith(".bin")),
      },
      code: "bad_model",
    },
    { why: "no list of files", model: { ...tiny, id: "no-files", files: null }, code: "bad_model" },
    { why: "another engine's files", model: webllmTiny, code: "bad_model" },
  ],
  canLoseDevice: true,
};

let harness: BrowserHarness;

beforeAll(async () => {
  // Not isolated: one thread, as on a static host that sets no headers.
  harness = await openHarness("wllama");
  await harness.page.exposeFunction("loseDevice", async () => harness.call("killWorker", "with an error"));
});
afterAll(async () => harness.close());

describe("wllama on one thread", () => {
  it("answers every reference question exactly as the CPU reference, text and token counts", async () => {
    expect((await harness.call("load", tiny)).error).toBeNull();
    for (const { id, messages, ...expected } of references) {
      const { text, promptTokens, completionTokens } = await harness.call("ask", messages);
      expect({ answer: text, promptTokens, completionTokens }, id).toEqual(expected);
    }
  });

  it.each(caseNames(CONFORMANCE))("%s", async (name) => {
    await harness.call("conformance", CONFORMANCE);
    await harness.call("run", name);
  });

  it("takes the file from the cache the second time", async () => {
    await harness.call("unload");
    harness.server.resetRequests();
    expect((await harness.call("load", tiny)).error).toBeNull();
    expect(harness.server.requests).toEqual([]);
  });
});

describe("wllama in a cross-origin isolated page", () => {
  it("loads and answers as well", async () => {
    const isolated = await openHarness("wllama", { isolated: true });
    try {
      expect((await isolated.call("probe")).features).toContain("wasm-threads");
      expect((await isolated.call("load", tiny)).error).toBeNull();
      const first = references[0];
      expect((await isolated.call("ask", first?.messages ?? [])).text).toBe(first?.answer);
    } finally {
      await isolated.close();
    }
  });
});
