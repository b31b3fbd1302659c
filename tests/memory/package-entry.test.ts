import { expect, it } from "vitest";

it("is the same class under the package's name in Node as in pages", async () => {
  // By Node's own resolution, not the test runner's: this is what a dApp's process does.
  const { execFileSync } = await import("node:child_process");
  const code = `import { CocoClient } from "@coco-network/client"; const c = new CocoClient({ baseURL: "http://127.0.0.1:9" }); await c.close(); console.log(typeof c.chat.completions.create)`;
  const out = execFileSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", code],
    { encoding: "utf8" },
  );
  expect(out.trim()).toBe("function");
});
