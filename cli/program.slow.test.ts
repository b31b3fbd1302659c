import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig, type RunningServer, startServer } from "../server/index.ts";
import { runCoco } from "./testing/run-coco.ts";

let folder: string;
let server: RunningServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coco-cli-"));
  const config = readConfig({ PORT: "0", DATA_DIR: folder });
  if (!config.ok) throw new Error(config.error.message);
  const started = await startServer({ config: config.value, appFolder: null, log: () => undefined });
  if (!started.ok) throw new Error(started.error.message);
  server = started.value;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const coco = (...args: string[]) => runCoco(args, { environment: { COCO_URL: server.url } });

describe("coco", () => {
  it("tells an operator's state, for people and programs", async () => {
    const shown = await coco("status");
    expect(shown).toMatchObject({ code: 0, err: "" });
    expect(shown.out).toContain("connected");
    expect(shown.out).toContain("no nodes");
    const json: unknown = JSON.parse((await coco("status", "--json")).out);
    expect(json).toMatchObject({ genesis: server.genesis, chainConnected: true, nodes: [] });
  });

  it("lists models", async () => {
    expect(await coco("models", "--json")).toEqual({ code: 0, out: "[]\n", err: "" });
  });

  it("says in one line why nobody answers, and exits with 1, or with 3 where nobody is", async () => {
    const asked = await coco("ask", "Hello");
    expect([asked.code, asked.out]).toEqual([1, ""]);
    expect(asked.err).toMatch(/^coco: .*\(model_unknown\)\n$/);
    const nowhere = await coco("--url", "http://127.0.0.1:1", "status");
    expect(nowhere.code).toBe(3);
    expect(nowhere.err).toContain("signaling_unreachable");
  });

  it("exits with 2 when it is used wrongly, and with 0 when asked for help", async () => {
    expect((await coco("ask")).code).toBe(2);
    expect((await coco("ask", "x", "--temperature", "hot")).code).toBe(2);
    expect((await coco("dance")).code).toBe(2);
    expect((await coco("chain", "dance")).code).toBe(2);
    const help = await coco("--help");
    expect(help.code).toBe(0);
    expect(help.out).toContain("ask");
  });

  it("refuses to start beside a running server on the same folder", async () => {
    const ran = await runCoco(["start"], { environment: { PORT: "0", DATA_DIR: folder } });
    expect(ran.code).toBe(1);
    expect(ran.err).toContain("Another process uses this folder");
  });
});
