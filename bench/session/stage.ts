/** The real server and two pages of a real Chromium: one is the node, the other asks. */
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { launchBrowser } from "../../scripts/browser/launch.ts";
import { onExit } from "../../scripts/lifetime.ts";
import { ensureApp } from "../../scripts/setup/app.ts";
import { readConfig, startServer } from "../../server/index.ts";

export interface Stage {
  readonly url: string;
  readonly node: Page;
  readonly client: Page;
  readonly chromium: string;
  close(): Promise<void>;
}

export async function openStage(log: (line: string) => void): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "coco-bench-"));
  const forget = onExit(() => rm(folder, { recursive: true, force: true }));
  const appFolder = await appWithBenchPages(join(folder, "app"));
  const config = readConfig({ PORT: "0", DATA_DIR: join(folder, "data") });
  if (!config.ok) throw new Error(config.error.message);
  const server = await startServer({ config: config.value, appFolder, log });
  if (!server.ok) throw new Error(server.error.message);
  const { url } = server.value;
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
  return {
    url,
    node: await open("node"),
    client: await open("client"),
    chromium: browser.version(),
    close: async () => {
      await browser.close();
      await server.value.close();
      forget();
      await rm(folder, { recursive: true, force: true });
    },
  };
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
