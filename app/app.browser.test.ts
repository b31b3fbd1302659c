/** The exported pages in a real Chromium, with the server's own headers but no network behind them. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { giveConsent, launcherConsent } from "../scripts/browser/consent.ts";
import { findChromium } from "../scripts/find-chromium.ts";
import { ensureApp } from "../scripts/setup/app.ts";
import { CONSENT_KEY } from "./_features/node/consent.ts";
import { type AppServer, serveApp } from "./testing/app-server.ts";

/** ms. Against hanging only: a busy two-core machine takes seconds to start a page. */
const PATIENCE_MS = 120_000;
const PAGES = ["/", "/node", "/play", "/not-there"];
const SHOTS = join(import.meta.dirname, "../test-results/app");
const MODEL = "coco-tiny";

const account = (byte: string) => `0x${byte.repeat(32)}`;
const nodeView = (byte: string, more: Record<string, unknown> = {}) => ({
  account: account(byte),
  presence: {
    models: ["coco-tiny"],
    engine: "webllm",
    gpu: "google swiftshader",
    arch: "x86_64",
    ramMib: 8192,
    freeSlots: 1,
    freeQueue: 2,
    milliTokensPerSecond: 42_000,
    contextTokens: 1024,
    promptTokenPricePlanck: "1",
    completionTokenPricePlanck: "2",
    serving: true,
  },
  connectedAtMs: 1,
  running: 0,
  completed: 3,
  ...more,
});
const jobView = (byte: string, phase: string) => ({
  job: account(byte),
  model: "coco-tiny",
  phase,
  node: account("aa"),
  createdAtMs: Date.now(),
  updatedAtMs: Date.now(),
  promptTokens: 5,
  completionTokens: 17,
  durationMs: 900,
  inclusion: null,
  code: null,
});
const SNAPSHOT = { type: "snapshot", nodes: [nodeView("aa")], jobs: [jobView("01", "settled")], head: null };

let folder: string;
let browser: Browser;
let server: AppServer;
let context: BrowserContext;
let page: Page;
/** What the browser complained about: policy violations and uncaught errors. */
let complaints: string[];

async function openContext(options: Parameters<Browser["newContext"]>[0] = {}): Promise<void> {
  context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  page = await context.newPage();
  complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|hydrat|Minified React/i.test(message.text()))
      complaints.push(message.text());
  });
}

beforeAll(async () => {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("no Chromium found: set COCO_CHROMIUM");
  folder = await ensureApp();
  mkdirSync(SHOTS, { recursive: true });
  browser = await chromium.launch({
    executablePath,
    args: ["--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-component-update"],
  });
}, 600_000);
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  server = await serveApp(folder);
});
afterEach(async () => {
  await context.close();
  await server.close();
});

/** Elements that reach past the right edge; code scrolls inside its box. */
function tooWide(): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => element.closest("pre, .visually-hidden, .skip-link") === null)
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((element) => `${element.tagName}.${element.getAttribute("class") ?? ""}`),
  );
}

