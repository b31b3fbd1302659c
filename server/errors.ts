import type { Refusal } from "../protocol/index.ts";

/** Why the server does not start. `message` says what to do. */
export interface StartError extends Refusal {
  readonly code: string;
  readonly message: string;
}

/** A refusal of a part, with words even where the part had none. */
export function startError(refusal: Refusal): StartError {
  return { code: refusal.code, message: refusal.message ?? refusal.code.replaceAll("_", " ") };
}
