// The door of every npm script: puts the dependencies in place, then runs scripts/<command>.ts under the pinned
// Node 24. Plain JavaScript for Node 20 and later, because it runs before anything is installed.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onNpmGone } from "./setup/ancestors.mjs";
import { ensureDependencies, pinnedNode } from "./setup/dependencies.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command, ...args] = process.argv.slice(2);

/** Commands that are another script with other arguments. */
const aliases = { "test-unit": ["test", "--unit"], "test-node": ["test", "--node"] };

if (command === undefined || !/^[a-z][a-z-]*$/.test(command)) {
  console.error("usage: npm run <command> [-- arguments]; see README.md");
  process.exit(2);
}

const [script, ...fixed] = aliases[command] ?? [command];
const file = join(root, "scripts", `${script}.ts`);
if (!existsSync(file)) {
  console.error(`coco: there is no scripts/${script}.ts`);
  process.exit(2);
}

await ensureDependencies(root);
const node = await pinnedNode(root);
// The bin folders first, so that whatever a script starts by name is the pinned tool. The fourth descriptor is an IPC
// channel: its end tells the script that this process died (scripts/lifetime.ts).
const child = spawn(node, ["--disable-warning=ExperimentalWarning", file, ...fixed, ...args], {
  stdio: ["inherit", "inherit", "inherit", "ipc"],
  env: { ...process.env, PATH: `${join(root, "node_modules", ".bin")}:${process.env.PATH ?? ""}` },
});
// Ctrl-C reaches the child by itself (same terminal); we only must not die before it.
process.on("SIGINT", () => undefined);
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
onNpmGone(() => child.kill("SIGTERM"));
// Whoever started this with a channel holds its other end.
process.on("disconnect", () => child.kill("SIGTERM"));
child.on("error", (error) => {
  console.error(`coco: cannot start ${node}: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
