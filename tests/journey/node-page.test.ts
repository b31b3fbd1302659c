/** The node page in the states that people really see, with a live job in it: visible, audible, and used by keyboard alone. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createNodeClient } from "../../client/node.ts";
import { axe, focused, listen } from "./a-person.ts";
import { Product, until } from "./product.ts";

const MODEL = "coco-tiny";
/** 206 tokens, and seconds. */
const LONG = "Count to sixty.";

let product: Product;
let page: Page;
let errors: string[];
let client: ReturnType<typeof createNodeClient>;

beforeAll(async () => {
  product = await Product.open();
  ({ page, errors } = await product.page("/node"));
  client = createNodeClient({ baseURL: product.url });
});
afterAll(async () => {
  await client.close();
  await product.close();
});

const ask = (content: string) =>
  client.chat.completions.create({ model: MODEL, messages: [{ role: "user", content }], temperature: 0 });
const press = async (testId: string) => {
  await page.getByTestId(testId).focus();
  await page.keyboard.press("Enter");
};
const live = () => page.getByTestId("live-job");
const running = () => page.locator('[data-testid="live-job"]:not([data-job=""])');
const tokens = async () => Number(await page.getByTestId("live-tokens").textContent());

describe("on the way to serving", () => {
  it("offers a few models and all of them, by keyboard", async () => {
    await press("consent-agree");
    await page.getByTestId("start").waitFor();
    expect(await focused(page)).toBe("h1");
    await axe(page, "node-picker", page.getByTestId("start"));
    const all = page.getByRole("button", { name: /show all/i });
    await all.focus();
    await page.keyboard.press("Enter");
    // The filter stands next in the order of Tab.
    await page.keyboard.press("Tab");
    await page.keyboard.type("llama 1b");
    const filter = page.getByRole("searchbox", { name: "Filter" });
    expect(await filter.inputValue()).toBe("llama 1b");
    expect(await page.getByRole("radio").count()).toBeGreaterThan(3);
    await axe(page, "node-picker-all", filter);
    await filter.fill("");
  });

  it("shows the download, with the focus on what came of the press", async () => {
    const held = Promise.withResolvers<undefined>();
    await page.context().route(/\/models\/tiny\/.*\.bin$/, async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.getByRole("radio", { name: /coco tiny.*webgpu/i }).check();
    await press("start");
    await page.getByTestId("load").waitFor();
    expect(await focused(page)).toBe("state-title");
    await axe(page, "node-loading", page.getByTestId("load"));
    held.resolve(undefined);
    await page.locator('html[data-node-phase="serving"][data-node-registration="registered"]').waitFor();
    await axe(page, "node-serving", page.getByText("Waiting for somebody to ask"));
  });
});

describe("a job's life", () => {
  it("is on the page while it runs: tokens that rise, their speed, and what was signed so far", async () => {
    await page.getByTestId("live-status").getByText("Serving. Waiting for a job.").waitFor();
    const heard = await listen(page);
    const answers = [ask(LONG)];
    await running().waitFor();
    const job = await live().getAttribute("data-job");
    const counts: number[] = [];
    await until(async () => {
      const count = await tokens();
      if (count > (counts.at(-1) ?? 0)) counts.push(count);
      return counts.length >= 4;
    }, "the tokens rise");
    expect(Number(await page.getByTestId("live-speed").textContent())).toBeGreaterThan(0);
    expect(await live().locator('[aria-current="step"]').textContent()).toBe("Writing");
    expect(await live().getAttribute("data-job")).toBe(job);
    const steps = live().getByTestId("signed").getByRole("listitem");
    expect(await steps.evaluateAll((all) => all.map((step) => step.getAttribute("data-step")))).toEqual([
      "done",
      "done",
      "later",
      "later",
      "later",
    ]);
    expect(await steps.nth(0).textContent()).toMatch(
      /coco-tiny, up to [\d,]+ tokens, for at most [\d.]+ COCO/,
    );
    expect(await steps.nth(1).textContent()).toMatch(
      /[\d.]+ COCO per million tokens read, [\d.]+ COCO written/,
    );
    for (const step of [0, 1])
      expect(await steps.nth(step).locator('[title^="0x"]').getAttribute("title")).toMatch(
        /^0x[0-9a-f]{128}$/,
      );

    // One more waits behind it, so that a job is live for as long as axe looks.
    answers.push(ask(LONG));
    await live().getByText("1 waiting").waitFor();
    await axe(page, "node-job", running());
    for (const { usageRecord } of await Promise.all(answers)) expect(usageRecord.verified).toBe(true);
    await page.getByText("Waiting for somebody to ask").waitFor();
    // Some 400 tokens were written meanwhile; the announcer waits 2 s between two texts.
    await until(async () => (await heard.jsonValue()).at(-1) === "Serving. Waiting for a job.", "it is said");
    expect(await heard.jsonValue()).toEqual(["Answering a job.", "Serving. Waiting for a job."]);
  });

  it("ends as a finished job with its record, signed by both, then settled", async () => {
    const { usageRecord } = await ask("Hello");
    const job = usageRecord.view?.job ?? "no record";
    const finished = page.getByTestId("finished-job").first();
    await page.locator('[data-testid="finished-job"][data-status="settled"]').nth(2).waitFor();
    expect(await finished.textContent()).toContain(`${usageRecord.view?.completionTokens ?? 0} tokens`);
    const steps = live().getByTestId("signed").getByRole("listitem");
    expect(await steps.evaluateAll((all) => all.map((step) => step.getAttribute("data-step")))).toEqual(
      Array.from({ length: 5 }, () => "done"),
    );
    expect(await steps.last().textContent()).toMatch(/In block [\d,]+/);

    const summary = finished.locator("summary");
    await summary.focus();
    await page.keyboard.press("Enter");
    await finished.getByTestId("record").waitFor();
    expect(await focused(page)).toBe("summary");
    expect(await finished.getByTestId("record").textContent()).toContain(job);
    expect(await finished.getByTestId("signed").textContent()).toMatch(/In block [\d,]+/);
    // What was opened is next: the first of the signatures.
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      "Copy asker’s signature of the terms",
    );
    await axe(page, "node-record", finished.getByTestId("record"));
    await page.setViewportSize({ width: 320, height: 800 });
    // The window takes a moment to become narrow.
    await until(
      () => page.evaluate(() => innerWidth === 320 && document.documentElement.scrollWidth <= 320),
      "signatures and record fit 320 px",
    );
    await page.setViewportSize({ width: 1280, height: 800 });
    await summary.click();
  });
});

