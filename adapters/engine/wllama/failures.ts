import { describeFailure, engineError } from "../errors.ts";
import type { EngineError } from "../port.ts";

/** What allocation failures say: llama.cpp's log, C++, Emscripten, and browsers on array buffers and WebAssembly memories. */
const OUT_OF_MEMORY =
  /out of memory|insufficient memory|(failed|unable) to (allocate|reserve)|(cannot|could not) allocate|allocation failed|cannot enlarge memory|bad_alloc|memory access out of bounds/i;
const CONTEXT = /context size|exceeds? the (available )?context|kv cache/i;

export function saysOutOfMemory(text: string): boolean {
  return OUT_OF_MEMORY.test(text);
}

/**
 * A failure of loading, when no prompt is in play.
 * @param outOfMemory whether llama.cpp's log named an allocation that failed: its exceptions do not
 */
export function loadFailure(error: unknown, outOfMemory: boolean): EngineError {
  if (outOfMemory || (error instanceof Error && saysOutOfMemory(error.message)))
    return engineError("out_of_memory", "there is not enough memory for the model");
  return engineError("bad_model", describeFailure(error));
}

/**
 * A failure while a prompt was in play: no library text passes, it could quote the prompt.
 * @param outOfMemory as in `loadFailure`
 */
export function runFailure(error: unknown, outOfMemory: boolean): EngineError {
  const message = error instanceof Error ? error.message : "";
  if (!isCrash(error) && CONTEXT.test(message))
    return engineError("context_exceeded", "the prompt is longer than the model's context");
  if (outOfMemory || saysOutOfMemory(message))
    return engineError("out_of_memory", "there is not enough memory for this answer");
  if (isCrash(error)) return engineError("device_lost", "the engine's worker crashed");
  return engineError("engine_failed", `wllama failed: ${error instanceof Error ? error.name : "unknown"}`);
}

/** Whether the WebAssembly instance is gone: wllama rejects with its own error class, or with a plain string afterwards. */
export function isCrash(error: unknown): boolean {
  if (typeof error === "string") return error.includes("crashed");
  return error instanceof Error && error.name === "RuntimeError";
}
