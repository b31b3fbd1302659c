/**
 * `npm run kiosk -- --url URL [--model ID] [--gpu auto|software|vulkan]`: a node in a headless Chromium with nobody watching.
 * Whoever starts this command gives the consent that the page asks people for.
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { giveConsent } from "./browser/consent.ts";
import { chromiumFlags, type GpuMode } from "./browser/flags.ts";
import { describeStatus, readNodeStatus } from "./browser/node-status.ts";
import { profileHolder } from "./kiosk/profile-holder.ts";
import { type NodePage, supervise } from "./kiosk/supervisor.ts";
import { onExit, runScript, stopSignal } from "./lifetime.ts";
import { ensureChromium } from "./setup/chromium.ts";
import { isRoot } from "./setup/commands.ts";

/** The project's own self-test model: every device runs it. */
const DEFAULT_MODEL = "coco-tiny";

interface KioskOptions {
  readonly url: URL;
  readonly model: string;
  readonly gpu: GpuMode;
  readonly executablePath: string;
  readonly profile: string;
}

async function openNodePage(options: KioskOptions): Promise<NodePage> {
  const context = await chromium.launchPersistentContext(options.profile, {
    executablePath: options.executablePath,
    headless: true,
    args: chromiumFlags(options.gpu),
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
    const forget = onExit(() => context.close());
    return {
      status: () => readNodeStatus(page),
      gone: gone.promise,
      close: async () => {
        forget();
        await context.close();
      },
    };
  } catch (error) {
    await context.close();
    throw error;
  }
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

function readOptions(): Omit<KioskOptions, "executablePath"> | string {
  let values: ReturnType<typeof parseOptions>["values"];
  try {
    ({ values } = parseOptions());
  } catch {
    return USAGE;
  }
  const url = URL.parse(values.url);
  if (url === null || !/^https?:$/.test(url.protocol))
    return "--url: an http or https address, for instance http://127.0.0.1:8080/node";
  const gpu = values.gpu;
  if (gpu !== "auto" && gpu !== "software" && gpu !== "vulkan") return "--gpu: auto, software or vulkan";
  const profile = resolve(process.env["DATA_DIR"] ?? ".data", "kiosk");
  return { url, model: values.model ?? DEFAULT_MODEL, gpu, profile };
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
  const options = { ...read, executablePath: await ensureChromium() };
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
