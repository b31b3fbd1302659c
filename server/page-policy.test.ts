import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { policyOf, readPagePolicy } from "./page-policy.ts";

it("lets pages reach the catalogue's hosts and their redirects, and no other", () => {
  const policy = policyOf("/", { scriptHashes: {}, modelHosts: ["https://huggingface.co"] });
  expect(policy).toContain("connect-src 'self' https://huggingface.co;");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe-inline");
});

it("reads hashes and hosts that the build left, and takes missing files for none", async () => {
  const folder = await mkdtemp(join(tmpdir(), "coco-policy-"));
  try {
    expect(await readPagePolicy(folder)).toEqual({ scriptHashes: {}, modelHosts: [] });
    await mkdir(join(folder, "models"));
    await writeFile(join(folder, "csp.json"), JSON.stringify({ "/node.html": ["sha256-abc="] }));
    const models = [
      { baseUrl: "https://huggingface.co/x/", libraryUrl: "https://raw.githubusercontent.com/lib.wasm" },
      { baseUrl: "/models/tiny/", libraryUrl: null },
    ];
    await writeFile(join(folder, "models", "catalogue.json"), JSON.stringify({ models }));
    const policy = await readPagePolicy(folder);
    expect(policyOf("/node.html", policy)).toContain("script-src 'self' 'wasm-unsafe-eval' 'sha256-abc=';");
    expect(policyOf("/index.html", policy)).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy.modelHosts).toEqual([
      "https://*.hf.co",
      "https://*.huggingface.co",
      "https://huggingface.co",
      "https://raw.githubusercontent.com",
    ]);
    await writeFile(join(folder, "csp.json"), JSON.stringify({ "/node.html": ["'unsafe-inline'"] }));
    await expect(readPagePolicy(folder)).rejects.toThrow();
  } finally {
    await rm(folder, { recursive: true });
  }
});
