/** The composition root: one process with everything that `npm start` runs. */
import type { IncomingMessage } from "node:http";
import { chmod, mkdir } from "node:fs/promises";
import { openSqliteStore } from "../adapters/storage/sqlite.ts";
import type { PolkadotChain } from "../adapters/chain/polkadot.ts";
import { createNodeClient } from "../client/node.ts";
import { createGateway } from "../gateway/index.ts";
import { type AccountId, err, type GenesisHash, ok, type Result } from "../protocol/index.ts";
import { createSignaling } from "../signaling/index.ts";
import { connectChain, openEmbeddedChain, upgradeEmbeddedChain } from "./chain.ts";
import type { ServerConfig } from "./config.ts";
import { type StartError, startError } from "./errors.ts";
import { type HttpServer, listen } from "./http-server.ts";
import { createMetricsRoute } from "./metrics-route.ts";
import { readPagePolicy } from "./page-policy.ts";
import { createRoutes, type Parts } from "./routes.ts";
import { apiKeys, openAccounts } from "./secrets.ts";
import { openStaticFiles } from "./static-files.ts";
import { VERSION } from "./version.ts";

/** ms. Running answers may take this long to end when the server stops. */
export const DRAIN_LIMIT_MS = 10_000;
/** ms. Sockets that do not close by themselves after the drain are cut. */
const CUT_AFTER_MS = 1_000;

export interface ServerOptions {
  readonly config: ServerConfig;
  /** The built app; null serves none. */
  readonly appFolder: string | null;
  /** One line for people; never holds secrets. */
  readonly log: (line: string) => void;
}

export interface RunningServer {
  /** Where people and clients reach it, for instance `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly port: number;
  readonly genesis: GenesisHash;
  readonly operator: AccountId;
  readonly gatewayAccount: AccountId;
  /** Whether gateway callers must show a key. */
  readonly keysAsked: boolean;
  /** The chain as the server itself sees it. */
  readonly chain: PolkadotChain;
  /** Drains, then closes everything. Idempotent. */
  close(): Promise<void>;
}

type Closer = () => Promise<void>;

