// npm packages, by `npm ci` when node_modules is not what package-lock.json says. Plain JavaScript: see ../run.mjs.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Major version that the `node` package pins; the code runs by its type stripping and uses node:sqlite. */
const NODE_MAJOR = 24;

/** Installs what package-lock.json names unless it is all there. Exits the process with words when that fails. */
export async function ensureDependencies(root) {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20)
    fail(`this needs Node 20 or later to start (found ${process.versions.node}). https://nodejs.org`);
  const missing = missingPackage(root);
  if (missing === null) return;
  const started = Date.now();
  console.error(`coco: installing npm packages (${missing}; about a minute) …`);
  const code = await run(root, "npm", ["ci", "--no-fund", "--no-audit", "--loglevel=error"]);
  if (code !== 0) fail(`npm ci failed with exit code ${code}. Is the package registry reachable?`);
  console.error(`coco: npm packages installed in ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

/** Path of the pinned Node 24. Its binary comes by an install script, which some npm settings suppress. */
export async function pinnedNode(root) {
  const path = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (nodeMajor(path) === NODE_MAJOR) return path;
  console.error("coco: the pinned Node was not unpacked (install scripts may be off); fetching it …");
  await run(root, "npm", ["rebuild", "node", "--ignore-scripts=false", "--loglevel=error"]);
  if (nodeMajor(path) === NODE_MAJOR) return path;
  if (Number(process.versions.node.split(".")[0]) >= NODE_MAJOR) return process.execPath;
  return fail(
    `node_modules/node/bin/node is not Node ${NODE_MAJOR}. The package "node" fetches it by its install script: allow it ` +
      `(npm config get ignore-scripts must say false), then run: npm rebuild node. Or start this with Node ${NODE_MAJOR}.`,
  );
}

/** What differs, in words, or null. npm leaves in node_modules/.package-lock.json what it really installed. */
function missingPackage(root) {
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const hidden = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(hidden)) return "node_modules is not there yet";
  const present = JSON.parse(readFileSync(hidden, "utf8")).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    // Optional ones depend on the platform; links are our own workspaces.
    if (!path.startsWith("node_modules/") || entry.optional || entry.link) continue;
    if (present[path]?.version !== entry.version)
      return `${path.replace(/^.*node_modules\//, "")} ${entry.version} is missing`;
  }
  return null;
}

function nodeMajor(path) {
  const result = spawnSync(path, ["--version"], { encoding: "utf8" });
  return result.status === 0 ? Number(/^v(\d+)/.exec(result.stdout)?.[1]) : null;
}

function run(cwd, command, args) {
  return new Promise((resolve) => {
    // Standard output stays clean for `--json`.
    const child = spawn(command, args, { cwd, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
    child.on("error", (error) => {
      console.error(`coco: cannot run ${command}: ${error.message}`);
      resolve(127);
    });
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

function fail(message) {
  console.error(`coco: ${message}`);
  process.exit(1);
}
