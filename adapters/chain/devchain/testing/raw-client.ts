/** A JSON-RPC client that sends whatever a test wants, well-formed or not. */
import { WebSocket } from "ws";

export interface Reply {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
  readonly method?: string;
  readonly params?: { readonly subscription: string; readonly result: unknown };
}

export class RawClient {
  readonly #socket: WebSocket;
  readonly #received: Reply[] = [];
  #arrived: () => void = () => undefined;
  #last = 0;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (text: Buffer) => {
      this.#received.push(JSON.parse(text.toString()) as Reply);
      this.#arrived();
    });
    socket.on("error", () => undefined);
    this.closed = new Promise((resolve) => socket.once("close", resolve));
  }

  static async open(url: string): Promise<RawClient> {
    const socket = new WebSocket(url);
    const client = new RawClient(socket);
    await new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    return client;
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  async call(method: string, ...params: unknown[]): Promise<Reply> {
    const id = ++this.#last;
    this.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    return this.next((reply) => reply.id === id);
  }

  /** The next unread message that fits; ten seconds at most. */
  async next(fits: (reply: Reply) => boolean = () => true): Promise<Reply> {
    const until = Date.now() + 10_000;
    for (;;) {
      const index = this.#received.findIndex(fits);
      const [found] = index < 0 ? [] : this.#received.splice(index, 1);
      if (found !== undefined) return found;
      if (Date.now() > until) throw new Error("no such message in ten seconds");
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
        setTimeout(resolve, 1_000);
      });
    }
  }

  close(): void {
    this.#socket.close();
  }
}
