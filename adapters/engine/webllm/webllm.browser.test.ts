import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ModelEntry } from "../../../protocol/index.ts";
import { openQuestion, referenceAnswers, referenceLogits } from "../testing/answers.ts";
import { caseNames, openHarness, tinyEntry, type BrowserHarness } from "../testing/browser.ts";
import type { ConformanceOptions } from "../testing/page.ts";

const tiny = tinyEntry("webllm");
const references = referenceAnswers();
/** A short question with the longest answer: several seconds on a software GPU. */
const longest = references
  .filter(({ promptTokens }) => promptTokens < 50)
  .sort((a, b) => b.completionTokens - a.completionTokens)[0];
const longMessages = longest?.messages ?? [];
const files = tiny.files ?? [];
const library = tiny.libraryUrl ?? "";
const unpinned: ModelEntry = {
  ...tiny,
  id: "unpinned",
  files: null,
  downloadBytes: null,
  weightsDigest: `0x${"00".repeat(32)}`,
};

const CONFORMANCE: ConformanceOptions = {
  model: tiny,
  messages: [{ role: "user", content: "Who are you?" }],
  openMessages: openQuestion(),
  unloadable: [
    {
      why: "a file that is not there",
      model: {
        ...tiny,
        id: "gone",
        files: files.map((file) => ({ ...file, path: file.path.replace("tokenizer", "absent") })),
      },
      code: "bad_model",
    },
    {
      why: "one flipped byte in weights and library",
      model: {
        ...tiny,
        id: "corrupt",
        baseUrl: tiny.baseUrl.replace("/models/", "/corrupt/"),
        libraryUrl: library.replace("/models/", "/corrupt/"),
      },
      code: "integrity_failed",
    },
    {
      why: "a library that is no web-llm library",
      model: { ...unpinned, id: "other-wasm", libraryUrl: "/wllama.wasm" },
      code: "bad_model",
    },
    {
      why: "a library that is no WebAssembly",
      model: { ...unpinned, id: "no-wasm", libraryUrl: `${tiny.baseUrl}tokenizer.json` },
      code: "bad_model",
    },
    {
      why: "error pages instead of JSON",
      model: { ...unpinned, id: "html", baseUrl: "/html/" },
      code: "bad_model",
    },
    {
      why: "a feature that this GPU lacks",
      model: { ...tiny, id: "needs-f16", requiredFeatures: ["shader-f16"] },
      code: "unsupported",
    },
    { why: "no library", model: { ...tiny, id: "no-library", libraryUrl: null }, code: "bad_model" },
    {
      why: "more memory than the GPU has",
      model: { ...tiny, id: "huge", contextTokens: 2 ** 22 },
      code: "out_of_memory",
    },
  ],
  canLoseDevice: true,
  shortages: ["quota_exceeded"],
};

let harness: BrowserHarness;

beforeAll(async () => {
  // Isolated, as the node's route is.
  harness = await openHarness("webllm", { isolated: true });
  const session = await harness.browser.newBrowserCDPSession();
  await harness.page.exposeFunction("loseDevice", async () => session.send("Browser.crashGpuProcess"));
});
afterAll(async () => harness.close());

