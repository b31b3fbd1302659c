import type { Wllama } from "@wllama/wllama/esm/index.js";
import { err, ok, type ModelEntry, type Result } from "../../../protocol/index.ts";
import { fetchArtifacts, pinnedBase, type Artifact } from "../artifacts.ts";
import { AsyncQueue } from "../async-queue.ts";
import { engineError, refuse } from "../errors.ts";
import type {
  Engine,
  EngineError,
  EngineProbe,
  GenerateEvent,
  GenerateRequest,
  LoadedModel,
  LoadOptions,
  ScoreRequest,
  TokenEvidence,
} from "../port.ts";
import { GenerationSlot } from "../slot.ts";
import { streamGeneration, type RawEvent, type RawGeneration } from "../stream.ts";
import { readChunks } from "./chunks.ts";
import { isCrash, loadFailure, runFailure } from "./failures.ts";
import { NativeLog } from "./native-log.ts";
import { PREFILL_STEP_TOKENS, WATCH_TICK_MS, WorkerWatch } from "./worker-watch.ts";

export interface WllamaOptions {
  /** Address of `@wllama/wllama/esm/wasm/wllama.wasm` as the app's build serves it (8.8 MB). */
  readonly wasmUrl: string;
  /** Base of the catalogue's relative addresses; the page's own origin by default. */
  readonly origin?: string;
  /** Layers to run on WebGPU; 0, the default, stays on the processor: where WebGPU works well web-llm is the better engine. */
  readonly gpuLayers?: number;
  /** ms between two looks at a worker that owes an answer. */
  readonly watchTickMs?: number;
}

const CACHE_NAME = "coco/wllama";

/** llama.cpp takes this seed for "draw one yourself" (`LLAMA_DEFAULT_SEED`). */
const LLAMA_RANDOM_SEED = 0xffff_ffff;

/** llama.cpp in WebAssembly, for devices without WebGPU. Threads are used where the page is cross-origin isolated, else one. */
export function createWllamaEngine(options: WllamaOptions): Engine {
  return new WllamaEngine(options);
}

interface Loaded {
  readonly model: ModelEntry;
  readonly info: LoadedModel;
  readonly wllama: Wllama;
  readonly watch: WorkerWatch;
  readonly log: NativeLog;
}

class WllamaEngine implements Engine {
  readonly name = "wllama";
  readonly #options: WllamaOptions;
  readonly #slot = new GenerationSlot();
  readonly #listeners = new Set<(error: EngineError) => void>();
  #loaded: Loaded | null = null;
  /** Counts loads and unloads, so that a load that was overtaken notices. */
  #epoch = 0;
  /** Ends what runs when the model goes. */
  #interrupt: ((error: EngineError) => void) | null = null;

  constructor(options: WllamaOptions) {
    this.#options = options;
  }

  async probe(): Promise<Result<EngineProbe, EngineError>> {
    const features = globalThis.crossOriginIsolated ? ["wasm-threads"] : [];
    return ok({ available: hasMemory64(), adapter: "wasm", maxBufferBytes: 0, features, gflops: null });
  }

