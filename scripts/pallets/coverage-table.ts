import { EXCLUDED, GOAL_PERCENT, percentOf, totalOf, type CoverageRow } from "./coverage.ts";
import { table } from "./table.ts";

/** What `npm run pallets:coverage` and `npm run pallets:test` print of a measurement. */
export function coverageLines(rows: readonly CoverageRow[]): string[] {
  const cells = [...rows, totalOf(rows)].map((row) => [
    row.crate,
    `${row.lines}`,
    `${row.covered}`,
    `${percentOf(row).toFixed(1)} %`,
    row.mustReach ? `≥ ${GOAL_PERCENT} %` : "",
  ]);
  return [...table(["crate", "lines", "covered", "share", "goal"], cells), `without ${EXCLUDED.join(", ")}`];
}
