/** Playground and overview in the states that people really see: answering, answered, failed; with nodes and jobs. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axe, axeIn, focused, listen } from "./a-person.ts";
import { Product, until } from "./product.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** 206 tokens, and seconds. */
const LONG = "Count to sixty.";

let product: Product;
let node: Page;
let page: Page;
let errors: string[];

beforeAll(async () => {
  product = await Product.open();
  node = (await product.page("/node")).page;
  await product.serveByHand(node);
  ({ page, errors } = await product.page("/play"));
});
afterAll(() => product.close());

const answer = (status: string) => page.locator(`[data-testid="answer"][data-status="${status}"]`);
const askByKeyboard = async (question: string) => {
  await page.getByTestId("prompt").focus();
  await page.keyboard.type(question);
  await page.keyboard.press("Enter");
};
/** px that the newest answer reaches below the top of the question box, which sticks to the window's bottom. */
const reachesUnderQuestion = () =>
  page.evaluate(() => {
    const bottom =
      [...document.querySelectorAll(".answer")].at(-1)?.getBoundingClientRect().bottom ?? Infinity;
    return bottom - (document.querySelector(".composer")?.getBoundingClientRect().top ?? 0);
  });

describe("the playground", () => {
  it("has settings that open by keyboard", async () => {
    await page.getByText("Settings", { exact: true }).focus();
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe("summary");
    await page.getByTestId("temperature").fill("0");
    await axe(page, "play-settings", page.getByTestId("temperature"));
    await page.getByText("Settings", { exact: true }).click();
  });

  it("keeps the focus in the question while an answer streams, and speaks of it twice, not with every token", async () => {
    const heard = await listen(page);
    await askByKeyboard(LONG);
    await answer("streaming").waitFor();
    expect(await focused(page)).toBe("prompt");
    await axeIn(page, "light", "play-streaming", answer("streaming"));
    await page.getByTestId("receipt").waitFor();
    await until(
      async () =>
        (await heard.jsonValue()).at(-1) === "The answer is complete. Its usage record is verified.",
      "the end is said",
    );
    const said = await heard.jsonValue();
    expect(said).toContain("The answer is being written.");
    // "Asking" and the bare "complete" are left out when they are overtaken within 2 s.
    expect(said.length).toBeLessThanOrEqual(4);
  });

  it("shows the opened usage record of an answer", async () => {
    const receipt = page.getByTestId("receipt");
    await receipt.locator("summary").focus();
    await page.keyboard.press("Enter");
    await receipt.getByTestId("record").waitFor();
    expect(await focused(page)).toBe("summary");
    await receipt.getByText(/^Block/).waitFor();
    await axe(page, "play-record", receipt.getByTestId("record"));
    await receipt.locator("summary").click();
  });

  it("gives the focus back to the question when Stop is pressed", async () => {
    await askByKeyboard(LONG);
    await answer("streaming").waitFor();
    await axeIn(page, "dark", "play-streaming", answer("streaming"));
    await page.getByTestId("stop").focus();
    await page.keyboard.press("Enter");
    await answer("stopped").waitFor();
    expect(await focused(page)).toBe("prompt");
  });
});

describe("the overview", () => {
  it("has nodes and jobs for everybody", async () => {
    const overview = (await product.page("/")).page;
    await overview.getByTestId("nodes-online").getByText("1").waitFor();
    await axe(overview, "overview", overview.getByTestId("jobs").getByText("On chain").first());
    await overview.context().close();
  });

  it.each(["coco client", "OpenAI client"])("tells developers lines that run in a clone: %s", async (tab) => {
    const overview = (await product.page("/")).page;
    // The lines name a model that is online.
    await overview.getByTestId("nodes-online").getByText("1").waitFor();
    await overview.getByRole("tab", { name: tab }).click();
    const lines = await overview.getByRole("tabpanel").locator("code").textContent();
    await overview.context().close();
    const clone = await mkdtemp(join(tmpdir(), "coco-clone-"));
    try {
      for (const name of ["client", "node_modules", "package.json"])
        await symlink(join(ROOT, name), join(clone, name));
      await writeFile(join(clone, "ask.ts"), lines ?? "");
      const { stdout } = await promisify(execFile)(process.execPath, ["ask.ts"], { cwd: clone });
      expect(stdout).toMatch(/^Hello/);
      if (tab === "coco client") expect(stdout).toContain("verified: true");
    } finally {
      await rm(clone, { recursive: true, force: true });
    }
  });
});

describe("the playground, when the node goes", () => {
  it("keeps a further answer in sight, says once what broke, and leaves the focus in the question", async () => {
    const heard = await listen(page);
    await askByKeyboard(LONG);
    await answer("streaming").waitFor();
    // Three turns are longer than the window.
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
    expect(await reachesUnderQuestion()).toBeLessThanOrEqual(0);
    await node.context().close();
    await answer("failed").waitFor();
    expect(await focused(page)).toBe("prompt");
    expect(await reachesUnderQuestion()).toBeLessThanOrEqual(0);
    await axe(page, "play-error", page.getByTestId("error"));
    expect((await heard.jsonValue()).filter((text) => text.startsWith("The answer broke off"))).toHaveLength(
      1,
    );
    expect(errors).toEqual([]);
  });
});
