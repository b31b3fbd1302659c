/** The exported app behind the server's own static files and headers, with a feed that a test writes; no network behind it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { readPagePolicy } from "../../server/page-policy.ts";
import { openStaticFiles } from "../../server/static-files.ts";

export interface AppServer {
  readonly origin: string;
  /** Paths asked for so far, queries included. */
  readonly requests: readonly string[];
  /** Sends to every open feed, and first to those that open later. */
  send(event: unknown): void;
  /** Serves another `sw.js` from now on, as after a deployment. */
  newVersion(): void;
  /** Serves pages without the headers that refuse framing. */
  allowFraming(): void;
  /** Also cuts open feeds. */
  close(): Promise<void>;
}

const SCRIPT = { "content-type": "text/javascript", "cache-control": "no-cache" };

export async function serveApp(folder: string): Promise<AppServer> {
  const files = await openStaticFiles(folder, await readPagePolicy(folder));
  const encoder = new TextEncoder();
  const feeds = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const sent: unknown[] = [];
  const requests: string[] = [];
  let version = 0;
  let framing = false;
  const frame = (event: unknown) => encoder.encode(`data: ${JSON.stringify(event)}\n\n`);

  const openFeed = () => {
    let own: ReadableStreamDefaultController<Uint8Array> | null = null;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        own = controller;
        feeds.add(controller);
        for (const event of sent) controller.enqueue(frame(event));
      },
      cancel() {
        if (own !== null) feeds.delete(own);
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };

  const answer = async (request: Request): Promise<Response> => {
    const { pathname, search, origin } = new URL(request.url);
    requests.push(pathname + search);
    if (pathname === "/v1/events") return openFeed();
    if (pathname.startsWith("/v1/"))
      return Response.json({ error: { code: "gone", message: "" } }, { status: 503 });
    if (pathname === "/framing-test")
      return new Response(`<iframe src="${origin}/node"></iframe>`, {
        headers: { "content-type": "text/html" },
      });
    // A browser asks for it conditionally; the new one must not be answered by 304.
    const fresh = pathname === "/sw.js" && version > 0;
    const asked = fresh ? new Request(request.url) : request;
    const response = files.respond(asked) ?? files.notFound(asked);
    if (fresh) return new Response(`${await response.text()}\n// version ${version}`, { headers: SCRIPT });
    if (framing) {
      for (const name of ["content-security-policy", "x-frame-options"]) response.headers.delete(name);
    }
    return response;
  };

  const listener = getRequestListener(answer, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    send(event) {
      sent.push(event);
      for (const feed of feeds) feed.enqueue(frame(event));
    },
    newVersion() {
      version += 1;
    },
    allowFraming() {
      framing = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
