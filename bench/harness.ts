/** How every benchmark measures and reports: interleaved pairs in one run, medians, quartiles, a goal. */
import { cpus, release, totalmem, type } from "node:os";

export interface Metric {
  /** `tokens/s`, `transfers/s`, `ms`, `s`, `MiB`, or `1` for a ratio. */
  readonly unit: string;
  readonly median: number;
  /** Third quartile minus first. */
  readonly iqr: number;
  readonly op: ">=" | "<=";
  readonly goal: number;
  readonly met: boolean;
}

export interface BenchReport {
  readonly bench: string;
  /** Pairs that every metric is made of. */
  readonly pairs: number;
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly machine: Machine;
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly os: string;
  readonly node: string;
  readonly [extra: string]: string | number;
}

/** What a benchmark file exports as `run`. */
export type Bench = (options: {
  readonly pairs: number | null;
  /** Blocks of a chain that is measured at length; null: the benchmark's own number. */
  readonly blocks: number | null;
  readonly progress: (line: string) => void;
}) => Promise<BenchReport>;

/** One measurement of each side, taken one after the other. */
export interface Pair<T> {
  readonly a: T;
  readonly b: T;
}

/**
 * Measures `pairs` pairs, A B B A A B …: what drifts (heat, caches, a busy neighbour) hits both sides alike, and neither
 * is always the second. `warmUps` pairs before them are thrown away.
 */
export async function measurePairs<T>(options: {
  readonly pairs: number;
  readonly warmUps: number;
  readonly a: () => Promise<T>;
  readonly b: () => Promise<T>;
}): Promise<readonly Pair<T>[]> {
  const measured: Pair<T>[] = [];
  for (let index = -options.warmUps; index < options.pairs; index++) {
    const pair = index % 2 === 0 ? await aFirst(options) : await bFirst(options);
    if (index >= 0) measured.push(pair);
  }
  return measured;
}

interface Sides<T> {
  readonly a: () => Promise<T>;
  readonly b: () => Promise<T>;
}

async function aFirst<T>(sides: Sides<T>): Promise<Pair<T>> {
  const a = await sides.a();
  return { a, b: await sides.b() };
}

async function bFirst<T>(sides: Sides<T>): Promise<Pair<T>> {
  const b = await sides.b();
  return { a: await sides.a(), b };
}

/** The `q`-quantile by linear interpolation between the closest ranks (Hyndman and Fan's type 7). Throws on no values. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((x, y) => x - y);
  const position = (sorted.length - 1) * q;
  const lower = sorted[Math.floor(position)];
  const upper = sorted[Math.ceil(position)];
  if (lower === undefined || upper === undefined) throw new RangeError("a quantile needs values");
  return lower + (upper - lower) * (position - Math.floor(position));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Judges the median of `values` against a goal. */
export function metric(unit: string, values: readonly number[], op: Metric["op"], goal: number): Metric {
  const middle = median(values);
  return {
    unit,
    median: round(middle),
    iqr: round(quantile(values, 0.75) - quantile(values, 0.25)),
    op,
    goal,
    // The unrounded value decides.
    met: op === ">=" ? middle >= goal : middle <= goal,
  };
}

/** Four digits are more than any of our measurements knows. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** The machine that the numbers are of. */
export function machine(extra: Readonly<Record<string, string | number>> = {}): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? "unknown",
    cores: all.length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    os: `${type()} ${release()}`,
    node: process.version,
    ...extra,
  };
}
