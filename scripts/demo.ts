/**
 * `npm run demo [-- --json]`: the whole journey once, for real. A headless Chromium becomes a node; a second page asks it
 * through the client, then the stock `openai` package through the gateway; the usage record is shown, verified, and found on
 * the chain. With `--json` the last line of standard output is one JSON object, everything else goes to standard error.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import OpenAI from "openai";
import type { Browser } from "playwright-core";
import { nodeViewSchema } from "../protocol/index.ts";
import { z } from "zod";
import { bundleForPage, launchBrowser, openNodeTab } from "./browser/launch.ts";
import { directTokensPerSecond } from "./demo/direct-speed.ts";
import type { PageAnswer } from "./demo/page-client.ts";
import { findExtrinsic, verifyAnswer } from "./demo/settlement.ts";
import { runScript } from "./lifetime.ts";
import { openOwnServer } from "./own-server.ts";
import { ensureApp } from "./setup/app.ts";
import { ensureChromium } from "./setup/chromium.ts";
import { say, step } from "./setup/progress.ts";

/** The project's own model: real WebLLM on any WebGPU, software included, in a few megabytes. */
const MODEL = "coco-tiny";
const QUESTION = "Tell me a story about a fox.";
const OPENAI_QUESTION = "What is a usage record?";

const json = parseArgs({ options: { json: { type: "boolean", default: false } } }).values.json;

/** What people watch: standard output, unless that belongs to the JSON line. */
function show(text: string): void {
  (json ? process.stderr : process.stdout).write(text);
}

async function askFromPage(browser: Browser, url: string): Promise<PageAnswer> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.exposeFunction("cocoSay", (text: string) => show(text));
  await page.goto(`${url}/play`, { waitUntil: "domcontentloaded" });
  await page.evaluate(await bundleForPage(fileURLToPath(new URL("demo/page-client.ts", import.meta.url))));
  show(`\n  page      ${QUESTION}\n  node      `);
  const answer = await page.evaluate(([model, question]) => window.cocoDemo.ask(model, question), [
    MODEL,
    QUESTION,
  ] as const);
  show("\n\n");
  await context.close();
  if ("failed" in answer) throw new Error(`the page's question failed: ${answer.failed}`);
  return answer;
}

async function askThroughOpenai(url: string, apiKey: string): Promise<string> {
  const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey });
  show(`  openai    ${OPENAI_QUESTION}\n  node      `);
  const stream = await openai.chat.completions.create({
    model: MODEL,
    messages: [{ role: "user", content: OPENAI_QUESTION }],
    stream: true,
    temperature: 0,
  });
  let text = "";
  for await (const chunk of stream) {
    const piece = chunk.choices[0]?.delta.content ?? "";
    text += piece;
    show(piece);
  }
  show("\n\n");
  return text;
}

/** How the node describes itself to the network. */
async function presenceOf(url: string, account: string) {
  const nodes = z
    .object({ nodes: z.array(nodeViewSchema) })
    .parse(await (await fetch(`${url}/v1/nodes`)).json()).nodes;
  const node = nodes.find((candidate) => candidate.account === account);
  if (node === undefined) throw new Error("the network does not list the node");
  return node.presence;
}

async function demo(): Promise<number> {
  await ensureChromium();
  const appFolder = await ensureApp();
  const { server, apiKey } = await step("starting chain, signaling, gateway and app", () =>
    openOwnServer({ name: "demo", appFolder, environment: process.env, log: say }),
  );
  const browser = await step("starting Chromium", launchBrowser);
  const node = await step("opening a node page, loading the model, registering on the chain", () =>
    openNodeTab(browser, server.url, MODEL, say),
  );
  const presence = await presenceOf(server.url, node.status.account);

  const answer = await askFromPage(browser, server.url);
  const openaiAnswer = await askThroughOpenai(server.url, apiKey);
  const { view, bytes } = answer;
  if (view === null || bytes === null)
    throw new Error(`the page got no usage record (${answer.code ?? "no code"})`);
  const recordVerified = answer.verified && verifyAnswer(answer, server.genesis);
  show(`  usage record, signed by node and requester, ${recordVerified ? "verified" : "NOT VERIFIED"}:\n`);
  show(`${JSON.stringify(view, null, 2).replace(/^/gm, "    ")}\n\n`);
  const extrinsic = await step("finding the record on the chain", () =>
    findExtrinsic(server, view.job, bytes),
  );
  show(`  on chain  block ${extrinsic.block}, extrinsic ${extrinsic.hash}, event ${extrinsic.event}\n`);
  await node.context.close();
  const direct = await step("measuring the engine without a network, for comparison", () =>
    directTokensPerSecond(QUESTION),
  );
  const speed = answer.tokensPerSecond;
  show(
    `  speed     ${speed.toFixed(1)} tokens/s through the network, ${direct.toFixed(1)} directly in a page\n`,
  );
  if (json)
    console.log(
      JSON.stringify({
        model: MODEL,
        engine: presence.engine,
        adapter: presence.gpu,
        answer: answer.text,
        promptTokens: answer.promptTokens,
        completionTokens: answer.completionTokens,
        ttftMs: round(answer.ttftMs),
        tokensPerSecond: round(speed),
        directTokensPerSecond: round(direct),
        usageRecord: view,
        recordVerified,
        extrinsic,
        openaiAnswer,
      }),
    );
  return recordVerified && answer.text !== "" && openaiAnswer !== "" ? 0 : 1;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

await runScript(demo);
