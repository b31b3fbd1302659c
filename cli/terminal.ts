/** A question at the terminal whose answer is not shown. */
import type { ReadStream } from "node:tty";
import { Refused } from "./refused.ts";

const CTRL_C = "\u0003";
const CTRL_D = "\u0004";
const CTRL_U = "\u0015";
const ERASE: ReadonlySet<string> = new Set(["\u007f", "\b"]);
const ENTER: ReadonlySet<string> = new Set(["\r", "\n"]);

/** Characters of an answer; more is not a passphrase but something pasted by mistake. */
const MAX_ANSWER = 1024;

/** The line as typed after each key: the pure half of a prompt. */
export type Typed =
  | { readonly state: "typing"; readonly line: string }
  | { readonly state: "done"; readonly line: string }
  | { readonly state: "interrupted" };

export function type(line: string, keys: string): Typed {
  let typed = line;
  for (const key of keys) {
    if (ENTER.has(key)) return { state: "done", line: typed };
    if (key === CTRL_C || (key === CTRL_D && typed === "")) return { state: "interrupted" };
    if (ERASE.has(key)) typed = Array.from(typed).slice(0, -1).join("");
    else if (key === CTRL_U) typed = "";
    else if (key >= " " && typed.length < MAX_ANSWER) typed += key;
  }
  return { state: "typing", line: typed };
}

/** Asks on `err`, so that standard output stays the answer's. Rejects with `Refused` `interrupted` on Ctrl-C and at the input's end. */
export async function askSecret(
  input: ReadStream,
  err: (text: string) => void,
  question: string,
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const interrupted = new Refused("interrupted", "Interrupted; nothing was done.");
  let line = "";
  const onKeys = (keys: string): void => {
    const typed = type(line, keys);
    if (typed.state === "typing") line = typed.line;
    else if (typed.state === "done") resolve(typed.line);
    else reject(interrupted);
  };
  const onEnd = (): void => reject(interrupted);
  input.setEncoding("utf8");
  input.setRawMode(true);
  input.on("data", onKeys);
  input.once("end", onEnd);
  input.resume();
  // Only now: whoever answers at the sight of the question would be echoed before raw mode.
  err(question);
  try {
    return await promise;
  } finally {
    input.setRawMode(false);
    input.pause();
    input.off("data", onKeys);
    input.off("end", onEnd);
    err("\n");
  }
}
