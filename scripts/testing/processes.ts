/** What is left of processes that a test started. Never looks for names, which others' processes have as well. */
import { readdirSync, readFileSync } from "node:fs";

/** Whether a process still does something: who has ended and only waits to be taken away does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // The name may hold anything, so the state is looked for behind its closing bracket.
  const stat = read(pid, "stat");
  return stat === null || stat.charAt(stat.lastIndexOf(")") + 2) !== "Z";
}

/** Running processes that have `mark` in their command line or environment: a folder's name that only the test knows. Linux only. */
export function processesWith(mark: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && isRunning(pid))
    .filter(
      (pid) => (read(pid, "cmdline") ?? "").includes(mark) || (read(pid, "environ") ?? "").includes(mark),
    );
}

/** A process's arguments as the kernel has them. */
export function argumentsOf(pid: number): string[] {
  return (read(pid, "cmdline") ?? "").split("\0");
}

/** Null for processes of other users and for those that are gone by now. */
function read(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    return null;
  }
}
