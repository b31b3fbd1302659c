import type { ChatCompletionChunk } from "@wllama/wllama/esm/index.js";
import type { RawEvent } from "../stream.ts";

export interface ChunkReader {
  readonly read: (chunk: ChatCompletionChunk) => void;
  /** Why the answer ended, once it has. */
  readonly reason: () => "stop" | "length";
}

/** Turns llama.cpp's chunks into raw events. Counts come from its timings (every sampled token), not from the number of chunks. */
export function readChunks(push: (event: RawEvent) => void): ChunkReader {
  let prefilled = false;
  let counted = 0;
  let reason: "stop" | "length" = "stop";
  return {
    read: (chunk) => {
      const { timings, usage } = chunk;
      if (!prefilled && timings !== undefined) {
        prefilled = true;
        push({ type: "prefilled", promptTokens: timings.prompt_n + Math.max(0, timings.cache_n) });
      }
      const choice = chunk.choices[0];
      if (choice?.finish_reason === "length") reason = "length";
      const sampled = Math.max(counted, timings?.predicted_n ?? 0, usage?.completion_tokens ?? 0);
      const text = choice?.delta.content ?? "";
      if (text !== "" || sampled > counted) push({ type: "piece", text, tokens: sampled - counted });
      counted = sampled;
    },
    reason: () => reason,
  };
}
