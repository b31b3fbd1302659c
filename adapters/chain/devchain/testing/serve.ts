/** A development chain behind a real HTTP server on a free port of the loopback, for tests. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { openDevchain, type Devchain, type DevchainOptions } from "../devchain.ts";
import { loadRuntime } from "../runtime-artifact.ts";

export interface ServedDevchain {
  readonly chain: Devchain;
  readonly url: string;
  /** Cuts every connection, as a broken network does. */
  cut(): void;
  close(): Promise<void>;
}

/** `port`: any free one by default. */
export async function serveDevchain({
  port: wanted = 0,
  ...options
}: Partial<DevchainOptions> & { readonly port?: number } = {}): Promise<ServedDevchain> {
  const runtime = await loadRuntime();
  if (!runtime.ok) throw new Error(runtime.error.message);
  const { wasm, properties } = runtime.value;
  const opened = await openDevchain({ folder: null, wasm, properties, preset: "development", ...options });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message ?? ""}`);
  const chain = opened.value;
  const server = createServer();
  const sockets = new Set<Duplex>();
  server.on("upgrade", (request, socket, head) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    chain.handleUpgrade(request, socket, head);
  });
  await new Promise<void>((resolve) => server.listen(wanted, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    chain,
    url: `ws://127.0.0.1:${port}/rpc`,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      await chain.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
