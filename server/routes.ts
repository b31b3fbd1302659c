/** Which part answers which path, on the one port. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { ApiError, errorResponse, type Gateway, unknownUrl } from "../gateway/index.ts";
import type { Signaling } from "../signaling/index.ts";
import { hostAllowed, originAllowed } from "./access.ts";
import type { Devchain } from "../adapters/chain/devchain/index.ts";
import type { ServerConfig } from "./config.ts";
import { refuseUpgrade } from "./http-server.ts";
import type { StaticFiles } from "./static-files.ts";

export interface Bindings {
  readonly incoming: IncomingMessage;
}

/** Parts that stand already; requests for the rest are told to wait. */
export interface Parts {
  chain: Pick<Devchain, "handleUpgrade"> | null;
  signaling: Signaling | null;
  gateway: Gateway | null;
  files: StaticFiles | null;
  metrics: ((request: Request) => Promise<Response>) | null;
  /** Stopping: what runs may end, nothing new begins. */
  draining: boolean;
}

const GATEWAY_PATHS = /^\/(?:v1\/chat\/|v1\/models(?:\/|$)|health$)/;
const SIGNALING_PATHS = /^\/v1\/(?:challenge|network|nodes|jobs|events)(?:\/|$)/;
const RPC_PATH = "/rpc";

type Access = Pick<ServerConfig, "loopback" | "publicUrl" | "corsOrigins" | "publicRpc">;

/** `internal`: this process's own listener, where its own RPC is always open. */
export function createRoutes(parts: Parts, access: Access, options: { internal: boolean }) {
  const rpcOpen = options.internal || access.loopback || access.publicRpc;

  async function fetch(request: Request, bindings: Bindings): Promise<Response> {
    if (!options.internal && !hostAllowed(bindings.incoming.headers.host, access))
      return errorResponse(
        new ApiError(403, "This server does not answer to this name.", { code: "host_refused" }),
      );
    const { pathname } = new URL(request.url);
    if (GATEWAY_PATHS.test(pathname)) {
      if (parts.gateway === null || (parts.draining && request.method === "POST")) return unavailable();
      return parts.gateway.app.fetch(request, bindings);
    }
    if (SIGNALING_PATHS.test(pathname))
      return parts.signaling === null ? unavailable() : parts.signaling.app.fetch(request, bindings);
    if (pathname === "/metrics") return parts.metrics === null ? unavailable() : parts.metrics(request);
    if (pathname.startsWith("/v1/")) return unknownUrl(request.method, pathname);
    return page(request);
  }

  function page(request: Request): Response {
    if (request.method !== "GET" && request.method !== "HEAD")
      return new Response("Method not allowed\n", { status: 405, headers: { allow: "GET, HEAD" } });
    if (parts.files === null) return unavailable();
    return parts.files.respond(request) ?? parts.files.notFound(request);
  }

  function onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { host, origin } = request.headers;
    if (!options.internal && !hostAllowed(host, access)) refuseUpgrade(socket, 403);
    else if ((request.url ?? "").split("?")[0] === RPC_PATH) {
      if (parts.chain === null) refuseUpgrade(socket, 404);
      else if (!rpcOpen || !originAllowed(origin, host, access)) refuseUpgrade(socket, 403);
      else parts.chain.handleUpgrade(request, socket, head);
    } else if (parts.signaling === null) refuseUpgrade(socket, 503);
    else if (!parts.signaling.handleUpgrade(request, socket, head)) refuseUpgrade(socket, 404);
  }

  return { fetch, onUpgrade };
}

function unavailable(): Response {
  const response = errorResponse(
    new ApiError(503, "The server is starting or stopping. Try again in a moment.", { code: "unavailable" }),
  );
  response.headers.set("retry-after", "1");
  return response;
}