  async load(model: ModelEntry, options: LoadOptions): Promise<Result<LoadedModel, EngineError>> {
    if (this.#loaded?.model.id === model.id) return ok(this.#loaded.info);
    const startedAt = performance.now();
    await this.unload();
    const epoch = this.#epoch;
    if (model.engine !== "wllama") return refuse("bad_model", `wllama does not run ${model.engine} models`);
    if (!hasMemory64()) return refuse("engine_unavailable", "this browser has no 64-bit WebAssembly memory");
    if (options.signal.aborted) return refuse("aborted", "loading was cancelled");
    const files = await this.#fetchFiles(model, options);
    if (!files.ok) return files;
    const totalBytes = model.files?.reduce((sum, { bytes }) => sum + bytes, 0) ?? null;
    options.onProgress({ phase: "verify", loadedBytes: totalBytes ?? 0, totalBytes });
    options.onProgress({ phase: "compile", loadedBytes: 0, totalBytes });

    const { LogLevel, Wllama } = await import("@wllama/wllama/esm/index.js");
    const log = new NativeLog();
    const wllama = new Wllama({ default: this.#options.wasmUrl }, { logger: log.logger });
    const died = Promise.withResolvers<EngineError>();
    const watch = new WorkerWatch(wllama, this.#options.watchTickMs ?? WATCH_TICK_MS, (why) => {
      const error = engineError("device_lost", why);
      // A loss while loading is this load's failure; nothing was there to be lost.
      died.resolve(error);
      this.#lose(wllama, error);
    });
    const discard = async (): Promise<void> => {
      watch.terminate();
      await wllama.exit();
    };
    const cancelled = Promise.withResolvers<"aborted">();
    const onAbort = (): void => cancelled.resolve("aborted");
    options.signal.addEventListener("abort", onAbort, { once: true });
    this.#interrupt = onAbort;
    try {
      const started = wllama.loadModel(files.value, {
        n_ctx: model.contextTokens,
        n_gpu_layers: this.#options.gpuLayers ?? 0,
        n_parallel: 1,
        n_batch: PREFILL_STEP_TOKENS,
        log_level: LogLevel.ERROR,
        jinja: true,
        // Answers pass as they are, whatever a template would read out of them.
        skip_chat_parsing: true,
        reasoning_format: "none",
        ctx_shift: false,
        warmup: false,
      });
      const outcome = await Promise.race([
        started.then(() => "started" as const),
        cancelled.promise,
        died.promise,
      ]);
      if (outcome === "aborted" || epoch !== this.#epoch) {
        await discard();
        return refuse("aborted", "loading was cancelled; what was downloaded stays");
      }
      if (outcome !== "started") {
        await discard();
        return err(outcome);
      }
      if (!watch.hasWorker) throw new Error("wllama makes its worker elsewhere");
      // wllama itself does not look at whether llama.cpp could read the file; without a model everything is 0.
      if (!(wllama.getModelMetadata().hparams.nVocab > 0)) {
        throw new Error("llama.cpp cannot read the model's file");
      }
      const info: LoadedModel = {
        model: model.id,
        contextTokens: wllama.getLoadedContextInfo().n_ctx,
        loadMs: performance.now() - startedAt,
        weightsDigest: `0x${model.weightsDigest.slice(2)}`,
      };
      options.onProgress({ phase: "compile", loadedBytes: totalBytes ?? 0, totalBytes });
      this.#loaded = { model, info, wllama, watch, log };
      return ok(info);
    } catch (error) {
      await discard();
      return err(loadFailure(error, log.takeOutOfMemory()));
    } finally {
      options.signal.removeEventListener("abort", onAbort);
      if (this.#interrupt === onAbort) this.#interrupt = null;
    }
  }

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent, void> {
    const loaded = this.#loaded;
    if (loaded === null) {
      yield { type: "failed", error: NOT_LOADED, usage: { promptTokens: 0, completionTokens: 0 } };
      return;
    }
    yield* streamGeneration(() => this.#run(loaded, request), {
      slot: this.#slot,
      signal,
      stop: request.sampling.stop,
      holdBack: [],
    });
  }

  async score(_request: ScoreRequest, _signal: AbortSignal): Promise<Result<TokenEvidence[], EngineError>> {
    if (this.#loaded === null) return err(NOT_LOADED);
    // wllama 3 shows neither logits nor a tokenizer: `n_probs` gives the best tokens of *its* next draw, one decode a token,
    // and cannot be pointed at a given token. An audit on that would be slower than generating and blind beyond the best.
    return refuse("unsupported", "wllama cannot score a given answer");
  }

  async idle(): Promise<void> {
    await this.#slot.idle();
  }

  async unload(): Promise<void> {
    this.#epoch++;
    const loaded = this.#loaded;
    this.#loaded = null;
    this.#interrupt?.(engineError("aborted", "the model was unloaded"));
    this.#interrupt = null;
    loaded?.watch.terminate();
    await loaded?.wllama.exit();
  }

  onLost(listener: (error: EngineError) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #lose(wllama: Wllama, error: EngineError): void {
    const loaded = this.#loaded;
    if (loaded?.wllama !== wllama) return;
    this.#loaded = null;
    loaded.watch.terminate();
    this.#interrupt?.(error);
    this.#interrupt = null;
    void wllama.exit();
    for (const listener of this.#listeners) listener(error);
  }

  #run({ wllama, info, watch, log }: Loaded, { messages, sampling }: GenerateRequest): RawGeneration {
    const events = new AsyncQueue<RawEvent>();
    const stop = new AbortController();
    log.takeOutOfMemory();
    const calm = watch.expectSigns();
    const finish = (last: RawEvent): void => {
      calm();
      if (this.#interrupt === interrupt) this.#interrupt = null;
      events.push(last);
      events.close();
    };
    const interrupt = (error: EngineError): void => finish({ type: "failed", error });
    this.#interrupt = interrupt;
    const chunks = readChunks((event) => events.push(event));
    const request = {
      messages: messages.map(({ role, content }) => ({ role, content })),
      stream: true as const,
      temperature: sampling.temperature,
      top_p: sampling.topP,
      // llama.cpp's own defaults that would narrow the draw beyond what was asked for.
      top_k: 0,
      min_p: 0,
      max_tokens: sampling.maxTokens,
      frequency_penalty: sampling.frequencyPenalty,
      presence_penalty: sampling.presencePenalty,
      repeat_penalty: 1,
      repeat_last_n: info.contextTokens,
      // A cached prefix would change the last bits of the logits and tell one requester what another one had asked.
      cache_prompt: false,
      timings_per_token: true,
      abortSignal: stop.signal,
      onData: chunks.read,
      ...(sampling.seed === null
        ? {}
        : { seed: sampling.seed === LLAMA_RANDOM_SEED ? LLAMA_RANDOM_SEED - 1 : sampling.seed }),
    };
    wllama.createChatCompletion(request).then(
      () => finish({ type: "end", reason: chunks.reason(), textLength: null }),
      (error: unknown) => {
        const failure = runFailure(error, log.takeOutOfMemory());
        // Nobody knows what an allocation that failed has left behind.
        if (isCrash(error) || failure.code === "out_of_memory") this.#lose(wllama, failure);
        else if (stop.signal.aborted) finish({ type: "end", reason: "stop", textLength: null });
        else finish({ type: "failed", error: failure });
      },
    );
    return { events, cancel: () => stop.abort() };
  }

  async #fetchFiles(model: ModelEntry, options: LoadOptions): Promise<Result<Blob[], EngineError>> {
    if (model.files === null || model.files.length === 0)
      return refuse("bad_model", "a wllama model needs a list of its files");
    const baseUrl = new URL(model.baseUrl, this.#options.origin ?? location.origin).href;
    const cacheBase = await pinnedBase(model.files);
    const artifacts = model.files.map(({ path, bytes, sha256 }): Artifact => ({
      path,
      url: new URL(path, baseUrl).href,
      cacheName: CACHE_NAME,
      cacheKey: new URL(path, cacheBase).href,
      bytes,
      sha256,
    }));
    const fetched = await fetchArtifacts(artifacts, options);
    if (!fetched.ok) return fetched;
    const cache = await caches.open(CACHE_NAME);
    const files: Blob[] = [];
    for (const { path, cacheKey } of artifacts) {
      const response = await cache.match(cacheKey);
      if (response === undefined)
        return refuse("network_failed", `${path}: the browser has dropped it again`);
      // A blob of the cache stays on disk; wllama reads slices of it. Shards are told apart by their names.
      files.push(new File([await response.blob()], path.slice(path.lastIndexOf("/") + 1)));
    }
    return ok(files);
  }
}

const NOT_LOADED = engineError("not_loaded", "no model is loaded");

/** wllama's wasm build uses 64-bit memory. */
function hasMemory64(): boolean {
  try {
    // The type library does not know 64-bit memories yet.
    const descriptor = { address: "i64", initial: 1n };
    return (
      new WebAssembly.Memory(descriptor as unknown as WebAssembly.MemoryDescriptor).buffer.byteLength > 0
    );
  } catch {
    return false;
  }
}
