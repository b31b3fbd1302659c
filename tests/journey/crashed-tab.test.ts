/** A tab that dies without a word: no goodbye, no closed channel, only silence. */
import OpenAI from "openai";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Product } from "./product.ts";

/** ms. Against hanging: that ten seconds are the most is proven with a clock of its own (adapters/webrtc/session.test.ts). */
const SIGN_LIMIT_MS = 30_000;

let product: Product;

beforeAll(async () => {
  product = await Product.open();
});
afterAll(async () => product.close());

it("tells the requester soon, in OpenAI's shape", async () => {
  const { page } = await product.page("/node");
  await product.serveByHand(page);
  const openai = new OpenAI({ baseURL: `${product.url}/v1`, apiKey: "none", maxRetries: 0 });
  // Some 200 tokens: time enough to crash in the middle.
  const stream = await openai.chat.completions.create({
    model: "coco-tiny",
    messages: [{ role: "user", content: "Count to sixty." }],
    temperature: 0,
    stream: true,
  });
  let crashedAt = 0;
  const read = async () => {
    for await (const chunk of stream) {
      if (crashedAt !== 0 || (chunk.choices[0]?.delta.content ?? "") === "") continue;
      crashedAt = performance.now();
      const debug = await page.context().newCDPSession(page);
      void debug.send("Page.crash").catch(() => undefined);
    }
  };
  await expect(read()).rejects.toMatchObject({ type: "server_error" });
  expect(crashedAt).toBeGreaterThan(0);
  expect(performance.now() - crashedAt).toBeLessThan(SIGN_LIMIT_MS);
});
