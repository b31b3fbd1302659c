import type { ChatMessage, ModelEntry, Sampling } from "../../../protocol/index.ts";
import {
  collect,
  engineConformance,
  type Answer,
  type ConformanceCase,
  type EngineSubject,
} from "../conformance.ts";
import { createEngine } from "../index.ts";
import type { ReferenceReport } from "./reference-worker.ts";
import type { Engine, EngineError, EngineProbe, LoadProgress, TokenEvidence } from "../port.ts";

/** What the Node side of the browser tests calls in the page: everything in and out can be cloned. */
export interface Harness {
  setUp(name: ModelEntry["engine"]): Promise<void>;
  conformance(options: ConformanceOptions): string[];
  run(name: string): Promise<void>;
  probe(): Promise<EngineProbe>;
  load(model: ModelEntry): Promise<LoadReport>;
  ask(messages: readonly ChatMessage[], sampling?: Partial<Sampling>): Promise<TimedAnswer>;
  /** Asks, and ends the engine's worker as soon as the first token has come. */
  askAndKill(messages: readonly ChatMessage[], how: Death): Promise<Answer>;
  score(
    messages: readonly ChatMessage[],
    completion: string,
    ended: boolean,
  ): Promise<TokenEvidence[] | string>;
  /** Compares the model's logits with a CPU reference (`models/tiny/reference.json`), beside the engine. */
  compareLogits(
    model: ModelEntry,
    reference: unknown,
  ): Promise<ReferenceReport | { readonly failed: string }>;
  unload(): Promise<void>;
  /** Ends the engine's newest worker. */
  killWorker(how: Death): void;
  /** Ends the next worker as soon as it was made. */
  killNextWorker(): void;
  /** Messages that came from all workers so far. */
  workerMessages(): number;
  /** Codes of the losses that the engine reported. */
  losses(): string[];
  forgetFiles(): Promise<void>;
}

/** Without a word, as a renderer's memory killer does, or with an error event. */
export type Death = "silently" | "with an error";

export interface ConformanceOptions extends Omit<
  EngineSubject,
  "engine" | "loseDevice" | "forgetFiles" | "impose"
> {
  readonly canLoseDevice: boolean;
}

export interface LoadReport {
  readonly error: EngineError | null;
  readonly loadMs: number;
  readonly progress: readonly LoadProgress[];
}

export interface TimedAnswer extends Answer {
  readonly ttftMs: number;
  readonly durationMs: number;
}

declare global {
  interface Window {
    harness: Harness;
    /** Put there by the test: takes the device away (the browser's GPU process, or the worker). */
    loseDevice?: () => Promise<void>;
    /** Put there by `openHarness`. */
    impose: EngineSubject["impose"];
  }
}

const GREEDY: Sampling = {
  temperature: 0,
  topP: 1,
  maxTokens: 400,
  stop: [],
  seed: null,
  frequencyPenalty: 0,
  presencePenalty: 0,
};

// Every worker that starts in this page, so that a test can kill one: engines rightly do not hand them out.
const workers: Worker[] = [];
let killNext = false;
let workerMessages = 0;
const NativeWorker = window.Worker;
window.Worker = class extends NativeWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    workers.push(this);
    this.addEventListener("message", () => workerMessages++);
    if (killNext) this.terminate();
    killNext = false;
  }
};

let engine: Engine | null = null;
let cases: ConformanceCase[] = [];
const lost: string[] = [];

function current(): Engine {
  if (engine === null) throw new Error("no engine");
  return engine;
}

window.harness = {
  setUp: async (name) => {
    const created = await createEngine(name, {
      webllm: {
        createWorker: () => new Worker("/harness/worker.js", { type: "module" }),
        pingIntervalMs: 400,
      },
      wllama: { wasmUrl: "/wllama.wasm", watchTickMs: 200 },
    });
    if (!created.ok) throw new Error(created.error.code);
    engine = created.value;
    engine.onLost(({ code }) => lost.push(code));
  },
  conformance: ({ canLoseDevice, ...subject }) => {
    const loseDevice = canLoseDevice ? async (): Promise<void> => window.loseDevice?.() : null;
    cases = engineConformance({
      ...subject,
      engine: current(),
      forgetFiles: async () => window.harness.forgetFiles(),
      loseDevice,
      impose: async (shortage) => window.impose(shortage),
    });
    return cases.map(({ name }) => name);
  },
  run: async (name) => {
    const found = cases.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no case ${name}`);
    await found.run();
  },
  probe: async () => {
    const probe = await current().probe();
    if (!probe.ok) throw new Error(probe.error.code);
    return probe.value;
  },
  load: async (model) => {
    const progress: LoadProgress[] = [];
    const startedAt = performance.now();
    const onProgress = (one: LoadProgress): void => void progress.push(one);
    const loaded = await current().load(model, { onProgress, signal: new AbortController().signal });
    return { error: loaded.ok ? null : loaded.error, loadMs: performance.now() - startedAt, progress };
  },
  ask: async (messages, sampling = {}) => {
    const startedAt = performance.now();
    let ttftMs = Number.NaN;
    const events = current().generate(
      { messages, sampling: { ...GREEDY, ...sampling } },
      new AbortController().signal,
    );
    const answer = await collect(events, async () => void (ttftMs = performance.now() - startedAt));
    return { ...answer, ttftMs, durationMs: performance.now() - startedAt };
  },
  askAndKill: async (messages, how) => {
    const events = current().generate({ messages, sampling: GREEDY }, new AbortController().signal);
    return collect(events, async () => window.harness.killWorker(how));
  },
  score: async (messages, completion, ended) => {
    const scored = await current().score({ messages, completion, ended }, new AbortController().signal);
    return scored.ok ? scored.value : scored.error.code;
  },
  compareLogits: async (model, reference) => {
    const worker = new NativeWorker("/harness/reference-worker.js", { type: "module" });
    const { promise, resolve, reject } = Promise.withResolvers<ReferenceReport | { failed: string }>();
    worker.addEventListener("message", (event: MessageEvent<ReferenceReport | { failed: string }>) =>
      resolve(event.data),
    );
    worker.addEventListener("error", () => reject(new Error("the reference worker crashed")));
    worker.postMessage({ model, reference });
    return promise.finally(() => worker.terminate());
  },
  unload: async () => current().unload(),
  killWorker: (how) => {
    workers.at(-1)?.terminate();
    if (how === "with an error")
      workers.at(-1)?.dispatchEvent(new ErrorEvent("error", { message: "crashed" }));
  },
  killNextWorker: () => {
    killNext = true;
  },
  workerMessages: () => workerMessages,
  losses: () => lost.splice(0),
  forgetFiles: async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  },
};
