/** `coco doctor`: what stands between this machine and a running network, and what to do about it. */
import type { Command } from "commander";
import { answer, type Context } from "../context.ts";
import {
  accountChecks,
  chainChecks,
  chromiumCheck,
  dataFolderCheck,
  gpuNote,
  nodeCheck,
  portCheck,
  serverCheck,
} from "../doctor-checks.ts";
import type { Check } from "../doctor-checks.ts";
import { EXIT } from "../refused.ts";
import { harmless } from "../text.ts";

/** SGR codes of the levels; ECMA-48. */
const COLOURS: Readonly<Record<Check["level"], number>> = { ok: 32, note: 36, warn: 33, fail: 31 };
const WIDTH = 4;

export function doctorCommand(program: Command, context: Context): void {
  program
    .command("doctor")
    .description("check this machine, the operator and the chain; ends with 1 when something is broken")
    .action(async () => {
      const checks: Check[] = [nodeCheck(process.versions.node)];
      // One after the other: what an earlier one finds explains a later one.
      for (const look of [dataFolderCheck, portCheck, serverCheck, chainChecks, accountChecks, chromiumCheck])
        checks.push(...(await look(context)));
      checks.push(gpuNote(context));
      answer(context, checks, () => checks.map((check) => line(context, check)).join(""));
      if (checks.some(({ level }) => level === "fail")) context.finish(EXIT.refused);
    });
}

function line({ colour }: Context, { level, name, found, todo }: Check): string {
  const padded = level.padEnd(WIDTH);
  const shown = colour ? `\u001B[${COLOURS[level]}m${padded}\u001B[0m` : padded;
  const advice = todo === undefined ? "" : `\n${" ".repeat(WIDTH + 1)}${harmless(todo)}`;
  return `${shown} ${name}: ${harmless(found)}${advice}\n`;
}
