// npm passes no SIGTERM on: killed, it leaves its shell and this process behind. So we look whether it is still there.
import { readFileSync } from "node:fs";

/** ms between two looks. */
const LOOK_INTERVAL_MS = 1_000;

/** Parent of a process, from the kernel; null where that cannot be read (not Linux, or the process is gone). */
function parentOf(pid) {
  try {
    // The name may hold anything, so the fields are counted from behind its closing bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}

/** Calls back once when npm, which started this process through a shell, is gone. Does nothing when npm did not start it. */
export function onNpmGone(callback) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === grandparent) return;
    clearInterval(timer);
    callback();
  }, LOOK_INTERVAL_MS);
  timer.unref();
}