describe("every page", () => {
  it.each(["light", "dark"] as const)(
    "has nothing for axe to find, breaks no policy and fits 320 px (%s)",
    async (colorScheme) => {
      server.send(SNAPSHOT);
      await openContext({ colorScheme, viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
      for (const path of PAGES) {
        const name = `${path === "/" ? "overview" : path.slice(1)}-${colorScheme}`;
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(server.origin + path);
        if (path === "/") await page.getByText("Answering").or(page.getByText("Waiting")).first().waitFor();
        if (path === "/node") await page.getByTestId("consent").waitFor();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [path, id, nodes.map(({ html }) => html)])).toEqual([]);
        await page.screenshot({ path: join(SHOTS, `${name}-desktop.png`), fullPage: true });
        for (const width of [390, 320]) {
          await page.setViewportSize({ width, height: 844 });
          // The window takes a moment to become narrow.
          await expect.poll(tooWide, { timeout: PATIENCE_MS, message: `${path} at ${width} px` }).toEqual([]);
        }
        await page.setViewportSize({ width: 390, height: 844 });
        await page.screenshot({ path: join(SHOTS, `${name}-phone.png`), fullPage: true });
      }
      expect(complaints).toEqual([]);
    },
  );

  it("can be walked through by keyboard alone", async () => {
    await openContext();
    await page.goto(server.origin);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("/node");
    await page.keyboard.press("Enter");
    const agree = page.getByTestId("consent-agree");
    await agree.waitFor();
    for (let tabs = 0; tabs < 20 && !(await agree.evaluate((it) => it === document.activeElement)); tabs += 1)
      await page.keyboard.press("Tab");
    const outline = await agree.evaluate((it) => getComputedStyle(it).outlineStyle);
    expect(outline).toBe("solid");
    await page.keyboard.press("Enter");
    await agree.waitFor({ state: "detached" });
  });
});

describe("the overview", () => {
  it("shows nodes and jobs as the feed tells them", async () => {
    await openContext();
    server.send(SNAPSHOT);
    await page.goto(server.origin);
    const online = page.getByTestId("nodes-online");
    await expect.poll(() => online.textContent(), { timeout: PATIENCE_MS }).toBe("1");
    server.send({ type: "node", node: nodeView("bb", { running: 1 }) });
    server.send({ type: "job", job: jobView("02", "running") });
    await page.getByTestId("nodes").getByText("Answering").waitFor();
    await page.getByTestId("jobs").getByText("Running").waitFor();
    expect(await page.getByTestId("jobs-running").textContent()).toBe("1");
    server.send({ type: "node_left", account: account("aa") });
    await expect.poll(() => online.textContent(), { timeout: PATIENCE_MS }).toBe("1");
  });

  it("says so when no node is online, and shows the way to start one", async () => {
    await openContext();
    server.send({ type: "snapshot", nodes: [], jobs: [], head: null });
    await page.goto(server.origin);
    await page.getByText("No node is online yet").waitFor();
    expect(await page.getByRole("link", { name: "Start a node" }).getAttribute("href")).toBe("/node");
  });
});

describe("the node page", () => {
  const phase = () => page.evaluate(() => document.documentElement.dataset["nodePhase"]);

  it("does nothing before consent, whatever its address says", async () => {
    await openContext();
    const consent = encodeURIComponent(JSON.stringify(launcherConsent(MODEL, Date.now())));
    await page.goto(`${server.origin}/node?consent=1&autostart=true&${CONSENT_KEY}=${consent}#agree`);
    await page.getByTestId("consent").waitFor();
    expect(await phase()).toBe("consent");
    expect(server.requests.filter((path) => path.startsWith("/v1/") || path.startsWith("/models/"))).toEqual(
      [],
    );
    expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
  });

  it("goes ahead by itself when a kiosk's launcher left a consent", async () => {
    await openContext();
    await giveConsent(context, server.origin, MODEL);
    await page.goto(`${server.origin}/node`);
    // There is no network behind this server: the page says which, and what to do.
    await page.locator('[data-testid="error"][data-code]').waitFor();
    expect(await phase()).toBe("refused");
    expect(await page.getByTestId("consent").count()).toBe(0);
    expect(server.requests).toContain("/v1/network");
  });

  it("refuses to be framed by its headers", async () => {
    await openContext();
    await page.goto(`${server.origin}/framing-test`);
    await expect
      .poll(() => page.frames()[1]?.url() ?? "", { timeout: PATIENCE_MS })
      .toMatch(/^chrome-error:/);
  });

  it("shows nothing active in a frame even where a host forgot the headers", async () => {
    server.allowFraming();
    await openContext();
    await giveConsent(context, server.origin, MODEL);
    await page.goto(`${server.origin}/framing-test`);
    const frame = page.frameLocator("iframe");
    await frame.getByText("does not run inside another page").waitFor();
    expect(await frame.locator("main button").count()).toBe(0);
    expect(server.requests).not.toContain("/v1/network");
  });
});

