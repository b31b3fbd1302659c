/** The RPC over WebSockets. Connections take turns, one message each, so that a busy one costs the others at most one call. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer, type RawData } from "ws";
import {
  MAX_RPC_CONNECTIONS,
  MAX_RPC_MESSAGE_BYTES,
  MAX_RPC_QUEUE,
  MAX_RPC_QUEUE_BYTES,
  MAX_RPC_UNREAD_BYTES,
  YIELD_AFTER_MS,
} from "./limits.ts";
import type { Rpc } from "./rpc.ts";
import { RpcSession } from "./rpc-session.ts";

/** WebSocket close codes, RFC 6455 §7.4.1. */
const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;

interface Connection {
  readonly socket: WebSocket;
  readonly session: RpcSession;
  readonly queue: string[];
  queuedBytes: number;
}

export class RpcServer {
  readonly #rpc: Rpc;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_RPC_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  readonly #connections = new Set<Connection>();
  /** Connections with something to do, in the order of their turns. */
  readonly #waiting = new Set<Connection>();
  #pumping = false;

  constructor(rpc: Rpc) {
    this.#rpc = rpc;
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  /** For an HTTP server's `upgrade` event. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#connections.size >= MAX_RPC_CONNECTIONS) {
      socket.once("finish", () => socket.destroy());
      socket.end("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (accepted) =>
      this.#serve(accepted, gathering(socket)),
    );
  }

  /** Serves a socket that is open already. */
  handle(socket: WebSocket): void {
    this.#serve(socket, () => undefined);
  }

  /** `beforeSend` is called before every message. */
  #serve(socket: WebSocket, beforeSend: () => void): void {
    if (this.#connections.size >= MAX_RPC_CONNECTIONS) {
      socket.close(TRY_AGAIN_LATER, "too many connections");
      return;
    }
    const session = new RpcSession((message) => {
      beforeSend();
      send(socket, message);
    });
    const connection: Connection = { socket, session, queue: [], queuedBytes: 0 };
    this.#connections.add(connection);
    socket.on("message", (received) => this.#receive(connection, asText(received)));
    // `ws` closes an oversized or malformed message with 1009 or 1007 by itself; its error event must not stay unheard.
    socket.on("error", () => socket.terminate());
    socket.on("close", () => this.#forget(connection));
  }

  async close(): Promise<void> {
    const closed = [...this.#connections].map(({ socket }) => goodbye(socket));
    await Promise.all(closed);
    this.#sockets.close();
  }

  #receive(connection: Connection, message: string): void {
    if (
      connection.queue.length >= MAX_RPC_QUEUE ||
      connection.queuedBytes + message.length > MAX_RPC_QUEUE_BYTES
    ) {
      connection.socket.close(POLICY_VIOLATION, "too many messages at once");
      this.#forget(connection);
      return;
    }
    connection.queue.push(message);
    connection.queuedBytes += message.length;
    this.#waiting.add(connection);
    if (!this.#pumping) {
      this.#pumping = true;
      setImmediate(() => this.#pump());
    }
  }

  #pump(): void {
    const start = performance.now();
    for (const connection of this.#waiting) {
      if (performance.now() - start > YIELD_AFTER_MS) break;
      this.#waiting.delete(connection);
      const message = connection.queue.shift();
      if (message === undefined) continue;
      connection.queuedBytes -= message.length;
      if (connection.queue.length > 0) this.#waiting.add(connection); // to the end of the line
      if (connection.socket.readyState === WebSocket.OPEN) this.#rpc.handle(message, connection.session);
    }
    if (this.#waiting.size > 0) setImmediate(() => this.#pump());
    else this.#pumping = false;
  }

  #forget(connection: Connection): void {
    this.#connections.delete(connection);
    this.#waiting.delete(connection);
    connection.queue.length = 0;
    connection.session.close();
  }
}

/**
 * Messages of one turn leave together: a block of a thousand transactions tells a watcher a thousand things, and a write
 * of its own for each took a tenth of the chain's time.
 */
function gathering(stream: Duplex): () => void {
  return () => {
    if (stream.writableCorked > 0) return;
    stream.cork();
    process.nextTick(() => stream.uncork());
  };
}

function send(socket: WebSocket, message: string): void {
  if (socket.readyState !== WebSocket.OPEN) return;
  if (socket.bufferedAmount > MAX_RPC_UNREAD_BYTES) socket.terminate();
  else socket.send(message);
}

function asText(received: RawData): string {
  if (Array.isArray(received)) return Buffer.concat(received).toString("utf8");
  return Buffer.isBuffer(received) ? received.toString("utf8") : Buffer.from(received).toString("utf8");
}

/** ms. A client that does not answer a close is cut off after this. */
const GOODBYE_MS = 500;

function goodbye(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState === WebSocket.CLOSED) {
      resolve();
      return;
    }
    const timer = setTimeout(() => socket.terminate(), GOODBYE_MS);
    socket.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(GOING_AWAY, "the chain stops");
  });
}
