import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChatMessage } from "../../../protocol/index.ts";
import { openQuestion, referenceAnswers } from "../testing/answers.ts";
import { caseNames, openHarness, tinyEntry, type BrowserHarness } from "../testing/browser.ts";
import type { ConformanceOptions } from "../testing/page.ts";
import { PREFILL_STEP_TOKENS } from "./worker-watch.ts";

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
    {
      why: "more memory than a WebAssembly has",
      model: { ...tiny, id: "huge", contextTokens: 2 ** 30 },
      code: "out_of_memory",
    },
    { why: "no list of files", model: { ...tiny, id: "no-files", files: null }, code: "bad_model" },
    { why: "another engine's files", model: webllmTiny, code: "bad_model" },
  ],
  canLoseDevice: true,
  shortages: ["quota_exceeded"],
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

describe("wllama's worker", () => {
  const question = references[0]?.messages ?? [];

  it.each(["silently", "with an error"] as const)(
    "is noticed when it dies %s in the middle of an answer, and comes back",
    async (how) => {
      await harness.call("load", tiny);
      await harness.call("losses");
      expect((await harness.call("askAndKill", question, how)).error?.code).toBe("device_lost");
      expect(await harness.call("losses")).toEqual(["device_lost"]);
      expect((await harness.call("ask", question)).error?.code).toBe("not_loaded");
      expect((await harness.call("load", tiny)).error).toBeNull();
      expect((await harness.call("ask", question)).finishReason).toBe("stop");
    },
  );

  it("is noticed when it dies silently while nobody asks", async () => {
    await harness.call("load", tiny);
    await harness.call("losses");
    await harness.call("killWorker", "silently");
    await expect.poll(async () => harness.call("losses")).toEqual(["device_lost"]);
    expect((await harness.call("load", tiny)).error).toBeNull();
  });

  it("is noticed when it hangs: nothing comes any more, though it lives", async () => {
    await harness.call("load", tiny);
    await harness.call("losses");
    const worker = harness.page.workers().at(-1);
    void worker?.evaluate("for (;;);").catch(() => undefined);
    expect((await harness.call("ask", question)).error?.code).toBe("device_lost");
    expect(await harness.call("losses")).toEqual(["device_lost"]);
    expect((await harness.call("load", tiny)).error).toBeNull();
    expect((await harness.call("ask", question)).finishReason).toBe("stop");
  });

  it("is noticed when it dies silently before it has begun, as a failure of the load", async () => {
    await harness.call("unload");
    await harness.call("losses");
    await harness.call("killNextWorker");
    expect((await harness.call("load", tiny)).error?.code).toBe("device_lost");
    expect(await harness.call("losses")).toEqual([]);
    expect((await harness.call("load", tiny)).error).toBeNull();
  });

  it("gives a sign of life after each step of a long prefill", async () => {
    await harness.call("load", tiny);
    const bySize = references.toSorted((a, b) => a.promptTokens - b.promptTokens);
    const [short, long] = [bySize[0], bySize.at(-1)];
    const signs = async (messages: readonly ChatMessage[]): Promise<number> => {
      const before = await harness.call("workerMessages");
      await harness.call("ask", messages, { maxTokens: 1 });
      return (await harness.call("workerMessages")) - before;
    };
    const more = (await signs(long?.messages ?? [])) - (await signs(short?.messages ?? []));
    const steps = ((long?.promptTokens ?? 0) - (short?.promptTokens ?? 0)) / PREFILL_STEP_TOKENS;
    expect(steps).toBeGreaterThan(4);
    expect(more).toBeGreaterThanOrEqual(Math.floor(steps));
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
