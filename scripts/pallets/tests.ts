/** Runs the Rust suites, and says in one place what they proved. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onExit } from "../lifetime.ts";
import { runCommand } from "../setup/commands.ts";
import { readCargoOutput } from "../testing/cargo-output.ts";
import type { StageReport } from "../testing/stage-report.ts";
import { coverageLines } from "./coverage-table.ts";
import { lastCoverage } from "./coverage.ts";
import { palletsFolder } from "./crates.ts";
import { palletInvariants } from "./invariants.ts";
import { readReport } from "./report.ts";
import { table } from "./table.ts";

export interface CrateTests {
  readonly crate: string;
  passed: number;
  failed: number;
  skipped: number;
}

/** Tests by crate, as cargo tells them. A crate's other test programs come after that of its library. */
export function testsByCrate(output: string): CrateTests[] {
  const crates: CrateTests[] = [];
  for (const line of output.split("\n")) {
    const library = /^ *Running unittests \S+ \(\S*\/(\w+)-[0-9a-f]+\)/.exec(line)?.[1];
    if (library !== undefined)
      crates.push({ crate: library.replaceAll("_", "-"), passed: 0, failed: 0, skipped: 0 });
    const result = /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/.exec(line);
    const last = crates.at(-1);
    if (result === null || last === undefined) continue;
    last.passed += Number(result[1]);
    last.failed += Number(result[2]);
    last.skipped += Number(result[3]);
  }
  return crates;
}

export interface PalletTests {
  readonly report: StageReport;
  /** What was proved, for people. */
  readonly summary: readonly string[];
}

/** Arguments go to `cargo test`. cargo says what is unchanged by itself; its target folder lies in the cache (pallets/toolchain.sh). */
export async function testPallets(args: readonly string[] = []): Promise<PalletTests> {
  const folder = mkdtempSync(join(tmpdir(), "coco-pallets-"));
  const forget = onExit(() => rmSync(folder, { recursive: true, force: true }));
  const report = join(folder, "report.txt");
  const script = join(palletsFolder, "test.sh");
  // cargo names the crate on standard error, the tests' results come on standard output.
  const { code, stdout } = await runCommand("sh", ["-c", 'exec sh "$0" "$@" 2>&1', script, ...args], {
    stdout: "tee",
    env: { COCO_TEST_REPORT: report },
  });
  const { properties } = readReport(existsSync(report) ? readFileSync(report, "utf8") : "");
  rmSync(folder, { recursive: true, force: true });
  forget();

  const crates = testsByCrate(stdout);
  const summary = [
    ...table(
      ["crate", "passed", "failed", "skipped"],
      crates.map((one) => [one.crate, `${one.passed}`, `${one.failed}`, `${one.skipped}`]),
    ),
    "",
    "Invariants, checked at the end of every test and by try-runtime:",
    ...palletInvariants().flatMap(({ crate, invariants }) => [
      `${crate}${invariants.length === 0 ? ": none documented" : ""}`,
      ...invariants.map((invariant) => `  - ${invariant}`),
    ]),
    "",
    ...table(
      ["random calls", "calls", "accepted", "refused", "sequences", "seed"],
      properties.map((one) => [
        one.pallet,
        `${one.calls}`,
        `${one.accepted}`,
        `${one.refused}`,
        `${one.sequences}`,
        one.seed,
      ]),
    ),
    "",
    ...coverageOf(),
  ];
  return { report: readCargoOutput(stdout, code), summary };
}

function coverageOf(): string[] {
  const rows = lastCoverage();
  return rows === null
    ? ["coverage: not measured for these sources; npm run pallets:coverage"]
    : coverageLines(rows);
}
