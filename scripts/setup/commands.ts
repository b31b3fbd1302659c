/** Child processes of scripts. */
import { spawn, spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { onExit } from "../lifetime.ts";

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

/** Runs a command to its end. Not being there is exit code 127, as in a shell. It is stopped when the script is. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const mode = options.stdout ?? "stderr";
  return new Promise((resolve) => {
    const captures = mode === "capture" || mode === "tee";
    const child = spawn(command, args, {
      cwd: options.cwd ?? repositoryRoot,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", captures ? "pipe" : mode === "inherit" ? "inherit" : 2, 2],
    });
    const forget = onExit(() => {
      child.kill("SIGTERM");
    });
    const chunks: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      if (mode === "tee") process.stderr.write(chunk);
    });
    const end = (code: number) => {
      forget();
      resolve({ code, stdout: Buffer.concat(chunks).toString("utf8") });
    };
    child.on("error", () => end(127));
    child.on("close", (code) => end(code ?? 1));
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
