/** One tab gives compute, another asks, a dApp uses the stock OpenAI package, and the record lands on the chain. */
import { readFileSync } from "node:fs";
import OpenAI from "openai";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createNodeClient, CocoError } from "../../client/node.ts";
import { jobViewSchema, parseGenesisHash, verifyUsageRecord } from "../../protocol/index.ts";
import { Product, screenshot, until } from "./product.ts";

const MODEL = "coco-tiny";
/** ms. Against hanging: that ten seconds are the most is proven with a clock of its own (adapters/webrtc/session.test.ts). */
const SOON_MS = 30_000;
const answers = z
  .object({
    answers: z.array(
      z.object({
        messages: z.array(z.object({ role: z.string(), content: z.string() })),
        answer: z.string(),
        promptTokens: z.number(),
        completionTokens: z.number(),
      }),
    ),
  })
  .parse(
    JSON.parse(readFileSync(new URL("../../models/tiny/answers.json", import.meta.url), "utf8")),
  ).answers;
const known = (question: string) => {
  const found = answers.find(({ messages }) => messages.length === 1 && messages[0]?.content === question);
  if (!found) throw new Error(`the tiny model does not know: ${question}`);
  return found;
};

let product: Product;
let node: Page;
let errors: string[];

beforeAll(async () => {
  product = await Product.open();
  const opened = await product.page("/node");
  node = opened.page;
  errors = opened.errors;
});
afterAll(() => product.close());

describe("a volunteer", () => {
  it("is asked first: nothing runs and nothing is downloaded before consent", async () => {
    const requests: string[] = [];
    node.on("request", (request) => requests.push(request.url()));
    await node.getByTestId("consent").waitFor();
    await screenshot(node, "node-consent");
    expect(requests.filter((url) => /artifacts|\.wasm|\.gguf/.test(url))).toEqual([]);
    expect(await (await fetch(`${product.url}/v1/nodes`)).json()).toEqual({ nodes: [] });
  });

  it("becomes a registered node with three presses", async () => {
    await product.serveByHand(node);
    await screenshot(node, "node-serving");
  });
});

