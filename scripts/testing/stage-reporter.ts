/** A reporter for vitest: writes the stage's report to the file that `--outputFile.stage=<path>` names. */
import { writeFileSync } from "node:fs";
import type { SerializedError } from "vitest";
import type { Reporter, TestCase, TestModule, TestSuite, Vitest } from "vitest/node";
import type { StageReport, Trouble } from "./stage-report.ts";

type Failure = Pick<SerializedError, "name" | "message" | "stacks">;

// vitest wants a reporter as default export.
export default class StageReporter implements Reporter {
  #path = "";
  #root = "";

  onInit({ config }: Vitest): void {
    const path = typeof config.outputFile === "object" ? config.outputFile["stage"] : undefined;
    if (path === undefined) throw new Error("the stage reporter needs --outputFile.stage=<path>");
    this.#path = path;
    this.#root = config.root;
  }

  onTestRunEnd(modules: readonly TestModule[], outside: readonly SerializedError[]): void {
    const report: StageReport = { passed: 0, failed: 0, skipped: 0, troubles: [] };
    const fail = (where: string, failure: Failure) => {
      report.failed++;
      report.troubles.push(this.#trouble("failed", where, failure));
    };
    for (const module of modules) {
      const name = module.relativeModuleId;
      for (const error of module.errors()) fail(name, error);
      for (const suite of module.children.allSuites())
        for (const error of suite.errors()) fail(fullName(name, suite), error);
      for (const test of module.children.allTests()) {
        const outcome = test.result();
        const where = fullName(name, test);
        if (outcome.state === "passed") {
          report.passed++;
          const [first] = outcome.errors ?? [];
          if (test.diagnostic()?.flaky === true)
            report.troubles.push(this.#trouble("flaky", where, first ?? { message: "" }));
        } else if (outcome.state === "skipped") {
          report.skipped++;
          report.troubles.push({ kind: "skipped", where, message: outcome.note ?? "" });
        } else fail(where, outcome.errors?.[0] ?? { message: "did not end" });
      }
    }
    for (const error of outside) fail("outside of any test", error);
    writeFileSync(this.#path, JSON.stringify(report));
  }

  /** The place comes first: a message may be long. */
  #trouble(kind: Trouble["kind"], where: string, { name, message, stacks }: Failure): Trouble {
    const [at] = stacks ?? [];
    const place = at === undefined ? "" : `at ${at.file.replace(`${this.#root}/`, "")}:${at.line}\n`;
    return { kind, where, message: `${place}${name === undefined ? "" : `${name}: `}${message}` };
  }
}

function fullName(file: string, { fullName: name }: TestCase | TestSuite): string {
  return `${file} > ${name}`;
}