/** Starts everything in order; what was started is closed again when a later part refuses. */
export async function startServer(options: ServerOptions): Promise<Result<RunningServer, StartError>> {
  const closers: Closer[] = [];
  const closeAll = async () => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop())
      await close().catch((error: unknown) => options.log(`while stopping: ${describe(error)}`));
  };
  try {
    const started = await start(options, closers);
    if (!started.ok) {
      await closeAll();
      return started;
    }
    let closing: Promise<void> | null = null;
    return ok({ ...started.value, close: () => (closing ??= closeAll()) });
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function start(
  { config, appFolder, log }: ServerOptions,
  closers: Closer[],
): Promise<Result<Omit<RunningServer, "close">, StartError>> {
  try {
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
    await chmod(config.dataDir, 0o700);
  } catch {
    const message = `DATA_DIR (${config.dataDir}) is no folder that this user can make and own. Choose another one.`;
    return err({ code: "bad_config", message });
  }
  // The store's lock is the folder's: the system drops it with the process, so a kill -9 leaves none behind.
  const store = await openSqliteStore(config.dataDir);
  if (!store.ok) {
    const { code, message } = startError(store.error);
    return err({ code, message: `${message} (DATA_DIR is ${config.dataDir})` });
  }
  closers.push(() => store.value.close());

  const accounts = await openAccounts(config);
  if (!accounts.ok) return accounts;
  const { operator, gateway: gatewayKey } = accounts.value;

  const parts: Parts = {
    chain: null,
    signaling: null,
    gateway: null,
    files: null,
    metrics: null,
    draining: false,
  };
  const outer = await listen({ ...config, ...createRoutes(parts, config, { internal: false }) });
  if (!outer.ok) return outer;
  closers.push(() => outer.value.close(CUT_AFTER_MS));
  const own = await ownAddress(config, outer.value, parts, closers);
  if (!own.ok) return own;

  const embedded = await openEmbeddedChain(config, (line) => log(`chain: ${line}`));
  if (!embedded.ok) return embedded;
  const chainUrl = embedded.value === null ? config.chain : `ws://${own.value}/rpc`;
  if (embedded.value !== null) {
    const { devchain } = embedded.value;
    parts.chain = devchain;
    closers.push(() => devchain.close());
    const upgraded = await upgradeEmbeddedChain(embedded.value, chainUrl, log);
    if (!upgraded.ok) return upgraded;
  }
  const connected = await connectChain({ url: chainUrl, operator, embedded: embedded.value !== null, log });
  if (!connected.ok) return connected;
  const chain = connected.value;
  closers.push(() => chain.close());

  const signaling = await createSignaling({
    store: store.value,
    chain,
    genesis: chain.genesis,
    name: config.networkName,
    version: VERSION,
    iceServers: config.iceServers,
    relayOnly: config.relayOnly,
    gateway: gatewayKey.account,
    allowedOrigins: [
      ...config.corsOrigins,
      ...(config.publicUrl === null ? [] : [new URL(config.publicUrl).origin]),
    ],
    ...(config.trustProxy ? { addressOf: forwardedFor } : {}),
  });
  parts.signaling = signaling;
  closers.push(() => signaling.close());

  const client = createNodeClient({ baseURL: `http://${own.value}`, keystore: gatewayKey });
  closers.push(() => client.close());
  const keys = await apiKeys(config, log);
  const gateway = createGateway({
    client,
    apiKeys: keys,
    corsOrigins: config.corsOrigins,
    health: async () => {
      const { nodes, head } = signaling.snapshot();
      const details = {
        version: VERSION,
        chain: chain.connected,
        block: head?.number ?? null,
        nodes: nodes.length,
      };
      return { healthy: chain.connected, details };
    },
    now: () => Date.now(),
    onError: (error) => log(`gateway: ${describe(error)}`),
  });
  parts.gateway = gateway;
  closers.push(async () => {
    parts.draining = true;
    await Promise.race([gateway.drained(), limit(DRAIN_LIMIT_MS)]);
    await gateway.close();
  });
  parts.metrics = createMetricsRoute({ signaling, gateway, apiKeys: keys });
  parts.files = await openStaticFiles(appFolder, await readPagePolicy(appFolder));

  const { port } = outer.value;
  return ok({
    url: publicAddress(config, port),
    port,
    genesis: chain.genesis,
    operator: operator.account,
    gatewayAccount: gatewayKey.account,
    keysAsked: keys !== null,
    chain,
  });
}

/** `host:port` where this process reaches itself without TLS, names or keys in the way. */
async function ownAddress(
  config: ServerConfig,
  outer: HttpServer,
  parts: Parts,
  closers: Closer[],
): Promise<Result<string, StartError>> {
  if (config.loopback && config.tls === null) return ok(`${bracketed(config.host)}:${outer.port}`);
  const host = "127.0.0.1";
  const inner = await listen({
    host,
    port: 0,
    tls: null,
    ...createRoutes(parts, config, { internal: true }),
  });
  if (!inner.ok) return inner;
  closers.push(() => inner.value.close(CUT_AFTER_MS));
  return ok(`${host}:${inner.value.port}`);
}

function publicAddress(config: ServerConfig, port: number): string {
  if (config.publicUrl !== null) return config.publicUrl.replace(/\/+$/, "");
  const host = config.host === "0.0.0.0" || config.host === "::" ? "localhost" : bracketed(config.host);
  return `${config.tls === null ? "http" : "https"}://${host}:${port}`;
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** The address that the one proxy in front saw; what stands before it in the header anybody may have written. */
function forwardedFor(request: IncomingMessage): string {
  const header = request.headers["x-forwarded-for"];
  const last = (Array.isArray(header) ? header.at(-1) : header)?.split(",").at(-1)?.trim();
  return last ?? request.socket.remoteAddress ?? "";
}

function limit(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : "unknown error";
}
