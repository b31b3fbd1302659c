/** The kiosk's launcher against a running server: a node with nobody watching, which comes back when its browser is killed. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { createNodeClient } from "../../client/node.ts";
import { nodeViewSchema } from "../../protocol/index.ts";
import { profileHolder } from "../../scripts/kiosk/profile-holder.ts";
import { argumentsOf } from "../../scripts/testing/processes.ts";
import { type Launched, Place, script } from "./launcher.ts";
import { Product, until } from "./product.ts";

const MODEL = "coco-tiny";
/** ms. Only against hanging: Chromium starts and the model loads twice. */
const LIMIT_MS = 600_000;
const SERVING = /^kiosk: serving, coco-tiny, as 0x[0-9a-f]+…, registered$/m;

let product: Product;
let place: Place;
let kiosk: Launched;
beforeAll(async () => {
  product = await Product.open();
  place = await Place.make();
});
afterAll(async () => {
  await place.clear();
  await product.close();
});

async function onlyNode(): Promise<string> {
  const { nodes } = z
    .object({ nodes: z.array(nodeViewSchema) })
    .parse(await (await fetch(`${product.url}/v1/nodes`)).json());
  expect(nodes).toHaveLength(1);
  return nodes[0]?.account ?? "";
}

/** An answer of whichever node is there; a fresh client knows none from before. */
async function ask(): Promise<boolean> {
  const client = createNodeClient({ baseURL: product.url });
  try {
    const answer = await client.chat.completions.create({
      model: MODEL,
      messages: [{ role: "user", content: "Hello" }],
      temperature: 0,
    });
    return answer.usageRecord.verified && answer.choices[0]?.message.content !== "";
  } finally {
    await client.close();
  }
}

/** The browser's first process, by the lock in the profile that only this test uses. */
async function browser(): Promise<number> {
  const profile = join(place.dataDir, "kiosk");
  const pid = await until(async () => profileHolder(profile), "the kiosk's browser holds its profile");
  expect(argumentsOf(pid)).toContain(`--user-data-dir=${profile}`);
  return pid;
}

it(
  "serves by whoever started it, without a word in the address",
  async () => {
    const address = `${product.url}/node`;
    kiosk = place.launch(script("kiosk", "--url", address, "--model", MODEL, "--gpu", "software"));
    await kiosk.says(SERVING);
    expect(kiosk.stdout).toContain(`serving ${MODEL} at ${address} from`);
    await until(ask, "the kiosk answers");
  },
  LIMIT_MS,
);

it(
  "serves again, as the same device, after its browser was killed",
  async () => {
    const account = await onlyNode();
    const killed = await browser();
    process.kill(killed, "SIGKILL");
    // Page or browser, whichever is missed first.
    await kiosk.says(/^kiosk: restarting in \d+ s: the (page|browser) /m);
    await kiosk.says(SERVING, 2);
    expect(await browser()).not.toBe(killed);
    await until(async () => ask().catch(() => false), "the kiosk answers again");
    expect(await onlyNode()).toBe(account);
  },
  LIMIT_MS,
);

it("refuses a second kiosk in the same folder", async () => {
  const second = place.launch(script("kiosk", "--url", `${product.url}/node`));
  expect(await second.ended).toBe(1);
  expect(second.stdout).toContain(`another kiosk (process ${await browser()})`);
});

it("says which models there are when it is asked for none of them", async () => {
  const wrong = place.launch(script("kiosk", "--url", `${product.url}/node`, "--model", "nonsense"));
  expect(await wrong.ended).toBe(2);
  expect(wrong.stdout).toContain(
    "--model: nonsense is not in models/catalogue.json; for instance: coco-tiny",
  );
});

it("ends on Ctrl-C once the running answer is whole, and its browser with it", async () => {
  expect(place.processes()).not.toEqual([]);
  const client = createNodeClient({ baseURL: product.url });
  const stream = await client.chat.completions.create({
    model: MODEL,
    messages: [{ role: "user", content: "Tell me a joke." }],
    temperature: 0,
    stream: true,
  });
  let text = "";
  let told = false;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? "";
    // Once: a second Ctrl-C means at once.
    if (text !== "" && !told) kiosk.signal("SIGINT");
    told ||= text !== "";
  }
  expect(text).toBe("Why did the tab cross the road? To get to the other site.");
  expect((await stream.usageRecord).verified).toBe(true);
  await client.close();
  expect(await kiosk.ended).toBe(130);
  expect(place.processes()).toEqual([]);
});
