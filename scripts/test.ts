/**
 * `npm test`: everything, from what is quick to what is slow. The last line is always `N passed, N failed, N skipped`.
 * `--unit`: only what needs nothing but Node. `--node`: only the real node, whose build is too long for every run. Other arguments go to
 * vitest (`-- gateway`).
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { onExit, runScript } from "./lifetime.ts";
import { testPallets } from "./pallets/tests.ts";
import { ensureApp } from "./setup/app.ts";
import { ensureChainNode } from "./setup/chain-node.ts";
import { ensureChromium } from "./setup/chromium.ts";
import { repositoryRoot, runCommand } from "./setup/commands.ts";
import { isCi, say, step } from "./setup/progress.ts";
import { ensureRust } from "./setup/rust.ts";

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

/** vitest.config.ts says what each needs. */
type Project = "unit" | "slow" | "browser" | "journey" | "node";

async function vitest(project: Project, filters: readonly string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "coco-test-"));
  const forget = onExit(() => rmSync(folder, { recursive: true, force: true }));
  const report = join(folder, "report.json");
  const binary = join(repositoryRoot, "node_modules", "vitest", "vitest.mjs");
  const { code } = await runCommand(process.execPath, [
    binary,
    "run",
    `--project=${project}`,
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...filters,
  ]);
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  if (existsSync(report)) {
    const parsed = reportSchema.parse(JSON.parse(readFileSync(report, "utf8")));
    tally.passed = parsed.numPassedTests;
    tally.failed = parsed.numFailedTests;
    tally.skipped = parsed.numPendingTests + parsed.numTodoTests;
  }
  const total = tally.passed + tally.failed + tally.skipped;
  // A file that does not load, or an error outside of any test, fails no test by itself; neither does a stage without tests.
  if (tally.failed === 0 && (code !== 0 || (total === 0 && filters.length === 0))) tally.failed = 1;
  rmSync(folder, { recursive: true, force: true });
  forget();
  return tally;
}

/** The Rust suites. */
async function pallets(): Promise<Tally> {
  const rust = await ensureRust();
  if (!rust.available) {
    say(`SKIPPED: the pallets' tests: ${rust.why}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const { summary, ...tally } = await testPallets();
  for (const line of summary) say(line);
  return tally;
}

/** The real node: clippy and its own tests, then a local network of it. Built when its sources changed, which takes half an hour. */
async function node(filters: readonly string[]): Promise<Tally> {
  await ensureChainNode();
  const { code } = await runCommand("sh", [join(repositoryRoot, "pallets", "node", "check.sh")]);
  if (code !== 0) throw new Error(`pallets/node/check.sh ended with ${code}`);
  await ensureChromium();
  await ensureApp();
  return vitest("node", filters);
}

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const filters = args.filter((arg) => arg !== "--unit" && arg !== "--node");
  const only = args.includes("--unit");
  const total: Tally = { passed: 0, failed: 0, skipped: 0 };
  const add = async (what: string, run: () => Promise<Tally>) => {
    const tally = await step(`testing ${what}`, run).catch((error: unknown): Tally => {
      say(`FAILED: ${what}: ${error instanceof Error ? error.message : String(error)}`);
      return { passed: 0, failed: 1, skipped: 0 };
    });
    say(`${what}: ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
  };
  if (args.includes("--node")) await add("node", async () => node(filters));
  else await add("unit", async () => vitest("unit", filters));
  if (!only && !args.includes("--node")) {
    await add("slow", async () => vitest("slow", filters));
    await add("browser", async () => {
      await ensureChromium();
      return vitest("browser", filters);
    });
    await add("journey", async () => {
      await ensureApp();
      return vitest("journey", filters);
    });
    if (filters.length === 0) await add("pallets", pallets);
  }
  if (total.skipped > 0 && isCi()) say("CI=true: skipped tests are an error");
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed > 0 || (total.skipped > 0 && isCi()) ? 1 : 0;
}

await runScript(main);
