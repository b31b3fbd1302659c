/** `npm run check`: everything that reads the code without running it. All steps run; the end says which failed. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runScript } from "./lifetime.ts";
import { cacheFolder, contentHash } from "./setup/cache.ts";
import { repositoryRoot, runCommand } from "./setup/commands.ts";
import { isCi, say, step } from "./setup/progress.ts";
import { ensureRust, RUST_HINT } from "./setup/rust.ts";

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

type Outcome = "passed" | "failed" | "skipped";

/** build-wasm.sh's exit when the machine lacks what a build needs. */
const LACKS_TOOLS = 3;

async function node(packageBinary: string, ...args: string[]): Promise<boolean> {
  const binary = join(repositoryRoot, "node_modules", packageBinary);
  return (await runCommand(process.execPath, [binary, ...args])).code === 0;
}

async function palletsLint(): Promise<boolean> {
  return (await runCommand("sh", [join(repositoryRoot, "pallets", "lint.sh")])).code === 0;
}

/** Rebuilding the runtime takes minutes, so a comparison that was made of exactly these inputs is not made again. */
async function runtimeWasm(): Promise<Outcome> {
  const inputs = contentHash(["pallets"], (path) => /\.(rs|toml|lock|sh|json|zst)$/.test(path));
  const rustc = await runCommand("sh", ["-c", '. ./toolchain.sh && "$RUSTC" -vV'], {
    cwd: join(repositoryRoot, "pallets"),
    stdout: "capture",
  });
  const version = /^release: (\S+)/m.exec(rustc.stdout)?.[1] ?? "unknown";
  const stamp = join(cacheFolder, "runtime-wasm-compared", `${inputs}-${version}`);
  if (existsSync(stamp)) {
    say("runtime wasm: unchanged since it was rebuilt and compared");
    return "passed";
  }
  const compared = await runCommand("sh", [join(repositoryRoot, "pallets", "build-wasm.sh"), "--check"]);
  if (compared.code === LACKS_TOOLS)
    say(`SKIPPED: the committed runtime wasm was not compared. ${RUST_HINT}`);
  if (compared.code !== 0) return compared.code === LACKS_TOOLS ? "skipped" : "failed";
  mkdirSync(join(cacheFolder, "runtime-wasm-compared"), { recursive: true });
  writeFileSync(stamp, "");
  return "passed";
}

async function main(): Promise<number> {
  const failures: string[] = [];
  const skips: string[] = [];
  const check = async (name: string, run: () => Promise<boolean | Outcome>) => {
    const outcome = await step(name, run);
    if (outcome === "skipped") skips.push(name);
    else if (outcome === false || outcome === "failed") failures.push(name);
  };
  await check("types", async () => node("typescript/bin/tsc", "-p", "tsconfig.json", "--noEmit"));
  await check("lint", async () => node("eslint/bin/eslint.js", ".", "--max-warnings", "0"));
  const rooms = ROOMS.filter((room) => existsSync(join(repositoryRoot, room)));
  await check("import graph", async () =>
    node("dependency-cruiser/bin/dependency-cruiser.mjs", "--config", ".dependency-cruiser.cjs", ...rooms),
  );
  await check("format", async () => node("prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."));
  const rust = await ensureRust();
  if (rust.available) {
    await check("pallets: cargo fmt and clippy", palletsLint);
    await check("pallets: committed runtime wasm", runtimeWasm);
  } else {
    skips.push("pallets");
    say(`SKIPPED: pallets: ${rust.why}`);
  }
  for (const name of failures) say(`FAILED: ${name}`);
  if (failures.length === 0)
    say(skips.length > 0 ? `check passed, without ${skips.join(", ")}` : "check passed");
  return failures.length > 0 || (skips.length > 0 && isCi()) ? 1 : 0;
}

await runScript(main);
