/** The static app under out/, built when what it is made from changed. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentHash } from "./cache.ts";
import { repositoryRoot, runCommand } from "./commands.ts";
import { withFileLock } from "./file-lock.ts";
import { say, step } from "./progress.ts";

/** What the pages, their service worker and their models are made from. */
export const APP_INPUTS = [
  "adapters",
  "app",
  "client",
  "models",
  "next.config.js",
  "next.config.ts",
  "node",
  "package-lock.json",
  "protocol",
  "public",
  "scripts/build-app.ts",
  "scripts/build-sw.ts",
  "scripts/csp.ts",
  "sw",
  "tsconfig.json",
];

/** Tests and words do not change the app. */
export function isAppInput(path: string): boolean {
  return !/\.test\.tsx?$|\.md$/.test(path);
}

export const appFolder = join(repositoryRoot, "out");
const stamp = join(appFolder, ".inputs.sha256");
const lock = join(repositoryRoot, ".app-build.sqlite");

/** Builds the app unless out/ was built from exactly these inputs. Returns its folder. */
export async function ensureApp(): Promise<string> {
  const wait = (): void => say("another process of this clone is building the app; waiting for it …");
  return withFileLock(lock, wait, buildWhenChanged);
}

async function buildWhenChanged(): Promise<string> {
  const hash = contentHash(APP_INPUTS, isAppInput);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return appFolder;
  // A build that is stopped halfway must not pass for the one before it.
  rmSync(stamp, { force: true });
  const { code } = await step("building the app (about a minute)", async () =>
    runCommand(process.execPath, [join(repositoryRoot, "scripts", "build-app.ts")]),
  );
  if (code !== 0) throw new Error(`building the app failed with exit code ${code}; its output stands above`);
  mkdirSync(appFolder, { recursive: true });
  writeFileSync(stamp, hash);
  return appFolder;
}
