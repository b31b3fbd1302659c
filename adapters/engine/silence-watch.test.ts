import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SilenceWatch } from "./silence-watch.ts";

describe("silence watch", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("speaks up once, when a worker has been silent for longer than it may", () => {
    const onSilent = vi.fn();
    new SilenceWatch(onSilent).start(1000, 3);
    vi.advanceTimersByTime(3999);
    expect(onSilent).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(onSilent).toHaveBeenCalledTimes(1);
  });

  it("lets a slow worker work for as long as it likes, as long as signs come", () => {
    const onSilent = vi.fn();
    const watch = new SilenceWatch(onSilent);
    watch.start(1000, 3);
    for (let sign = 0; sign < 200; sign++) {
      vi.advanceTimersByTime(2900);
      watch.heard();
    }
    expect(onSilent).not.toHaveBeenCalled();
  });

  it("asks for a sign at each tick", () => {
    const ask = vi.fn();
    new SilenceWatch(() => undefined).start(1000, 3, ask);
    vi.advanceTimersByTime(10_000);
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it("forgets earlier silence when it starts anew, and is quiet once stopped", () => {
    const onSilent = vi.fn();
    const watch = new SilenceWatch(onSilent);
    const stop = watch.start(1000, 3);
    vi.advanceTimersByTime(3500);
    stop();
    vi.advanceTimersByTime(60_000);
    watch.start(1000, 3);
    vi.advanceTimersByTime(3500);
    watch.stop();
    vi.advanceTimersByTime(60_000);
    expect(onSilent).not.toHaveBeenCalled();
  });
});
