import { describeFailure, engineError } from "../errors.ts";
import type { EngineError } from "../port.ts";

const OUT_OF_MEMORY =
  /out of memory|cannot allocate|allocation failed|failed to allocate|memory access out of bounds|cannot enlarge memory|array buffer allocation|could not allocate/i;
const CONTEXT = /context size|exceeds? the (available )?context|kv cache/i;

/** A failure of loading, when no prompt is in play. */
export function loadFailure(error: unknown): EngineError {
  if (error instanceof Error && OUT_OF_MEMORY.test(error.message))
    return engineError("out_of_memory", "there is not enough memory for the model");
  return engineError("bad_model", describeFailure(error));
}

/** A failure while a prompt was in play: no library text passes, it could quote the prompt. */
export function runFailure(error: unknown): EngineError {
  const message = error instanceof Error ? error.message : "";
  if (isCrash(error)) {
    return OUT_OF_MEMORY.test(message)
      ? engineError("out_of_memory", "there is not enough memory for this answer")
      : engineError("device_lost", "the engine's worker crashed");
  }
  if (CONTEXT.test(message))
    return engineError("context_exceeded", "the prompt is longer than the model's context");
  return engineError("engine_failed", `wllama failed: ${error instanceof Error ? error.name : "unknown"}`);
}

/** Whether the WebAssembly instance is gone: wllama rejects with its own error class, or with a plain string afterwards. */
export function isCrash(error: unknown): boolean {
  if (typeof error === "string") return error.includes("crashed");
  return error instanceof Error && error.name === "RuntimeError";
}
