import { err, type Err } from "../../protocol/index.ts";
import type { EngineError } from "./port.ts";

/** Characters of a library's message that may reach an error text; only texts from before any prompt is in play get that far. */
const MAX_DETAIL_CHARS = 160;

/** An engine error with a text for people. Callers never put prompts or outputs into `message`. */
export function engineError(
  code: EngineError["code"],
  message: string,
  sizes: StorageSizes = {},
): EngineError {
  return { code, message, ...sizes };
}

export interface StorageSizes {
  readonly neededBytes?: number;
  readonly availableBytes?: number;
}

export function refuse(
  code: EngineError["code"],
  message: string,
  sizes: StorageSizes = {},
): Err<EngineError> {
  return err(engineError(code, message, sizes));
}

/** Whether an unknown failure is the platform's way to say that the caller aborted. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

/** Name and the start of the message of an unknown failure. Only for failures that cannot carry prompts: loading and probing. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return "unknown failure";
  const text = `${error.name}: ${error.message}`.replace(/\s+/g, " ");
  return text.length > MAX_DETAIL_CHARS ? `${text.slice(0, MAX_DETAIL_CHARS)}…` : text;
}
