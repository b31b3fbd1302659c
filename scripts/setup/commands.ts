/** Child processes of scripts. */
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { onExit, stopSignal } from "../lifetime.ts";
import { spawnGroup } from "./process-group.ts";

export const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard output: `stderr` keeps ours clean (default), `capture` returns it, `tee` does both. */
  readonly stdout?: "stderr" | "capture" | "tee" | "inherit";
}

export interface CommandResult {
  readonly code: number;
  /** Empty unless captured. */
  readonly stdout: string;
}

/** Exit code of a command that was not started any more, as of one that SIGTERM ended. */
const STOPPED = 143;

/**
 * Runs a command to its end. Not being there is exit code 127, as in a shell. When the script is told to stop, the command is
 * stopped with all that it started, and only then does this resolve.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  if (stopSignal.aborted) return Promise.resolve({ code: STOPPED, stdout: "" });
  const mode = options.stdout ?? "stderr";
  return new Promise((resolve) => {
    const captures = mode === "capture" || mode === "tee";
    const { child, stop, kill } = spawnGroup(command, args, {
      cwd: options.cwd ?? repositoryRoot,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", captures ? "pipe" : mode === "inherit" ? "inherit" : 2, 2],
    });
    let stopping: Promise<void> | null = null;
    const forget = onExit(() => (stopping = stop()));
    // A second Ctrl-C, or a crash, waits for nothing.
    process.once("exit", kill);
    const chunks: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      if (mode === "tee") process.stderr.write(chunk);
    });
    const end = async (code: number) => {
      forget();
      // The command itself is gone; what it started may not be.
      await stopping;
      process.off("exit", kill);
      resolve({ code, stdout: Buffer.concat(chunks).toString("utf8") });
    };
    child.on("error", () => void end(127));
    child.on("close", (code) => void end(code ?? 1));
  });
}

/** Whether a command can be started at all. */
export function commandExists(command: string): boolean {
  const found = spawnSync("sh", ["-c", `command -v -- "$1" >/dev/null 2>&1`, "sh", command]);
  return found.status === 0;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
