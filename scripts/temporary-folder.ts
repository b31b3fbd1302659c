/** A folder that lives as long as the script. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onExit } from "./lifetime.ts";

/** Gone with the script, whatever is in it. */
export async function temporaryFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `coco-${name}-`));
  // A process that was just killed may still write: then once more.
  onExit(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
