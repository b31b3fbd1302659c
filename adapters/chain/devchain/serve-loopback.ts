/** A development chain on a port of its own, for this machine only. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, isIP } from "node:net";
import type { Duplex } from "node:stream";
import { err, ok, type Result } from "../../../protocol/index.ts";
import type { Devchain } from "./devchain.ts";
import type { DevchainError } from "./errors.ts";

export interface ServedChain {
  readonly port: number;
  /** Closes the listener, not the chain. */
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
/** Any program may use the chain, but no page of the web: its keys are well-known, and it takes anybody's calls. */
const FORBIDDEN = "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/** Serves JSON-RPC over WebSocket on loopback; port 0 takes a free one. Errors: `port_taken`. */
export async function serveOnLoopback(
  chain: Pick<Devchain, "handleUpgrade">,
  port: number,
): Promise<Result<ServedChain, DevchainError>> {
  const server = createServer((_request, response) => {
    response.writeHead(426, { connection: "close", upgrade: "websocket" }).end("JSON-RPC over WebSocket\n");
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isLocal(request)) chain.handleUpgrade(request, socket, head);
    else {
      socket.on("error", () => socket.destroy());
      socket.once("finish", () => socket.destroy());
      socket.end(FORBIDDEN);
    }
  });
  if (!(await listening(server, port)))
    return err({
      code: "port_taken",
      message: `port ${port} cannot be listened on; choose another with --port`,
    });
  return ok({
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

/** Neither another site's page (`Origin`) nor a name that somebody pointed at this machine (`Host`). */
function isLocal({ headers }: IncomingMessage): boolean {
  return (
    isLoopback(`http://${headers.host ?? ""}`) && (headers.origin === undefined || isLoopback(headers.origin))
  );
}

function isLoopback(address: string): boolean {
  try {
    const name = new URL(address).hostname;
    return name === "localhost" || name === "[::1]" || (isIP(name) === 4 && name.startsWith("127."));
  } catch {
    return false;
  }
}

function listening(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, HOST, () => resolve(true));
  });
}
