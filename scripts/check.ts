/** `npm run check`: everything that reads the code without running it. All steps run; the end says which failed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { compareRuntimeTypes } from "./check/runtime-types.ts";
import { compareRuntimeWasm, type Outcome } from "./check/runtime-wasm.ts";
import { runScript } from "./lifetime.ts";
import { cacheFolder } from "./setup/cache.ts";
import { repositoryRoot, runCommand } from "./setup/commands.ts";
import { isCi, say, step } from "./setup/progress.ts";
import { ensureRust } from "./setup/rust.ts";

const ROOMS = [
  "protocol",
  "adapters",
  "node",
  "client",
  "signaling",
  "gateway",
  "server",
  "cli",
  "app",
  "sw",
  "models",
  "scripts",
  "tests",
  "bench",
];

async function node(packageBinary: string, ...args: string[]): Promise<boolean> {
  const binary = join(repositoryRoot, "node_modules", packageBinary);
  return (await runCommand(process.execPath, [binary, ...args])).code === 0;
}

async function palletsLint(): Promise<boolean> {
  return (await runCommand("sh", [join(repositoryRoot, "pallets", "lint.sh")])).code === 0;
}

async function main(): Promise<number> {
  const failures: string[] = [];
  const skips: string[] = [];
  const notes: string[] = [];
  const check = async (name: string, run: () => Promise<boolean | Outcome>) => {
    const outcome = await step(name, run);
    if (outcome === "skipped") skips.push(name);
    else if (outcome === "not compared") notes.push(name);
    else if (outcome === false || outcome === "failed") failures.push(name);
  };
  await check("types", async () => node("typescript/bin/tsc", "-p", "tsconfig.json", "--noEmit"));
  await check("lint", async () => node("eslint/bin/eslint.js", ".", "--max-warnings", "0"));
  const rooms = ROOMS.filter((room) => existsSync(join(repositoryRoot, room)));
  await check("import graph", async () =>
    node("dependency-cruiser/bin/dependency-cruiser.mjs", "--config", ".dependency-cruiser.cjs", ...rooms),
  );
  await check("format", async () => node("prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."));
  await check("types of the committed runtime", () => compareRuntimeTypes({ say }));
  const rust = await ensureRust();
  if (rust.available) {
    await check("pallets: cargo fmt and clippy", palletsLint);
    const stamps = join(cacheFolder, "runtime-wasm-compared");
    await check("pallets: committed runtime wasm", () => compareRuntimeWasm({ stamps, say }));
  } else {
    skips.push("pallets");
    say(`SKIPPED: pallets: ${rust.why}`);
  }
  for (const name of failures) say(`FAILED: ${name}`);
  // Other tools than the pinned ones are no fault of the source, in CI neither; but nobody shall take it for compared.
  for (const name of notes)
    say(`NOT COMPARED: ${name}: built with other tools than the committed one; re-pin: npm run chain:build`);
  if (failures.length === 0)
    say(skips.length > 0 ? `check passed, without ${skips.join(", ")}` : "check passed");
  return failures.length > 0 || (skips.length > 0 && isCi()) ? 1 : 0;
}

await runScript(main);
