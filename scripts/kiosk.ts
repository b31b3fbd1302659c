/**
 * `npm run kiosk -- --url URL [--model ID] [--gpu auto|software|vulkan]`: a node in a headless Chromium with nobody watching.
 * Whoever starts this command gives the consent that the page asks people for.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { loadCatalogue } from "../adapters/engine/index.ts";
import { giveConsent } from "./browser/consent.ts";
import { chromiumFlags, type GpuMode } from "./browser/flags.ts";
import { describeStatus, readNodeStatus } from "./browser/node-status.ts";
import { ownTemporaryFiles } from "./browser/temporary-files.ts";
import { profileHolder } from "./kiosk/profile-holder.ts";
import { type NodePage, supervise } from "./kiosk/supervisor.ts";
import { onExit, runScript, stopSignal } from "./lifetime.ts";
import { ensureChromium } from "./setup/chromium.ts";
import { isRoot, repositoryRoot } from "./setup/commands.ts";

/** The project's own self-test model: every device runs it. */
const DEFAULT_MODEL = "coco-tiny";

interface KioskOptions {
  readonly url: URL;
  readonly model: string;
  readonly gpu: GpuMode;
  readonly executablePath: string;
  readonly profile: string;
  /** Of the browser. */
  readonly environment: Record<string, string>;
}

async function openNodePage(options: KioskOptions): Promise<NodePage> {
  const context = await chromium.launchPersistentContext(options.profile, {
    executablePath: options.executablePath,
    headless: true,
    args: chromiumFlags(options.gpu),
    env: options.environment,
    chromiumSandbox: !isRoot(),
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  try {
    const gone = Promise.withResolvers<string>();
    context.once("close", () => gone.resolve("the browser ended"));
    await giveConsent(context, options.url.origin, options.model);
    const page = context.pages()[0] ?? (await context.newPage());
    page.once("crash", () => gone.resolve("the page crashed"));
    page.once("close", () => gone.resolve("the page was closed"));
    await page.goto(options.url.href, { waitUntil: "domcontentloaded" });
    let ending: Promise<void> | null = null;
    // Told to stop, the clean-up and the supervisor both come here; the first one's way counts.
    const end = (): Promise<void> => (ending ??= endPage(page, context).finally(forget));
    const forget = onExit(end);
    return { status: () => readNodeStatus(page), gone: gone.promise, close: end };
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** ms. As long as the server's own drain: an answer that runs may end. */
const LEAVE_LIMIT_MS = 10_000;

/** Stops as a person would, when the kiosk was told to; a page that is started again has nothing to say goodbye for. */
async function endPage(page: Page, context: BrowserContext): Promise<void> {
  const stop = page.getByTestId("stop");
  if (stopSignal.aborted && (await stop.isVisible().catch(() => false))) {
    await stop.click({ timeout: LEAVE_LIMIT_MS }).catch(() => undefined);
    await page
      .waitForFunction(() => document.documentElement.dataset["nodePhase"] === "stopped", undefined, {
        timeout: LEAVE_LIMIT_MS,
      })
      .catch(() => undefined);
    // A page that closes tells its peers; one whose browser ends does not.
    await page.close().catch(() => undefined);
  }
  await context.close();
}

const USAGE = "usage: npm run kiosk -- [--url URL] [--model ID] [--gpu auto|software|vulkan]";

function parseOptions() {
  return parseArgs({
    options: {
      url: { type: "string", default: `http://127.0.0.1:${process.env["PORT"] ?? "8080"}/node` },
      model: { type: "string" },
      gpu: { type: "string", default: "auto" },
    },
  });
}

function readOptions(): Omit<KioskOptions, "executablePath" | "environment"> | string {
  let values: ReturnType<typeof parseOptions>["values"];
  try {
    ({ values } = parseOptions());
  } catch {
    return USAGE;
  }
  const model = values.model ?? DEFAULT_MODEL;
  const known = knownModels();
  if (!known.includes(model))
    return `--model: ${model} is not in models/catalogue.json; for instance: ${known.slice(0, 3).join(", ")}`;
  const url = URL.parse(values.url);
  if (url === null || !/^https?:$/.test(url.protocol))
    return "--url: an http or https address, for instance http://127.0.0.1:8080/node";
  const gpu = values.gpu;
  if (gpu !== "auto" && gpu !== "software" && gpu !== "vulkan") return "--gpu: auto, software or vulkan";
  const profile = resolve(process.env["DATA_DIR"] ?? ".data", "kiosk");
  return { url, model, gpu, profile };
}

/** The ids of this checkout's catalogue, which the server of the same version serves. */
function knownModels(): string[] {
  const catalogue = loadCatalogue(
    JSON.parse(readFileSync(join(repositoryRoot, "models", "catalogue.json"), "utf8")),
  );
  return catalogue.ok ? catalogue.value.map(({ id }) => id) : [];
}

function say(line: string): void {
  console.log(`kiosk: ${line}`);
}

await runScript(async () => {
  const read = readOptions();
  if (typeof read === "string") {
    say(read);
    return 2;
  }
  const holder = profileHolder(read.profile);
  if (holder !== null) {
    say(`another kiosk (process ${holder}) uses ${read.profile}; stop it, or choose another DATA_DIR`);
    return 1;
  }
  const executablePath = await ensureChromium();
  const options = { ...read, executablePath, environment: await ownTemporaryFiles() };
  mkdirSync(options.profile, { recursive: true, mode: 0o700 });
  say(`serving ${options.model} at ${options.url.href} from ${join(options.profile)}; Ctrl-C stops`);
  await supervise(
    {
      open: () => openNodePage(options),
      say,
      describe: describeStatus,
      sleep: async (ms, signal) => {
        await sleep(ms, undefined, { signal: AbortSignal.any([signal, stopSignal]) }).catch(() => undefined);
      },
      now: () => performance.now(),
    },
    stopSignal,
  );
  return 0;
});
