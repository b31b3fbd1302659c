/** Files that people pass on, parsed before anything is done with them. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { misused } from "./refused.ts";

/** `0x` and lower-case hex of whole bytes. */
export const hex = z.string().regex(/^0x(?:[0-9a-f]{2})*$/);

/** Null when the file is longer than `maxChars` or not JSON of this form. Throws `Refused` `usage` naming `what` when it cannot be read. */
export async function readJsonFile<S extends z.ZodType>(
  path: string,
  what: string,
  maxChars: number,
  schema: S,
): Promise<z.output<S> | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) throw misused(`The ${what}'s file cannot be read.`);
  if (text.length > maxChars) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
