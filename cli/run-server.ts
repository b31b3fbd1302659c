import { readConfig, startServer } from "../server/index.ts";
import type { Surroundings } from "./program.ts";

/** Runs the server until it is told to stop. */
export async function runServer(at: Surroundings, appFolder: string | null): Promise<number> {
  const config = readConfig(at.environment);
  if (!config.ok) {
    at.err(`coco: ${config.error.message}\n`);
    return 2;
  }
  const started = await startServer({
    config: config.value,
    appFolder,
    log: (line) => {
      at.err(`coco: ${line}\n`);
    },
  });
  if (!started.ok) {
    at.err(`coco: ${started.error.message}\n`);
    return 1;
  }
  at.out(`${started.value.url}\n`);
  if (!at.stop.aborted)
    await new Promise<void>((resolve) => {
      at.stop.addEventListener("abort", () => resolve(), { once: true });
    });
  await started.value.close();
  return 0;
}
