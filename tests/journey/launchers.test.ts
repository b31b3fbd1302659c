/** The commands that people type, as processes: what they say, what they leave behind, how they end. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { lockFolder } from "../../adapters/chain/devchain/folder-lock.ts";
import { openSqliteStore } from "../../adapters/storage/sqlite.ts";
import { usageRecordViewSchema } from "../../protocol/index.ts";
import { holdingPort, type Launched, Place, script } from "./launcher.ts";
import { freePort, until } from "./product.ts";

/** ms. Only against hanging: the demo takes 40 s on an idle machine, and minutes on a busy one. */
const LIMIT_MS = 600_000;
/** ms. Only against hanging: a script that cleans up for more than 15 s gives up with exit code 1. */
const STOP_LIMIT_MS = 60_000;

const demoSchema = z.strictObject({
  model: z.literal("coco-tiny"),
  engine: z.literal("webllm"),
  adapter: z.string().min(1),
  answer: z.string().min(1),
  promptTokens: z.number().int().positive(),
  completionTokens: z.number().int().positive(),
  ttftMs: z.number().positive(),
  tokensPerSecond: z.number().positive(),
  directTokensPerSecond: z.number().positive(),
  usageRecord: usageRecordViewSchema,
  recordVerified: z.literal(true),
  extrinsic: z.strictObject({
    block: z.number().int().positive(),
    hash: z.string().regex(/^0x[0-9a-f]{64}$/),
    event: z.literal("computeJobs.JobCompleted"),
  }),
  openaiAnswer: z.string().min(1),
});

let place: Place;
let port: number;
beforeEach(async () => {
  place = await Place.make();
  port = await freePort();
});
afterEach(() => place.clear());

/** What it said on one stream, without empty lines. */
const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");

/** Ctrl-C, and how it ended; fails when it does not in time. */
async function pressCtrlC(launched: Launched): Promise<number | null> {
  launched.signal("SIGINT");
  const late = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`it goes on after Ctrl-C:\n${launched.stderr}`));
    }, STOP_LIMIT_MS);
    void launched.ended.finally(() => clearTimeout(timer));
  });
  return Promise.race([launched.ended, late]);
}

describe("npm run demo", { timeout: LIMIT_MS }, () => {
  it("ends with one line of JSON that holds the whole journey, and leaves nothing behind", async () => {
    // Without DATA_DIR, so that it makes a temporary one.
    const demo = place.launch(["npm", "run", "demo", "--", "--json"], {
      PORT: String(port),
      DATA_DIR: null,
      npm_config_update_notifier: "false",
    });
    expect(await demo.ended, demo.stderr).toBe(0);

    // npm itself says which script it runs.
    const said = lines(demo.stdout).filter((line) => !line.startsWith("> "));
    expect(said).toHaveLength(1);
    expect(demo.stdout.endsWith(`${said[0] ?? ""}\n`)).toBe(true);
    expect(demo.stderr).toContain("coco: starting Chromium");
    const result = demoSchema.parse(JSON.parse(said[0] ?? ""));
    expect(result.usageRecord.model).toBe(result.model);
    expect(result.usageRecord.completionTokens).toBe(result.completionTokens);

    expect(place.processes()).toEqual([]);
    expect(await place.temporaryFiles()).toEqual([]);
    await holdingPort(port, async () => undefined);
  });

  it("stops on Ctrl-C with Chromium open, and leaves nothing behind", async () => {
    const demo = place.launch(script("demo", "--json"), { PORT: String(port), DATA_DIR: null });
    await until(async () => /^coco: node: /m.test(demo.stderr), "the node page says something", 120_000);
    expect(await pressCtrlC(demo)).toBe(130);
    expect(demo.stdout).toBe("");
    expect(place.processes()).toEqual([]);
    expect(await place.temporaryFiles()).toEqual([]);
    await holdingPort(port, async () => undefined);
  });
});

describe("npm start", { timeout: LIMIT_MS }, () => {
  const healthy = async () =>
    fetch(`http://127.0.0.1:${port}/health`).then(
      (response) => response.ok,
      () => false,
    );
  const genesis = async () =>
    z.object({ genesis: z.string() }).parse(await (await fetch(`http://127.0.0.1:${port}/v1/network`)).json())
      .genesis;

  async function start(): Promise<Launched> {
    const server = place.launch(script("start"), { PORT: String(port) });
    await server.says(/coco is running/);
    expect(await healthy()).toBe(true);
    return server;
  }

  it("stops on Ctrl-C without a process or a lock, and starts again in the same folder", async () => {
    const first = await start();
    const chain = await genesis();
    expect(await pressCtrlC(first)).toBe(130);
    expect(place.processes()).toEqual([]);
    // Whoever could be locked out takes both locks himself.
    lockFolder(join(place.dataDir, "chain"))();
    const store = await openSqliteStore(place.dataDir);
    expect(store.ok).toBe(true);
    if (store.ok) await store.value.close();

    const second = await start();
    expect(await genesis()).toBe(chain);
    expect(await pressCtrlC(second)).toBe(130);
    expect(place.processes()).toEqual([]);
  });

  it("says in one line that the port is taken, or the folder, and fails", async () => {
    const busy = await freePort();
    await holdingPort(busy, async () => {
      const refused = place.launch(script("start"), { PORT: String(busy) });
      expect(await refused.ended).toBe(1);
      expect(lines(refused.stderr)).toEqual([expect.stringMatching(`^coco: Port ${busy} .* taken`)]);
      expect(refused.stdout).toBe("");
    });
    const server = await start();
    const second = place.launch(script("start"), { PORT: String(await freePort()) });
    expect(await second.ended).toBe(1);
    expect(lines(second.stderr)).toEqual([expect.stringContaining("DATA_DIR")]);
    expect(await healthy()).toBe(true);
    expect(await pressCtrlC(server)).toBe(130);
  });
});

describe("npm run bench", { timeout: LIMIT_MS }, () => {
  it("says in one line that the port it was given is taken, and leaves no folder", async () => {
    await holdingPort(port, async () => {
      const bench = place.launch(script("bench", "session", "--json"), {
        PORT: String(port),
        DATA_DIR: null,
      });
      expect(await bench.ended).toBe(1);
      expect(lines(bench.stderr)).toContainEqual(expect.stringMatching(`^coco: Port ${port} .* taken`));
      expect(bench.stderr).not.toMatch(/^\s+at /m);
      expect(bench.stdout).toBe("");
    });
    expect(await place.temporaryFiles()).toEqual([]);
  });

  it("keeps its state in the DATA_DIR it was given", async () => {
    const bench = place.launch(script("bench", "session", "--pairs", "1"), { PORT: String(port) });
    await until(async () => readdirSync(place.folder).includes("data"), "the folder is made", 120_000);
    await until(
      async () =>
        fetch(`http://127.0.0.1:${port}/bench/client`).then(
          ({ ok }) => ok,
          () => false,
        ),
      "the benchmark's page is served on the PORT",
      120_000,
    );
    expect(await pressCtrlC(bench)).toBe(130);
    expect(readdirSync(place.dataDir)).toContain("store.sqlite");
    expect(place.processes()).toEqual([]);
    expect(await place.temporaryFiles()).toEqual([]);
  });
});
