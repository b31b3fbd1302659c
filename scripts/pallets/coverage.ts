/** Lines of the pallets that their tests run, by `cargo llvm-cov`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";
import { cacheFolder, contentHash } from "../setup/cache.ts";
import { runCommand } from "../setup/commands.ts";
import { coverageTarget, ensureLlvmCov } from "../setup/llvm-cov.ts";
import { Refused } from "../lifetime.ts";
import { palletCrates, palletsFolder } from "./crates.ts";

/** Per cent of its lines that every pallet's tests run, and those of `primitives/`. */
export const GOAL_PERCENT = 90;

/** Random calls and mutations of each test, unless `COCO_FUZZ` says otherwise: counters make them slow. */
const CALLS_UNDER_COVERAGE = 5_000;

/** Not the code that is measured: benchmarks run when weights are, mock and tests are the measure, weights are generated. */
export const EXCLUDED = ["benchmarking.rs", "mock.rs", "tests.rs", "tests/", "weights.rs"] as const;

const rowSchema = z.object({
  crate: z.string(),
  lines: z.number().int(),
  covered: z.number().int(),
  /** Whether it has to reach the goal. */
  mustReach: z.boolean(),
});
export type CoverageRow = z.infer<typeof rowSchema>;

/** What `cargo llvm-cov --json` says, as far as it is read here. */
const exportSchema = z.object({
  data: z.array(
    z.object({
      files: z.array(
        z.object({
          filename: z.string(),
          summary: z.object({ lines: z.object({ count: z.number(), covered: z.number() }) }),
        }),
      ),
    }),
  ),
});

export function percentOf({ lines, covered }: Pick<CoverageRow, "lines" | "covered">): number {
  return lines === 0 ? 100 : (100 * covered) / lines;
}

export function missesGoal(row: CoverageRow): boolean {
  return row.mustReach && percentOf(row) < GOAL_PERCENT;
}

function isMeasured(path: string): boolean {
  return !EXCLUDED.some((name) =>
    name.endsWith("/") ? path.includes(`/${name}`) : path.endsWith(`/${name}`),
  );
}

/** Rows in the order of the crates; a crate without a measured line has none. */
export function coverageRows(exported: unknown, root = palletsFolder): CoverageRow[] {
  const files = exportSchema.parse(exported).data.flatMap((part) => part.files);
  return palletCrates(root).flatMap(({ name, folder, isPallet }) => {
    const row = { crate: name, lines: 0, covered: 0, mustReach: isPallet || folder === "primitives" };
    for (const { filename, summary } of files) {
      const path = relative(root, filename);
      if (!path.startsWith(`${folder}/`) || !isMeasured(path)) continue;
      row.lines += summary.lines.count;
      row.covered += summary.lines.covered;
    }
    return row.lines === 0 ? [] : [row];
  });
}

export function totalOf(rows: readonly CoverageRow[]): CoverageRow {
  const total = { crate: "all", lines: 0, covered: 0, mustReach: false };
  for (const { lines, covered } of rows) {
    total.lines += lines;
    total.covered += covered;
  }
  return total;
}

/** The figure hangs on these and on nothing else: vectors are read by the tests. */
function inputs(): string {
  const isSource = (path: string) => /\.(rs|toml|json|lock)$/.test(path) && !path.startsWith("pallets/node/");
  return contentHash(["pallets", "protocol/vectors"], isSource);
}

const stamp = join(cacheFolder, "pallets-coverage.json");
const stampSchema = z.object({ inputs: z.string(), rows: z.array(rowSchema) });

/** The figures of the last run, if it measured what is here now. */
export function lastCoverage(): CoverageRow[] | null {
  if (!existsSync(stamp)) return null;
  const parsed = stampSchema.safeParse(JSON.parse(readFileSync(stamp, "utf8")));
  return parsed.success && parsed.data.inputs === inputs() ? parsed.data.rows : null;
}

/** Builds everything with counters and runs the tests. */
export async function measureCoverage(): Promise<CoverageRow[]> {
  const llvmCov = await ensureLlvmCov();
  if (!llvmCov.available) throw new Refused(llvmCov.why);
  const output = join(coverageTarget, "coverage.json");
  mkdirSync(coverageTarget, { recursive: true });
  const measured = inputs();
  const script =
    'cd pallets && . ./toolchain.sh && CARGO="$(command -v "$cargo")" exec "$PROGRAM" llvm-cov --locked --tests --json --output-path "$OUTPUT" >&2';
  const { code } = await runCommand("sh", ["-c", script], {
    env: {
      ...llvmCov.env,
      PROGRAM: llvmCov.program,
      OUTPUT: output,
      CARGO_TARGET_DIR: coverageTarget,
      COCO_FUZZ: process.env["COCO_FUZZ"] ?? `${CALLS_UNDER_COVERAGE}`,
    },
  });
  if (code !== 0) throw new Refused(`cargo llvm-cov ended with ${code}`);
  const rows = coverageRows(JSON.parse(readFileSync(output, "utf8")));
  writeFileSync(stamp, JSON.stringify({ inputs: measured, rows }));
  return rows;
}
