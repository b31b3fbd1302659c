import { err, ok, type ModelEntry, type Result } from "../../../protocol/index.ts";
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
import type { WorkerReply } from "./messages.ts";
import { WorkerLink } from "./worker-link.ts";

/** ms between two pings of the worker while a generation runs; six unanswered ones make a loss. */
const PING_INTERVAL_MS = 5_000;

export interface WebllmOptions {
  /**
   * Starts `webllm/worker.ts` as a dedicated module worker. Bundlers find workers by the expression
   * `new Worker(new URL("…/webllm/worker.ts", import.meta.url), { type: "module" })`, so the one who bundles writes it.
   */
  readonly createWorker: () => Worker;
  /** Base of the catalogue's relative addresses; the page's own origin by default. */
  readonly origin?: string;
  readonly pingIntervalMs?: number;
}

interface Loaded {
  readonly model: ModelEntry;
  readonly info: LoadedModel;
  readonly templateStops: readonly string[];
}

/** web-llm on WebGPU, in a worker of its own. */
export function createWebllmEngine(options: WebllmOptions): Engine {
  return new WebllmEngine(options);
}

class WebllmEngine implements Engine {
  readonly name = "webllm";
  readonly #options: WebllmOptions;
  readonly #slot = new GenerationSlot();
  readonly #listeners = new Set<(error: EngineError) => void>();
  #link: WorkerLink | null = null;
  #loaded: Loaded | null = null;
  /** Ends the load or the generation that runs when the model goes. */
  #interrupt: ((error: EngineError) => void) | null = null;

  constructor(options: WebllmOptions) {
    this.#options = options;
  }

