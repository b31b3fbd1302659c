import type { JobView, NetworkEvent, NodeView } from "../../../protocol/index.ts";

/** The public state of the network as a page holds it. */
export interface NetworkState {
  /** `connecting`: no word yet. `lost`: the feed broke; what is shown is the last that was known. */
  readonly status: "connecting" | "live" | "lost";
  /** Whether the network was ever heard of: before that, empty lists mean nothing. */
  readonly known: boolean;
  readonly nodes: readonly NodeView[];
  /** Newest first, at most `MAX_JOBS_SHOWN`. */
  readonly jobs: readonly JobView[];
  readonly head: { readonly number: number; readonly hash: string } | null;
}

/** Jobs that a page keeps; more would not be looked at and would cost memory in a tab that stays open for days. */
export const MAX_JOBS_SHOWN = 200;

export const EMPTY_NETWORK: NetworkState = {
  status: "connecting",
  known: false,
  nodes: [],
  jobs: [],
  head: null,
};

const byNewest = (a: JobView, b: JobView) => b.createdAtMs - a.createdAtMs;
const bySince = (a: NodeView, b: NodeView) => a.connectedAtMs - b.connectedAtMs;

export function applyEvent(state: NetworkState, event: NetworkEvent): NetworkState {
  switch (event.type) {
    case "snapshot":
      return {
        status: "live",
        known: true,
        nodes: [...event.nodes].sort(bySince),
        jobs: [...event.jobs].sort(byNewest).slice(0, MAX_JOBS_SHOWN),
        head: event.head,
      };
    case "node":
      return {
        ...state,
        nodes: [...state.nodes.filter((node) => node.account !== event.node.account), event.node].sort(
          bySince,
        ),
      };
    case "node_left":
      return { ...state, nodes: state.nodes.filter((node) => node.account !== event.account) };
    case "job":
      return {
        ...state,
        jobs: [event.job, ...state.jobs.filter((job) => job.job !== event.job.job)]
          .sort(byNewest)
          .slice(0, MAX_JOBS_SHOWN),
      };
    case "head":
      return { ...state, head: event.head };
  }
}

export interface OnlineModel {
  readonly id: string;
  readonly nodes: number;
  readonly freeSlots: number;
  /** Of the fastest node that serves it; 0 before any was measured. */
  readonly tokensPerSecond: number;
}

/** Models that somebody serves right now, most nodes first. */
export function onlineModels(nodes: readonly NodeView[]): readonly OnlineModel[] {
  const found = new Map<string, OnlineModel>();
  for (const { presence } of nodes) {
    if (!presence.serving) continue;
    for (const id of presence.models) {
      const old = found.get(id);
      found.set(id, {
        id,
        nodes: (old?.nodes ?? 0) + 1,
        freeSlots: (old?.freeSlots ?? 0) + presence.freeSlots,
        tokensPerSecond: Math.max(old?.tokensPerSecond ?? 0, presence.milliTokensPerSecond / 1000),
      });
    }
  }
  return [...found.values()].sort((a, b) => b.nodes - a.nodes || a.id.localeCompare(b.id));
}

/** Completion tokens of finished jobs by minute, oldest first; the last bucket is the running minute. */
export function tokensByMinute(jobs: readonly JobView[], nowMs: number, minutes: number): readonly number[] {
  const buckets = Array.from({ length: minutes }, () => 0);
  for (const job of jobs) {
    const age = Math.floor(Math.max(0, nowMs - job.updatedAtMs) / 60_000);
    if (age >= minutes || job.completionTokens === null) continue;
    const index = minutes - 1 - age;
    buckets[index] = (buckets[index] ?? 0) + job.completionTokens;
  }
  return buckets;
}

/** Jobs that a node which is here holds: one that is still being matched runs nowhere, and neither does one whose node left. */
export function runningJobs({ jobs, nodes }: Pick<NetworkState, "jobs" | "nodes">): number {
  const here = new Set<string | null>(nodes.map(({ account }) => account));
  return jobs.filter(({ phase, node }) => (phase === "leased" || phase === "running") && here.has(node))
    .length;
}

/** Jobs that nodes which are here have done, and those in the list of nodes that left. */
export function jobsDone({ jobs, nodes }: Pick<NetworkState, "jobs" | "nodes">): number {
  const here = new Set<string | null>(nodes.map(({ account }) => account));
  const done = jobs.filter(({ phase, node }) => DONE.has(phase) && !here.has(node)).length;
  return nodes.reduce((sum, node) => sum + node.completed, done);
}

const DONE: ReadonlySet<JobView["phase"]> = new Set(["recorded", "settled"]);
