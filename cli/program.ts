/** The command line: declares the commands, runs one, and turns how it ends into an exit code. */
import { Command, CommanderError } from "commander";
import { accountCommands } from "./commands/account.ts";
import { askCommand } from "./commands/ask.ts";
import { chainCommands } from "./commands/chain.ts";
import { channelCommands } from "./commands/channel.ts";
import { completionCommand } from "./commands/completion.ts";
import { deviceCommands } from "./commands/device.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { jobCommands } from "./commands/job.ts";
import { networkCommands } from "./commands/network.ts";
import { startCommand } from "./commands/start.ts";
import type { Context, Globals } from "./context.ts";
import { asRefused, EXIT, type Exit, Refused } from "./refused.ts";
import type { Surroundings } from "./surroundings.ts";
import { harmless, json } from "./text.ts";

export type { Surroundings } from "./surroundings.ts";

/** Returns the function that runs one command line to its exit code. */
export function createProgram(at: Surroundings): (args: readonly string[]) => Promise<Exit> {
  return async (args) => {
    let exit: Exit = EXIT.done;
    // Before anything is parsed, so that wrong usage is told in the form that was asked for as well.
    const asJson = args.includes("--json");
    // What the parser says is held back until it is known to hold no secret.
    let complaint = "";
    const program = build(
      (text) => (complaint += text),
      at,
      (given) => {
        exit = given;
      },
    );
    try {
      await program.parseAsync([...args], { from: "user" });
      return exit;
    } catch (thrown) {
      if (thrown instanceof CommanderError) {
        if (thrown.exitCode === 0) return EXIT.done;
        // Its own words repeat every argument, and one too many may be a secret that belongs into a prompt.
        const words = thrown.code === "commander.excessArguments" ? "error: too many arguments\n" : complaint;
        if (asJson) tell(at, new Refused("usage", words.replace(/^error: /, "").trim()), asJson);
        else at.err(words);
        return EXIT.usage;
      }
      const refused = asRefused(thrown);
      if (refused === null) throw thrown;
      if (at.stop.aborted) return EXIT.interrupted;
      tell(at, refused, asJson);
      return refused.exit;
    }
  };
}

function tell(at: Surroundings, { code, message }: Refused, asJson: boolean): void {
  at.err(asJson ? json({ error: { code, message } }) : `coco: ${harmless(message)} (${code})\n`);
}

/** Every command. `complain` takes what the parser says of wrong usage. */
function build(complain: (text: string) => void, at: Surroundings, finish: (exit: Exit) => void): Command {
  const defaultUrl = at.environment["COCO_URL"] ?? `http://127.0.0.1:${at.environment["PORT"] ?? "8080"}`;
  const program = new Command("coco")
    .description("A compute network of browser tabs.")
    .exitOverride()
    .configureOutput({ writeOut: at.out, writeErr: complain })
    .configureHelp({ showGlobalOptions: true })
    .option("--url <url>", "the operator's address (COCO_URL)", defaultUrl)
    .option(
      "--rpc <url>",
      "the chain's address (COCO_RPC); default: /rpc of the operator's",
      at.environment["COCO_RPC"],
    )
    .option("--json", "one JSON value instead of words");
  const context: Context = {
    ...at,
    globals: () => program.opts<Globals & Record<string, unknown>>(),
    named: (address) =>
      program.getOptionValueSource(address) === "cli" ||
      at.environment[address === "url" ? "COCO_URL" : "COCO_RPC"] !== undefined,
    finish,
  };
  for (const declare of GROUPS) declare(program, context);
  return program;
}

/** One file a group; each declares its commands and nothing else when it is called. */
const GROUPS: readonly ((program: Command, context: Context) => void)[] = [
  startCommand,
  askCommand,
  networkCommands,
  accountCommands,
  deviceCommands,
  jobCommands,
  channelCommands,
  chainCommands,
  doctorCommand,
  completionCommand,
];
