/** Development chains in processes of their own, started and killed by tests. */
import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { DevchainOptions } from "../devchain.ts";
import type { Recovered } from "../replay.ts";

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));

export interface StartedDevchain {
  readonly url: string;
  readonly genesis: string;
  readonly head: { readonly number: number; readonly hash: string };
  readonly recovered: Recovered;
  /** Ends it with SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Options that can be told to another process. */
export type ToldOptions = Pick<DevchainOptions, "heartbeatMs" | "snapshotEveryBlocks" | "keepRuntime"> & {
  readonly port?: number;
};

export class DevchainProcesses {
  readonly #children = new Set<ChildProcess>();

  async start(folder: string, options: ToldOptions = {}): Promise<StartedDevchain> {
    const child = spawn(process.execPath, [CHILD, folder, JSON.stringify(options)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#children.add(child);
    const gone = new Promise<void>((resolve) => {
      child.once("exit", () => {
        this.#children.delete(child);
        resolve();
      });
    });
    const line = await new Promise<string>((resolve, reject) => {
      let text = "";
      child.stdout.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes("\n")) resolve(text);
      });
      child.once("exit", (code) => reject(new Error(`the chain ended with ${code}`)));
    });
    return {
      ...(JSON.parse(line) as Omit<StartedDevchain, "kill">),
      kill() {
        child.kill("SIGKILL");
        return gone;
      },
    };
  }

  /** Whatever still runs. */
  killAll(): void {
    for (const child of this.#children) child.kill("SIGKILL");
  }
}
