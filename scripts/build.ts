/** `npm run build`: the static app under out/. */
import { runScript } from "./lifetime.ts";
import { ensureApp } from "./setup/app.ts";
import { say } from "./setup/progress.ts";

await runScript(async () => {
  say(`the app is in ${await ensureApp()}`);
  return 0;
});
