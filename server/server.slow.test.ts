import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { connectChain } from "./chain.ts";
import { openAccounts } from "./secrets.ts";
import { readConfig, type RunningServer, startServer } from "./index.ts";

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (let cleanup = cleanups.pop(); cleanup !== undefined; cleanup = cleanups.pop()) await cleanup();
});

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "coco-server-"));
  cleanups.push(() => rm(path, { recursive: true }));
  return path;
}

async function start(environment: Record<string, string>) {
  const config = readConfig({ PORT: "0", ...environment });
  if (!config.ok) throw new Error(config.error.message);
  const lines: string[] = [];
  const started = await startServer({
    config: config.value,
    appFolder: null,
    log: (line) => lines.push(line),
  });
  if (started.ok) cleanups.push(() => started.value.close());
  return { started, lines };
}

async function running(
  environment: Record<string, string> = {},
): Promise<RunningServer & { dataDir: string; lines: string[] }> {
  const dataDir = environment["DATA_DIR"] ?? (await folder());
  const { started, lines } = await start({ DATA_DIR: dataDir, ...environment });
  if (!started.ok) throw new Error(started.error.message);
  return { ...started.value, dataDir, lines };
}

/** `fetch` does not let its caller choose the `Host`. */
async function statusWithHost(server: RunningServer, host: string): Promise<number | undefined> {
  const sent = request({ port: server.port, host: "127.0.0.1", path: "/health", headers: { host } });
  sent.end();
  const [response] = (await once(sent, "response")) as [{ statusCode?: number; resume(): void }];
  response.resume();
  return response.statusCode;
}

/** The status that an upgrade was refused with, or 101. */
async function upgradeStatus(url: string, origin?: string): Promise<number> {
  const socket = new WebSocket(url, origin === undefined ? {} : { origin });
  return new Promise((resolve, reject) => {
    socket.on("unexpected-response", (_, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on("open", () => {
      socket.close();
      resolve(101);
    });
    socket.on("error", reject);
  });
}

const readySchema = z.object({ url: z.string(), genesis: z.string(), operator: z.string() });

async function startProcess(
  dataDir: string,
): Promise<{ child: ChildProcess; ready: z.infer<typeof readySchema> }> {
  const script = fileURLToPath(new URL("fixtures/serve.ts", import.meta.url));
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, PORT: "0", DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "inherit"],
  });
  cleanups.push(async () => child.kill("SIGKILL"));
  for await (const line of createInterface({ input: child.stdout }))
    return { child, ready: readySchema.parse(JSON.parse(line)) };
  throw new Error("the server said nothing");
}

