/** New files that hold secrets. */
import { randomBytes } from "node:crypto";
import { link, open, rm } from "node:fs/promises";

/** Whole and flushed, or not at all; the first writer wins, because `link` refuses a name that is taken. Mode 0600. False: it was taken. */
export async function writeFirst(path: string, bytes: Uint8Array): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown && thrown.code === "EEXIST")) throw thrown;
    return false;
  } finally {
    await rm(draft);
  }
}
