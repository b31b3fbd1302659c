import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findChromium } from "../../scripts/find-chromium.ts";
import type { PageFunctions } from "./fixtures/page.ts";

type Window = typeof globalThis & PageFunctions;

let browser: Browser;
let context: BrowserContext;
let server: Server;
let origin: string;

beforeAll(async () => {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("these tests need a Chromium: install one or set COCO_CHROMIUM");
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL("./fixtures/page.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    target: "chrome120",
    write: false,
  });
  const script = bundle.outputFiles[0]?.text ?? "";
  server = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({
    executablePath,
    args: ["--headless=new", "--no-sandbox", "--disable-background-networking", "--no-first-run"],
  });
  context = await browser.newContext();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

async function openTab(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(origin);
  await page.waitForFunction(() => "useStore" in globalThis);
  return page;
}

test("a real IndexedDB orders, scans and refuses as every other store", async () => {
  const page = await openTab();
  expect(await page.evaluate(() => (globalThis as Window).useStore("a/"))).toEqual({
    refused: false,
    scanned: ["z", "é", "\uffee", "\u{1f600}"],
    last: "\u{1f600}",
  });
});

test("two tabs that count with preconditions lose no step", async () => {
  const tabs = [await openTab(), await openTab()];
  await Promise.all(tabs.map((tab) => tab.evaluate(() => (globalThis as Window).count(25))));
  expect(await tabs[0]?.evaluate(() => (globalThis as Window).counted())).toBe("50");
});

test("three tabs that need a key at the same moment have one key, and it is there after a reload", async () => {
  const tabs = [await openTab(), await openTab(), await openTab()];
  const keys = await Promise.all(
    tabs.map((tab) => tab.evaluate(() => (globalThis as Window).useKeystore("race"))),
  );
  expect(keys.every(({ verified }) => verified)).toBe(true);
  expect(new Set(keys.map(({ account }) => account)).size).toBe(1);
  await tabs[0]?.reload();
  await tabs[0]?.waitForFunction(() => "useStore" in globalThis);
  const again = await tabs[0]?.evaluate(() => (globalThis as Window).useKeystore("race"));
  expect(again?.account).toBe(keys[0]?.account);
});

test("the secret does not lie in storage, and the key over it does not leave the browser", async () => {
  const page = await openTab();
  const { secret } = await page.evaluate(() => (globalThis as Window).useKeystore("kept"));
  const { exported, bytes } = await page.evaluate(() => (globalThis as Window).kept("kept"));
  expect(exported).toBe("InvalidAccessError");
  expect(bytes).toHaveLength(2);
  for (const one of bytes) expect(one).not.toContain(secret.slice(2));
});
