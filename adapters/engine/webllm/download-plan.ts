import type { AppConfig, ModelRecord } from "@mlc-ai/web-llm";
import { z } from "zod";
import { ok, type ModelEntry, type ModelFile, type Result } from "../../../protocol/index.ts";
import {
  fetchArtifacts,
  forgetArtifacts,
  pinnedBase,
  type Artifact,
  type FetchOptions,
} from "../artifacts.ts";
import { refuse } from "../errors.ts";
import type { EngineError } from "../port.ts";

/** web-llm's own cache names (`lib/cache_util.d.ts`). */
const CONFIG_CACHE = "webllm/config";
const MODEL_CACHE = "webllm/model";
const LIBRARY_CACHE = "webllm/wasm";

const CONFIG_FILE = "mlc-chat-config.json";
const WEIGHTS_FILE = "tensor-cache.json";

const weightsSchema = z.object({
  records: z.array(z.object({ dataPath: z.string(), nbytes: z.number().int().min(0) })),
});
const configSchema = z.object({ tokenizer_files: z.array(z.string()) });

/** Tokens. web-llm's runtime counts bytes of the cache in 32 bits: a longer context wraps around and answers noise. */
const MAX_CONTEXT_TOKENS = 2 ** 22;

export interface DownloadPlan {
  readonly artifacts: readonly Artifact[];
  /** Makes web-llm find in the cache exactly what `artifacts` put there. */
  readonly appConfig: AppConfig;
}

/**
 * Lists a model's files and where web-llm will look for them. Pinned models get a content address of their own;
 * unpinned ones keep web-llm's addresses, and their list comes from the model's own `tensor-cache.json`.
 */
export async function planDownload(
  model: ModelEntry,
  origin: string,
  options: FetchOptions,
): Promise<Result<DownloadPlan, EngineError>> {
  if (model.engine !== "webllm") return refuse("bad_model", `web-llm does not run ${model.engine} models`);
  if (model.libraryUrl === null) return refuse("bad_model", "the model has no library");
  if (model.contextTokens > MAX_CONTEXT_TOKENS)
    return refuse("bad_model", "the model's context is longer than web-llm can address");
  const libraryUrl = new URL(model.libraryUrl, origin).href;
  return model.files === null
    ? planUnpinned(model, origin, libraryUrl, options)
    : planPinned(model, model.files, origin, libraryUrl);
}

async function planPinned(
  model: ModelEntry,
  files: readonly ModelFile[],
  origin: string,
  libraryUrl: string,
): Promise<Result<DownloadPlan, EngineError>> {
  const baseUrl = new URL(model.baseUrl, origin).href;
  const cacheBase = await pinnedBase(files);
  const artifacts = files.map(({ path, bytes, sha256 }): Artifact => {
    const url = new URL(path, baseUrl).href;
    const isLibrary = url === libraryUrl;
    const cacheName = isLibrary ? LIBRARY_CACHE : path === CONFIG_FILE ? CONFIG_CACHE : MODEL_CACHE;
    const cacheKey = new URL(isLibrary ? "library.wasm" : path, cacheBase).href;
    return { path, url, cacheName, cacheKey, bytes, sha256 };
  });
  const library = artifacts.find(({ cacheName }) => cacheName === LIBRARY_CACHE);
  if (library === undefined) return refuse("bad_model", "the model's library is not among its pinned files");
  return ok({ artifacts, appConfig: appConfigFor(model, cacheBase, library.cacheKey) });
}

async function planUnpinned(
  model: ModelEntry,
  origin: string,
  libraryUrl: string,
  options: FetchOptions,
): Promise<Result<DownloadPlan, EngineError>> {
  const base = webllmBase(new URL(model.baseUrl, origin).href);
  const unpinned = (path: string, cacheName: string, bytes: number | null): Artifact => {
    const url = new URL(path, base).href;
    return { path, url, cacheName, cacheKey: url, bytes, sha256: null };
  };
  const lists = [unpinned(CONFIG_FILE, CONFIG_CACHE, null), unpinned(WEIGHTS_FILE, MODEL_CACHE, null)];
  const fetched = await fetchArtifacts(lists, { signal: options.signal, onProgress: () => undefined });
  if (!fetched.ok) return fetched;
  const config = configSchema.safeParse(await cachedJson(lists[0]));
  const weights = weightsSchema.safeParse(await cachedJson(lists[1]));
  if (!config.success || !weights.success) {
    // Perhaps an error page with status 200: forget it, so that the next attempt asks again.
    await forgetArtifacts(lists);
    return refuse("bad_model", `${config.success ? WEIGHTS_FILE : CONFIG_FILE} is not what web-llm needs`);
  }
  const tokenizer = ["tokenizer.json", "tokenizer.model"].find((name) =>
    config.data.tokenizer_files.includes(name),
  );
  if (tokenizer === undefined) return refuse("bad_model", "the model has no tokenizer that web-llm reads");
  const artifacts = [
    ...lists,
    { ...unpinned("library", LIBRARY_CACHE, null), url: libraryUrl, cacheKey: libraryUrl },
    unpinned(tokenizer, MODEL_CACHE, null),
    ...weights.data.records.map(({ dataPath, nbytes }) => unpinned(dataPath, MODEL_CACHE, nbytes)),
  ];
  return ok({ artifacts, appConfig: appConfigFor(model, base, libraryUrl) });
}

function appConfigFor(model: ModelEntry, base: string, library: string): AppConfig {
  const record: ModelRecord = {
    model: base,
    model_id: model.id,
    model_lib: library,
    required_features: [...model.requiredFeatures],
    // web-llm refuses a context and a sliding window together; recurrent models keep no history beside the answer.
    overrides: { context_window_size: model.contextTokens, sliding_window_size: -1, max_history_size: 1 },
  };
  return { model_list: [record], cacheBackend: "cache" };
}

/** As web-llm's `cleanModelUrl`: weights live under `resolve/<branch>/`. */
function webllmBase(url: string): string {
  const folder = url.endsWith("/") ? url : `${url}/`;
  return /.+\/resolve\/.+\//.test(folder) ? folder : `${folder}resolve/main/`;
}

async function cachedJson(artifact: Artifact | undefined): Promise<unknown> {
  if (artifact === undefined) return null;
  const response = await (await caches.open(artifact.cacheName)).match(artifact.cacheKey);
  try {
    return await response?.json();
  } catch {
    return null;
  }
}
