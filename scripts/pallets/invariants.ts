/** What each pallet's `try_state` checks, in the words of its own documentation: the list above `do_try_state`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { palletCrates, palletsFolder } from "./crates.ts";

export interface Invariants {
  readonly crate: string;
  readonly invariants: readonly string[];
}

/** The `* …` points of the documentation of a file's `do_try_state`; empty when it has no such function. */
export function invariantsIn(source: string): string[] {
  const documentation = /((?:^ *\/\/\/.*\n)+)(?: *#\[.*\]\n)* *pub fn do_try_state\b/m.exec(source)?.[1] ?? "";
  const points: string[] = [];
  for (const line of documentation.split("\n").map((one) => one.replace(/^ *\/\/\/ ?/, ""))) {
    const point = /^\* (.*)/.exec(line)?.[1];
    if (point !== undefined) points.push(point);
    else if (/^ {2}\S/.test(line) && points.length > 0) points.push(`${points.pop() ?? ""} ${line.trim()}`);
  }
  return points.map((point) => point.replace(/[;.]$/, ""));
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".rs"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

export function palletInvariants(root = palletsFolder): Invariants[] {
  return palletCrates(root)
    .filter((crate) => crate.isPallet)
    .map(({ name, folder }) => ({
      crate: name,
      invariants: sourcesUnder(join(root, folder, "src")).flatMap(invariantsIn),
    }));
}
