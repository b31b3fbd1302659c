import type { Duplex } from "node:stream";
import type { IncomingMessage } from "node:http";
import { type RawData, WebSocket, WebSocketServer } from "ws";
import {
  type AccountId,
  err,
  MAX_SIGNALING_MESSAGE_BYTES,
  type Millis,
  ok,
  type Result,
} from "../protocol/index.ts";
import { TokenBuckets } from "./core/token-bucket.ts";
import { CLOSE_GRACE_MS, MAX_SOCKETS, type RateRules } from "./limits.ts";

/** Why we closed a socket; 4000–4999 are ours to define (RFC 6455 §7.4.2). The close reason is the code in words. */
export const CLOSE_CODES = {
  going_away: 1001,
  malformed: 4400,
  silent: 4408,
  replaced: 4409,
  rate_limited: 4429,
} as const;
export type CloseReason = keyof typeof CLOSE_CODES;

/** Looks at each message before anybody else; a reason closes the socket and nobody else sees the message. */
export type Guard = (text: string) => CloseReason | "drop" | null;

/** A socket whose messages pass a guard first, whoever listens to it: PeerServer has none of its own. */
export class GuardedSocket extends WebSocket {
  guard: Guard = () => null;

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event !== "message") return super.emit(event, ...args);
    if (this.readyState !== WebSocket.OPEN) return false;
    const [data, isBinary] = args as [RawData, boolean];
    const verdict = isBinary ? "malformed" : this.guard(textOf(data));
    if (verdict === null) return super.emit(event, ...args);
    if (verdict !== "drop") this.refuse(verdict);
    return false;
  }

  /** Closes with one of our codes, by force when the other side does not close as well. */
  refuse(reason: CloseReason): void {
    this.close(CLOSE_CODES[reason], reason);
    const timer = setTimeout(() => this.terminate(), CLOSE_GRACE_MS);
    this.once("close", () => clearTimeout(timer));
  }
}

function textOf(data: RawData): string {
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString("utf8");
  return (Array.isArray(data) ? Buffer.concat(data) : data).toString("utf8");
}

/** Who comes in. A place takes one socket; the caller has checked that the account may have this one. */
export interface Entrant {
  readonly place: string;
  readonly account: AccountId;
  readonly address: string;
}

/** One proven socket a place: a newer one replaces the older at once. */
export interface SocketDoor {
  /** Refused: no place is left for this account, and the raw socket is still the caller's to answer. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, entrant: Entrant): Promise<Result<null>>;
  get(place: string): GuardedSocket | null;
  readonly size: number;
  readonly isFull: boolean;
  close(): Promise<void>;
}

export function createSocketDoor(options: {
  rates: Pick<RateRules, "messages" | "messageBytes">;
  now: () => Millis;
  /** Asked in the turn in which `onSocket` follows: a code refuses. */
  refuses?: (entrant: Entrant) => string | null;
  /** Called with each new socket before its first message. `guard` runs after the rate limits. */
  onSocket: (socket: GuardedSocket, request: IncomingMessage, entrant: Entrant) => Guard;
  /** Last words to a socket that a newer one replaces, or that the shutdown closes. */
  farewell: (socket: GuardedSocket, reason: "replaced" | "going_away") => void;
}): SocketDoor {
  const { rates, now, refuses, onSocket, farewell } = options;
  const server = new WebSocketServer<typeof GuardedSocket>({
    noServer: true,
    maxPayload: MAX_SIGNALING_MESSAGE_BYTES,
    clientTracking: false,
    perMessageDeflate: false,
    WebSocket: GuardedSocket,
  });
  const sockets = new Map<string, GuardedSocket>();
  const turns = new Map<string, Promise<unknown>>();
  let closed = false;

  async function leave(old: GuardedSocket, reason: "replaced" | "going_away"): Promise<void> {
    if (old.readyState === WebSocket.CLOSED) return;
    const gone = new Promise((resolve) => old.once("close", resolve));
    farewell(old, reason);
    old.refuse(reason);
    await gone;
  }

  async function enter(
    request: IncomingMessage,
    raw: Duplex,
    head: Buffer,
    entrant: Entrant,
  ): Promise<Result<null>> {
    const { place } = entrant;
    const old = sockets.get(place);
    if (old) await leave(old, "replaced");
    if (closed || raw.destroyed) {
      raw.destroy();
      return ok(null);
    }
    const code = refuses?.(entrant) ?? null;
    if (code !== null) return err({ code });
    server.handleUpgrade(request, raw, head, (socket) => {
      const messages = new TokenBuckets(rates.messages, 1);
      const bytes = new TokenBuckets(rates.messageBytes, 1);
      sockets.set(place, socket);
      // An unheard error would end the process; its close follows.
      socket.on("error", () => undefined);
      socket.on("close", () => {
        if (sockets.get(place) === socket) sockets.delete(place);
      });
      const inner = onSocket(socket, request, entrant);
      socket.guard = (text) => {
        const nowMs = now();
        if (messages.take("", nowMs) > 0 || bytes.take("", nowMs, text.length) > 0) return "rate_limited";
        return inner(text);
      };
    });
    return ok(null);
  }

  return {
    upgrade(request, raw, head, entrant) {
      const { place } = entrant;
      const turn = (turns.get(place) ?? Promise.resolve()).then(() => enter(request, raw, head, entrant));
      turns.set(place, turn);
      return turn.finally(() => {
        if (turns.get(place) === turn) turns.delete(place);
      });
    },
    get: (place) => sockets.get(place) ?? null,
    get size() {
      return sockets.size;
    },
    get isFull() {
      return sockets.size >= MAX_SOCKETS;
    },
    async close() {
      closed = true;
      await Promise.allSettled([...sockets.values()].map((socket) => leave(socket, "going_away")));
      server.close();
    },
  };
}
