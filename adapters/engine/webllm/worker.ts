import type { MLCEngine } from "@mlc-ai/web-llm";
import type { ModelEntry } from "../../../protocol/index.ts";
import { fetchArtifacts, forgetArtifacts, type Artifact, type FetchOptions } from "../artifacts.ts";
import { engineError } from "../errors.ts";
import type { EngineError, GenerateRequest, LoadProgress, ScoreRequest } from "../port.ts";
import { watchDevices } from "./device-watch.ts";
import { planDownload } from "./download-plan.ts";
import { loadFailure, runFailure } from "./failures.ts";
import { probeGpu } from "./gpu-probe.ts";
import { pipelineOf } from "./internals.ts";
import type { WorkerReply, WorkerRequest } from "./messages.ts";
import { scoreCompletion } from "./score.ts";

// The engine's dedicated worker: everything that computes, hashes or holds the GPU happens here, and the page terminates it
// to cancel a load, to unload, and after a loss. The only file that brings in web-llm (6 MB), and only to load a model.

let loaded: { engine: MLCEngine; modelId: string } | null = null;
let running: { id: number; cancelled: boolean } | null = null;
let loadLost: ((error: EngineError) => void) | null = null;
let invalid: string | null = null;

watchDevices(
  (error) => {
    if (loadLost !== null) loadLost(error);
    else post({ id: 0, kind: "lost", error });
  },
  (message) => (invalid ??= message),
);

/** What the GPU has refused since the last call. */
function takeInvalid(): string | null {
  const message = invalid;
  invalid = null;
  return message;
}

self.addEventListener("message", (event: MessageEvent<WorkerRequest>) => void handle(event.data));

async function handle(request: WorkerRequest): Promise<void> {
  switch (request.kind) {
    case "probe":
      post({ id: request.id, kind: "probed", probe: await probeGpu() });
      return;
    case "load":
      await load(request.id, request.model, request.origin);
      return;
    case "generate":
      await generate(request.id, request.request);
      return;
    case "score":
      await score(request.id, request.request);
      return;
    case "cancel":
      if (running?.id !== request.target) return;
      running.cancelled = true;
      await loaded?.engine.interruptGenerate();
      return;
    case "ping":
      post({ id: request.id, kind: "pong" });
  }
}

async function load(id: number, model: ModelEntry, origin: string): Promise<void> {
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => undefined);
  const losses: EngineError[] = [];
  loadLost = (error) => {
    losses.push(error);
    lost.reject(new Error("the GPU was lost while loading"));
  };
  const onProgress = (progress: LoadProgress): void => post({ id, kind: "progress", progress });
  // Cancelling a load terminates the worker, so nothing in here needs to be told.
  const options: FetchOptions = { onProgress, signal: new AbortController().signal };
  let artifacts: readonly Artifact[] = [];
  const refuse = async (error: EngineError): Promise<void> => {
    // What nobody pinned may be an error page; kept, it would fail every later attempt as well.
    if (error.code === "bad_model")
      await forgetArtifacts(artifacts.filter(({ sha256, bytes }) => sha256 === null && bytes === null));
    post({ id, kind: "refused", error });
  };
  try {
    const plan = await planDownload(model, origin, options);
    const fetched = plan.ok ? await fetchArtifacts(plan.value.artifacts, options) : plan;
    if (!plan.ok || !fetched.ok) {
      await refuse(fetched.ok ? engineError("bad_model", "no plan") : fetched.error);
      return;
    }
    ({ artifacts } = plan.value);
    const totalBytes = artifacts.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
    if (model.files !== null) onProgress({ phase: "verify", loadedBytes: totalBytes, totalBytes });
    onProgress({ phase: "compile", loadedBytes: 0, totalBytes });
    const { MLCEngine } = await import("@mlc-ai/web-llm");
    const engine = new MLCEngine({ appConfig: plan.value.appConfig, logLevel: "ERROR" });
    takeInvalid();
    await Promise.race([engine.reload(model.id), lost.promise]);
    const pipeline = pipelineOf(engine, model.id);
    // Refusals of the GPU arrive late; nothing is refused any more once the queue is empty.
    await Promise.race([pipeline.device.sync(), lost.promise]);
    const refused = takeInvalid();
    if (refused !== null) {
      // The GPU refused a shader or a buffer: whatever came out of this model would be noise.
      await refuse(loadFailure(new Error(refused)));
      return;
    }
    loaded = { engine, modelId: model.id };
    onProgress({ phase: "compile", loadedBytes: totalBytes, totalBytes });
    post({
      id,
      kind: "loaded",
      loaded: {
        model: model.id,
        contextTokens: pipeline.contextWindowSize,
        weightsDigest: `0x${model.weightsDigest.slice(2)}`,
        templateStops: [...pipeline.stopStr],
      },
    });
  } catch (error) {
    await refuse(losses[0] ?? loadFailure(error));
  } finally {
    loadLost = null;
  }
}

async function generate(id: number, { messages, sampling }: GenerateRequest): Promise<void> {
  const job = { id, cancelled: false };
  running = job;
  try {
    if (loaded === null) throw new Error("no model");
    const { engine, modelId } = loaded;
    const pipeline = pipelineOf(engine, modelId);
    // A cached prefix would change the last bits of the logits and tell one requester what another one had asked.
    await engine.resetChat();
    const stream = await engine.chat.completions.create({
      messages: messages.map(({ role, content }) => ({ role, content })),
      stream: true,
      temperature: sampling.temperature,
      // Greedy means the first of the sorted tokens: a tie must not be decided by a draw.
      top_p: sampling.temperature === 0 ? Number.MIN_VALUE : sampling.topP,
      max_tokens: sampling.maxTokens,
      frequency_penalty: sampling.frequencyPenalty,
      presence_penalty: sampling.presencePenalty,
      ...(sampling.seed === null ? {} : { seed: sampling.seed }),
    });
    let sentTokens = 0;
    let sentLength = 0;
    const flush = (): void => {
      const tokens = pipeline.getCurRoundCompletionTotalTokens() - sentTokens;
      const text = pipeline.getMessage().slice(sentLength);
      if (tokens === 0 && text === "") return;
      sentTokens += tokens;
      sentLength += text.length;
      post({ id, kind: "raw", event: { type: "piece", text, tokens } });
    };
    for await (const _ of stream) {
      if (sentTokens === 0) {
        // Every sampled token but the newest has been fed back; web-llm's own count leaves out the template's prefix tokens.
        const promptTokens = pipeline.filledKVCacheLength - (pipeline.getCurRoundCompletionTotalTokens() - 1);
        post({ id, kind: "raw", event: { type: "prefilled", promptTokens } });
      }
      flush();
      if (job.cancelled) break;
    }
    flush();
    const reason = pipeline.getFinishReason() === "length" ? "length" : "stop";
    post({ id, kind: "raw", event: { type: "end", reason, textLength: pipeline.getMessage().length } });
  } catch (error) {
    post({ id, kind: "raw", event: { type: "failed", error: runFailure(error) } });
  } finally {
    running = null;
    post({ id, kind: "stopped" });
  }
}

async function score(id: number, request: ScoreRequest): Promise<void> {
  try {
    if (loaded === null) throw new Error("no model");
    const scored = await scoreCompletion(loaded.engine, loaded.modelId, request);
    post(
      scored.ok
        ? { id, kind: "scored", evidence: scored.value }
        : { id, kind: "refused", error: scored.error },
    );
  } catch (error) {
    post({ id, kind: "refused", error: runFailure(error) });
  }
}

function post(reply: WorkerReply): void {
  self.postMessage(reply);
}
