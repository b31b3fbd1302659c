/** What `cargo test` prints, as a stage's report. */
import { failedStage, type StageReport, type Trouble } from "./stage-report.ts";

const TOTALS = /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/gm;
/** A failed test's own output, up to the next one's or to the list of names that ends them. */
const FAILURE = /^---- (\S+).* stdout ----\n([\s\S]*?)(?=^---- |^failures:$)/gm;
const IGNORED = /^test (\S+) \.\.\. ignored/gm;

/** @param stdout of cargo; its standard error, which names crates and what does not compile, may be among it */
export function readCargoOutput(stdout: string, code: number): StageReport {
  const report: StageReport = { passed: 0, failed: 0, skipped: 0, troubles: [] };
  for (const [, passed, failed, ignored] of stdout.matchAll(TOTALS)) {
    report.passed += Number(passed);
    report.failed += Number(failed);
    report.skipped += Number(ignored);
  }
  const tell = (kind: Trouble["kind"], where = "", message = "") =>
    report.troubles.push({ kind, where, message });
  for (const [, where, message] of stdout.matchAll(FAILURE)) tell("failed", where, message);
  for (const [, where] of stdout.matchAll(IGNORED)) tell("skipped", where);
  if (code === 0 || report.failed > 0) return report;
  const why = failedStage("cargo", `ended with code ${code}, though no test failed: its output stands above`);
  return { ...report, failed: 1, troubles: [...report.troubles, ...why.troubles] };
}