describe("the playground", () => {
  it("offers the models that are online and tells who sees the prompt", async () => {
    await openContext();
    server.send(SNAPSHOT);
    await page.goto(`${server.origin}/play`);
    await expect
      .poll(() => page.getByTestId("model").inputValue(), { timeout: PATIENCE_MS })
      .toBe("coco-tiny");
    await page.getByText("The node that answers sees your prompt.").waitFor();
    expect(await page.getByTestId("ask").isDisabled()).toBe(true);
  });

  it("ends a question that the network refuses with a code, and lets the next one be asked", async () => {
    await openContext();
    server.send(SNAPSHOT);
    await page.goto(`${server.origin}/play`);
    await expect
      .poll(() => page.getByTestId("model").inputValue(), { timeout: PATIENCE_MS })
      .toBe("coco-tiny");
    await page.getByTestId("prompt").fill("Hello");
    await page.keyboard.press("Enter");
    await page.locator('[data-testid="answer"][data-status="failed"] [data-testid="error"]').waitFor();
    await page.getByTestId("retry").click();
    const failed = page.locator('[data-testid="answer"][data-status="failed"]');
    await expect.poll(() => failed.count(), { timeout: PATIENCE_MS }).toBe(2);
    expect(await page.locator(".question").allTextContents()).toEqual([
      "You asked: Hello",
      "You asked: Hello",
    ]);
    await page.getByTestId("prompt").fill("Again");
    expect(await page.getByTestId("ask").isEnabled()).toBe(true);
    await page.getByTestId("clear").click();
    expect(await page.getByTestId("answer").count()).toBe(0);
  });

  it("says so when nobody serves a model", async () => {
    await openContext();
    server.send({ type: "snapshot", nodes: [], jobs: [], head: null });
    await page.goto(`${server.origin}/play`);
    await page.getByTestId("no-node").waitFor();
  });
});

describe("the installed app", () => {
  const controlled = () =>
    page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, {
      timeout: PATIENCE_MS,
    });

  it("opens every page without a server after the first visit, and says that it is offline", async () => {
    await openContext();
    await page.goto(server.origin);
    await controlled();
    await server.close();
    await context.setOffline(true);
    for (const path of ["/", "/node", "/play"]) {
      await page.goto(server.origin + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.getByTestId("offline").getByText("You are offline").waitFor();
    }
    await page.screenshot({ path: join(SHOTS, "offline.png") });
    expect(complaints).toEqual([]);
  });

  it("keeps neither engines nor models of a visit that only reads", async () => {
    await openContext();
    await page.goto(server.origin);
    await controlled();
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return all.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept).toContain("/node.html");
    expect(kept.filter((path) => /^\/(models|vendor)\/|\.wasm$/.test(path))).toEqual([]);
  });

  it("offers a new version and loads it when asked", async () => {
    await openContext();
    await page.goto(server.origin);
    await controlled();
    server.newVersion();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.getByTestId("update").waitFor();
    const reloaded = page.waitForEvent("load");
    await page.getByTestId("update").getByRole("button", { name: "Reload" }).click();
    await reloaded;
    await controlled();
    expect(await page.getByTestId("update").count()).toBe(0);
  });

  it("is installable: a manifest with icons that exist", async () => {
    await openContext();
    await page.goto(server.origin);
    const href = await page.locator('link[rel="manifest"]').getAttribute("href");
    const manifest: unknown = await (await fetch(server.origin + (href ?? ""))).json();
    expect(manifest).toMatchObject({ display: "standalone", start_url: "/" });
    const { icons } = manifest as { icons: { src: string }[] };
    for (const { src } of icons) expect((await fetch(server.origin + src)).status, src).toBe(200);
  });
});
