/** `npm run chain:build`: builds the runtime wasm anew and pins it. */
import { join } from "node:path";
import { runScript } from "./lifetime.ts";
import { repositoryRoot, runCommand } from "./setup/commands.ts";
import { ensureRust } from "./setup/rust.ts";

await runScript(async () => {
  const rust = await ensureRust();
  if (!rust.available) throw new Error(rust.why);
  return (await runCommand("sh", [join(repositoryRoot, "pallets", "build-wasm.sh")])).code;
});
