/** A command with everything that it starts in turn: one process group, so that one signal reaches all of it. */
import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { hasLifetime } from "../lifetime.ts";

/** Tells the scripts inside a group that they are in one: a group of their own would escape the signal of the outer one. */
const INSIDE = "COCO_PROCESS_GROUP";

/** ms that a group has to end by itself after SIGTERM; a test run closes browsers and servers in it. */
const GRACE_MS = 5_000;
/** ms that the system has to take away what was killed. */
const KILLED_LIMIT_MS = 2_000;
const LOOK_INTERVAL_MS = 20;

export interface GroupedCommand {
  readonly child: ChildProcess;
  /** SIGTERM to all, SIGKILL to what stays; resolves when nothing is left. */
  readonly stop: () => Promise<void>;
  /** For the end of this process, where nothing can be waited for. */
  readonly kill: () => void;
}

/**
 * Starts a command in a group of its own if this process is a script that cleans up after itself. Others (a test that builds
 * the app) leave it in the terminal's group, where Ctrl-C reaches it without anybody's help.
 */
export function spawnGroup(command: string, args: readonly string[], options: SpawnOptions): GroupedCommand {
  const leads = hasLifetime() && process.env[INSIDE] === undefined && process.platform !== "win32";
  const child = spawn(command, args, {
    ...options,
    env: { ...(options.env ?? process.env), ...(leads ? { [INSIDE]: "1" } : {}) },
    detached: leads,
  });
  const { pid } = child;
  // A group keeps its number while any of its members is there, so a signal to it does not reach strangers.
  const signal = (name: NodeJS.Signals | 0): boolean => {
    if (pid === undefined) return false;
    if (!leads) return child.exitCode === null && child.signalCode === null && child.kill(name);
    try {
      return process.kill(-pid, name);
    } catch {
      return false;
    }
  };
  const gone = async (limitMs: number): Promise<boolean> => {
    const deadline = performance.now() + limitMs;
    while (signal(0)) {
      if (performance.now() > deadline) return false;
      await sleep(LOOK_INTERVAL_MS);
    }
    return true;
  };
  return {
    child,
    stop: async () => {
      signal("SIGTERM");
      if (await gone(GRACE_MS)) return;
      signal("SIGKILL");
      await gone(KILLED_LIMIT_MS);
    },
    kill: () => void signal("SIGKILL"),
  };
}
