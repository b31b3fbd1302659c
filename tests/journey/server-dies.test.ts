/** The server is killed like a power cut while tokens flow. The stream does not notice; everything comes back by itself. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createNodeClient } from "../../client/node.ts";
import { jobViewSchema } from "../../protocol/index.ts";
import { Product, until } from "./product.ts";

const MODEL = "coco-tiny";
let product: Product;
let node: Page;
beforeAll(async () => {
  product = await Product.open();
  node = (await product.page("/node")).page;
  await product.serveByHand(node);
});
afterAll(() => product.close());

it("ends the stream whole, settles it after the restart on the same chain, and serves again without a hand", async () => {
  const genesis = async (): Promise<unknown> =>
    ((await (await fetch(`${product.url}/v1/network`)).json()) as { genesis: unknown }).genesis;
  const before = await genesis();
  const client = createNodeClient({ baseURL: product.url });
  const whole = await client.chat.completions.create({
    model: MODEL,
    messages: [{ role: "user", content: "Count to sixty." }],
    temperature: 0,
  });
  const stream = await client.chat.completions.create({
    model: MODEL,
    messages: [{ role: "user", content: "Count to sixty." }],
    temperature: 0,
    stream: true,
  });
  let text = "";
  let pieces = 0;
  for await (const chunk of stream) {
    const piece = chunk.choices[0]?.delta.content ?? "";
    text += piece;
    if (piece !== "" && ++pieces === 10) await product.killServer();
  }
  expect(text).toBe(whole.choices[0]?.message.content);
  const receipt = await stream.usageRecord;
  expect(receipt.verified).toBe(true);

  // The session is warm: the next answer needs no server at all.
  const warm = await client.chat.completions.create({
    model: MODEL,
    messages: [{ role: "user", content: "Hello" }],
    temperature: 0,
  });
  expect(warm.usageRecord.verified).toBe(true);

  await product.startServer();
  expect(await genesis()).toBe(before);
  for (const job of [receipt.view?.job, warm.usageRecord.view?.job]) {
    const settled = await until(async () => {
      const view = jobViewSchema.safeParse(await (await fetch(`${product.url}/v1/jobs/${job ?? ""}`)).json());
      return view.success && view.data.phase === "settled" && view.data;
    }, "a record of the time without a server settles");
    expect(settled.inclusion?.events).toContain("computeJobs.JobCompleted");
  }
  const fresh = createNodeClient({ baseURL: product.url });
  await until(async () => {
    const answered = await fresh.chat.completions
      .create({ model: MODEL, messages: [{ role: "user", content: "Hello" }], temperature: 0 })
      .catch(() => null);
    return answered?.usageRecord.verified ?? false;
  }, "a new client gets an answer");
  await fresh.close();
  await client.close();
});
