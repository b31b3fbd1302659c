/** A client that submits extrinsics and watches them, with nothing between it and the RPC that could be slow itself. */
import { once } from "node:events";
import { WebSocket } from "ws";

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string; readonly data?: string };
  readonly params?: { readonly subscription: string; readonly result: unknown };
}

export class Watcher {
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static async open(url: string): Promise<Watcher> {
    const socket = new WebSocket(url);
    await once(socket, "open");
    return new Watcher(socket);
  }

  /** Sends all at once; ms until the last one is in a block. Rejects when one is refused. */
  submit(extrinsics: readonly string[]): Promise<number> {
    const socket = this.#socket;
    const start = performance.now();
    let left = extrinsics.length;
    return new Promise((resolve, reject) => {
      const finish = (refusal: string | null): void => {
        socket.off("message", listen);
        if (refusal === null) resolve(performance.now() - start);
        else reject(new Error(`the chain refused a transfer: ${refusal}`));
      };
      const listen = (text: Buffer): void => {
        const { error, params } = JSON.parse(text.toString()) as Message;
        if (error !== undefined) finish(error.data ?? error.message);
        else if (isIn(params?.result) && --left === 0) finish(null);
        else if (isLost(params?.result)) finish(JSON.stringify(params?.result));
      };
      socket.on("message", listen);
      extrinsics.forEach((extrinsic, id) =>
        socket.send(
          JSON.stringify({
            jsonrpc: "2.0",
            id,
            method: "author_submitAndWatchExtrinsic",
            params: [extrinsic],
          }),
        ),
      );
    });
  }

  close(): void {
    this.#socket.close();
  }
}

function isIn(status: unknown): boolean {
  return typeof status === "object" && status !== null && "inBlock" in status;
}

function isLost(status: unknown): boolean {
  return (
    status === "invalid" ||
    status === "dropped" ||
    (typeof status === "object" && status !== null && "usurped" in status)
  );
}
