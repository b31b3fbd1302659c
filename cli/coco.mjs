#!/usr/bin/env node
// The door of `coco`: runs coco.ts under Node 24, the one that comes with a clone where the system's is older. Plain
// JavaScript for Node 20 and later.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const NODE_MAJOR = 24;
const here = dirname(fileURLToPath(import.meta.url));
const pinned = join(here, "..", "node_modules", "node", "bin", "node");

if (Number(process.versions.node.split(".")[0]) >= NODE_MAJOR) await import("./coco.ts");
else if (existsSync(pinned)) {
  const child = spawn(pinned, [join(here, "coco.ts"), ...process.argv.slice(2)], { stdio: "inherit" });
  // Ctrl-C reaches the child by itself (same terminal); we only must not die before it.
  process.on("SIGINT", () => undefined);
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
} else {
  process.stderr.write(`coco: needs Node ${NODE_MAJOR}; run npm ci in the clone, which brings one\n`);
  process.exitCode = 1;
}
