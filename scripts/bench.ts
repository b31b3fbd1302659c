/**
 * `npm run bench -- NAME [--pairs N] [--blocks N] [--json]`: runs bench/NAME.ts. With `--json` the last line of standard output is the
 * report; progress goes to standard error. Numbers that miss their goal are told, and fail the command only with `--strict`.
 * The server's settings (PORT, DATA_DIR, …) are those of `npm start`; without DATA_DIR the state is temporary.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Bench, BenchReport } from "../bench/harness.ts";
import { runScript } from "./lifetime.ts";
import { repositoryRoot } from "./setup/commands.ts";
import { say, step } from "./setup/progress.ts";

const folder = join(repositoryRoot, "bench");

function names(): string[] {
  return readdirSync(folder)
    .filter((name) => /^[a-z-]+\.ts$/.test(name) && name !== "harness.ts")
    .map((name) => name.replace(/\.ts$/, ""));
}

async function load(name: string): Promise<Bench> {
  const loaded = (await import(join(folder, `${name}.ts`))) as { run: Bench };
  return loaded.run;
}

function show(report: BenchReport): void {
  console.log(
    `${report.bench}: ${report.pairs} pairs on ${report.machine.cpu}, ${report.machine.cores} cores`,
  );
  for (const [name, { unit, median, iqr, op, goal, met }] of Object.entries(report.metrics))
    console.log(`  ${name}: ${median} ${unit} (IQR ${iqr}), goal ${op} ${goal}: ${met ? "met" : "MISSED"}`);
}

/** null when it is not given, undefined when it is not one. */
function positive(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: {
      json: { type: "boolean" },
      pairs: { type: "string" },
      blocks: { type: "string" },
      strict: { type: "boolean" },
    },
  });
  const [name] = positionals;
  if (name === undefined || !names().includes(name) || !existsSync(join(folder, `${name}.ts`))) {
    say(
      `usage: npm run bench -- NAME [--pairs N] [--blocks N] [--json] [--strict]; NAME is one of: ${names().join(", ")}. ` +
        "PORT, DATA_DIR and the other settings are the server's; without DATA_DIR it keeps nothing",
    );
    return 2;
  }
  const pairs = positive(values.pairs);
  const blocks = positive(values.blocks);
  if (pairs === undefined || blocks === undefined) {
    say("--pairs and --blocks: a positive number");
    return 2;
  }
  const run = await load(name);
  const report = await step(`measuring ${name}`, async () => run({ pairs, blocks, progress: say }));
  if (values.json === true) console.log(JSON.stringify(report));
  else show(report);
  return values.strict === true && Object.values(report.metrics).some(({ met }) => !met) ? 1 : 0;
}

await runScript(main);
