import { join } from "node:path";
import { expect, it } from "vitest";
import { runVitest } from "./run-vitest.ts";
import { type StageReport, troubleLines } from "./stage-report.ts";

const FIXTURES = join(import.meta.dirname, "fixtures");

async function stage(ci: "true" | "", ...filters: string[]): Promise<StageReport> {
  return runVitest([`--root=${FIXTURES}`, ...filters], "report", { CI: ci });
}

function told(report: StageReport, kind: StageReport["troubles"][number]["kind"]): Record<string, string> {
  const troubles = report.troubles.filter((trouble) => trouble.kind === kind);
  return Object.fromEntries(troubles.map(({ where, message }) => [where, message]));
}

it("names everything that fails, in tests and outside of them", async () => {
  const report = await stage("");
  expect(report).toMatchObject({ passed: 2, failed: 6, skipped: 2 });
  expect(told(report, "failed")).toEqual({
    "does-not-load.case.ts": expect.stringContaining("the file does not load") as string,
    "outcomes.case.ts > a hook": expect.stringContaining("the hook failed") as string,
    "outcomes.case.ts > a stage > has a test that fails": expect.stringMatching(
      /^at outcomes\.case\.ts:10\nAssertionError: /,
    ) as string,
    "outcomes.case.ts > a stage > has a test that passes at its second try": expect.stringContaining(
      "lost a race",
    ) as string,
    "outcomes.case.ts > a stage > has a property with a counterexample that the second try does not meet":
      expect.stringContaining("Property failed after") as string,
    "outside of any test": expect.stringContaining("nobody waits for me") as string,
  });
  expect(Object.keys(told(report, "skipped"))).toEqual([
    "outcomes.case.ts > a stage > has a test that is skipped",
    "outcomes.case.ts > a hook > keeps its tests from running",
  ]);
});

it("in CI tells a second try that passed, and gives none to a property", async () => {
  const report = await stage("true");
  expect(report).toMatchObject({ passed: 3, failed: 5 });
  const flaky = "outcomes.case.ts > a stage > has a test that passes at its second try";
  expect(told(report, "flaky")).toEqual({ [flaky]: expect.stringContaining("lost a race") as string });
  const property =
    "outcomes.case.ts > a stage > has a property with a counterexample that the second try does not meet";
  expect(Object.keys(told(report, "failed"))).toContain(property);
  expect(troubleLines([{ name: "slow", report }])).toContain(
    `FLAKY (passed at its second try only; the first said) slow: ${flaky}`,
  );
});

it("says so when vitest ends before it can report", async () => {
  const report = await stage("", "--no-such-option=1", "--config=no-such-file.ts");
  expect(report.failed).toBe(1);
  expect(told(report, "failed")).toEqual({ vitest: "ended with code 1 before it could report" });
});
