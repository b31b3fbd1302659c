/** What becomes of a running command, and of the lock it runs under, when its script is told to stop. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { isRunning } from "../testing/processes.ts";
import { withFileLock } from "./file-lock.ts";

const SCRIPT = fileURLToPath(new URL("fixtures/long-command.ts", import.meta.url));
/** For a shell that wants to go on. What it starts inherits that. */
const IGNORES_SIGTERM = "trap '' TERM";
const upSchema = z.object({ command: z.number(), grandchild: z.number() });

interface Running {
  readonly script: ChildProcess;
  readonly lock: string;
  readonly pids: readonly number[];
  readonly exitCode: Promise<number | null>;
}

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

async function start(before = ""): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "coco-command-"));
  cleanups.push(() => rmSync(folder, { recursive: true }));
  const lock = join(folder, "lock");
  // As a person's shell starts it: `npm test` may run this very test in a group of its own.
  const { COCO_PROCESS_GROUP: _, ...env } = process.env;
  const script = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", SCRIPT, lock, before], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exitCode = new Promise<number | null>((resolve) => script.once("exit", resolve));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(script.stdout).once("line", resolve);
    script.once("exit", (code) => reject(new Error(`the script ended early (${code})`)));
  });
  const { command, grandchild } = upSchema.parse(JSON.parse(line));
  const pids = [command, grandchild];
  cleanups.push(() => {
    // After most tests nothing is left of them.
    for (const pid of [...pids, script.pid ?? 0]) if (pid > 0 && isRunning(pid)) process.kill(pid, "SIGKILL");
  });
  expect(pids.filter(isRunning)).toEqual(pids);
  return { script, lock, pids, exitCode };
}

/** Who may take the lock at once; a holder would let us wait. */
async function expectFree(lock: string): Promise<void> {
  const held = () => {
    throw new Error("the lock is held");
  };
  expect(await withFileLock(lock, held, async () => "free")).toBe("free");
}

describe("Ctrl-C during a command", () => {
  it("ends the command and what it started, and frees the lock", async () => {
    const { script, lock, pids, exitCode } = await start();
    // To the script alone, so that nobody but the script ends the others.
    script.kill("SIGINT");
    expect(await exitCode).toBe(130);
    expect(pids.filter(isRunning)).toEqual([]);
    await expectFree(lock);
  });

  it("ends those too that want to go on", async () => {
    const { script, lock, pids, exitCode } = await start(IGNORES_SIGTERM);
    script.kill("SIGINT");
    expect(await exitCode).toBe(130);
    expect(pids.filter(isRunning)).toEqual([]);
    await expectFree(lock);
  });

  it("holds the lock until the last of them is gone", async () => {
    const { script, lock, pids, exitCode } = await start(IGNORES_SIGTERM);
    const stop = () => script.kill("SIGINT");
    const left = await withFileLock(lock, stop, async () => pids.filter(isRunning));
    expect(left).toEqual([]);
    expect(await exitCode).toBe(130);
  });

  it("waits for nothing when it is pressed twice, and still leaves nothing", async () => {
    const { script, lock, pids, exitCode } = await start(IGNORES_SIGTERM);
    script.kill("SIGINT");
    // Two of the same kind at once would be one.
    await new Promise((resolve) => setTimeout(resolve, 200));
    script.kill("SIGINT");
    expect(await exitCode).toBe(130);
    await expect.poll(() => pids.filter(isRunning)).toEqual([]);
    await expectFree(lock);
  });
});

it("a lock is free when its holder was killed", async () => {
  const { script, lock, exitCode } = await start();
  script.kill("SIGKILL");
  await exitCode;
  await expectFree(lock);
});