describe("somebody who asks", () => {
  it("reads the model's exact answer in the playground, with a verified record", async () => {
    const { page, errors: playErrors } = await product.page("/play");
    const { answer } = known("Tell me a joke.");
    await page.getByText("Settings").click();
    await page.getByTestId("temperature").fill("0");
    await page.getByTestId("prompt").fill("Tell me a joke.");
    await page.getByTestId("ask").click();
    await page.getByTestId("receipt").waitFor();
    expect((await page.getByTestId("answer-text").last().textContent())?.trim()).toBe(answer);
    expect(await page.getByTestId("receipt").last().textContent()).toMatch(/verified/i);
    await screenshot(page, "playground-answer");
    expect(playErrors).toEqual([]);
    await page.context().close();
  });

  it("gets tokens through the stock openai package, streamed and whole", async () => {
    const openai = new OpenAI({ baseURL: `${product.url}/v1`, apiKey: "none" });
    const { answer, promptTokens, completionTokens } = known("What is a usage record?");
    const ask = {
      model: MODEL,
      messages: [{ role: "user" as const, content: "What is a usage record?" }],
      temperature: 0,
    };
    const stream = await openai.chat.completions.create({
      ...ask,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    let pieces = 0;
    let usage: unknown = null;
    for await (const chunk of stream) {
      const piece = chunk.choices[0]?.delta.content ?? "";
      if (piece !== "") pieces++;
      text += piece;
      usage = chunk.usage ?? usage;
    }
    expect(text).toBe(answer);
    expect(pieces).toBeGreaterThan(10);
    expect(usage).toMatchObject({ prompt_tokens: promptTokens, completion_tokens: completionTokens });
    const whole = await openai.chat.completions.create(ask);
    expect(whole.choices[0]?.message.content).toBe(answer);
    expect((await openai.models.list()).data.map(({ id }) => id)).toEqual([MODEL]);
  });

  it("hears of its mistakes in OpenAI's own errors", async () => {
    const openai = new OpenAI({ baseURL: `${product.url}/v1`, apiKey: "none", maxRetries: 0 });
    const messages = [{ role: "user" as const, content: "hi" }];
    await expect(openai.chat.completions.create({ model: "no-such-model", messages })).rejects.toMatchObject({
      status: 404,
      code: "model_not_found",
    });
    await expect(
      openai.chat.completions.create({ model: MODEL, messages, temperature: 9 }),
    ).rejects.toMatchObject({ status: 400, param: "temperature" });
    await expect(
      openai.chat.completions.create({
        model: MODEL,
        messages: [{ role: "user", content: "x".repeat(3_000_000) }],
      }),
    ).rejects.toMatchObject({ status: 413 });
    await expect(
      openai.chat.completions.create({
        model: MODEL,
        messages: [{ role: "user", content: "word ".repeat(4000) }],
      }),
    ).rejects.toMatchObject({ status: 400 });
  });

  it("finds its job settled on the chain, record and both signatures verified", async () => {
    const client = createNodeClient({ baseURL: product.url });
    const stream = await client.chat.completions.create({
      model: MODEL,
      messages: [{ role: "user", content: "Hello" }],
      temperature: 0,
      stream: true,
    });
    let text = "";
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
    expect(text).toBe(known("Hello").answer);
    const receipt = await stream.usageRecord;
    const genesis = parseGenesisHash(receipt.view?.genesis ?? "");
    if (!receipt.bytes || !receipt.deviceSignature || !genesis) throw new Error(receipt.code ?? "no record");
    const verified = verifyUsageRecord(
      {
        bytes: receipt.bytes,
        deviceSignature: receipt.deviceSignature,
        requesterSignature: receipt.requesterSignature,
      },
      { genesis },
    );
    expect(verified.ok).toBe(true);
    const job = await until(async () => {
      const view = jobViewSchema.safeParse(
        await (await fetch(`${product.url}/v1/jobs/${receipt.view?.job ?? ""}`)).json(),
      );
      return view.success && view.data.phase === "settled" && view.data;
    }, "the job settles");
    expect(job.inclusion?.events).toContain("computeJobs.JobCompleted");
    await client.close();
  });

  it("can stop an answer, which ends at the node too", async () => {
    const client = createNodeClient({ baseURL: product.url });
    const stream = await client.chat.completions.create({
      model: MODEL,
      messages: [{ role: "user", content: "Count to sixty." }],
      temperature: 0,
      stream: true,
    });
    let pieces = 0;
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content && ++pieces === 5) break;
    await node.getByText("Waiting for somebody to ask").waitFor();
    const again = await client.chat.completions.create({
      model: MODEL,
      messages: [{ role: "user", content: "Hello" }],
      temperature: 0,
    });
    expect(again.choices[0]?.message.content).toBe(known("Hello").answer);
    expect(again.usageRecord.verified).toBe(true);
    await client.close();
  });
});

describe("everybody", () => {
  it("sees nodes and jobs live on the overview", async () => {
    const { page, errors: overviewErrors } = await product.page("/");
    await page.getByTestId("nodes-online").getByText("1").waitFor();
    await page.getByTestId("jobs").waitFor();
    await screenshot(page, "overview-desktop");
    const phone = await product.page("/", { width: 390, height: 844 });
    await phone.page.getByTestId("nodes-online").getByText("1").waitFor();
    await screenshot(phone.page, "overview-phone");
    expect(overviewErrors).toEqual([]);
    await page.context().close();
    await phone.page.context().close();
  });
});

describe("the volunteer again", () => {
  it("pauses: who asks hears at once that nobody is free; resumes: answers come again", async () => {
    await node.getByTestId("pause").click();
    await node.getByTestId("resume").waitFor();
    const client = createNodeClient({ baseURL: product.url });
    const ask = () =>
      client.chat.completions.create({
        model: MODEL,
        messages: [{ role: "user", content: "Hello" }],
        temperature: 0,
      });
    await expect(ask()).rejects.toThrow(CocoError);
    await node.getByTestId("resume").click();
    await node.getByTestId("pause").waitFor();
    await until(async () => {
      const answered = await ask().catch(() => null);
      return answered?.choices[0]?.message.content === known("Hello").answer;
    }, "an answer after the pause");
    await client.close();
  });

  it("is paid for the answer that ran while it paused, and at a new account from the next one on", async () => {
    const client = createNodeClient({ baseURL: product.url });
    const settled = async (during?: () => Promise<void>) => {
      const stream = await client.chat.completions.create({
        model: MODEL,
        messages: [{ role: "user", content: "Count to sixty." }],
        temperature: 0,
        stream: true,
      });
      let chunks = 0;
      for await (const chunk of stream)
        if (chunk.choices[0]?.delta.content && ++chunks === 3) await during?.();
      const { view } = await stream.usageRecord;
      const job = await until(async () => {
        const read = jobViewSchema.safeParse(
          await (await fetch(`${product.url}/v1/jobs/${view?.job ?? ""}`)).json(),
        );
        return read.success && ["settled", "failed"].includes(read.data.phase) && read.data;
      }, "the job's end on the chain");
      return { phase: job.phase, code: job.code, owner: view?.owner };
    };
    const paused = await settled(() => node.getByTestId("pause").click());
    expect(paused).toMatchObject({ phase: "settled", code: null });
    await node.getByTestId("resume").click();
    await node.getByTestId("pause").waitFor();
    const payout = `0x${"5a".repeat(32)}`;
    await node.getByTestId("owner").fill(payout);
    await node.getByTestId("owner-save").click();
    expect(await settled()).toEqual({ phase: "settled", code: null, owner: payout });
    await client.close();
  });

  it("closes the tab in mid-stream: who asks gets an error, soon", async () => {
    const client = createNodeClient({ baseURL: product.url });
    const stream = await client.chat.completions.create({
      model: MODEL,
      messages: [{ role: "user", content: "Count to sixty." }],
      temperature: 0,
      stream: true,
    });
    let pieces = 0;
    let closedAt = 0;
    const read = (async () => {
      for await (const chunk of stream) {
        if (!chunk.choices[0]?.delta.content || ++pieces !== 5) continue;
        closedAt = Date.now();
        void node.context().close();
      }
    })();
    await expect(read).rejects.toThrow(CocoError);
    expect(Date.now() - closedAt).toBeLessThan(SOON_MS);
    expect(errors).toEqual([]);
    await client.close();
  });
});
