/** Ports of the loopback that nobody listens on. */
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

/** A port for each wish: the wished one where it is free, else any. Null wishes for nothing. */
export async function freePorts(wishes: readonly (number | null)[]): Promise<number[]> {
  const held = [];
  for (const wish of wishes) held.push((wish === null ? null : await hold(wish)) ?? (await hold(0)));
  const ports: number[] = [];
  // All are held before the first is let go, so that none is given twice.
  for (const server of held) {
    if (server === null) throw new Error("this machine has no free port");
    ports.push((server.address() as AddressInfo).port);
    await new Promise((closed) => server.close(closed));
  }
  return ports;
}

async function hold(port: number) {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return server;
  } catch {
    return null; // taken
  }
}
