/**
 * One writer a folder. The lock is SQLite's own on an empty file: the operating system drops it with the process,
 * so a kill -9 leaves nothing behind that a person would have to delete.
 */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { OpenFailure } from "./errors.ts";

/** Returns the release. Throws `OpenFailure` `folder_locked`. */
export function lockFolder(folder: string): () => void {
  const database = new DatabaseSync(join(folder, "lock"));
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch {
    database.close();
    throw new OpenFailure({
      code: "folder_locked",
      message: "another process has this chain folder open; stop it first, or use another DATA_DIR",
    });
  }
  return () => {
    database.close();
  };
}
