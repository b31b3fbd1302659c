/** The whole product for one test file: the server as a process of its own, Chromium, pages. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { chromiumFlags } from "../../scripts/browser/flags.ts";
import { findChromium } from "../../scripts/find-chromium.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Kept as the run's artifacts, for people to look at. */
const SCREENSHOTS = join(ROOT, "test-results", "screenshots");
/** ms. Only against hanging: a start takes about two seconds, the app is built before. */
const START_LIMIT_MS = 120_000;
/** ms. The same for what a page or the product does by itself. */
const PATIENCE_MS = 120_000;

export class Product {
  readonly url: string;
  readonly #port: number;
  readonly #dataDir: string;
  readonly #settings: Readonly<Record<string, string>>;
  #server: ChildProcess | null = null;
  #browser: Browser | null = null;

  private constructor(port: number, dataDir: string, settings: Readonly<Record<string, string>>) {
    this.#port = port;
    this.#dataDir = dataDir;
    this.#settings = settings;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** `settings`: the operator's environment variables, over those that every journey has. */
  static async open(settings: Readonly<Record<string, string>> = {}): Promise<Product> {
    const product = new Product(await freePort(), await mkdtemp(join(tmpdir(), "coco-journey-")), settings);
    await product.startServer();
    return product;
  }

  /** Starts the server's process; also after `killServer`, on the same port and folder. */
  async startServer(): Promise<void> {
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "scripts/start.ts"], {
      cwd: ROOT,
      env: {
        ...process.env,
        PORT: String(this.#port),
        DATA_DIR: this.#dataDir,
        HOST: "127.0.0.1",
        ...this.#settings,
      },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#server = child;
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const deadline = Date.now() + START_LIMIT_MS;
    for (;;) {
      const healthy = await fetch(`${this.url}/health`).then(
        (response) => response.ok,
        () => false,
      );
      if (healthy) return;
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`the server did not start:\n${said}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** As a power cut: nothing is flushed, nobody is told. */
  async killServer(): Promise<void> {
    const child = this.#server;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  async browser(): Promise<Browser> {
    const executablePath = findChromium();
    if (executablePath === null) throw new Error("no Chromium was found; npm test installs one");
    this.#browser ??= await chromium.launch({
      executablePath,
      headless: true,
      args: chromiumFlags("software"),
      chromiumSandbox: process.getuid?.() !== 0,
    });
    return this.#browser;
  }

  /** A page in a profile of its own, as another person's browser. Page errors fail the test that looks at `errors`. */
  async page(
    path: string,
    viewport = { width: 1280, height: 800 },
  ): Promise<{ page: Page; errors: string[] }> {
    const context = await (await this.browser()).newContext({ viewport });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(`${this.url}${path}`, { waitUntil: "domcontentloaded" });
    return { page, errors };
  }

  /** Becomes a node as a person does: reads, agrees, picks the tiny model, presses start. */
  async serveByHand(page: Page): Promise<void> {
    await page.getByTestId("consent-agree").click();
    await page.getByRole("radio", { name: /coco tiny.*webgpu/i }).check();
    await page.getByTestId("start").click();
    await page.waitForFunction(
      () =>
        document.documentElement.dataset["nodePhase"] === "serving" &&
        document.documentElement.dataset["nodeRegistration"] === "registered",
    );
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    const child = this.#server;
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    }
    await rm(this.#dataDir, { recursive: true, force: true });
  }
}

export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Waits for something that the product does by itself. */
export async function until<T>(
  look: () => Promise<T | null | false>,
  what: string,
  limitMs = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
