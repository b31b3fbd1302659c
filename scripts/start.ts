/** `npm start`: chain, signaling, gateway and app for people; state in DATA_DIR. Opens nothing by itself. */
import { resolve } from "node:path";
import { readConfig, startServer } from "../server/index.ts";
import { onExit, runScript, stopSignal } from "./lifetime.ts";
import { ensureApp } from "./setup/app.ts";
import { say } from "./setup/progress.ts";

async function main(): Promise<number> {
  const config = readConfig(process.env);
  if (!config.ok) {
    say(config.error.message);
    return 1;
  }
  const appFolder = await ensureApp();
  const started = await startServer({ config: config.value, appFolder, log: say });
  if (!started.ok) {
    say(started.error.message);
    return 1;
  }
  const server = started.value;
  onExit(() => server.close());
  console.log(`
  coco is running. Everything it keeps is in ${resolve(config.value.dataDir)}

  Overview    ${server.url}/
  Be a node   ${server.url}/node
  Playground  ${server.url}/play
  OpenAI API  ${server.url}/v1   (${server.keysAsked ? "asks for an API key" : "no key needed from this machine"})
  Kiosk       npm run kiosk -- --url ${server.url}/node

  Ctrl-C stops it.
`);
  await new Promise<void>((stop) => {
    if (stopSignal.aborted) stop();
    stopSignal.addEventListener("abort", () => stop(), { once: true });
  });
  return 0;
}

await runScript(main);
