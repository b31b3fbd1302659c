import { describe, expect, it } from "vitest";
import { networkEventSchema, type NetworkEvent } from "../../../protocol/index.ts";
import {
  applyEvent,
  EMPTY_NETWORK,
  MAX_JOBS_SHOWN,
  jobsDone,
  onlineModels,
  runningJobs,
  tokensByMinute,
} from "./network-state.ts";

const account = (byte: string) => `0x${byte.repeat(32)}`;

function event(raw: unknown): NetworkEvent {
  return networkEventSchema.parse(raw);
}

function node(byte: string, models: string[], more: Record<string, unknown> = {}) {
  return {
    account: account(byte),
    presence: {
      models,
      engine: "webllm",
      gpu: "google swiftshader",
      arch: "x86_64",
      ramMib: 8192,
      freeSlots: 1,
      freeQueue: 2,
      milliTokensPerSecond: 42_000,
      contextTokens: 512,
      promptTokenPricePlanck: "1",
      completionTokenPricePlanck: "2",
      serving: true,
      ...more,
    },
    connectedAtMs: Number.parseInt(byte, 16),
    running: 0,
    completed: 3,
  };
}

function job(number: number, more: Record<string, unknown> = {}) {
  return {
    job: `0x${number.toString(16).padStart(64, "0")}`,
    model: "tiny",
    phase: "settled",
    node: account("aa"),
    createdAtMs: number,
    updatedAtMs: number,
    promptTokens: 4,
    completionTokens: 10,
    durationMs: 100,
    inclusion: null,
    code: null,
    ...more,
  };
}

const snapshot = event({
  type: "snapshot",
  nodes: [node("bb", ["tiny"]), node("aa", ["tiny", "big"])],
  jobs: [job(1), job(2)],
  head: null,
});

describe("the network as a page holds it", () => {
  it("is live after the first snapshot, oldest node and newest job first", () => {
    const state = applyEvent(EMPTY_NETWORK, snapshot);
    expect(state.status).toBe("live");
    expect(state.nodes.map((entry) => entry.account)).toEqual([account("aa"), account("bb")]);
    expect(state.jobs.map((entry) => entry.createdAtMs)).toEqual([2, 1]);
  });

  it("replaces a node and a job in place of adding them twice", () => {
    let state = applyEvent(EMPTY_NETWORK, snapshot);
    state = applyEvent(state, event({ type: "node", node: node("aa", ["big"]) }));
    state = applyEvent(state, event({ type: "job", job: job(2, { phase: "failed", code: "node_lost" }) }));
    expect(state.nodes).toHaveLength(2);
    expect(state.jobs).toHaveLength(2);
    expect(state.jobs[0]?.phase).toBe("failed");
  });

  it("forgets a node that left and keeps its jobs", () => {
    const state = applyEvent(
      applyEvent(EMPTY_NETWORK, snapshot),
      event({ type: "node_left", account: account("aa") }),
    );
    expect(state.nodes.map((entry) => entry.account)).toEqual([account("bb")]);
    expect(state.jobs).toHaveLength(2);
  });

  it("holds a bounded number of jobs however long the tab stays open", () => {
    let state = applyEvent(EMPTY_NETWORK, snapshot);
    for (let number = 3; number < 3 + MAX_JOBS_SHOWN + 20; number += 1)
      state = applyEvent(state, event({ type: "job", job: job(number) }));
    expect(state.jobs).toHaveLength(MAX_JOBS_SHOWN);
    expect(state.jobs[0]?.createdAtMs).toBe(2 + MAX_JOBS_SHOWN + 20);
  });

  it("counts only serving nodes as offering a model", () => {
    const state = applyEvent(
      EMPTY_NETWORK,
      event({
        type: "snapshot",
        nodes: [
          node("aa", ["tiny", "big"]),
          node("bb", ["tiny"]),
          node("cc", ["paused"], { serving: false }),
        ],
        jobs: [],
        head: null,
      }),
    );
    expect(onlineModels(state.nodes)).toEqual([
      { id: "tiny", nodes: 2, freeSlots: 2, tokensPerSecond: 42 },
      { id: "big", nodes: 1, freeSlots: 1, tokensPerSecond: 42 },
    ]);
  });

  it("puts tokens into the minute their job ended in and drops older ones", () => {
    const nowMs = 10 * 60_000;
    const { jobs } = applyEvent(
      EMPTY_NETWORK,
      event({
        type: "snapshot",
        nodes: [],
        jobs: [
          job(1, { updatedAtMs: nowMs - 1_000 }),
          job(2, { updatedAtMs: nowMs + 5_000 }),
          job(3, { updatedAtMs: nowMs - 61_000, completionTokens: 7 }),
          job(4, { updatedAtMs: nowMs - 3 * 60_000 }),
          job(5, { updatedAtMs: nowMs, completionTokens: null }),
        ],
        head: null,
      }),
    );
    expect(tokensByMinute(jobs, nowMs, 3)).toEqual([0, 7, 20]);
  });
});

describe("counting jobs", () => {
  it("counts what runs on nodes that are here, and what was done also by those that left", () => {
    const state = applyEvent(
      EMPTY_NETWORK,
      event({
        type: "snapshot",
        nodes: [node("aa", ["tiny"])],
        jobs: [
          job(1, { phase: "running" }),
          job(2, { phase: "running", node: account("bb") }),
          job(3, { phase: "settled" }),
          job(4, { phase: "settled", node: account("bb") }),
        ],
        head: null,
      }),
    );
    expect(runningJobs(state)).toBe(1);
    expect(jobsDone(state)).toBe(3 + 1);
    expect(runningJobs({ ...state, nodes: [] })).toBe(0);
    expect(jobsDone({ ...state, nodes: [] })).toBe(2);
  });
});
