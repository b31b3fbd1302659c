/**
 * `npm run mutations [-- --count N] [--seed N] [--language rust|typescript] [--json]`: mutated vouchers and usage records, none of which
 * may be accepted, N in TypeScript and N in Rust, where as many re-keyings as vouchers come on top. A million takes an hour of two
 * cores in TypeScript, whose sr25519 is JavaScript. Exit 1 when one was accepted.
 */
import { parseArgs } from "node:util";
import type { Accepted, Tally } from "../protocol/testing/mutations.ts";
import { runScript } from "./lifetime.ts";
import { judgeInRust } from "./mutations/rust.ts";
import { judgeInTypeScript } from "./mutations/typescript.ts";
import type { MutationRun } from "./pallets/report.ts";
import { table } from "./pallets/table.ts";
import { say, skipped, step } from "./setup/progress.ts";
import { ensureRust } from "./setup/rust.ts";

/** Some seconds of TypeScript on an idle machine. */
const DEFAULT_COUNT = 20_000;

type Row = MutationRun & { readonly language: "rust" | "typescript" };

function rowsOf(tally: Tally, seed: number): Row[] {
  return Object.entries(tally).flatMap(([message, kinds]) =>
    Object.entries(kinds).map(([kind, doors]) => {
      const tried = doors.decoder + doors.signature + doors.rules + doors.accepted;
      return { language: "typescript" as const, message, kind, tried, ...doors, seed: `${seed}` };
    }),
  );
}

function show(rows: readonly Row[]): void {
  const numbers = ["tried", "decoder", "signature", "rules", "accepted"] as const;
  const total = { language: "all", message: "", kind: "", ...sumOf(rows) };
  const cells = [...rows, total].map((row) => [
    row.language,
    row.message,
    row.kind,
    ...numbers.map((number) => `${row[number]}`),
  ]);
  for (const line of table(["language", "message", "kind", ...numbers], cells)) console.log(line);
}

function sumOf(rows: readonly Row[]) {
  const sum = { tried: 0, decoder: 0, signature: 0, rules: 0, accepted: 0 };
  for (const row of rows)
    for (const number of ["tried", "decoder", "signature", "rules", "accepted"] as const)
      sum[number] += row[number];
  return sum;
}

/** null when it is not a whole number that counts something. */
function whole(text: string): number | null {
  const number = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(number) ? number : null;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: {
      count: { type: "string" },
      seed: { type: "string" },
      language: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const [count, seed] = [whole(values.count ?? `${DEFAULT_COUNT}`), whole(values.seed ?? "1")];
  const languages = values.language === undefined ? ["rust", "typescript"] : [values.language];
  const known = languages.every((one) => one === "rust" || one === "typescript");
  if (count === null || count === 0 || seed === null || !known) {
    say("usage: npm run mutations [-- --count N] [--seed N] [--language rust|typescript] [--json]");
    return 2;
  }

  const rows: Row[] = [];
  const accepted: Accepted[] = [];
  if (languages.includes("rust")) {
    const rust = await ensureRust();
    if (!rust.available) skipped("mutations in Rust", rust.why);
    else {
      const runs = await step("mutations in Rust", () => judgeInRust(seed, Math.ceil(count / 2)));
      rows.push(...runs.map((run) => ({ ...run, language: "rust" as const })));
    }
  }
  if (languages.includes("typescript")) {
    const judged = await step("mutations in TypeScript", () => judgeInTypeScript(seed, count));
    rows.push(...rowsOf(judged.tally, seed));
    accepted.push(...judged.accepted);
  }

  if (rows.length === 0) return 3;
  if (values.json === true) console.log(JSON.stringify({ seed, rows, total: sumOf(rows) }));
  else show(rows);
  for (const one of accepted)
    say(`ACCEPTED: ${one.message}, ${one.kind}, number ${one.n} of seed ${one.seed}`);
  return sumOf(rows).accepted > 0 ? 1 : 0;
}

await runScript(main);
