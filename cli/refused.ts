/** How a command ends when it does not succeed. */
import type { Refusal, Result } from "../protocol/index.ts";

/** Exit codes that scripts can use; documented in docs/cli.md. */
export const EXIT = { done: 0, refused: 1, usage: 2, unreachable: 3, key: 4, interrupted: 130 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Everything that is not here was refused: 1. */
const EXITS: Readonly<Record<string, Exit>> = {
  usage: EXIT.usage,
  bad_config: EXIT.usage,
  bad_account_name: EXIT.usage,
  signaling_unreachable: EXIT.unreachable,
  chain_unreachable: EXIT.unreachable,
  broker_unreachable: EXIT.unreachable,
  account_unknown: EXIT.key,
  account_exists: EXIT.key,
  key_damaged: EXIT.key,
  key_exposed: EXIT.key,
  key_folder_failed: EXIT.key,
  bad_passphrase: EXIT.key,
  bad_secret: EXIT.key,
  passphrase_needed: EXIT.key,
  passphrase_weak: EXIT.key,
  passphrase_mismatch: EXIT.key,
  passphrase_file_unusable: EXIT.key,
  interrupted: EXIT.interrupted,
  aborted: EXIT.interrupted,
};

/** Ends a command. The message says what to do, and never holds a secret. */
export class Refused extends Error {
  override readonly name = "Refused";
  /** Stable. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }

  get exit(): Exit {
    return EXITS[this.code] ?? EXIT.refused;
  }
}

/** The value, or the end of the command. */
export function orRefuse<T>(result: Result<T, Refusal & { readonly pallet?: string }>): T {
  if (result.ok) return result.value;
  const { code, message, pallet } = result.error;
  const words = message === undefined || message === "" ? code.replaceAll("_", " ") : message;
  // What the pallet refused is the condition a script branches on: its name is the code.
  throw pallet === undefined ? new Refused(code, words) : new Refused(pallet, words);
}

/** The client's errors, recognised without loading the client, which is heavy. */
export function asRefused(thrown: unknown): Refused | null {
  if (thrown instanceof Refused) return thrown;
  if (!(thrown instanceof Error) || thrown.name !== "CocoError") return null;
  return "code" in thrown && typeof thrown.code === "string"
    ? new Refused(thrown.code, thrown.message)
    : null;
}

/** Wrong use of the command line. */
export function misused(message: string): Refused {
  return new Refused("usage", message);
}
