/** The command line's demo, as a script would run it: every step a process, the chain the real runtime. */
import { blake2AsHex, xxhashAsHex } from "@polkadot/util-crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { RawClient } from "../adapters/chain/devchain/testing/raw-client.ts";
import { fromHex } from "../protocol/index.ts";
import { coco, startCoco, type Running } from "./testing/process.ts";
import { runCoco } from "./testing/run-coco.ts";

const SEED = `0x${"5eed".repeat(16)}`;
const PASSPHRASE = "correct horse battery";

const startedSchema = z.object({ rpc: z.string(), genesis: z.string() });
const accountSchema = z.object({ account: z.string(), address: z.string(), file: z.string() });
const changeSchema = z.object({
  device: z.string(),
  inclusion: z.object({ block: z.number(), blockHash: z.string() }),
});
const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

let folder: string;
let environment: Record<string, string>;
let chain: Running;
let rpc: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coco-demo-"));
  await writeFile(join(folder, "passphrase"), `${PASSPHRASE}\n`, { mode: 0o600 });
  environment = {
    COCO_HOME: join(folder, "home"),
    DATA_DIR: join(folder, "data"),
    COCO_PASSPHRASE_FILE: join(folder, "passphrase"),
  };
  chain = startCoco(["chain", "start", "--port", "0", "--json"], environment);
  rpc = startedSchema.parse(JSON.parse(await chain.firstLine)).rpc;
  environment = { ...environment, COCO_RPC: rpc };
});
afterAll(async () => {
  chain.process.kill("SIGKILL");
  await chain.ended;
  await rm(folder, { recursive: true });
});

/** A command that must succeed, as JSON. */
async function done<T>(schema: z.ZodType<T>, args: readonly string[], input = ""): Promise<T> {
  const ran = await coco([...args, "--json"], environment, input);
  if (ran.code !== 0) throw new Error(`coco ${args.join(" ")}: ${ran.err}`);
  return schema.parse(JSON.parse(ran.out));
}

/** Exit code and error code of a command that must not succeed. */
async function failed(args: readonly string[], changed: Record<string, string> = {}) {
  const ran = await coco([...args, "--json"], { ...environment, ...changed });
  expect(ran.out).toBe("");
  return [ran.code, errorSchema.parse(JSON.parse(ran.err)).error.code];
}