describe("the server", () => {
  it("answers health, models, network and metrics, and OpenAI's errors under /v1", async () => {
    const server = await running();
    const get = async (path: string) => fetch(`${server.url}${path}`);
    expect(await (await get("/health")).json()).toMatchObject({ status: "ok", chain: true, nodes: 0 });
    expect(await (await get("/v1/models")).json()).toEqual({ object: "list", data: [] });
    expect(await (await get("/v1/network")).json()).toMatchObject({
      genesis: server.genesis,
      operator: server.operator,
      gateway: server.gatewayAccount,
    });
    expect(await (await get("/metrics")).text()).toContain('coco_nodes{serving="true"} 0');
    const unknown = await get("/v1/nope");
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { error: { code: "unknown_url" } }]);
    expect((await get("/nope")).status).toBe(404);
  });

  it("funds its operator on the development chain, and keeps its folder from other users", async () => {
    const server = await running();
    const balance = await server.chain.balance();
    expect(balance.ok && balance.value > 0n).toBe(true);
    expect((await stat(server.dataDir)).mode & 0o777).toBe(0o700);
    expect((await stat(join(server.dataDir, "keys", "operator.keystore.json"))).mode & 0o777).toBe(0o600);
  });

  it("funds its operator on a development chain elsewhere as well", async () => {
    const chain = await running();
    const server = await running({ COCO_CHAIN: `${chain.url.replace("http", "ws")}/rpc` });
    expect(server.genesis).toBe(chain.genesis);
    const balance = await server.chain.balance();
    expect(balance.ok && balance.value > 0n).toBe(true);
    expect(server.lines.join("\n")).toContain("was funded from the development faucet");
  });

  it("refuses a second server on the same folder, and a taken port, in words", async () => {
    const server = await running();
    const second = await start({ DATA_DIR: server.dataDir });
    expect(second.started).toMatchObject({ ok: false, error: { code: "storage_locked" } });
    const port = await start({ DATA_DIR: await folder(), PORT: String(server.port) });
    expect(port.started).toMatchObject({ ok: false, error: { code: "port_taken" } });
    expect(port.started.ok ? "" : port.started.error.message).toContain(`PORT=${server.port + 1}`);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  it("comes back after a kill -9 with the same chain and the same accounts", async () => {
    const dataDir = await folder();
    const first = await startProcess(dataDir);
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    const second = await running({ DATA_DIR: dataDir });
    expect([second.genesis, second.operator]).toEqual([first.ready.genesis, first.ready.operator]);
  });

  it("knows its block before a new one comes", async () => {
    const server = await running();
    const health = (await (await fetch(`${server.url}/health`)).json()) as { block: number | null };
    expect(health.block).toEqual(expect.any(Number));
    expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/^coco_chain_block \d+$/m);
  });

  it("serves a request that offers another protocol as plain HTTP", async () => {
    const server = await running();
    const headers = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAMAAABk" };
    const sent = request({ port: server.port, host: "127.0.0.1", path: "/health", headers });
    sent.end();
    const [response] = (await once(sent, "response")) as [{ statusCode?: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(200);
  });

  it("says in words that its folder is none, and that its chain is not there", async () => {
    const file = await start({ DATA_DIR: "/dev/null" });
    expect(file.started).toMatchObject({ ok: false, error: { code: "bad_config" } });
    const config = readConfig({ DATA_DIR: await folder() });
    if (!config.ok) throw new Error(config.error.message);
    const accounts = await openAccounts(config.value);
    if (!accounts.ok) throw new Error(accounts.error.message);
    const lines: string[] = [];
    const connected = await connectChain({
      url: "ws://127.0.0.1:1",
      operator: accounts.value.operator,
      embedded: false,
      log: (line) => lines.push(line),
      timeoutMs: 50,
    });
    expect(connected).toMatchObject({ ok: false, error: { code: "chain_unreachable" } });
    expect(lines).toEqual(["waiting for the chain at ws://127.0.0.1:1"]);
  });

  it("frees port and folder when it is closed", async () => {
    const server = await running();
    await server.close();
    const again = await running({ DATA_DIR: server.dataDir, PORT: String(server.port) });
    expect(again.genesis).toBe(server.genesis);
  });
});

describe("a loopback server", () => {
  it("does not answer to names that others point at this machine", async () => {
    const server = await running();
    expect(await statusWithHost(server, "rebound.example")).toBe(403);
    expect(await statusWithHost(server, "localhost")).toBe(200);
  });

  it("opens the chain's RPC to programs and its own pages, not to other sites", async () => {
    const server = await running();
    const rpc = `${server.url.replace("http", "ws")}/rpc`;
    expect(await upgradeStatus(rpc)).toBe(101);
    expect(await upgradeStatus(rpc, server.url)).toBe(101);
    expect(await upgradeStatus(rpc, "https://evil.example")).toBe(403);
    expect(await upgradeStatus(`${rpc}/other`)).toBe(404);
  });
});

describe("a refused upgrade", () => {
  it("costs no descriptor, even when the caller keeps its half open", async () => {
    const server = await running();
    const socket = connect({ host: "127.0.0.1", port: server.port, allowHalfOpen: true });
    socket.write(
      `GET /nope HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    let said = "";
    socket.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await new Promise((resolve) => socket.once("end", resolve));
    expect(said).toMatch(/^HTTP\/1.1 404 /);
    // What is written to a socket that the server has destroyed comes back as a reset.
    const broken = new Promise((resolve) => socket.once("error", resolve));
    const poke = setInterval(() => socket.write("x"), 20);
    await broken;
    clearInterval(poke);
    socket.destroy();
  });
});

describe("a server that others can reach", () => {
  it("asks for the key that it made, keeps its RPC closed, and says where the key is", async () => {
    const server = await running({ HOST: "0.0.0.0" });
    const url = `http://127.0.0.1:${server.port}`;
    expect(server.keysAsked).toBe(true);
    expect((await fetch(`${url}/v1/models`)).status).toBe(401);
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    const key = (await readFile(join(server.dataDir, "api-keys"), "utf8")).trim();
    const headers = { authorization: `Bearer ${key}` };
    expect((await fetch(`${url}/v1/models`, { headers })).status).toBe(200);
    expect(await upgradeStatus(`ws://127.0.0.1:${server.port}/rpc`)).toBe(403);
    expect(server.lines.join("\n")).toContain("api-keys");
    expect(server.lines.join("\n")).not.toContain(key);
    const balance = await server.chain.balance();
    expect(balance.ok).toBe(true);
  });
});
