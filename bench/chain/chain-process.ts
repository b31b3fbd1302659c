/** Starts and ends `chain-child.ts`. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onExit } from "../../scripts/lifetime.ts";

export interface ChildOptions {
  readonly folder: string;
  /** Whether it writes empty blocks as quickly as it can. */
  readonly grow: boolean;
}

export interface ChildReady {
  readonly url: string;
  /** Blocks of the log, and how many of them were executed again. */
  readonly blocks: number;
  readonly replayed: number;
  /** ms from reading the runtime and opening the folder until it served. */
  readonly openMs: number;
}

export interface ChainProcess extends ChildReady {
  memoryMib(): Promise<number>;
  /** Finishes as a server that is told to stop. */
  close(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

export async function startChain(options: ChildOptions): Promise<ChainProcess> {
  const child = fork(fileURLToPath(new URL("chain-child.ts", import.meta.url)), [JSON.stringify(options)], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  const gone = once(child, "exit");
  const forget = onExit(() => void child.kill("SIGKILL"));
  void gone.then(forget);
  const message = async (): Promise<unknown> => {
    const ended = gone.then(() => Promise.reject(new Error("the chain's process ended")));
    const [first] = (await Promise.race([once(child, "message"), ended])) as unknown[];
    return first;
  };
  const ready = (await message()) as ChildReady;
  return {
    ...ready,
    async memoryMib() {
      const answer = message();
      child.send("memory");
      return Number(await answer) / 2 ** 20;
    },
    async close() {
      child.send("close");
      await gone;
    },
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
