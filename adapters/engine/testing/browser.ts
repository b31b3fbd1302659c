import { readFileSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import { findChromium } from "../../../scripts/find-chromium.ts";
import type { ModelEntry } from "../../../protocol/index.ts";
import { loadCatalogue } from "../catalogue.ts";
import { serveHarness, type HarnessServer } from "./serve.ts";
import { engineConformance, type Shortage } from "../conformance.ts";
import { createMemoryEngine } from "../memory.ts";
import type { ConformanceOptions, Harness } from "./page.ts";

/** Software WebGPU in a headless Chromium, without its background traffic. */
const FLAGS = [
  "--no-sandbox",
  "--enable-unsafe-webgpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // A lost GPU must not ban the page from WebGPU: losing it is what some tests are about.
  "--disable-domain-blocking-for-3d-apis",
  "--disable-gpu-process-crash-limit",
];

/** Bytes. Less than any model of ours has. */
const SHORT_QUOTA_BYTES = 100_000;

export interface BrowserHarness {
  readonly page: Page;
  readonly browser: Browser;
  readonly server: HarnessServer;
  /** Calls one function of the page's harness. */
  call<Name extends keyof Harness>(
    name: Name,
    ...args: Parameters<Harness[Name]>
  ): Promise<Awaited<ReturnType<Harness[Name]>>>;
  close(): Promise<void>;
}

/** The harness page in a real browser, with one engine set up. */
export async function openHarness(
  engine: ModelEntry["engine"],
  options: { isolated?: boolean } = {},
): Promise<BrowserHarness> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("no Chromium found: install one or set COCO_CHROMIUM");
  const server = await serveHarness(options);
  const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(`page: ${error.message}`));
  const session = await page.context().newCDPSession(page);
  await page.exposeFunction("impose", async (shortage: Shortage | null) => {
    if (shortage === "out_of_memory") throw new Error("a page's memory cannot be limited");
    const { origin } = server;
    const quota = shortage === null ? {} : { quotaSize: SHORT_QUOTA_BYTES };
    await session.send("Storage.overrideQuotaForOrigin", { origin, ...quota });
  });
  await page.goto(server.origin);
  await page.waitForFunction(() => "harness" in window);
  const call = (async (name: keyof Harness, ...args: unknown[]) =>
    page.evaluate(([key, values]) => (window.harness[key] as (...all: unknown[]) => unknown)(...values), [
      name,
      args,
    ] as const)) as BrowserHarness["call"];
  await call("setUp", engine);
  return {
    page,
    browser,
    server,
    call,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

const catalogue = loadCatalogue(
  JSON.parse(readFileSync(new URL("../../../models/catalogue.json", import.meta.url), "utf8")),
);

/** The committed entry of the tiny model. */
export function tinyEntry(engine: ModelEntry["engine"]): ModelEntry {
  const found = catalogue.ok
    ? catalogue.value.find((entry) => entry.engine === engine && entry.files !== null)
    : undefined;
  if (found === undefined) throw new Error(`no tiny model for ${engine} in the catalogue`);
  return found;
}

/** Names of the conformance cases, which a test file must know before the browser is there. The stand-in engine never runs. */
export function caseNames(options: ConformanceOptions): string[] {
  const loseDevice = options.canLoseDevice ? async (): Promise<void> => undefined : null;
  const standIn = { engine: createMemoryEngine(), forgetFiles: null, impose: async () => undefined };
  return engineConformance({ ...options, ...standIn, loseDevice }).map(({ name }) => name);
}