describe("web-llm on (software) WebGPU", () => {
  it("measures the GPU in about a second", async () => {
    const probe = await harness.call("probe");
    expect(probe.adapter).toMatch(/\w+/);
    expect(probe.maxBufferBytes).toBeGreaterThan(0);
    expect(probe.gflops).toBeGreaterThan(0);
  });

  it("downloads, checks and loads the tiny model, reporting every byte", async () => {
    const report = await harness.call("load", tiny);
    expect(report.error).toBeNull();
    const downloads = report.progress.filter(({ phase }) => phase === "download");
    expect(downloads[0]).toMatchObject({ loadedBytes: 0, totalBytes: tiny.downloadBytes });
    expect(downloads.at(-1)).toMatchObject({ loadedBytes: tiny.downloadBytes });
    expect(report.progress.some(({ phase }) => phase === "verify")).toBe(true);
  });

  it("knows at least twenty different answers", () => {
    expect(new Set(references.map(({ answer }) => answer)).size).toBeGreaterThanOrEqual(20);
  });

  it.each(references)(
    "answers $id ($promptTokens tokens) exactly as the CPU reference",
    async ({ messages, ...expected }) => {
      const { text, promptTokens, completionTokens } = await harness.call("ask", messages);
      expect({ answer: text, promptTokens, completionTokens }).toEqual({
        answer: expected.answer,
        promptTokens: expected.promptTokens,
        completionTokens: expected.completionTokens,
      });
    },
  );

  it("gives the logits of the CPU reference across prefill chunks and onto a cache that is not empty", async () => {
    const report = await harness.call("compareLogits", tiny, referenceLogits());
    expect(report).toMatchObject({ wrong: [] });
    expect("cases" in report && report.cases).toBeGreaterThan(20);
    // What audits read: the logits of many positions in one pass, by either function of the library.
    expect(report).toMatchObject({ batches: { cases: 8, differing: 0 } });
    expect("batches" in report && report.batches.positions).toBeGreaterThan(600);
  });

  it("scores an honest answer as the most likely one up to its end, and sees a forged and a cut one", async () => {
    const messages = longMessages;
    const answer = await harness.call("ask", messages);
    const honest = await harness.call("score", messages, answer.text, true);
    if (typeof honest === "string") throw new Error(honest);
    expect(honest).toHaveLength(answer.completionTokens);
    expect(honest.every(({ rank }) => rank === 0)).toBe(true);
    const cut = await harness.call(
      "score",
      messages,
      answer.text.slice(0, Math.floor(answer.text.length / 3)),
      true,
    );
    expect(typeof cut !== "string" && (cut.at(-1)?.rank ?? 0) > 0).toBe(true);
    const words = answer.text.split(" ");
    const forged = await harness.call("score", messages, words.with(6, "banana,").join(" "), true);
    expect(typeof forged !== "string" && forged.some(({ rank }) => rank > 0)).toBe(true);
  });

  it.each(caseNames(CONFORMANCE))("%s", async (name) => {
    await harness.call("conformance", CONFORMANCE);
    await harness.call("run", name);
  });
});

describe("web-llm's files", () => {
  it("takes the files from the cache the second time", async () => {
    await harness.call("load", tiny);
    await harness.call("unload");
    harness.server.resetRequests();
    expect((await harness.call("load", tiny)).error).toBeNull();
    expect(harness.server.requests).toEqual([]);
  });

  it("goes on with the missing shard after an interrupted download", async () => {
    await harness.call("unload");
    await harness.call("forgetFiles");
    harness.server.cutOff = "params_shard";
    expect((await harness.call("load", tiny)).error?.code).toBe("network_failed");
    harness.server.cutOff = null;
    harness.server.resetRequests();
    expect((await harness.call("load", tiny)).error).toBeNull();
    expect(harness.server.requests.map((path) => path.slice(path.lastIndexOf("/") + 1))).toEqual([
      "params_shard_0.bin",
    ]);
  });

  it("loads an unpinned model under web-llm's own addresses", async () => {
    await harness.call("unload");
    expect((await harness.call("load", unpinned)).error).toBeNull();
    const first = references[0];
    expect((await harness.call("ask", first?.messages ?? [])).text).toBe(first?.answer);
  });
});

describe("web-llm's worker", () => {
  it.each(["silently", "with an error"] as const)(
    "is noticed when it dies %s in the middle of an answer, and comes back",
    async (how) => {
      await harness.call("load", tiny);
      await harness.call("losses");
      const answer = harness.call("ask", longMessages);
      await harness.page.waitForTimeout(400);
      await harness.call("killWorker", how);
      expect((await answer).error?.code).toBe("device_lost");
      expect(await harness.call("losses")).toEqual(["device_lost"]);
      expect((await harness.call("load", tiny)).error).toBeNull();
      expect((await harness.call("ask", longMessages)).finishReason).toBe("stop");
    },
  );
});
