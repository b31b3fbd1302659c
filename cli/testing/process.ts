/** The command line as its users run it: a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../coco.mjs", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly process: ChildProcess;
  /** The first line of standard output. Rejects when the process ends without one. */
  readonly firstLine: Promise<string>;
  readonly ended: Promise<Ended>;
}

export function startCoco(args: readonly string[], environment: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    // Nothing else of ours: what the machine has set is not the test's.
    env: { NODE_ENV: "test", PATH: process.env["PATH"] ?? "", ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  const { promise: firstLine, resolve, reject } = Promise.withResolvers<string>();
  firstLine.catch(() => undefined);
  child.stdout.on("data", (bytes: Buffer) => {
    said.out += bytes.toString("utf8");
    const [line, ...rest] = said.out.split("\n");
    if (rest.length > 0 && line !== undefined) resolve(line);
  });
  child.stderr.on("data", (bytes: Buffer) => (said.err += bytes.toString("utf8")));
  const ended = new Promise<Ended>((done) =>
    child.once("close", (code) => {
      reject(new Error(`ended with ${code ?? "a signal"}: ${said.err}`));
      done({ code, ...said });
    }),
  );
  return { process: child, firstLine, ended };
}

/** Runs one to its end, with `input` as its standard input. */
export function coco(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  input = "",
): Promise<Ended> {
  const running = startCoco(args, environment);
  running.process.stdin?.end(input);
  return running.ended;
}
