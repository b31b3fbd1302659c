/** Mutations through the Rust verifiers: the tests `no_mutated_…` of every crate in `pallets/`, which count what they try. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onExit, Refused } from "../lifetime.ts";
import { palletsFolder } from "../pallets/crates.ts";
import { type MutationRun, readReport } from "../pallets/report.ts";
import { runCommand } from "../setup/commands.ts";

/** Judges `count` mutations of each message. A failing test told on standard error which one was accepted. */
export async function judgeInRust(seed: number, count: number): Promise<MutationRun[]> {
  const folder = mkdtempSync(join(tmpdir(), "coco-mutations-"));
  const forget = onExit(() => rmSync(folder, { recursive: true, force: true }));
  const report = join(folder, "report.txt");
  const { code } = await runCommand("sh", [join(palletsFolder, "test.sh"), "no_mutated"], {
    env: { COCO_FUZZ: `${count}`, COCO_SEED: `${seed}`, COCO_TEST_REPORT: report },
  });
  const text = existsSync(report) ? readFileSync(report, "utf8") : "";
  rmSync(folder, { recursive: true, force: true });
  forget();
  if (code !== 0) throw new Refused("a mutation was accepted in Rust, or its tests did not run: see above");
  return readReport(text).mutations;
}
