/** `npm run models:build`: builds the tiny model anew and compares it with the committed one. */
import { join } from "node:path";
import { runScript } from "./lifetime.ts";
import { repositoryRoot, runCommand } from "./setup/commands.ts";

await runScript(async () => {
  const script = join(repositoryRoot, "models", "build.sh");
  return (await runCommand("sh", [script, ...process.argv.slice(2)])).code;
});
