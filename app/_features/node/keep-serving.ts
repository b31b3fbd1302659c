import type { ModelEntry } from "../../../protocol/index.ts";
import type { ComputeNode } from "../../../node/index.ts";

/** ms. First wait before a failed start is tried again: a driver needs seconds to come back after a reset. */
export const FIRST_RESTART_MS = 5_000;
/** ms. Longest wait: an operator who mends a network sees the kiosk come back within it. */
export const LONGEST_RESTART_MS = 5 * 60_000;

type Startable = Pick<ComputeNode, "subscribe" | "start"> & {
  readonly snapshot: Pick<ComputeNode["snapshot"], "phase">;
};

/**
 * For a device with nobody watching: start, and start again after a failure, each time after twice the wait. A stop by a
 * person stays a stop. Returns the end of it.
 */
export function keepServing(node: Startable, model: ModelEntry): () => void {
  let waitMs = FIRST_RESTART_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  const look = () => {
    const { phase } = node.snapshot;
    if (phase === "serving") waitMs = FIRST_RESTART_MS;
    if (phase !== "failed" || timer !== undefined || ended) return;
    timer = setTimeout(() => {
      timer = undefined;
      void start();
    }, waitMs);
    waitMs = Math.min(LONGEST_RESTART_MS, waitMs * 2);
  };
  const start = async () => {
    await node.start(model);
    look();
  };
  const unsubscribe = node.subscribe(look);
  void start();
  return () => {
    ended = true;
    clearTimeout(timer);
    unsubscribe();
  };
}
