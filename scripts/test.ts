/**
 * `npm test`: everything, from what is quick to what is slow. The last line is always `N passed, N failed, N skipped`; what
 * failed, was flaky or was skipped stands right above it. `--unit`: only what needs nothing but Node. `--node`: only the real
 * node, which is built for it; other runs build it, for half an hour, only in CI. Other arguments go to vitest (`-- gateway`).
 */
import { join } from "node:path";
import { runScript } from "./lifetime.ts";
import { ensureApp } from "./setup/app.ts";
import { checkChainNode, ensureChainNode, findChainNode } from "./setup/chain-node.ts";
import { ensureChromium } from "./setup/chromium.ts";
import { repositoryRoot, runCommand } from "./setup/commands.ts";
import { isCi, say, step } from "./setup/progress.ts";
import { ensureRust } from "./setup/rust.ts";
import { readCargoOutput } from "./testing/cargo-output.ts";
import { runVitest } from "./testing/run-vitest.ts";
import {
  failedStage,
  skippedStage,
  type Stage,
  type StageReport,
  troubleLines,
} from "./testing/stage-report.ts";

const NODE_HINT = "npm run test:node builds it, for half an hour the first time";

/** vitest.config.ts says what each needs. */
type Project = "unit" | "slow" | "browser" | "journey" | "node";

async function vitest(project: Project, filters: readonly string[]): Promise<StageReport> {
  const report = await runVitest([`--project=${project}`, "--passWithNoTests", ...filters]);
  const total = report.passed + report.failed + report.skipped;
  return total === 0 && filters.length === 0 ? failedStage("vitest", "found no test at all") : report;
}

/** The Rust suites. cargo says what is unchanged by itself; its target folder lies in the cache (pallets/toolchain.sh). */
async function pallets(): Promise<StageReport> {
  const script = join(repositoryRoot, "pallets", "test.sh");
  const rust = await ensureRust();
  if (!rust.available) return skippedStage("all of them", rust.why);
  const { code, stdout } = await runCommand("sh", [script, "--no-fail-fast"], { stdout: "tee" });
  return readCargoOutput(stdout, code);
}

/** The real node: clippy and its own tests, then a local network of it. Built when its sources changed, which takes half an hour. */
async function node(filters: readonly string[]): Promise<StageReport> {
  await ensureChainNode();
  const code = await checkChainNode();
  if (code !== 0) throw new Error(`pallets/node/check.sh ended with ${code}`);
  await ensureChromium();
  await ensureApp();
  return vitest("node", filters);
}

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const filters = args.filter((arg) => arg !== "--unit" && arg !== "--node");
  const only = args.includes("--unit");
  const stages: Stage[] = [];
  const add = async (name: string, run: () => Promise<StageReport>) => {
    const report = await step(`testing ${name}`, run).catch((error: unknown) =>
      failedStage("did not run", error instanceof Error ? error.message : String(error)),
    );
    say(`${name}: ${report.passed} passed, ${report.failed} failed, ${report.skipped} skipped`);
    stages.push({ name, report });
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
    if (filters.length === 0) {
      await add("node", async () =>
        isCi() || findChainNode() !== null ? node(filters) : skippedStage("the node is not built", NODE_HINT),
      );
      await add("pallets", pallets);
    }
  }
  const total = (count: "passed" | "failed" | "skipped") =>
    stages.reduce((sum, { report }) => sum + report[count], 0);
  const skippedInCi = total("skipped") > 0 && isCi();
  if (skippedInCi) say("CI=true: skipped tests are an error");
  for (const line of troubleLines(stages)) console.error(line);
  console.log(`${total("passed")} passed, ${total("failed")} failed, ${total("skipped")} skipped`);
  return total("failed") > 0 || skippedInCi ? 1 : 0;
}

await runScript(main);
