/** A Chromium that scripts start, and pages in it. */
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { onExit } from "../lifetime.ts";
import { ensureChromium } from "../setup/chromium.ts";
import { isRoot } from "../setup/commands.ts";
import { giveConsent } from "./consent.ts";
import { chromiumFlags } from "./flags.ts";
import { ownTemporaryFiles } from "./temporary-files.ts";
import { describeStatus, type NodeStatus, readNodeStatus } from "./node-status.ts";

/** ms. Chromium itself, cold, on a busy machine. */
const LAUNCH_TIMEOUT_MS = 60_000;
/** ms. Load and compilation of the tiny model take 3 s; a slow machine may take twenty times that. */
const SERVING_TIMEOUT_MS = 180_000;
/** ms between two looks at a page. */
const LOOK_INTERVAL_MS = 250;

/** Headless, with software WebGPU where there is no other. It ends with the script, also while it still starts. */
export async function launchBrowser(): Promise<Browser> {
  const launching = chromium.launch({
    executablePath: await ensureChromium(),
    headless: true,
    args: chromiumFlags("software"),
    env: await ownTemporaryFiles(),
    chromiumSandbox: !isRoot(),
    timeout: LAUNCH_TIMEOUT_MS,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  onExit(async () => {
    await (await launching.catch(() => null))?.close();
  });
  return launching;
}

export interface NodeTab {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly status: NodeStatus;
}

/** Opens the node page with consent given, and waits until it serves `model` and is registered on the chain. */
export async function openNodeTab(
  browser: Browser,
  url: string,
  model: string,
  say: (line: string) => void,
): Promise<NodeTab> {
  const context = await browser.newContext();
  await giveConsent(context, new URL(url).origin, model);
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    say(`node page: ${error.message}`);
  });
  page.on("crash", () => {
    say("node page: crashed");
  });
  await page.goto(`${url}/node`, { waitUntil: "domcontentloaded" });
  const deadline = performance.now() + SERVING_TIMEOUT_MS;
  let line = "";
  for (;;) {
    const status = await readNodeStatus(page);
    const next = describeStatus(status);
    if (next !== line) say(`node: ${next}`);
    line = next;
    if (status.phase === "serving" && status.online && status.registration === "registered")
      return { context, page, status };
    if (status.phase === "failed" || status.registration === "failed")
      throw new Error(`the node page failed: ${status.error === "" ? next : status.error}`);
    if (performance.now() > deadline)
      throw new Error(`the node page did not serve in time; it says: ${next}`);
    await sleep(LOOK_INTERVAL_MS);
  }
}

/** Bundles a TypeScript file for a page. Evaluated by the debugger's protocol, so the page's policy stays as it is. */
export async function bundleForPage(file: string): Promise<string> {
  const built = await build({
    entryPoints: [file],
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "chrome130",
    write: false,
    logLevel: "error",
  });
  const [output] = built.outputFiles;
  if (output === undefined) throw new Error(`nothing was built of ${file}`);
  return output.text;
}
