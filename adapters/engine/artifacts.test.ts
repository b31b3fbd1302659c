import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fetchArtifacts, pinnedBase, type Artifact } from "./artifacts.ts";
import type { LoadProgress } from "./port.ts";

/** The Cache API as far as downloads use it. The real one is used in the browser tests. */
class FakeCaches {
  readonly stored = new Map<string, Response>();
  refuseWrites = false;
  open(scope: string): Promise<Pick<Cache, "match" | "put" | "delete">> {
    const key = (request: RequestInfo | URL): string =>
      `${scope} ${typeof request === "string" ? request : "?"}`;
    return Promise.resolve({
      match: async (request) => this.stored.get(key(request))?.clone(),
      put: async (request, response) => {
        if (this.refuseWrites) throw new DOMException("no room", "QuotaExceededError");
        this.stored.set(key(request), response);
      },
      delete: async (request) => this.stored.delete(key(request)),
    });
  }
}

const bodies: Record<string, string> = { a: "first file", b: "second file, longer", c: "third" };
const artifact = (name: string, pinned = true): Artifact => ({
  path: name,
  url: `https://models.example/${name}`,
  cacheName: "cache",
  cacheKey: `https://key.invalid/${name}`,
  bytes: bodies[name]?.length ?? null,
  sha256: pinned
    ? createHash("sha256")
        .update(bodies[name] ?? "")
        .digest("hex")
    : null,
});
const all = [artifact("a"), artifact("b"), artifact("c")];
const totalBytes = all.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);

let fake: FakeCaches;
let fetched: string[];
/** What the network does for a path; by default it answers with the body. */
let network: Record<string, () => Response | Promise<Response>>;
let estimate: StorageEstimate;

beforeEach(() => {
  fake = new FakeCaches();
  fetched = [];
  network = {};
  estimate = {};
  vi.stubGlobal("caches", fake);
  vi.stubGlobal("navigator", { storage: { estimate: async () => estimate } });
  vi.stubGlobal("fetch", async (url: string, { signal }: RequestInit) => {
    signal?.throwIfAborted();
    const name = url.slice(url.lastIndexOf("/") + 1);
    fetched.push(name);
    return network[name]?.() ?? new Response(bodies[name] ?? null);
  });
});
afterEach(() => vi.unstubAllGlobals());

const run = async (
  artifacts = all,
  signal = new AbortController().signal,
): Promise<{ code: string; progress: LoadProgress[] }> => {
  const progress: LoadProgress[] = [];
  const result = await fetchArtifacts(artifacts, { onProgress: (one) => progress.push(one), signal });
  return { code: result.ok ? "ok" : result.error.code, progress };
};

describe("fetchArtifacts", () => {
  it("stores what has the pinned hash, counts every byte, and asks for nothing the second time", async () => {
    const { code, progress } = await run();
    expect(code).toBe("ok");
    expect(progress[0]).toEqual({ phase: "download", loadedBytes: 0, totalBytes });
    expect(progress.at(-1)).toEqual({ phase: "download", loadedBytes: totalBytes, totalBytes });
    expect(fake.stored.size).toBe(3);
    fetched = [];
    expect((await run()).code).toBe("ok");
    expect(fetched).toEqual([]);
  });

  it.each([
    ["another byte", () => new Response("Second file, longer"), "integrity_failed"],
    ["a missing end", () => new Response("second file"), "integrity_failed"],
    ["more than announced", () => new Response("second file, longer, and longer"), "integrity_failed"],
    ["404", () => new Response(null, { status: 404 }), "bad_model"],
  ])("refuses a file with %s and stores nothing under its name", async (_why, response, code) => {
    network["b"] = response;
    expect((await run()).code).toBe(code);
    expect([...fake.stored.keys()].some((key) => key.endsWith("/b"))).toBe(false);
    delete network["b"];
    expect((await run()).code).toBe("ok");
  });

  it("takes an unpinned file as it comes, but not one of another length than its list says", async () => {
    expect((await run([{ ...artifact("a", false), bytes: null }])).code).toBe("ok");
    network["b"] = () => new Response("<html>");
    expect((await run([artifact("b", false)])).code).toBe("bad_model");
  });

  it("tries again after a broken connection, and the bytes people see never go back", async () => {
    let attempts = 0;
    network["b"] = () => {
      attempts++;
      if (attempts > 2) return new Response(bodies["b"]);
      return new Response(
        new ReadableStream({
          start: (controller) => {
            controller.enqueue(new TextEncoder().encode("second"));
            setTimeout(() => controller.error(new TypeError("reset")), 5);
          },
        }),
      );
    };
    const { code, progress } = await run();
    expect([code, attempts]).toEqual(["ok", 3]);
    const bytes = progress.map(({ loadedBytes }) => loadedBytes);
    expect(bytes).toEqual([...bytes].sort((x, y) => x - y));
    expect(bytes.at(-1)).toBe(totalBytes);
  });

  it("gives up as network_failed when the server stays away, keeping what it has", async () => {
    network["c"] = () => new Response(null, { status: 503 });
    expect((await run()).code).toBe("network_failed");
    fetched = [];
    delete network["c"];
    expect((await run()).code).toBe("ok");
    expect(fetched).toEqual(["c"]);
  });

  it("says what it needs before it asks for a single byte", async () => {
    estimate = { quota: 100, usage: 90 };
    const result = await fetchArtifacts(all, {
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
    expect(result).toMatchObject({
      ok: false,
      error: { code: "quota_exceeded", neededBytes: totalBytes, availableBytes: 10 },
    });
    expect(fetched).toEqual([]);
  });

  it("says what the model needs when the browser refuses a write", async () => {
    fake.refuseWrites = true;
    const result = await fetchArtifacts(all, {
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
    expect(result).toMatchObject({ ok: false, error: { code: "quota_exceeded", neededBytes: totalBytes } });
  });

  it("stops when it is cancelled", async () => {
    const abort = new AbortController();
    network["a"] = () => {
      abort.abort();
      return new Response(bodies["a"]);
    };
    expect((await run(all, abort.signal)).code).toBe("aborted");
  });
});

describe("pinnedBase", () => {
  it("depends on every path and hash and not on their order", async () => {
    const files = [
      { path: "x", sha256: "1" },
      { path: "y", sha256: "2" },
    ];
    const base = await pinnedBase(files);
    expect(base).toMatch(/^https:\/\/pinned\.coco\.invalid\/[0-9a-f]{64}\/resolve\/main\/$/);
    expect(await pinnedBase([...files].reverse())).toBe(base);
    expect(
      await pinnedBase([
        { path: "x", sha256: "1" },
        { path: "y", sha256: "3" },
      ]),
    ).not.toBe(base);
    expect(
      await pinnedBase([
        { path: "x", sha256: "2" },
        { path: "y", sha256: "1" },
      ]),
    ).not.toBe(base);
  });
});
