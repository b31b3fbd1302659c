/** The engine by itself, in a page without any network around it: what the journey's speed is held against. */
import { openHarness, tinyEntry } from "../../adapters/engine/testing/browser.ts";
import { median } from "../../bench/harness.ts";
import { onExit } from "../lifetime.ts";

/** Answers measured after one that warms the engine up. */
const RUNS = 3;

/** Decoding speed in tokens/s between the first token and the end of the answer, median of three. */
export async function directTokensPerSecond(question: string): Promise<number> {
  const harness = await openHarness("webllm");
  const forget = onExit(() => harness.close());
  try {
    const { error } = await harness.call("load", tinyEntry("webllm"));
    if (error !== null) throw new Error(`the engine did not load: ${error.code}`);
    const speeds: number[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const { completionTokens, ttftMs, durationMs } = await harness.call("ask", [
        { role: "user", content: question },
      ]);
      if (run > 0) speeds.push(((completionTokens - 1) / (durationMs - ttftMs)) * 1000);
    }
    return median(speeds);
  } finally {
    forget();
    await harness.close();
  }
}
