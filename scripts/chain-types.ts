/** `npm run chain:types`: writes the types of the committed runtime anew. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GENERATED, runtimeTypes } from "./chain/runtime-types.ts";
import { runScript } from "./lifetime.ts";
import { say } from "./setup/progress.ts";

await runScript(async () => {
  await mkdir(GENERATED, { recursive: true });
  for (const [file, text] of await runtimeTypes()) {
    await writeFile(join(GENERATED, file), text);
    say(`adapters/chain/generated/${file}: ${text.length} characters`);
  }
  return 0;
});
