import type { MLCEngine } from "@mlc-ai/web-llm";

/**
 * The private parts of web-llm 0.2.86 that this adapter needs, in one place: exact token counts (the public chunk has
 * none), the strings a template stops on, and the model library's functions for scoring. Checked when a model is loaded,
 * so that an update of web-llm fails there and not in the middle of an answer.
 */
export interface Pipeline {
  readonly tvm: Tvm;
  readonly vm: { getFunction(name: string): TvmFunction };
  readonly device: { sync(): Promise<void> };
  readonly tokenizer: { encode(text: string): Int32Array };
  readonly params: unknown;
  readonly kvCache: unknown;
  readonly kvStateKind: string;
  readonly artifact: unknown;
  readonly conversation: {
    appendMessage(role: string, text: string): void;
    appendReplyHeader(role: string): void;
  };
  readonly stopStr: readonly string[];
  readonly stopTokens: readonly number[];
  readonly prefillChunkSize: number;
  readonly contextWindowSize: number;
  filledKVCacheLength: number;
  getMessage(): string;
  getFinishReason(): string | undefined;
  getCurRoundCompletionTotalTokens(): number;
  getTokensEmbeddings(tokens: readonly number[]): Tensor;
  getInputData(): Promise<[unknown[], number, unknown]>;
  fKVCacheBeginForward(cache: unknown, sequences: unknown, lengths: unknown): void;
  fKVCacheEndForward(cache: unknown): void;
}

export type TvmFunction = (...args: unknown[]) => { get(index: number): Tensor; toString(): string };

export interface Tensor {
  readonly shape: readonly number[];
  readonly dtype: string;
  view(shape: readonly number[]): Tensor;
  copyFrom(source: Tensor | Int32Array): Tensor;
  toArray(): Float32Array;
}

export interface Tvm {
  beginScope(): void;
  endScope(): void;
  cpu(): unknown;
  empty(shape: readonly number[], dtype: string, device: unknown): Tensor;
  makeShapeTuple(shape: readonly number[]): unknown;
}

/** `mlc-chat-config.json` with its overrides; passed on as it is. */
export type ChatConfig = object;

/** Private methods of the engine itself. */
export interface EngineInternals {
  preparePrefillInput(
    input: { messages: readonly unknown[] },
    pipeline: Pipeline,
    config: ChatConfig,
    reuseKVCache: boolean,
  ): { inputStr: string; lastMsgRole: string };
}

const NEEDED = [
  "tvm",
  "vm",
  "device",
  "tokenizer",
  "params",
  "conversation",
  "stopStr",
  "stopTokens",
  "prefillChunkSize",
  "contextWindowSize",
  "filledKVCacheLength",
  "getMessage",
  "getFinishReason",
  "getCurRoundCompletionTotalTokens",
  "getTokensEmbeddings",
  "getInputData",
  "fKVCacheBeginForward",
  "fKVCacheEndForward",
];

/** The loaded model's pipeline. Throws when web-llm has changed under us. */
export function pipelineOf(engine: MLCEngine, modelId: string): Pipeline {
  const pipelines: unknown = Reflect.get(engine, "loadedModelIdToPipeline");
  const pipeline: unknown = pipelines instanceof Map ? pipelines.get(modelId) : undefined;
  if (typeof pipeline !== "object" || pipeline === null)
    throw new Error("web-llm keeps its pipelines elsewhere");
  for (const name of NEEDED) {
    if (!(name in pipeline)) throw new Error(`web-llm's pipeline has no ${name}`);
  }
  return pipeline as Pipeline;
}

/** The loaded model's chat configuration. */
export function configOf(engine: MLCEngine, modelId: string): ChatConfig {
  const configs: unknown = Reflect.get(engine, "loadedModelIdToChatConfig");
  const config: unknown = configs instanceof Map ? configs.get(modelId) : undefined;
  if (typeof config !== "object" || config === null)
    throw new Error("web-llm keeps its configurations elsewhere");
  return config;
}

export function internalsOf(engine: MLCEngine): EngineInternals {
  if (typeof Reflect.get(engine, "preparePrefillInput") !== "function")
    throw new Error("web-llm prepares prompts elsewhere");
  return engine as unknown as EngineInternals;
}
