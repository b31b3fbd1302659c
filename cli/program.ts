/** The commands. Exit codes: 0 done, 1 the network or the server refused, 2 wrong usage, 130 interrupted. */
import { Command, CommanderError } from "commander";
import { CocoError, createNodeClient } from "../client/node.ts";
import { runServer } from "./run-server.ts";
import { readStatus, showStatus } from "./status.ts";

export interface Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stop: AbortSignal;
}

const USAGE_ERROR = 2;
const INTERRUPTED = 130;

interface AskOptions {
  readonly model: string;
  readonly temperature: number;
  readonly maxTokens?: number;
  readonly json?: true;
}

/** Returns the function that runs one command line to its exit code. */
export function createProgram(at: Surroundings): (args: readonly string[]) => Promise<number> {
  return async (args) => {
    let code = 0;
    const program = build(at, (given) => (code = given));
    try {
      await program.parseAsync([...args], { from: "user" });
      return code;
    } catch (error) {
      if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE_ERROR;
      if (at.stop.aborted) return INTERRUPTED;
      if (!(error instanceof CocoError)) throw error;
      at.err(`coco: ${error.message} (${error.code})\n`);
      return 1;
    }
  };
}

function build(at: Surroundings, finish: (code: number) => void): Command {
  const defaultUrl = at.environment["COCO_URL"] ?? `http://127.0.0.1:${at.environment["PORT"] ?? "8080"}`;
  const program = new Command("coco")
    .description("A compute network of browser tabs.")
    .exitOverride()
    .configureOutput({ writeOut: at.out, writeErr: at.err })
    .option("--url <url>", "the operator's address", defaultUrl);
  const url = () => program.opts<{ url: string }>().url;

  program
    .command("start")
    .description("run chain, signaling, gateway and app; settings are environment variables, see README.md")
    .option("--app <folder>", "the built app; without it only the APIs are served")
    .action(async ({ app }: { app?: string }) => finish(await runServer(at, app ?? null)));

  program
    .command("ask")
    .description("ask the network and stream the answer")
    .argument("<prompt>")
    .option("-m, --model <id>", "a model that nodes serve", "coco-tiny")
    .option("-t, --temperature <number>", "0 is reproducible", number, 0.7)
    .option("--max-tokens <count>", "longest answer", number)
    .option("--json", "one JSON object with answer and usage record")
    .action(async (prompt: string, options: AskOptions) => ask(at, url(), prompt, options));

  program
    .command("models")
    .description("models that are served now")
    .option("--json", "as JSON")
    .action(async ({ json }: { json?: true }) => {
      const { data } = await createNodeClient({ baseURL: url() }).models.list({ signal: at.stop });
      if (json === true) at.out(`${JSON.stringify(data)}\n`);
      else for (const { id, nodes } of data) at.out(`${id}\t${nodes} ${nodes === 1 ? "node" : "nodes"}\n`);
    });

  program
    .command("status")
    .description("nodes, jobs and chain of an operator")
    .option("--json", "as JSON")
    .action(async ({ json }: { json?: true }) => {
      const status = await readStatus(url(), at.stop);
      at.out(json === true ? `${JSON.stringify(status)}\n` : showStatus(status));
    });

  return program;
}

async function ask(at: Surroundings, baseURL: string, prompt: string, options: AskOptions): Promise<void> {
  const client = createNodeClient({ baseURL });
  try {
    const stream = await client.chat.completions.create(
      {
        model: options.model,
        messages: [{ role: "user", content: prompt }],
        stream: true,
        temperature: options.temperature,
        max_tokens: options.maxTokens ?? null,
      },
      { signal: at.stop },
    );
    let answer = "";
    for await (const chunk of stream) {
      const text = chunk.choices[0]?.delta.content ?? "";
      answer += text;
      if (options.json !== true) at.out(text);
    }
    const { verified, code, view } = await stream.usageRecord;
    if (options.json === true) {
      at.out(`${JSON.stringify({ answer, recordVerified: verified, code, usageRecord: view })}\n`);
      return;
    }
    at.out("\n");
    if (!verified) at.err(`coco: the node's usage record was not accepted (${code ?? "no code"})\n`);
  } finally {
    await client.close();
  }
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value))
    throw new CommanderError(USAGE_ERROR, "coco.number", "not a number");
  return value;
}
