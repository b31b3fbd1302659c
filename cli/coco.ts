#!/usr/bin/env node
/** `coco`: run a network, ask one, look at one. */
import { createProgram } from "./program.ts";

process.exitCode = await createProgram({
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  environment: process.env,
  // SIGINT and SIGTERM end what runs, with patience.
  stop: stopOnSignals(),
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
