/** One file a group of metrics; `bench/chain.ts` lists them. */
import type { Metric } from "../harness.ts";

export interface GroupOptions {
  readonly pairs: number;
  /** Blocks of the chain that is restarted; null: the goal's own number. */
  readonly blocks: number | null;
  readonly progress: (line: string) => void;
}

export type MetricGroup = (options: GroupOptions) => Promise<Readonly<Record<string, Metric>>>;
