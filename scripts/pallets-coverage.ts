/**
 * `npm run pallets:coverage [-- --json]`: builds the pallets with counters (the first time takes as long as a first build), runs their
 * tests, and says which share of each one's lines ran. Exit 1 when one has less than it must.
 */
import { parseArgs } from "node:util";
import { runScript } from "./lifetime.ts";
import {
  EXCLUDED,
  GOAL_PERCENT,
  measureCoverage,
  missesGoal,
  percentOf,
  totalOf,
} from "./pallets/coverage.ts";
import { coverageLines } from "./pallets/coverage-table.ts";
import { say, skipped } from "./setup/progress.ts";
import { ensureRust } from "./setup/rust.ts";

async function main(): Promise<number> {
  const { values } = parseArgs({ args: process.argv.slice(2), options: { json: { type: "boolean" } } });
  const rust = await ensureRust();
  if (!rust.available) {
    skipped("coverage of the pallets", rust.why);
    return 3;
  }
  const rows = await measureCoverage();
  const misses = rows.filter(missesGoal);
  if (values.json === true) {
    const told = [...rows, totalOf(rows)].map((row) => ({ ...row, percent: percentOf(row) }));
    console.log(JSON.stringify({ goalPercent: GOAL_PERCENT, excluded: EXCLUDED, crates: told }));
  } else {
    for (const line of coverageLines(rows)) console.log(line);
  }
  for (const row of misses) say(`${row.crate}: ${percentOf(row).toFixed(1)} % is below ${GOAL_PERCENT} %`);
  return misses.length > 0 ? 1 : 0;
}

await runScript(main);
