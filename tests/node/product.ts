/** The whole product on the real chain, one of whose validators is dead: a tab computes, and its record settles. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectPolkadotChain } from "../../adapters/chain/polkadot.ts";
import { createMemoryKeystore } from "../../adapters/keystore/memory.ts";
import { createNodeClient } from "../../client/node.ts";
import { jobViewSchema, parseJobId, recordHashOf } from "../../protocol/index.ts";
import { Product, until as seen } from "../journey/product.ts";
import { finalizedAt, type TestNetwork, until } from "./test-network.ts";

/** Leaves dave dead: nothing that needs all four comes after it. */
export function productOnThreeOfFour(networkOf: () => TestNetwork): void {
  describe("the product on a chain whose fourth validator died", () => {
    let product: Product;
    beforeAll(async () => {
      await networkOf().validator("dave").kill();
      product = await Product.open({ COCO_CHAIN: networkOf().validator("alice").rpcUrl });
    });
    afterAll(() => product.close());

    test("a tab becomes a registered node, answers, and its record is final on the chain", async () => {
      const { page, errors } = await product.page("/node");
      await product.serveByHand(page);

      const client = createNodeClient({ baseURL: product.url });
      const messages = [{ role: "user" as const, content: "Hello" }];
      const answer = await client.chat.completions.create({ model: "coco-tiny", messages, temperature: 0 });
      const { usageRecord } = answer;
      await client.close();
      expect(usageRecord.verified).toBe(true);

      const job = parseJobId(usageRecord.view?.job ?? "");
      const record = usageRecord.bytes;
      if (job === null || record === null) throw new Error(usageRecord.code ?? "no record");
      const settled = await seen(async () => {
        const view = jobViewSchema.safeParse(await (await fetch(`${product.url}/v1/jobs/${job}`)).json());
        return view.success && view.data.phase === "settled" && view.data.inclusion;
      }, "the job settles");
      expect(settled.events).toContain("computeJobs.JobCompleted");

      const other = networkOf().validator("charlie");
      await until(async () => (await finalizedAt(other)) >= settled.block, "the record is final");
      const operator = createMemoryKeystore(randomBytes(32));
      const chain = await connectPolkadotChain({ url: other.rpcUrl, operator });
      if (!chain.ok) throw new Error(chain.error.code);
      expect(await chain.value.job(job)).toEqual({
        ok: true,
        value: { job, phase: "completed", recordHash: recordHashOf(record) },
      });
      await chain.value.close();
      expect(errors).toEqual([]);
    });
  });
}
