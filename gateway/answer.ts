/** From the network's chunks to the two shapes of an OpenAI answer. */
import type { ChatChunk, Usage } from "./backend.ts";

const NO_USAGE: Usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

interface Summary {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly fingerprint: string | null;
  readonly content: string;
  readonly finishReason: string | null;
  readonly usage: Usage;
}

function summarize(chunks: readonly ChatChunk[]): Summary {
  const first = chunks[0];
  const usage = chunks.findLast((chunk) => chunk.usage != null)?.usage ?? NO_USAGE;
  const choices = chunks.flatMap((chunk) => chunk.choices);
  return {
    id: first?.id ?? "chatcmpl-empty",
    created: first?.created ?? 0,
    model: first?.model ?? "",
    fingerprint: first?.system_fingerprint ?? null,
    content: choices.map((choice) => choice.delta.content ?? "").join(""),
    finishReason: choices.findLast((choice) => choice.finish_reason !== null)?.finish_reason ?? null,
    usage,
  };
}

/** OpenAI's `chat.completion`. */
export function toCompletion(chunks: readonly ChatChunk[]) {
  const answer = summarize(chunks);
  return {
    id: answer.id,
    object: "chat.completion" as const,
    created: answer.created,
    model: answer.model,
    system_fingerprint: answer.fingerprint,
    choices: [
      {
        index: 0,
        message: { role: "assistant" as const, content: answer.content, refusal: null },
        logprobs: null,
        finish_reason: answer.finishReason ?? "stop",
      },
    ],
    usage: answer.usage,
  };
}

/** One chunk as a stock client expects it; with `include_usage` every chunk has the field, null until the last. */
export function toStreamChunk(chunk: ChatChunk, includeUsage: boolean) {
  return {
    id: chunk.id,
    object: "chat.completion.chunk" as const,
    created: chunk.created,
    model: chunk.model,
    system_fingerprint: chunk.system_fingerprint ?? null,
    choices: chunk.choices.map((choice) => ({
      index: choice.index,
      delta: choice.delta,
      logprobs: null,
      finish_reason: choice.finish_reason,
    })),
    ...(includeUsage ? { usage: null } : {}),
  };
}

/** The chunk without choices that closes a stream with `include_usage`. */
export function toUsageChunk(chunk: ChatChunk, usage: Usage | null) {
  return { ...toStreamChunk({ ...chunk, choices: [] }, false), usage: usage ?? NO_USAGE };
}

/** A finished answer in two chunks, for keeping. */
export function compactChunks(chunks: readonly ChatChunk[]): readonly ChatChunk[] {
  const first = chunks[0];
  if (first === undefined) return chunks;
  const answer = summarize(chunks);
  const delta = { role: "assistant" as const, content: answer.content };
  return [
    { ...first, usage: null, choices: [{ index: 0, delta, finish_reason: null }] },
    {
      ...first,
      usage: answer.usage,
      choices: [{ index: 0, delta: {}, finish_reason: answer.finishReason ?? "stop" }],
    },
  ];
}
