/** Who has a Chromium profile open: Chromium's own lock is a link to `host-pid`. */
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/** The living process of this machine that holds `profile`, or null. A lock that a kill left behind holds nothing. */
export function profileHolder(profile: string): number | null {
  let lock: string;
  try {
    lock = readlinkSync(join(profile, "SingletonLock"));
  } catch {
    return null;
  }
  const dash = lock.lastIndexOf("-");
  const pid = Number(lock.slice(dash + 1));
  if (lock.slice(0, dash) !== hostname() || !Number.isSafeInteger(pid) || pid <= 0) return null;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM" ? pid : null;
  }
}
