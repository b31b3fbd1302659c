import type { Sampling } from "../../protocol/index.ts";
import type { EngineError, GenerateEvent } from "./port.ts";

/** ms. Anything slower than this hangs. */
const HANG_MS = 120_000;

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

export const GREEDY: Sampling = {
  temperature: 0,
  topP: 1,
  maxTokens: 100,
  stop: [],
  seed: null,
  frequencyPenalty: 0,
  presencePenalty: 0,
};

export interface Answer {
  readonly text: string;
  readonly tokenEvents: readonly string[];
  /** Sum over the token events. */
  readonly countedTokens: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly finishReason: string | null;
  readonly error: EngineError | null;
}

/** Reads a generation to its end; `afterFirst` runs when the first token has come. */
export async function collect(
  events: AsyncIterable<GenerateEvent>,
  afterFirst?: () => Promise<void>,
): Promise<Answer> {
  const tokenEvents: string[] = [];
  let countedTokens = 0;
  let last: GenerateEvent | null = null;
  let pending: Promise<void> | null = null;
  for await (const event of events) {
    check(last === null || last.type === "token", () => "an event came after the last one");
    last = event;
    if (event.type !== "token") continue;
    tokenEvents.push(event.text);
    countedTokens += event.tokens;
    pending ??= afterFirst?.() ?? null;
  }
  await pending;
  check(last !== null && last.type !== "token", () => "the stream ended without a last event");
  const usage =
    last !== null && last.type !== "token" ? last.usage : { promptTokens: 0, completionTokens: 0 };
  return {
    text: tokenEvents.join(""),
    tokenEvents,
    countedTokens,
    ...usage,
    finishReason: last?.type === "done" ? last.finishReason : null,
    error: last?.type === "failed" ? last.error : null,
  };
}

/** Rejects with `what` when the promise takes longer than anything that does not hang. */
export async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hung = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(what)), HANG_MS);
  });
  try {
    return await Promise.race([promise, hung]);
  } finally {
    clearTimeout(timer);
  }
}

export function check(condition: boolean, message: () => string): void {
  if (!condition) throw new Error(message());
}

export function equal(actual: unknown, expected: unknown): void {
  check(
    Object.is(actual, expected),
    () => `expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`,
  );
}
