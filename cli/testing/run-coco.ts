/** A command line in this process, with everything around it in the test's hands. */
import { createProgram } from "../program.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Standard input. */
  readonly input?: string;
  /** What the person at the terminal types, one after the other; without it there is no terminal. */
  readonly typed?: readonly string[];
  readonly stop?: AbortSignal;
  readonly onOut?: (text: string) => void;
}

export async function runCoco(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const ran = { out: "", err: "" };
  const typed = [...(options.typed ?? [])];
  const code = await createProgram({
    out: (text) => {
      ran.out += text;
      options.onOut?.(ran.out);
    },
    err: (text) => (ran.err += text),
    environment: options.environment ?? {},
    stop: options.stop ?? new AbortController().signal,
    readInput: async () => options.input ?? "",
    askSecret:
      options.typed === undefined
        ? null
        : async (question) => {
            ran.err += `${question}\n`;
            const answer = typed.shift();
            if (answer === undefined) throw new Error(`nobody answers: ${question}`);
            return answer;
          },
    colour: false,
  })(args);
  return { code, ...ran };
}
