/** What a stage of `npm test` came to, and how the end of the run tells it: a log's tail must show what failed. */
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

export const troubleSchema = z.object({
  /** `flaky`: passed, but only at its second try. */
  kind: z.enum(["failed", "flaky", "skipped"]),
  /** File and full name of the test, or what else failed. */
  where: z.string(),
  /** Of what was skipped, why, where that is known. */
  message: z.string(),
});
export type Trouble = z.infer<typeof troubleSchema>;

export const stageReportSchema = z.object({
  passed: z.number(),
  /** Tests, and what fails outside of any: files that do not load, hooks, unhandled errors. */
  failed: z.number(),
  skipped: z.number(),
  troubles: z.array(troubleSchema),
});
export type StageReport = z.infer<typeof stageReportSchema>;

export interface Stage {
  readonly name: string;
  readonly report: StageReport;
}

/** Troubles told, and lines of each one's message: with their headings well under the 180 lines that a CI keeps of its log. */
const MAX_TOLD = 25;
const MAX_MESSAGE_LINES = 5;
/** Characters. What is longer is a value, not a sentence. */
const MAX_LINE_CHARACTERS = 200;

const KINDS = ["failed", "flaky", "skipped"] as const;
const HEADINGS: Readonly<Record<Trouble["kind"], string>> = {
  failed: "FAILED",
  flaky: "FLAKY (passed at its second try only; the first said)",
  skipped: "SKIPPED",
};

/** A stage that could not run, or that ended badly without naming a test. */
export function failedStage(where: string, message: string): StageReport {
  return { passed: 0, failed: 1, skipped: 0, troubles: [{ kind: "failed", where, message }] };
}

/** A stage that this machine cannot run. */
export function skippedStage(where: string, message: string): StageReport {
  return { passed: 0, failed: 0, skipped: 1, troubles: [{ kind: "skipped", where, message }] };
}

/** The lines that say what failed, what was flaky and what was skipped, in this order; none when all is well. */
export function troubleLines(stages: readonly Stage[]): string[] {
  const all = KINDS.flatMap((kind) =>
    stages.flatMap(({ name, report }) =>
      report.troubles.filter((trouble) => trouble.kind === kind).map((trouble) => ({ name, trouble })),
    ),
  );
  const lines = all
    .slice(0, MAX_TOLD)
    .flatMap(({ name, trouble }) => [
      `${HEADINGS[trouble.kind]} ${name}: ${shorten(trouble.where)}`,
      ...messageLines(trouble.message),
    ]);
  if (all.length > MAX_TOLD) lines.push(`… and ${all.length - MAX_TOLD} more, above`);
  return lines;
}

function messageLines(message: string): string[] {
  return stripVTControlCharacters(message)
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .slice(0, MAX_MESSAGE_LINES)
    .map((line) => `    ${shorten(line)}`);
}

function shorten(line: string): string {
  return line.length > MAX_LINE_CHARACTERS ? `${line.slice(0, MAX_LINE_CHARACTERS)} …` : line;
}
