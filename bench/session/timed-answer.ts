/** One answer as its reader saw it; the same measure for the engine by itself and for the network. */

export interface TimedAnswer {
  readonly completionTokens: number;
  /** ms from the question to the first text. */
  readonly ttftMs: number;
  /** Between the first and the last text. */
  readonly tokensPerSecond: number;
}

/** Collects times of text; `finish` gives the answer. */
export function stopwatch() {
  const startedAt = performance.now();
  let firstAt = 0;
  let lastAt = 0;
  return {
    text(): void {
      lastAt = performance.now();
      if (firstAt === 0) firstAt = lastAt;
    },
    finish(completionTokens: number): TimedAnswer {
      if (completionTokens < 2 || lastAt <= firstAt) throw new Error("too short an answer to measure");
      const tokensPerSecond = ((completionTokens - 1) / (lastAt - firstAt)) * 1000;
      return { completionTokens, ttftMs: firstAt - startedAt, tokensPerSecond };
    },
  };
}
