import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { modelEntrySchema, type ModelEntry } from "../protocol/index.ts";

// Writes models/catalogue.json: the project's own tiny model, fully pinned from its manifest, and the chat models of
// WebLLM's prebuilt list, unpinned. Run it after a rebuild of the tiny model or an update of web-llm; a test compares.

const MANIFEST = new URL("../models/tiny/manifest.json", import.meta.url);
const WEB_LLM = new URL("../node_modules/@mlc-ai/web-llm/package.json", import.meta.url);
export const CATALOGUE_FILE = new URL("../models/catalogue.json", import.meta.url);

/** MiB. Weights and cache of the tiny model are 4 MiB; the rest is what a WebGPU device costs at all. */
const TINY_MEMORY_MIB = 64;

const UNPINNED_DIGEST = `0x${"00".repeat(32)}`;

const folderSchema = z.object({
  folder: z.string(),
  weightsDigest: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});
const manifestSchema = z.object({
  licence: z.string(),
  shape: z.object({ contextTokens: z.number() }),
  webllm: folderSchema.extend({ library: z.string() }),
  wllama: folderSchema.extend({ gguf: z.string() }),
});

const prebuiltSchema = z.object({
  model: z.string(),
  model_id: z.string(),
  model_lib: z.string(),
  vram_required_MB: z.number().optional(),
  required_features: z.array(z.string()).optional(),
  overrides: z.object({ context_window_size: z.number().optional() }).optional(),
  /** web-llm's `ModelType`: 0 or missing is a chat model, 1 embeds, 2 sees. */
  model_type: z.number().optional(),
  model_manifest: z.string().optional(),
});

/** Licences by family, as the families' model cards name them; what is not listed is for the reader to look up. */
const LICENCES: readonly (readonly [RegExp, string])[] = [
  [/^Llama-3\.2|^Hermes-3-Llama-3\.2/, "Llama 3.2 Community"],
  [/^Llama-3\.1|^Hermes-3-Llama-3\.1|^DeepSeek-R1-Distill-Llama/, "Llama 3.1 Community"],
  [/^Llama-3-|^Hermes-2-(Pro|Theta)-Llama-3/, "Llama 3 Community"],
  [/^Llama-2/, "Llama 2 Community"],
  [/^Qwen2\.5(-Coder)?-3B/, "Qwen Research"],
  [
    /^Qwen|^Mistral|^Ministral|^Hermes-2-Pro-Mistral|^OpenHermes|^SmolLM2|^TinyLlama|^OLMo|^RedPajama/,
    "Apache-2.0",
  ],
  [/^Phi-|^phi-|^DeepSeek-R1-Distill-Qwen/, "MIT"],
  [/^gemma/, "Gemma"],
];

export async function buildCatalogue(): Promise<{ webllm: string; models: ModelEntry[] }> {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(MANIFEST, "utf8")));
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(WEB_LLM, "utf8")));
  const { prebuiltAppConfig } = await import("@mlc-ai/web-llm");
  const prebuilt = z.array(prebuiltSchema).parse(prebuiltAppConfig.model_list);
  const models = [
    tiny(
      "coco-tiny",
      "Coco tiny (self-test, WebGPU)",
      "webllm",
      manifest,
      manifest.webllm,
      manifest.webllm.library,
    ),
    tiny("coco-tiny-gguf", "Coco tiny (self-test, WebAssembly)", "wllama", manifest, manifest.wllama, null),
    ...prebuilt
      // Embedding and vision models do not chat in text. Models with a package manifest need files that an entry cannot name yet.
      .filter(({ model_type, model_manifest }) => (model_type ?? 0) === 0 && model_manifest === undefined)
      .map(fromPrebuilt),
  ];
  return { webllm: version, models: models.map((model) => modelEntrySchema.parse(model)) };
}

function tiny(
  id: string,
  title: string,
  engine: ModelEntry["engine"],
  manifest: z.infer<typeof manifestSchema>,
  part: z.infer<typeof folderSchema>,
  library: string | null,
): ModelEntry {
  const baseUrl = `/models/tiny/${part.folder}/`;
  return {
    id,
    title,
    engine,
    baseUrl,
    libraryUrl: library === null ? null : baseUrl + library,
    contextTokens: manifest.shape.contextTokens,
    memoryMib: TINY_MEMORY_MIB,
    downloadBytes: part.files.reduce((sum, { bytes }) => sum + bytes, 0),
    requiredFeatures: [],
    files: part.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    weightsDigest: `0x${part.weightsDigest}`,
    licence: manifest.licence,
  };
}

function fromPrebuilt(record: z.infer<typeof prebuiltSchema>): ModelEntry {
  // web-llm's list forgets to require f16 for most half-precision libraries; it fails only after the download then.
  const half = /f16(_1)?-MLC/.test(record.model_id) ? ["shader-f16"] : [];
  return {
    id: record.model_id,
    title: titleOf(record.model_id),
    engine: "webllm",
    baseUrl: `${record.model}/resolve/main/`,
    libraryUrl: record.model_lib,
    contextTokens: record.overrides?.context_window_size ?? 4096,
    memoryMib: Math.ceil(record.vram_required_MB ?? 0),
    downloadBytes: null,
    requiredFeatures: [...new Set([...(record.required_features ?? []), ...half])],
    files: null,
    weightsDigest: UNPINNED_DIGEST,
    licence: LICENCES.find(([family]) => family.test(record.model_id))?.[1] ?? "see the model card",
  };
}

/** `Qwen3-0.6B-q4f16_1-MLC-1k` → `Qwen3 0.6B, 4-bit, half precision, short context`. */
function titleOf(id: string): string {
  const parts = /^(.*)-q(\d)f(16|32)(?:_1)?-MLC(-1k)?$/.exec(id);
  if (parts === null) return id.replaceAll("-", " ");
  const [, name = id, bits = "", precision, short] = parts;
  const quantized = bits === "0" ? [] : [`${bits}-bit`];
  const rest = [
    ...quantized,
    precision === "16" ? "half precision" : "full precision",
    ...(short === undefined ? [] : ["short context"]),
  ];
  return `${name.replace(/-(?=\D|\d)/g, " ").replaceAll("_", ".")}, ${rest.join(", ")}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const catalogue = await buildCatalogue();
  writeFileSync(CATALOGUE_FILE, `${JSON.stringify(catalogue, null, 1)}\n`);
  console.log(`${catalogue.models.length} models written`);
}
