/** A node whose engine can also be asked directly: the same engine, model and page for both sides of a pair. */
import "../../scripts/browser/no-eval.ts";
import { createEngine, createMemoryEngine, type Engine } from "../../adapters/engine/index.ts";
import { createMemoryKeystore } from "../../adapters/keystore/memory.ts";
import { httpSignaling } from "../../adapters/signaling/http.ts";
import { openNodeLink } from "../../adapters/signaling/websocket.ts";
import { createMemoryStore } from "../../adapters/storage/memory.ts";
import { openBrowserTransport } from "../../adapters/webrtc/index.ts";
import { DEFAULT_POLICY } from "../../node/core/admission.ts";
import { createComputeNode } from "../../node/core/compute-node.ts";
import type { ComputeNode } from "../../node/index.ts";
import { DEFAULT_SAMPLING, type ModelEntry, ok } from "../../protocol/index.ts";
import { stopwatch, type TimedAnswer } from "./timed-answer.ts";

declare global {
  interface Window {
    benchNode: {
      /** Serves `model`; a pace makes it a scripted engine of that many tokens a second. */
      serve(model: ModelEntry, tokensPerSecond: number | null): Promise<string>;
      askEngine(question: string, maxTokens: number): Promise<TimedAnswer>;
      /** Resolves when nothing runs or waits. */
      quiet(): Promise<void>;
      stop(): Promise<void>;
    };
  }
}

/** ms of a scripted prefill: about what the tiny model takes on software WebGPU. */
const PREFILL_MS = 50;
const LOOK_INTERVAL_MS = 10;

let engine: Engine | null = null;
let node: ComputeNode | null = null;

const random = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));

async function makeEngine(name: ModelEntry["engine"], tokensPerSecond: number | null): Promise<Engine> {
  if (tokensPerSecond !== null)
    // As many tokens as two and a half seconds hold, so that every pace is measured for as long.
    return createMemoryEngine({
      tokensPerSecond,
      tokens: Math.ceil(2.5 * tokensPerSecond),
      prefillMs: PREFILL_MS,
    });
  const made = await createEngine(name, {
    webllm: {
      createWorker: () => new Worker("/bench/worker.js", { type: "module" }),
      origin: window.location.origin,
    },
  });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

window.benchNode = {
  serve: async (model, tokensPerSecond) => {
    const { origin } = window.location;
    const info = await httpSignaling(origin).info();
    if (!info.ok) throw new Error(info.error.code);
    const { genesis, brokerPath, iceServers, relayOnly } = info.value;
    const keystore = createMemoryKeystore(random(32));
    const made = await makeEngine(model.engine, tokensPerSecond);
    engine = made;
    node = await createComputeNode({
      keystore,
      store: createMemoryStore(),
      genesis,
      engineFor: async () => ok(made),
      probes: [model.engine],
      join: () => ({
        link: openNodeLink({ origin, keystore }),
        transport: openBrowserTransport({
          keystore,
          genesis,
          role: "node",
          origin,
          brokerPath,
          iceServers,
          relayOnly,
        }),
      }),
      clock: { wallMs: () => Date.now(), monotonicMs: () => performance.now() },
      random,
      policy: DEFAULT_POLICY,
      device: { arch: "unknown", ramMib: 0, metadata: "bench" },
    });
    const probed = await node.probe();
    if (!probed.ok) throw new Error(probed.error.code);
    const started = await node.start(model);
    if (!started.ok) throw new Error(started.error.code);
    return keystore.account;
  },
  askEngine: async (question, maxTokens) => {
    if (engine === null) throw new Error("no engine");
    const watch = stopwatch();
    const sampling = { ...DEFAULT_SAMPLING, temperature: 0, maxTokens };
    const events = engine.generate(
      { messages: [{ role: "user", content: question }], sampling },
      new AbortController().signal,
    );
    for await (const event of events) {
      if (event.type === "token" && event.text !== "") watch.text();
      if (event.type === "failed") throw new Error(event.error.code);
      if (event.type === "done") return watch.finish(event.usage.completionTokens);
    }
    throw new Error("the engine gave no end");
  },
  quiet: async () => {
    while ((node?.snapshot.jobs.length ?? 0) > 0)
      await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL_MS));
    await engine?.idle();
  },
  stop: async () => {
    await node?.stop({ now: true });
    node = null;
    engine = null;
  },
};
