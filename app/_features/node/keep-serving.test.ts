import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ok, type ModelEntry } from "../../../protocol/index.ts";
import { FIRST_RESTART_MS, keepServing, LONGEST_RESTART_MS } from "./keep-serving.ts";

const model: ModelEntry = {
  id: "tiny",
  title: "Tiny",
  engine: "memory",
  baseUrl: "/",
  libraryUrl: null,
  contextTokens: 512,
  memoryMib: 1,
  downloadBytes: 1,
  requiredFeatures: [],
  files: null,
  weightsDigest: `0x${"00".repeat(32)}`,
  licence: "MIT",
};

/** A node of which only phases matter here; `outcomes` says how each start ends. */
function nodeThatEnds(outcomes: ("serving" | "failed")[]) {
  const listeners = new Set<() => void>();
  const starts: string[] = [];
  const node = {
    snapshot: { phase: "ready" as "ready" | "serving" | "failed" | "stopped" },
    starts,
    become(phase: "serving" | "failed" | "stopped") {
      node.snapshot = { phase };
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async start(entry: ModelEntry) {
      starts.push(entry.id);
      node.become(outcomes.shift() ?? "failed");
      return ok(undefined);
    },
  };
  return node;
}

describe("a kiosk", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("starts again after a failure, once a wait", async () => {
    const node = nodeThatEnds(["failed", "serving"]);
    const end = keepServing(node, model);
    await vi.advanceTimersByTimeAsync(FIRST_RESTART_MS - 1);
    expect(node.starts).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(node.starts).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(LONGEST_RESTART_MS);
    expect(node.starts).toHaveLength(2);
    end();
  });

  it("waits longer after each failure in a row, and short again after it served", async () => {
    const node = nodeThatEnds(["failed", "failed", "serving", "failed", "serving"]);
    const end = keepServing(node, model);
    await vi.advanceTimersByTimeAsync(FIRST_RESTART_MS);
    expect(node.starts).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(FIRST_RESTART_MS);
    expect(node.starts).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(FIRST_RESTART_MS);
    expect(node.starts).toHaveLength(3);
    node.become("failed");
    await vi.advanceTimersByTimeAsync(FIRST_RESTART_MS);
    expect(node.starts).toHaveLength(4);
    end();
  });

  it("leaves a node alone that a person stopped", async () => {
    const node = nodeThatEnds(["serving"]);
    const end = keepServing(node, model);
    await vi.advanceTimersByTimeAsync(0);
    node.become("stopped");
    await vi.advanceTimersByTimeAsync(LONGEST_RESTART_MS);
    expect(node.starts).toHaveLength(1);
    end();
  });

  it("does nothing more after its end", async () => {
    const node = nodeThatEnds(["failed"]);
    const end = keepServing(node, model);
    await vi.advanceTimersByTimeAsync(0);
    end();
    await vi.advanceTimersByTimeAsync(LONGEST_RESTART_MS);
    expect(node.starts).toHaveLength(1);
  });
});
