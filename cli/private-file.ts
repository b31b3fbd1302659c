/** Small files that a person's keys cannot do without for a while: mode 0600, JSON, never overwritten. */
import { mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { z } from "zod";
import { isPrivate } from "../adapters/keystore/account-folder.ts";
import { writeFirst } from "../adapters/keystore/write-first.ts";
import { Refused } from "./refused.ts";

/** Bytes. The largest is an acceptance or a vote in hex. */
const MAX_FILE_BYTES = 16 * 1024;

/** False: there is one already, and nothing was written. Throws `Refused` `file_failed`. */
export async function writePrivate(path: string, value: unknown): Promise<boolean> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return await writeFirst(path, new TextEncoder().encode(`${JSON.stringify(value)}\n`));
  } catch {
    throw new Refused("file_failed", `${path} cannot be written; nothing was sent.`);
  }
}

/** Null when there is none. Throws `Refused` `file_exposed` or `file_damaged`. */
export async function readPrivate<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S> | null> {
  const file = await open(path, "r").catch(() => null);
  if (file === null) return null;
  try {
    const { mode, size } = await file.stat();
    if (!isPrivate(mode))
      throw new Refused(
        "file_exposed",
        `Others on this machine can read or change ${path}. Run: chmod 600 ${path}`,
      );
    const text = size > MAX_FILE_BYTES ? "" : await file.readFile("utf8");
    const parsed = schema.safeParse(parsedJson(text));
    if (parsed.success) return parsed.data;
    throw new Refused("file_damaged", `${path} is not what this program wrote.`);
  } finally {
    await file.close();
  }
}

export async function removePrivate(path: string): Promise<void> {
  await rm(path, { force: true });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