describe("from a local chain to a registered device", () => {
  let device: string;

  test("accounts are made and funded", async () => {
    await done(accountSchema, ["account", "new", "payer"]);
    const made = await done(accountSchema, ["account", "import", "kiosk", "--no-passphrase"], SEED);
    device = made.account;
    expect(await failed(["device", "register", "--device", "kiosk", "--account", "payer"])).toEqual([
      1,
      "account_unfunded",
    ]);
    const funded = await done(z.object({ balancePlanck: z.string() }), [
      "account",
      "fund",
      "payer",
      "--amount",
      "12.5",
    ]);
    expect(funded.balancePlanck).toBe("12500000000000");
  });

  test("the device is registered, paused, and found by raw JSON-RPC in the chain's state", async () => {
    const register = ["device", "register", "--device", "kiosk", "--account", "payer"];
    const abilities = [
      "--model",
      "coco-tiny",
      "--model",
      "other",
      "--arch",
      "arm64",
      "--ram",
      "8192",
      "--speed",
      "12.5",
    ];
    const registered = await done(changeSchema, [...register, ...abilities, "--metadata", "hall"]);
    expect(registered.device).toBe(device);
    const paused = await done(changeSchema, ["device", "status", "kiosk", "paused", "--account", "payer"]);
    expect(paused.inclusion.block).toBeGreaterThan(registered.inclusion.block);

    const raw = await RawClient.open(rpc);
    const { result } = await raw.call("state_getStorage", storageKey(device), paused.inclusion.blockHash);
    raw.close();
    const value = Buffer.from(fromHex(z.string().parse(result)) ?? new Uint8Array());
    for (const text of ["coco-tiny", "other", "hall"]) expect(value.includes(text)).toBe(true);

    const show = ["device", "show", "kiosk"];
    const shown = await done(z.looseObject({ capabilities: z.looseObject({}) }), show);
    expect(shown).toMatchObject({
      device,
      status: "paused",
      nonce: "1",
      metadata: "hall",
      capabilities: {
        arch: "arm64",
        ramMib: 8192,
        models: ["coco-tiny", "other"],
        milliTokensPerSecond: 12_500,
      },
    });
    // In this process: a third start would only cost time.
    const human = await runCoco(show, { environment });
    expect(human.out).toContain("12.5 tokens/s");
  });

  test("an update changes what it names and leaves the rest", async () => {
    await done(changeSchema, ["device", "update", "kiosk", "--gpu", "V3D", "--account", "payer"]);
    const list = await done(z.array(z.looseObject({})), ["device", "list"]);
    expect(list).toMatchObject([
      { device, status: "paused", metadata: "hall", capabilities: { gpu: "V3D", arch: "arm64" } },
    ]);
  });

  test("failures have the exit codes of the documentation", async () => {
    const pause = ["device", "status", "kiosk", "active", "--account", "payer"];
    expect(await failed(["device", "register", "--device", "kiosk", "--account", "payer"])).toEqual([
      1,
      "deviceRegistry.DeviceAlreadyRegistered",
    ]);
    expect(await failed(["device", "show", "payer"])).toEqual([1, "device_unknown"]);
    expect(await failed(["device", "status", "kiosk", "asleep"])).toEqual([2, "usage"]);
    expect(await failed(["chain", "status"], { COCO_RPC: "ws://127.0.0.1:1" })).toEqual([
      3,
      "chain_unreachable",
    ]);
    await writeFile(join(folder, "wrong"), "not the passphrase\n", { mode: 0o600 });
    expect(await failed(pause, { COCO_PASSPHRASE_FILE: join(folder, "wrong") })).toEqual([
      4,
      "bad_passphrase",
    ]);
    expect(await failed(["chain", "start", "--port", "0"])).toEqual([1, "folder_locked"]);
  });

  test("no secret is in a process's arguments, in a file, or in what was said", async () => {
    const asking = startCoco(["account", "import", "late"], environment);
    // The process waits for its input: now it can be looked at from outside.
    await new Promise((resolve) => setTimeout(resolve, 500));
    asking.process.stdin?.write(`0x${"feed".repeat(16)}\n`);
    if (process.platform === "linux") {
      const seen = await readFile(`/proc/${asking.process.pid ?? 0}/cmdline`, "utf8");
      expect(seen).toContain("import");
      expect(seen).not.toMatch(/feed|correct horse/);
    }
    asking.process.stdin?.end();
    const { code, out, err } = await asking.ended;
    expect(code).toBe(0);
    expect(out + err).not.toMatch(/feedfeed|correct horse/);
    for (const file of await readdir(join(folder, "home", "accounts"))) {
      const text = await readFile(join(folder, "home", "accounts", file), "utf8");
      expect(text).not.toMatch(/feedfeed|correct horse/);
    }
  });

  test("the chain stops on Ctrl-C with 0, says what it is, and goes on where it was", async () => {
    chain.process.kill("SIGINT");
    const { code, err } = await chain.ended;
    expect(code).toBe(0);
    expect(err).toContain("development chain");
    chain = startCoco(["chain", "start", "--port", "0", "--json"], environment);
    environment = { ...environment, COCO_RPC: startedSchema.parse(JSON.parse(await chain.firstLine)).rpc };
    const status = await done(z.looseObject({ best: z.number() }), ["chain", "status"]);
    expect(status).toMatchObject({ development: true, specName: "coco", pooled: 0 });
    expect(status.best).toBeGreaterThan(4);
    expect(await done(z.looseObject({}), ["device", "show", "kiosk"])).toMatchObject({
      device,
      status: "paused",
    });
  });

  test("pages of other sites and rebound names do not reach the chain", async () => {
    const { WebSocket } = await import("ws");
    const refused = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve) => {
        const socket = new WebSocket(environment["COCO_RPC"] ?? "", { headers });
        socket.once("unexpected-response", (_request, response) => resolve(response.statusCode));
        socket.once("open", () => {
          socket.close();
          resolve(101);
        });
      });
    expect(await refused({ origin: "https://evil.example" })).toBe(403);
    expect(await refused({ host: "evil.example:9944" })).toBe(403);
    expect(await refused({ origin: "http://localhost:3000" })).toBe(101);
  });
});

/** The key of `deviceRegistry.devices(account)`, as any substrate tool computes it. */
function storageKey(account: string): string {
  const [pallet, item] = ["DeviceRegistry", "Devices"].map((name) => xxhashAsHex(name, 128).slice(2));
  return `0x${pallet ?? ""}${item ?? ""}${blake2AsHex(account, 128).slice(2)}${account.slice(2)}`;
}
