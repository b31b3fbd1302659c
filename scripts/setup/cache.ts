/** What is expensive to make lives outside the clone, keyed by the content it was made from. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative, sep } from "node:path";
import { repositoryRoot } from "./commands.ts";

/** `COCO_CACHE`, by default `~/.cache/coco`. */
export const cacheFolder = process.env["COCO_CACHE"] ?? join(homedir(), ".cache", "coco");

const NOT_SOURCE = new Set([
  "node_modules",
  ".next",
  "out",
  "dist",
  "target",
  ".git",
  ".data",
  "test-results",
  "__pycache__",
  ".build",
]);

/** SHA-256 over names and bytes of files and folders of the repository, in a stable order. Missing ones count as absent. */
export function contentHash(
  paths: readonly string[],
  isInput: (path: string) => boolean = () => true,
): string {
  const hash = createHash("sha256");
  for (const path of paths)
    for (const file of filesUnder(join(repositoryRoot, path))) {
      const name = relative(repositoryRoot, file).split(sep).join("/");
      if (!isInput(name)) continue;
      const bytes = readFileSync(file);
      hash.update(`${name}\0${bytes.length}\0`).update(bytes);
    }
  return hash.digest("hex");
}

function filesUnder(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !NOT_SOURCE.has(name))
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
