import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../../scripts/find-chromium.ts";
import { nodePeerId } from "../../protocol/index.ts";
import { sessionConformance } from "./conformance.ts";
import { type BrokerFixture, startBroker } from "./fixtures/broker.ts";
import { accountOf, GENESIS, keystoreOf, requestOf, tokenOf } from "./fixtures/frames.ts";
import { manInTheMiddle } from "./fixtures/mitm.ts";
import type { PageFunctions } from "./fixtures/page.ts";
import { openNodeTransport, type SessionTransport } from "./node.ts";

type Window = typeof globalThis & PageFunctions;

let browser: Browser;
let broker: BrokerFixture;
const pages: Page[] = [];
const transports: SessionTransport[] = [];

beforeAll(async () => {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("these tests need a Chromium: install one or set COCO_CHROMIUM");
  browser = await chromium.launch({
    executablePath,
    args: ["--headless=new", "--no-sandbox", "--disable-background-networking", "--no-first-run"],
  });
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL("./fixtures/page.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    target: "chrome120",
    write: false,
  });
  broker = await startBroker({
    "/page.js": { type: "text/javascript", body: bundle.outputFiles[0]?.text ?? "" },
    "/": { type: "html", body: '<!doctype html><script type="module" src="/page.js"></script>' },
  });
});

afterEach(async () => {
  broker.intercept = (message) => message;
  await Promise.all(pages.splice(0).map((page) => page.close()));
  await Promise.all(transports.splice(0).map((transport) => transport.close()));
});

afterAll(async () => {
  await browser.close();
  await broker.stop();
});

async function openPage(): Promise<Page> {
  const page = await browser.newPage();
  pages.push(page);
  await page.goto(broker.origin);
  await page.waitForFunction(() => "runCase" in globalThis);
  return page;
}

function join(seed: number, role: "requester" | "node"): SessionTransport {
  const transport = openNodeTransport({
    keystore: keystoreOf(seed),
    genesis: GENESIS,
    role,
    origin: broker.origin,
    brokerPath: broker.brokerPath,
    iceServers: [],
    relayOnly: false,
  });
  transports.push(transport);
  return transport;
}

const never = () => new AbortController().signal;

describe("sessions of a browser page", () => {
  for (const { name } of sessionConformance)
    it(name, async () => {
      const page = await openPage();
      let doomed: Page | undefined;
      await page.exposeFunction("outsideBroker", (state: "up" | "down") =>
        state === "up" ? broker.start() : broker.stop(),
      );
      await page.exposeFunction("outsideRedirect", (from: string, to: string) => broker.redirect(from, to));
      await page.exposeFunction("outsideDoomedNode", async (seed: number) => {
        doomed = await openPage();
        await doomed.evaluate((one) => (globalThis as Window).startNode(one), seed);
      });
      await page.exposeFunction("outsideKill", async () => {
        if (!doomed) return;
        const session = await doomed.context().newCDPSession(doomed);
        session.send("Page.crash").catch(() => undefined); // the answer dies with the page
        await doomed.waitForEvent("crash");
      });
      try {
        await page.evaluate((one) => (globalThis as Window).runCase(one), name);
      } finally {
        await broker.stop();
        await broker.start();
      }
    });
});

describe("between pages and Node, without any STUN server", () => {
  it("a page asks a page", async () => {
    const [node, requester] = [await openPage(), await openPage()];
    await node.evaluate(() => (globalThis as Window).startNode(2));
    expect(await requester.evaluate(() => (globalThis as Window).ask(1, 2, 50))).toEqual({
      code: "ok",
      tokens: 50,
    });
  });

  it("a Node process asks a page", async () => {
    const page = await openPage();
    await page.evaluate(() => (globalThis as Window).startNode(2));
    for (let i = 0; i < 5; i++) {
      const session = await join(10 + i, "requester").connect(accountOf(2), { signal: never() });
      if (!session.ok) throw new Error(session.error.code);
      const done = new Promise<void>((resolve) => {
        let got = 0;
        session.value.onFrame(() => ++got === 50 && resolve());
      });
      await session.value.send(requestOf(1, "50"));
      await done;
    }
  });

  it("a page asks a Node process", async () => {
    const node = join(2, "node");
    node.onSession((session) => {
      session.onFrame(() => {
        for (let i = 0; i < 50; i++) void session.send(tokenOf(1, i));
      });
    });
    const page = await openPage();
    for (let i = 0; i < 5; i++)
      expect(await page.evaluate((seed) => (globalThis as Window).ask(seed, 2, 50), 20 + i)).toEqual({
        code: "ok",
        tokens: 50,
      });
  });

  it("a closed page says so before the heartbeat would", async () => {
    const page = await openPage();
    await page.evaluate(() => (globalThis as Window).startNode(2));
    const session = await join(1, "requester").connect(accountOf(2), { signal: never() });
    if (!session.ok) throw new Error(session.error.code);
    const reason = new Promise<string>((resolve) => session.value.onClose(({ code }) => resolve(code)));
    await page.close();
    expect(await reason).toBe("session_closed");
  });
});

describe("a man in the middle of two pages", () => {
  it("who bridges two real sessions is refused by both before a prompt leaves", async () => {
    for (let attempt = 0; attempt < 3; attempt++) {
      const [node, requester] = [await openPage(), await openPage()];
      await node.evaluate(() => (globalThis as Window).startNode(2));
      const middle = manInTheMiddle(broker, nodePeerId(accountOf(1)), nodePeerId(accountOf(2)));
      const answer = await requester.evaluate(() => (globalThis as Window).ask(1, 2, 50));
      expect(["bad_proof", "session_closed"]).toContain(answer.code);
      expect(answer.tokens).toBe(0);
      expect(await node.evaluate(() => (globalThis as Window).sessionsSeen())).toBe(0);
      expect(middle.fromRequester[0]).toBe("hello");
      expect(middle.fromNode[0]).toBe("hello");
      expect(middle.seen()).toEqual(["hello", "proof"]);
      middle.close();
      await Promise.all(pages.splice(0).map((page) => page.close()));
    }
  });

  for (const type of ["OFFER", "ANSWER"])
    it(`who alters the fingerprint of the ${type.toLowerCase()} gets no session`, async () => {
      const [node, requester] = [await openPage(), await openPage()];
      await node.evaluate(() => (globalThis as Window).startNode(2));
      broker.intercept = (message) => {
        const sdp = message.payload?.sdp;
        if (message.type === type && sdp)
          sdp.sdp = sdp.sdp.replace(
            /(a=fingerprint:sha-256 )(..)/gi,
            (_all, name: string, byte: string) => name + (byte === "00" ? "01" : "00"),
          );
        return message;
      };
      const answer = await requester.evaluate(() => (globalThis as Window).ask(1, 2, 50));
      expect(["peer_unreachable", "bad_proof", "session_closed"]).toContain(answer.code);
      expect(await node.evaluate(() => (globalThis as Window).sessionsSeen())).toBe(0);
    });
});

describe("the browser's bundle", () => {
  it("holds nothing of Node's WebRTC", async () => {
    const { metafile } = await build({
      entryPoints: [fileURLToPath(new URL("./index.ts", import.meta.url))],
      bundle: true,
      format: "esm",
      write: false,
      metafile: true,
    });
    expect(Object.keys(metafile.inputs).filter((path) => path.includes("node-datachannel"))).toEqual([]);
  });
});
