import { ok, type Result } from "../../protocol/index.ts";
import type { ModelEntry } from "../../protocol/index.ts";
import { engineError, refuse } from "./errors.ts";
import type {
  Engine,
  EngineError,
  EngineProbe,
  GenerateEvent,
  GenerateRequest,
  LoadedModel,
  TokenEvidence,
} from "./port.ts";
import { GenerationSlot } from "./slot.ts";
import { streamGeneration, type RawEvent, type RawGeneration } from "./stream.ts";
import { countPromptTokens, scriptedAnswer, splitIntoTokens } from "./memory-script.ts";

/** A fault that the scripted engine plays once, at the next opportunity. */
export type MemoryFault =
  | { readonly at: "load"; readonly error: EngineError }
  /** After `afterTokens` tokens of an answer. `device_lost` and `out_of_memory` also unload the model. */
  | { readonly at: "generate"; readonly error: EngineError; readonly afterTokens: number };

export interface MemoryEngineOptions {
  /** Tokens of an answer when the request does not stop it earlier. */
  readonly tokens?: number;
  /** Pace of decoding, exact on average whatever the timers do; null gives tokens as fast as they are read. */
  readonly tokensPerSecond?: number | null;
  /** ms before the first token; an abort frees the slot only after it, as in web-llm. */
  readonly prefillMs?: number;
  /** ms of a load. */
  readonly loadMs?: number;
  /** Token texts of an answer; by default sentences that depend on the messages and, above temperature 0, on the seed. */
  readonly script?: (request: GenerateRequest, seed: number) => readonly string[];
  readonly probe?: Partial<EngineProbe>;
}

export interface MemoryEngine extends Engine {
  /** Arms a fault. Faults play in the order in which they were injected. */
  inject(fault: MemoryFault): void;
  /** Holds the next answer after its first token, so that it runs until a test has seen what it looks for. */
  hold(until: Promise<unknown>): void;
  /** Loses the device now, in the middle of whatever runs. */
  loseDevice(error?: EngineError): void;
}

const DEFAULT_TOKENS = 64;
const CONTEXT_TOKENS = 4096;
const DEVICE_LOST = engineError("device_lost", "the scripted device was lost");

/** A scripted, paced engine without a model: for tests, benchmarks and fault drills. */
export function createMemoryEngine(options: MemoryEngineOptions = {}): MemoryEngine {
  return new ScriptedEngine(options);
}

class ScriptedEngine implements MemoryEngine {
  readonly name = "memory";
  readonly #options: MemoryEngineOptions;
  readonly #slot = new GenerationSlot();
  readonly #faults: MemoryFault[] = [];
  #hold: Promise<unknown> | null = null;
  readonly #listeners = new Set<(error: EngineError) => void>();
  #loaded: { model: ModelEntry; info: LoadedModel; lost: PromiseWithResolvers<EngineError> } | null = null;
  #draws = 0;

  constructor(options: MemoryEngineOptions) {
    this.#options = options;
  }

  async probe(): Promise<Result<EngineProbe, EngineError>> {
    return ok({
      available: true,
      adapter: "memory",
      maxBufferBytes: 0,
      features: [],
      gflops: 1,
      ...this.#options.probe,
    });
  }

