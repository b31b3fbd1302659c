import type { Engine } from "../../adapters/engine/port.ts";
import { DEFAULT_SAMPLING, type Millis } from "../../protocol/index.ts";

/** Tokens: enough for a steady rate, under two seconds even at reading speed. */
const MEASURE_TOKENS = 32;
/** ms. A device that is slower than that is told apart by what it did until then. */
const MEASURE_LIMIT_MS = 5_000;

/** Decode speed of a loaded model on this device, tokens/s without the first token's wait; null when it could not answer. */
export async function measureDecode(engine: Engine, monotonicMs: () => Millis): Promise<number | null> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), MEASURE_LIMIT_MS);
  let first: Millis | null = null;
  let last: Millis | null = null;
  let tokens = 0;
  try {
    const request = {
      messages: [{ role: "user" as const, content: "Count from one to one hundred." }],
      sampling: { ...DEFAULT_SAMPLING, temperature: 0, maxTokens: MEASURE_TOKENS },
    };
    for await (const event of engine.generate(request, limit.signal)) {
      if (event.type === "failed") return null;
      if (event.type !== "token") continue;
      last = monotonicMs();
      first ??= last;
      tokens += event.tokens;
    }
  } finally {
    clearTimeout(timer);
  }
  await engine.idle();
  return first === null || last === null || last === first ? null : ((tokens - 1) * 1000) / (last - first);
}
