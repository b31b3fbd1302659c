import type { Millis } from "../../protocol/index.ts";
import type { LiveJob } from "./snapshot.ts";

/** ms. Token counts reach listeners at most this often: a page redraws ten times a second, not at every token. */
const PUBLISH_INTERVAL_MS = 100;

/** Decides when a token's progress is worth a new snapshot; a change of phase always is. */
export function progressGate(monotonicMs: () => Millis): (phase: LiveJob["phase"]) => boolean {
  let last: { phase: LiveJob["phase"]; at: Millis } | null = null;
  return (phase) => {
    const now = monotonicMs();
    if (last?.phase === phase && now - last.at < PUBLISH_INTERVAL_MS) return false;
    last = { phase, at: now };
    return true;
  };
}
