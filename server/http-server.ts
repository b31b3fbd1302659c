/** The one port: HTTP or HTTPS, upgrades included, closed with patience. */
import { readFile } from "node:fs/promises";
import { createServer as createHttp, type IncomingMessage, type Server } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import { err, ok, type Refusal, type Result } from "../protocol/index.ts";

/** ms. Headers must be there by then, else the socket only blocks others (slow loris). */
const HEADERS_TIMEOUT_MS = 10_000;
/** ms. Two MiB on a slow line; answers may take longer. */
const REQUEST_TIMEOUT_MS = 60_000;
/** ms. After this an idle connection is closed; longer than common proxies' own (60 s), which would else race with us. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly certPath: string; readonly keyPath: string } | null;
  readonly fetch: (request: Request, bindings: { incoming: IncomingMessage }) => Response | Promise<Response>;
  /** Takes the socket over, or ends it. */
  readonly onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface ListenError extends Refusal {
  readonly code: "port_taken" | "cannot_listen" | "bad_tls_files";
  readonly message: string;
}

export interface HttpServer {
  readonly port: number;
  /** Takes no new connections, lets requests end within `drainMs`, then cuts off what is left. */
  close(drainMs: number): Promise<void>;
}

export async function listen(options: ListenOptions): Promise<Result<HttpServer, ListenError>> {
  const secure = await readTls(options.tls);
  if (!secure.ok) return secure;
  const listener = getRequestListener(options.fetch as Parameters<typeof getRequestListener>[0], {
    overrideGlobalObjects: false,
  });
  const onRequest = (request: IncomingMessage, response: Parameters<typeof listener>[1]) =>
    void listener(request, response);
  const limits = {
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Offers of other protocols (h2c) may be passed over: those requests are served as what they are.
    shouldUpgradeCallback: (request: IncomingMessage) =>
      request.headers.upgrade?.trim().toLowerCase() === "websocket",
  };
  const server: Server =
    secure.value === null
      ? createHttp(limits, onRequest)
      : createHttps({ ...limits, ...secure.value }, onRequest);
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  const upgraded = new Set<Duplex>();
  server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    upgraded.add(socket);
    socket.once("close", () => upgraded.delete(socket));
    // A reset while the handshake is under way must not take the process down.
    socket.on("error", () => socket.destroy());
    options.onUpgrade(request, socket, head);
  });
  const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once("error", resolve);
    server.listen(options.port, options.host, () => resolve(null));
  });
  if (failure !== null) return err(refusalOf(failure, options));
  server.on("error", () => undefined);
  const { port } = server.address() as AddressInfo;
  return ok({ port, close: (drainMs) => close(server, upgraded, drainMs) });
}

async function close(server: Server, upgraded: ReadonlySet<Duplex>, drainMs: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => {
    server.closeAllConnections();
    for (const socket of upgraded) socket.destroy();
  }, drainMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}

async function readTls(
  tls: ListenOptions["tls"],
): Promise<Result<{ cert: Buffer; key: Buffer } | null, ListenError>> {
  if (tls === null) return ok(null);
  try {
    return ok({ cert: await readFile(tls.certPath), key: await readFile(tls.keyPath) });
  } catch {
    return err({
      code: "bad_tls_files",
      message:
        "COCO_TLS_CERT or COCO_TLS_KEY cannot be read. Both must be PEM files that this user may read.",
    });
  }
}

function refusalOf(error: NodeJS.ErrnoException, { host, port }: ListenOptions): ListenError {
  if (error.code === "EADDRINUSE")
    return {
      code: "port_taken",
      message: `Port ${port} on ${host} is taken. Stop what uses it, or choose another one: PORT=${port + 1}`,
    };
  return {
    code: "cannot_listen",
    message: `Cannot listen on ${host}:${port} (${error.code ?? "unknown error"}).`,
  };
}

/** Refuses an upgrade in HTTP's words. */
export function refuseUpgrade(socket: Duplex, status: 403 | 404 | 503): void {
  const reasons = { 403: "Forbidden", 404: "Not Found", 503: "Service Unavailable" };
  // Whoever keeps its half open is not waited for.
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