  async probe(signal?: AbortSignal): Promise<Result<EngineProbe, EngineError>> {
    // A worker of its own: it goes when the measurement is over, and never disturbs a loaded model's.
    const { promise, resolve } = Promise.withResolvers<Result<EngineProbe, EngineError>>();
    const link = new WorkerLink(this.#options.createWorker(), (error) => resolve(err(error)));
    const onAbort = (): void => resolve(refuse("aborted", "the probe was cancelled"));
    signal?.addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    link.open({ kind: "probe" }, (reply) => {
      if (reply.kind === "probed") resolve(ok(reply.probe));
    });
    try {
      return await promise;
    } finally {
      signal?.removeEventListener("abort", onAbort);
      link.terminate();
    }
  }

  async load(
    model: ModelEntry,
    { onProgress, signal }: LoadOptions,
  ): Promise<Result<LoadedModel, EngineError>> {
    if (this.#loaded?.model.id === model.id) return ok(this.#loaded.info);
    const startedAt = performance.now();
    await this.unload();
    if (signal.aborted) return refuse("aborted", "loading was cancelled");
    const { promise, resolve } = Promise.withResolvers<Result<Loaded, EngineError>>();
    this.#interrupt = (error) => resolve(err(error));
    // A loss while loading is this load's failure; nothing was there to be lost.
    const link = new WorkerLink(this.#options.createWorker(), (error) => {
      if (this.#loaded === null) resolve(err(error));
      else this.#lose(link, error);
    });
    this.#link = link;
    const onAbort = (): void =>
      resolve(refuse("aborted", "loading was cancelled; what was downloaded stays"));
    signal.addEventListener("abort", onAbort, { once: true });
    const origin = this.#options.origin ?? location.origin;
    const id = link.open({ kind: "load", model, origin }, (reply) => {
      if (reply.kind === "progress") onProgress(reply.progress);
      else if (reply.kind === "refused") resolve(err(reply.error));
      else if (reply.kind === "loaded") {
        const { templateStops, ...rest } = reply.loaded;
        resolve(ok({ model, info: { ...rest, loadMs: performance.now() - startedAt }, templateStops }));
      }
    });
    const result = await promise;
    signal.removeEventListener("abort", onAbort);
    link.close(id);
    if (!result.ok || this.#link !== link) {
      link.terminate();
      if (this.#link === link) this.#link = null;
      return result.ok ? refuse("aborted", "another load took over") : result;
    }
    this.#interrupt = null;
    this.#loaded = result.value;
    return ok(result.value.info);
  }

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent, void> {
    const [loaded, link] = [this.#loaded, this.#link];
    if (loaded === null || link === null) {
      yield { type: "failed", error: NOT_LOADED, usage: { promptTokens: 0, completionTokens: 0 } };
      return;
    }
    yield* streamGeneration(() => this.#run(link, request), {
      slot: this.#slot,
      signal,
      stop: request.sampling.stop,
      holdBack: loaded.templateStops,
    });
  }

  async score(request: ScoreRequest, signal: AbortSignal): Promise<Result<TokenEvidence[], EngineError>> {
    const link = this.#link;
    if (this.#loaded === null || link === null) return err(NOT_LOADED);
    if (signal.aborted) return refuse("aborted", "scoring was cancelled");
    const release = this.#slot.acquire();
    if (release === null) return refuse("busy", "another generation is running");
    const { promise, resolve } = Promise.withResolvers<Result<TokenEvidence[], EngineError>>();
    const onAbort = (): void => resolve(refuse("aborted", "scoring was cancelled"));
    signal.addEventListener("abort", onAbort, { once: true });
    const finish = this.#occupy(link, (error) => {
      resolve(err(error));
      release();
    });
    link.open({ kind: "score", request }, (reply) => {
      if (reply.kind === "scored") resolve(ok(reply.evidence));
      else if (reply.kind === "refused" || reply.kind === "lost") resolve(err(reply.error));
      else return;
      finish();
      release();
    });
    const result = await promise;
    signal.removeEventListener("abort", onAbort);
    return result;
  }

  async idle(): Promise<void> {
    await this.#slot.idle();
  }

  async unload(): Promise<void> {
    this.#loaded = null;
    this.#link?.terminate();
    this.#link = null;
    this.#interrupt?.(engineError("aborted", "the model was unloaded"));
    this.#interrupt = null;
  }

  onLost(listener: (error: EngineError) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #lose(link: WorkerLink, error: EngineError): void {
    if (this.#link !== link) return;
    this.#loaded = null;
    this.#link = null;
    this.#interrupt = null;
    for (const listener of this.#listeners) listener(error);
  }

  /** Marks the worker as busy: it is watched, and an unload ends the work. Returns how to mark it as done. */
  #occupy(link: WorkerLink, interrupt: (error: EngineError) => void): () => void {
    const unwatch = link.watch(this.#options.pingIntervalMs ?? PING_INTERVAL_MS);
    this.#interrupt = interrupt;
    return () => {
      unwatch();
      if (this.#interrupt === interrupt) this.#interrupt = null;
    };
  }

  #run(link: WorkerLink, request: GenerateRequest): RawGeneration {
    const events = new AsyncQueue<RawEvent>();
    const fail = (error: EngineError): void => {
      events.push({ type: "failed", error });
      events.close();
    };
    const finish = this.#occupy(link, fail);
    const id = link.open({ kind: "generate", request }, (reply: WorkerReply) => {
      if (reply.kind === "raw") {
        events.push(reply.event);
        return;
      }
      if (reply.kind === "lost") fail(reply.error);
      events.close();
      finish();
      link.close(id);
    });
    return { events: afterStop(events), cancel: () => link.cancel(id) };
  }
}

/** Holds the last event back until the worker says that it has stopped, so that the slot is truly free when it arrives. */
async function* afterStop(events: AsyncIterable<RawEvent>): AsyncGenerator<RawEvent, void> {
  let last: RawEvent | null = null;
  for await (const event of events) {
    if (event.type === "end" || event.type === "failed") last = event;
    else yield event;
  }
  if (last !== null) yield last;
}

const NOT_LOADED = engineError("not_loaded", "no model is loaded");
