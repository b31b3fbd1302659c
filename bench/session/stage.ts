/** The real server and two pages of a real Chromium: one is the node, the other asks. */
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { launchBrowser } from "../../scripts/browser/launch.ts";
import { openOwnServer } from "../../scripts/own-server.ts";
import { temporaryFolder } from "../../scripts/temporary-folder.ts";
import { ensureApp } from "../../scripts/setup/app.ts";

export interface Stage {
  readonly url: string;
  readonly node: Page;
  readonly client: Page;
  readonly chromium: string;
}

/** Ends with the script. */
export async function openStage(log: (line: string) => void): Promise<Stage> {
  const appFolder = await appWithBenchPages(await temporaryFolder("bench-app"));
  // Any free port unless one is named: a server that runs already need not stop for a measurement.
  const environment = { PORT: "0", ...process.env };
  const { server } = await openOwnServer({ name: "bench", appFolder, environment, log });
  const { url } = server;
  const browser = await launchBrowser();
  const open = async (name: string): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    page.on("pageerror", (error) => {
      log(`${name} page: ${error.message}`);
    });
    await page.goto(`${url}/bench/${name}`);
    await page.waitForFunction(() => "benchNode" in window || "benchClient" in window);
    return page;
  };
  return { url, node: await open("node"), client: await open("client"), chromium: browser.version() };
}

/** The built app and, beside its pages, ours: under the same headers and policy as everything that is served. */
async function appWithBenchPages(folder: string): Promise<string> {
  await cp(await ensureApp(), folder, { recursive: true });
  const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  await build({
    entryPoints: {
      node: at("node-page.ts"),
      client: at("client-page.ts"),
      worker: at("../../adapters/engine/webllm/worker.ts"),
    },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "chrome130",
    outdir: join(folder, "bench"),
    logLevel: "error",
  });
  await mkdir(join(folder, "bench"), { recursive: true });
  for (const name of ["node", "client"])
    await writeFile(
      join(folder, "bench", `${name}.html`),
      `<!doctype html><meta charset="utf-8"><title>bench ${name}</title><script type="module" src="/bench/${name}.js"></script>`,
    );
  return folder;
}
