import { engineError } from "./errors.ts";
import type { EngineError, GenerateEvent } from "./port.ts";
import type { GenerationSlot } from "./slot.ts";
import { StopMatcher } from "./stop-matcher.ts";

/** What an implementation's library produces, before stop strings, abort and counting are applied here, once for all. */
export type RawEvent =
  | { readonly type: "prefilled"; readonly promptTokens: number }
  | {
      readonly type: "piece";
      readonly text: string;
      /** Tokens sampled since the last piece. */ readonly tokens: number;
    }
  | {
      readonly type: "end";
      readonly reason: "stop" | "length";
      /** UTF-16 length of the whole answer when the library cut it after streaming; null when it did not. */
      readonly textLength: number | null;
    }
  | { readonly type: "failed"; readonly error: EngineError };

export interface RawGeneration {
  /** Always comes to an end: with `end`, with `failed`, or, after `cancel`, silently. */
  readonly events: AsyncIterable<RawEvent>;
  /** Asks the library to stop; `events` end when it has. */
  cancel(): void;
}

export interface StreamOptions {
  readonly slot: GenerationSlot;
  readonly signal: AbortSignal;
  readonly stop: readonly string[];
  /** Strings on which the library itself stops. */
  readonly holdBack: readonly string[];
}

/**
 * The port's `generate` on top of a raw generation. The slot is free when a `done` or `failed` event arrives, unless the
 * caller aborted: then it is freed when the library has really stopped.
 */
export async function* streamGeneration(
  open: () => RawGeneration,
  options: StreamOptions,
): AsyncGenerator<GenerateEvent, void> {
  const { signal, slot } = options;
  const usage = { promptTokens: 0, completionTokens: 0 };
  const release = slot.acquire();
  if (release === null) {
    yield { type: "failed", error: engineError("busy", "another generation is running"), usage };
    return;
  }
  if (signal.aborted) {
    release();
    yield { type: "done", finishReason: "abort", usage };
    return;
  }
  const aborted = whenAborted(signal);
  let raw: RawGeneration | null = null;
  let iterator: AsyncIterator<RawEvent> | null = null;
  let finished = false;
  try {
    const matcher = new StopMatcher(options.stop, options.holdBack);
    raw = open();
    iterator = raw.events[Symbol.asyncIterator]();
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted.promise]);
      if (next === ABORTED) {
        yield { type: "done", finishReason: "abort", usage: { ...usage } };
        return;
      }
      const event: RawEvent =
        next.done === true ? { type: "end", reason: "stop", textLength: null } : next.value;
      if (event.type === "prefilled") {
        usage.promptTokens = event.promptTokens;
      } else if (event.type === "piece") {
        if (matcher.hasMatched()) continue;
        usage.completionTokens += event.tokens;
        const text = matcher.push(event.text);
        yield { type: "token", text, tokens: event.tokens };
        if (matcher.hasMatched()) raw.cancel();
      } else {
        finished = true;
        release();
        const rest = event.type === "end" ? matcher.finish(event.textLength) : "";
        if (rest !== "") yield { type: "token", text: rest, tokens: 0 };
        if (event.type === "failed" && !matcher.hasMatched())
          yield { type: "failed", error: event.error, usage: { ...usage } };
        else
          yield {
            type: "done",
            finishReason: event.type === "end" && !matcher.hasMatched() ? event.reason : "stop",
            usage: { ...usage },
          };
        return;
      }
    }
  } finally {
    aborted.dispose();
    if (!finished) {
      raw?.cancel();
      void drain(iterator).finally(release);
    }
  }
}

const ABORTED = Symbol("aborted");

function whenAborted(signal: AbortSignal): { promise: Promise<typeof ABORTED>; dispose: () => void } {
  const { promise, resolve } = Promise.withResolvers<typeof ABORTED>();
  const onAbort = (): void => resolve(ABORTED);
  signal.addEventListener("abort", onAbort, { once: true });
  return { promise, dispose: () => signal.removeEventListener("abort", onAbort) };
}

async function drain(iterator: AsyncIterator<RawEvent> | null): Promise<void> {
  if (iterator === null) return;
  try {
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
    }
  } catch {
    // The caller has gone; a library that throws while it stops has stopped.
  }
}
