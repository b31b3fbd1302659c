/** Keeps one node page alive with nobody watching: starts it, looks at it, starts it again. */
import type { NodeStatus } from "../browser/node-status.ts";

/** A browser with the node page open. */
export interface NodePage {
  /** Rejects when the page no longer answers. */
  status(): Promise<NodeStatus>;
  /** Resolves with a reason when page or browser are gone. */
  readonly gone: Promise<string>;
  close(): Promise<void>;
}

export interface Supervision {
  readonly open: () => Promise<NodePage>;
  readonly say: (line: string) => void;
  readonly describe: (status: NodeStatus) => string;
  /** Resolves after `ms`, or at once when `signal` aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Monotonic ms. */
  readonly now: () => number;
}

/** ms between two looks at the page. */
export const LOOK_INTERVAL_MS = 2_000;
/** ms. A page that does not answer for this long hangs; a big model's compilation blocks no longer than seconds. */
export const SILENT_LIMIT_MS = 60_000;
/** ms. The page starts a failed node again by itself, at the latest every 5 minutes; past two of those it needs a new browser. */
export const FAILED_LIMIT_MS = 11 * 60_000;
/** ms. First and longest wait before another start. */
export const FIRST_BACKOFF_MS = 1_000;
export const LONGEST_BACKOFF_MS = 60_000;
/** ms of service after which a failure counts as a new one. */
export const HEALTHY_AFTER_MS = 60_000;

/** Runs until `signal` aborts. */
export async function supervise(supervision: Supervision, signal: AbortSignal): Promise<void> {
  const { open, say, sleep, now } = supervision;
  const stopped = () => signal.aborted;
  let backoffMs = FIRST_BACKOFF_MS;
  while (!stopped()) {
    const startedAt = now();
    const reason = await runOnce(supervision, signal).catch((error: unknown) => firstLine(error));
    if (stopped()) return;
    if (now() - startedAt >= HEALTHY_AFTER_MS) backoffMs = FIRST_BACKOFF_MS;
    say(`restarting in ${backoffMs / 1000} s: ${reason}`);
    await sleep(backoffMs, signal);
    backoffMs = Math.min(LONGEST_BACKOFF_MS, backoffMs * 2);
  }

  /** Returns why the page must be started again. */
  async function runOnce({ describe }: Supervision, end: AbortSignal): Promise<string> {
    const page = await open();
    try {
      return await watch(page, describe, end);
    } finally {
      await page.close().catch(() => undefined);
    }
  }

  async function watch(page: NodePage, describe: Supervision["describe"], end: AbortSignal): Promise<string> {
    let lastLine = "";
    let answeredAt = now();
    let failedSince: number | null = null;
    let looking: Promise<NodeStatus | null> | null = null;
    const seen: { status: NodeStatus | null } = { status: null };
    const gone = page.gone.then((why) => ({ why }));
    while (!end.aborted) {
      looking ??= page
        .status()
        .catch(() => null)
        .then((status) => {
          looking = null;
          if (status !== null) answeredAt = now();
          seen.status = status;
          return status;
        });
      const ended = await Promise.race([gone, sleep(LOOK_INTERVAL_MS, end).then(() => null)]);
      if (ended !== null) return ended.why;
      if (now() - answeredAt > SILENT_LIMIT_MS) return "the page does not answer";
      const { status } = seen;
      if (status === null) continue;
      const line = describe(status);
      if (line !== lastLine) say(line);
      lastLine = line;
      failedSince = status.phase === "failed" ? (failedSince ?? now()) : null;
      if (failedSince !== null && now() - failedSince > FAILED_LIMIT_MS)
        return `the node failed (${status.error})`;
    }
    return "told to stop";
  }
}

/** Playwright's errors carry whole call logs behind their first line. */
function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