  async load(
    model: ModelEntry,
    options: Parameters<Engine["load"]>[1],
  ): Promise<Result<LoadedModel, EngineError>> {
    if (this.#loaded?.model.id === model.id) return ok(this.#loaded.info);
    const startedAt = performance.now();
    if (model.engine !== "memory")
      return refuse("bad_model", `the memory engine does not run ${model.engine} models`);
    await this.unload();
    const totalBytes = model.downloadBytes ?? 0;
    for (const phase of ["download", "verify", "compile"] as const) {
      options.onProgress({ phase, loadedBytes: phase === "download" ? 0 : totalBytes, totalBytes });
      await sleepUntil(performance.now() + (this.#options.loadMs ?? 0) / 3, options.signal);
      if (options.signal.aborted) return refuse("aborted", "loading was cancelled");
    }
    const fault = this.#takeFault("load");
    if (fault !== null) return { ok: false, error: fault.error };
    const info: LoadedModel = {
      model: model.id,
      contextTokens: Math.min(model.contextTokens, CONTEXT_TOKENS),
      loadMs: performance.now() - startedAt,
      weightsDigest: `0x${model.weightsDigest.slice(2)}`,
    };
    this.#loaded = { model, info, lost: Promise.withResolvers() };
    return ok(info);
  }

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent, void> {
    const loaded = this.#loaded;
    if (loaded === null) {
      yield {
        type: "failed",
        error: engineError("not_loaded", "no model is loaded"),
        usage: { promptTokens: 0, completionTokens: 0 },
      };
      return;
    }
    yield* streamGeneration(() => this.#run(request, loaded), {
      slot: this.#slot,
      signal,
      stop: request.sampling.stop,
      holdBack: [],
    });
  }

  async score(
    request: Parameters<Engine["score"]>[0],
    signal: AbortSignal,
  ): Promise<Result<TokenEvidence[], EngineError>> {
    if (this.#loaded === null) return refuse("not_loaded", "no model is loaded");
    const release = this.#slot.acquire();
    if (release === null) return refuse("busy", "another generation is running");
    try {
      if (signal.aborted) return refuse("aborted", "scoring was cancelled");
      const expected = this.#answer({ messages: request.messages, sampling: GREEDY }, 0).join("");
      let at = 0;
      return ok(
        splitIntoTokens(request.completion).map((token, index) => {
          const honest = expected.startsWith(token, at);
          at += token.length;
          return { tokenId: index, logProbability: honest ? -0.01 : -9, rank: honest ? 0 : 40 };
        }),
      );
    } finally {
      release();
    }
  }

  async idle(): Promise<void> {
    await this.#slot.idle();
  }

  async unload(): Promise<void> {
    this.#loaded?.lost.resolve(engineError("not_loaded", "the model was unloaded"));
    this.#loaded = null;
  }

  onLost(listener: (error: EngineError) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  inject(fault: MemoryFault): void {
    this.#faults.push(fault);
  }

  hold(until: Promise<unknown>): void {
    this.#hold = until;
  }

  loseDevice(error: EngineError = DEVICE_LOST): void {
    const loaded = this.#loaded;
    if (loaded === null) return;
    this.#loaded = null;
    loaded.lost.resolve(error);
    for (const listener of this.#listeners) listener(error);
  }

  #takeFault<At extends MemoryFault["at"]>(at: At): Extract<MemoryFault, { at: At }> | null {
    const index = this.#faults.findIndex((fault) => fault.at === at);
    if (index === -1) return null;
    return this.#faults.splice(index, 1)[0] as Extract<MemoryFault, { at: At }>;
  }

  #answer(request: GenerateRequest, draw: number): readonly string[] {
    const { temperature, seed } = request.sampling;
    const effective = temperature === 0 ? 0 : (seed ?? 0x1_0000_0000 + draw);
    const script = this.#options.script ?? scriptedAnswer(this.#options.tokens ?? DEFAULT_TOKENS);
    return script(request, effective);
  }

  #run(
    request: GenerateRequest,
    loaded: { lost: PromiseWithResolvers<EngineError>; info: LoadedModel },
  ): RawGeneration {
    const stop = new AbortController();
    const tokens = this.#answer(request, this.#draws++);
    const fault = this.#takeFault("generate");
    const lost = loaded.lost.promise.then((error): RawEvent => ({ type: "failed", error }));
    return {
      cancel: () => stop.abort(),
      events: untilLost(this.#decode(request, tokens, fault, loaded.info.contextTokens, stop.signal), lost),
    };
  }

  async *#decode(
    request: GenerateRequest,
    tokens: readonly string[],
    fault: Extract<MemoryFault, { at: "generate" }> | null,
    contextTokens: number,
    stop: AbortSignal,
  ): AsyncGenerator<RawEvent, void> {
    const promptTokens = countPromptTokens(request.messages);
    const hold = this.#hold;
    this.#hold = null;
    if (promptTokens >= contextTokens) {
      yield {
        type: "failed",
        error: engineError("context_exceeded", `the prompt needs ${promptTokens} of ${contextTokens} tokens`),
      };
      return;
    }
    const prefillMs = this.#options.prefillMs ?? 0;
    const startAt = performance.now() + prefillMs;
    if (prefillMs > 0) await sleepUntil(startAt, null);
    yield { type: "prefilled", promptTokens };
    const perToken = 1000 / (this.#options.tokensPerSecond ?? Number.POSITIVE_INFINITY);
    const stopped = (): boolean => stop.aborted;
    const room = Math.min(request.sampling.maxTokens, contextTokens - promptTokens);
    for (let index = 0; index <= room; index++) {
      if (stopped()) return;
      if (fault !== null && index >= fault.afterTokens) {
        if (fault.error.code === "device_lost" || fault.error.code === "out_of_memory")
          this.loseDevice(fault.error);
        yield { type: "failed", error: fault.error };
        return;
      }
      if (index === room) break;
      if (perToken > 0) await sleepUntil(startAt + index * perToken, stop);
      if (index === 1 && hold !== null) await unlessStopped(hold, stop);
      if (stopped()) return;
      const text = tokens[index];
      // Past its last word a script has the end-of-sequence token: sampled, counted, without text.
      yield { type: "piece", text: text ?? "", tokens: 1 };
      if (text === undefined) {
        yield { type: "end", reason: "stop", textLength: null };
        return;
      }
    }
    yield { type: "end", reason: "length", textLength: null };
  }
}

const GREEDY = {
  temperature: 0,
  topP: 1,
  maxTokens: 1,
  stop: [],
  seed: null,
  frequencyPenalty: 0,
  presencePenalty: 0,
};

/** Passes events on until `lost` resolves, whose event is then the last. */
async function* untilLost(
  events: AsyncGenerator<RawEvent, void>,
  lost: Promise<RawEvent>,
): AsyncGenerator<RawEvent, void> {
  for (;;) {
    const next = await Promise.race([
      events.next(),
      lost.then((value) => ({ done: false as const, value, last: true })),
    ]);
    if (next.done === true) return;
    yield next.value;
    if ("last" in next) return;
  }
}

async function unlessStopped(hold: Promise<unknown>, stop: AbortSignal): Promise<void> {
  const stopped = Promise.withResolvers<undefined>();
  const resolve = (): void => stopped.resolve(undefined);
  stop.addEventListener("abort", resolve, { once: true });
  if (!stop.aborted) await Promise.race([hold, stopped.promise]);
  stop.removeEventListener("abort", resolve);
}

/** Waits for a deadline of `performance.now()`. Deadlines, not delays, so that timer error does not add up over an answer. */
async function sleepUntil(deadline: number, stop: AbortSignal | null): Promise<void> {
  const delay = deadline - performance.now();
  if (delay <= 0 || stop?.aborted === true) return;
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      stop?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, delay);
    stop?.addEventListener("abort", finish, { once: true });
  });
}
