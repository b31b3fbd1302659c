#!/usr/bin/env node
/** `coco`: run a network, ask one, look at one. */
import "./quiet.ts";
import { createProgram } from "./program.ts";
import { askSecret } from "./terminal.ts";

const err = (text: string): void => void process.stderr.write(text);

process.exitCode = await createProgram({
  out: (text) => process.stdout.write(text),
  err,
  environment: process.env,
  // SIGINT and SIGTERM end what runs, with patience.
  stop: stopOnSignals(),
  readInput: async () => {
    let text = "";
    process.stdin.setEncoding("utf8");
    for await (const piece of process.stdin) text += String(piece);
    return text;
  },
  askSecret: process.stdin.isTTY ? (question) => askSecret(process.stdin, err, question) : null,
  colour: process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "",
})(process.argv.slice(2));
// node-datachannel keeps native threads; everything of ours is closed by now.
process.exit();

function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      // A second one does not wait.
      if (stop.signal.aborted) process.exit(130);
      stop.abort();
    });
  return stop.signal;
}
