/** A command as a person starts it in a terminal: a process group of its own, and Ctrl-C goes to all of it. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isRunning, processesWith } from "../../scripts/testing/processes.ts";
import { until } from "./product.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** ms. Only against hanging. */
const LINE_LIMIT_MS = 240_000;

/** The npm script `command`, by the door that npm itself calls: npm would not pass on that a killed test run is gone. */
export const script = (command: string, ...args: string[]) => [
  process.execPath,
  join("scripts", "run.mjs"),
  command,
  ...args,
];

/** Folders that belong to one test: what a command keeps, and what it calls temporary. Their name marks its processes. */
export class Place {
  readonly folder: string;
  readonly dataDir: string;
  readonly #temporary: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.dataDir = join(folder, "data");
    this.#temporary = join(folder, "tmp");
  }

  static async make(): Promise<Place> {
    const place = new Place(await mkdtemp(join(tmpdir(), "coco-launcher-")));
    await mkdir(place.#temporary);
    return place;
  }

  /** Starts a command in the repository; `env` comes on top of this process's, null takes a variable away. */
  launch(
    [command = "", ...args]: readonly string[],
    env: Readonly<Record<string, string | null>> = {},
  ): Launched {
    const merged: NodeJS.ProcessEnv = { ...process.env, TMPDIR: this.#temporary, DATA_DIR: this.dataDir };
    // A person starts no command inside of `npm test`'s own group.
    for (const [name, value] of Object.entries({ HOST: "127.0.0.1", COCO_PROCESS_GROUP: null, ...env }))
      if (value === null) Reflect.deleteProperty(merged, name);
      else merged[name] = value;
    const child = spawn(command, args, {
      cwd: ROOT,
      env: merged,
      detached: true,
      // The channel's end tells a script that this test run was killed.
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    return new Launched(child);
  }

  /** Processes that have to do with this place and still run. */
  processes(): number[] {
    return processesWith(this.folder);
  }

  async temporaryFiles(): Promise<string[]> {
    // npm has Node keep compiled code there.
    return (await readdir(this.#temporary)).filter((name) => name !== "node-compile-cache");
  }

  /** Takes everything away, also what a failed test left. */
  async clear(): Promise<void> {
    await until(async () => {
      const left = this.processes();
      for (const pid of left) if (isRunning(pid)) process.kill(pid, "SIGKILL");
      return left.length === 0;
    }, "everything of this test is gone");
    await rm(this.folder, { recursive: true, force: true });
  }
}

export class Launched {
  stdout = "";
  stderr = "";
  /** Exit code, or null after a signal; when its output is complete. */
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.on("data", (chunk: Buffer) => (this.stdout += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.ended = new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve(code));
    });
  }

  /** To the whole group, as a terminal does with Ctrl-C. */
  signal(name: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null)
      process.kill(-pid, name);
  }

  /** Waits until standard output says `words`, `times` times. */
  async says(words: RegExp, times = 1): Promise<void> {
    const all = new RegExp(words, `${words.flags}g`);
    const said = async () => {
      if ((this.stdout.match(all) ?? []).length >= times) return true;
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) throw new Error("it ended");
      return false;
    };
    await until(said, `it says ${words}`, LINE_LIMIT_MS).catch((error: unknown) => {
      throw new Error(`it did not say ${words}, but:\n${this.stdout}${this.stderr}`, { cause: error });
    });
  }
}

/** Listens on a port for as long as `during` takes; rejects when somebody else does. */
export async function holdingPort<T>(port: number, during: () => Promise<T>): Promise<T> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  try {
    return await during();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
