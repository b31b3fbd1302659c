/**
 * One process at a time does something in this clone. The lock is SQLite's own on an empty file: the system drops it with the
 * process, so a killed holder holds nothing, and no process id has to be believed that may be another's by now.
 */
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { onExit, stopSignal } from "../lifetime.ts";

/** ms between two looks at a held lock. */
const LOOK_INTERVAL_MS = 500;
/** Primary result code; https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5;

/** Runs `work` alone; waits for whoever holds `file`. The file stays, empty: taking it away could part two who wait for it. */
export async function withFileLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  let release = take(file);
  if (release === null) onWait();
  while (release === null) {
    await sleep(LOOK_INTERVAL_MS, undefined, { signal: stopSignal });
    release = take(file);
  }
  // What `work` started is stopped first: it registered later.
  const forget = onExit(release);
  try {
    return await work();
  } finally {
    forget();
    release();
  }
}

/** Returns the release, which may be called twice; null while somebody else holds the lock. */
function take(file: string): (() => void) | null {
  const database = new DatabaseSync(file);
  try {
    // No journal beside the file, and no wait inside of SQLite, which would block this process.
    database.exec("PRAGMA journal_mode = MEMORY; PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY)
      return null;
    throw error;
  }
  return () => {
    if (database.isOpen) database.close();
  };
}
