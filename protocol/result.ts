/** An expected outcome: `ok` with a value or a refusal with a typed error. Bugs throw; refusals never do. */
export type Result<T, E extends Refusal = Refusal> = Ok<T> | Err<E>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Err<E extends Refusal> {
  readonly ok: false;
  readonly error: E;
}

/** The least a refusal says: a stable code that callers branch on. Extra fields never hold prompts, outputs, keys or tokens. */
export interface Refusal {
  readonly code: string;
  /** What happened and what to do, in words for a person. Optional: the code is the contract. */
  readonly message?: string;
}

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function err<E extends Refusal>(error: E): Err<E> {
  return { ok: false, error };
}
