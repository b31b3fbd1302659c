/** One stage of `npm test` that vitest runs. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onExit } from "../lifetime.ts";
import { repositoryRoot, runCommand } from "../setup/commands.ts";
import { failedStage, type StageReport, stageReportSchema } from "./stage-report.ts";

const BINARY = join(repositoryRoot, "node_modules", "vitest", "vitest.mjs");
const REPORTER = join(repositoryRoot, "scripts", "testing", "stage-reporter.ts");

/**
 * Runs vitest with these arguments. Whatever it is that goes wrong, the report says so.
 * @param told `report`: vitest itself stays silent, so that failures that a test wants are not read for real ones
 */
export async function runVitest(
  args: readonly string[],
  told: "all" | "report" = "all",
  env: Readonly<Record<string, string>> = {},
): Promise<StageReport> {
  const folder = mkdtempSync(join(tmpdir(), "coco-test-"));
  const forget = onExit(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "report.json");
  const reporters = [`--reporter=${REPORTER}`, `--outputFile.stage=${path}`];
  if (told === "all") reporters.unshift("--reporter=default");
  const { code } = await runCommand(process.execPath, [BINARY, "run", ...reporters, ...args], { env });
  const report = existsSync(path)
    ? stageReportSchema.parse(JSON.parse(readFileSync(path, "utf8")))
    : failedStage("vitest", `ended with code ${code} before it could report`);
  rmSync(folder, { recursive: true, force: true });
  forget();
  if (code === 0 || report.failed > 0) return report;
  const why = failedStage("vitest", `ended with code ${code}, though no test failed`);
  return { ...report, failed: 1, troubles: [...report.troubles, ...why.troubles] };
}
