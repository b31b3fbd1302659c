/** `npm run format`: prettier over everything, and cargo fmt where there is Rust. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runScript } from "./lifetime.ts";
import { commandExists, repositoryRoot, runCommand } from "./setup/commands.ts";

await runScript(async () => {
  const prettier = join(repositoryRoot, "node_modules", "prettier", "bin", "prettier.cjs");
  const typescript = await runCommand(process.execPath, [prettier, "--write", "--log-level", "warn", "."]);
  const pallets = join(repositoryRoot, "pallets");
  const rust = existsSync(pallets) && commandExists("cargo");
  const formatted = rust
    ? await runCommand("sh", ["-c", '. ./toolchain.sh && "$cargo" fmt --all'], { cwd: pallets })
    : null;
  return typescript.code !== 0 || (formatted !== null && formatted.code !== 0) ? 1 : 0;
});
