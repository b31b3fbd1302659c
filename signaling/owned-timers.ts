/**
 * Runs `work`, and makes every timer that it starts, then and from its own timers, stoppable as one. For packages that arm
 * timers for ever without a way to stop them (`peer` 1.0.2 has two). Only the synchronous part of `work` and of its
 * timers sees the changed `setTimeout`, so no other code is touched.
 */
export function ownTimers<T>(work: () => T): { result: T; stop: () => void } {
  const armed = new Set<NodeJS.Timeout>();
  let stopped = false;

  function within<R>(inner: () => R): R {
    const original = globalThis.setTimeout;
    const owned = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
      const timer = original(() => {
        armed.delete(timer);
        if (!stopped) within(() => callback(...args));
      }, ms);
      armed.add(timer);
      // A server lives by its listening socket, not by a package's housekeeping.
      return timer.unref();
    };
    globalThis.setTimeout = Object.assign(owned, original);
    try {
      return inner();
    } finally {
      globalThis.setTimeout = original;
    }
  }

  return {
    result: within(work),
    stop() {
      stopped = true;
      for (const timer of armed) clearTimeout(timer);
      armed.clear();
    },
  };
}
