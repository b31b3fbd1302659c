import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openStaticFiles, type StaticFiles } from "./static-files.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function open(files: Record<string, string>): Promise<StaticFiles> {
  const folder = await mkdtemp(join(tmpdir(), "coco-static-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return openStaticFiles(folder, { scriptHashes: { "/node.html": ["sha256-abc="] }, modelHosts: [] });
}

const APP = {
  "index.html": "home",
  "node.html": "node",
  "404.html": "lost",
  "sw.js": "sw",
  "csp.json": "{}",
  ".inputs.sha256": "x",
  "_next/static/a.js": "code",
  "models/tiny/a.bin": "0123456789",
  "models/tiny/a.wasm": "wasm",
};

function get(files: StaticFiles, path: string, headers: Record<string, string> = {}, method = "GET") {
  return files.respond(new Request(`http://localhost${path}`, { method, headers }));
}

describe("the exported app", () => {
  it("has clean addresses", async () => {
    const files = await open(APP);
    expect(await get(files, "/")?.text()).toBe("home");
    expect(await get(files, "/node")?.text()).toBe("node");
    expect(await get(files, "/node/")?.text()).toBe("node");
    expect(await get(files, "/node?x=1")?.text()).toBe("node");
  });

  it("serves nothing that was not exported", async () => {
    const files = await open(APP);
    for (const path of [
      "/csp.json",
      "/.inputs.sha256",
      "/..%2f..%2fetc/passwd",
      "/%2e%2e/secret",
      "/%ff",
      "/nope",
    ])
      expect(get(files, path)).toBeNull();
  });

  it("forbids framing and isolates the node page only", async () => {
    const files = await open(APP);
    const node = get(files, "/node")?.headers;
    expect(node?.get("content-security-policy")).toMatch(/'sha256-abc='.*frame-ancestors 'none'/);
    expect(node?.get("x-frame-options")).toBe("DENY");
    expect(node?.get("cross-origin-embedder-policy")).toBe("credentialless");
    expect(node?.get("cross-origin-opener-policy")).toBe("same-origin");
    const home = get(files, "/")?.headers;
    expect(home?.get("content-security-policy")).not.toContain("sha256");
    expect(home?.get("cross-origin-opener-policy")).toBeNull();
    expect(home?.get("x-content-type-options")).toBe("nosniff");
  });

  it("lets hashed files be kept for ever, and asks again for the rest", async () => {
    const files = await open(APP);
    expect(get(files, "/_next/static/a.js")?.headers.get("cache-control")).toContain("immutable");
    for (const path of ["/", "/sw.js", "/models/tiny/a.bin"])
      expect(get(files, path)?.headers.get("cache-control")).toBe("no-cache");
    const etag = get(files, "/sw.js")?.headers.get("etag") ?? "";
    expect(get(files, "/sw.js", { "if-none-match": etag })?.status).toBe(304);
  });

  it("tells browsers what wasm is", async () => {
    const files = await open(APP);
    expect(get(files, "/models/tiny/a.wasm")?.headers.get("content-type")).toBe("application/wasm");
  });

  it.each([
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=-3", 206, "789", "bytes 7-9/10"],
    ["bytes=8-99", 206, "89", "bytes 8-9/10"],
    ["bytes=10-", 416, "", "bytes */10"],
    ["bytes=5-2", 416, "", "bytes */10"],
    ["bytes=0-1,3-4", 200, "0123456789", null],
    ["lines=1-2", 200, "0123456789", null],
  ])("answers the range %s", async (range, status, body, contentRange) => {
    const response = get(await open(APP), "/models/tiny/a.bin", { range });
    expect(response?.status).toBe(status);
    expect(await response?.text()).toBe(body);
    expect(response?.headers.get("content-range")).toBe(contentRange);
  });

  it("answers HEAD without a body, and a missing page with the app's own", async () => {
    const files = await open(APP);
    const head = get(files, "/models/tiny/a.bin", {}, "HEAD");
    expect([head?.headers.get("content-length"), await head?.text()]).toEqual(["10", ""]);
    const page = files.notFound(new Request("http://localhost/nope", { headers: { accept: "text/html" } }));
    expect([page.status, await page.text()]).toEqual([404, "lost"]);
    const other = files.notFound(new Request("http://localhost/nope.json"));
    expect([other.status, await other.text()]).toEqual([404, "Not found\n"]);
  });
});