describe("by keyboard", () => {
  it("pauses and resumes with one button that keeps the focus", async () => {
    await press("pause");
    await page.getByTestId("resume").waitFor();
    expect(await focused(page)).toBe("resume");
    await axe(page, "node-paused", page.getByTestId("resume"));
    await page.keyboard.press("Enter");
    await page.getByTestId("pause").waitFor();
    expect(await focused(page)).toBe("pause");
  });

  it("waits on that button while the running job ends, and cannot hand it back by a second press", async () => {
    const answer = ask("Tell me a story about a fox.");
    await until(async () => (await tokens()) > 0, "the job runs");
    await press("pause");
    await page.getByTestId("finishing").waitFor();
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe("finishing");
    expect((await answer).usageRecord.verified).toBe(true);
    await page.getByTestId("resume").waitFor();
    expect(await focused(page)).toBe("resume");
  });

  it("is led back to the field after a wrong account", async () => {
    await page.getByTestId("owner").fill("5GrwNotAnAccount");
    await press("owner-save");
    const wrong = page.getByText("That is no account");
    await wrong.waitFor();
    expect(await focused(page)).toBe("owner");
    await axe(page, "node-payout-wrong", wrong);
  });

  it("opens and hides the backup of the key without losing its place", async () => {
    await page.getByText("Back up this device’s key").focus();
    await page.keyboard.press("Enter");
    await press("secret-show");
    await page.getByTestId("secret").waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Copy device key");
    await axe(page, "node-key", page.getByTestId("secret"));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByTestId("secret").waitFor({ state: "detached" });
    expect(await focused(page)).toBe("secret-show");
  });

  it("stops, with the focus on the title that says so", async () => {
    await press("stop");
    await page.locator('html[data-node-phase="stopped"]').waitFor();
    expect(await focused(page)).toBe("state-title");
    expect(await page.getByTestId("state-title").textContent()).toBe("Stopped");
    await axe(page, "node-stopped", page.getByTestId("start"));
    expect(errors).toEqual([]);
  });
});
