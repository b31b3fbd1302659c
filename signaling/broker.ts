import type { EventEmitter } from "node:events";
import { createServer } from "node:http";
import express from "express";
import { ExpressPeerServer, type IConfig } from "peer";
import { WebSocketServer } from "ws";
import { z } from "zod";
import { type AccountId, type Millis, parsePeerId } from "../protocol/index.ts";
import { createSocketDoor, type Guard, type SocketDoor } from "./guarded-socket.ts";
import {
  BROKER_QUEUE_MS,
  BROKER_RETURN_MS,
  BROKER_SILENCE_MS,
  MAX_PLACES_PER_REQUESTER,
  MAX_SOCKET_BUFFER_BYTES,
  MAX_SOCKETS,
  type RateRules,
} from "./limits.ts";
import { ownTimers } from "./owned-timers.ts";

/** PeerServer's own key and token: who reaches it has proven more than these ever could. */
const KEY = "coco";
const TOKEN = "proven";

/** What PeerJS 1.5.5 clients send. Offers, answers and candidates are opaque to us. */
const messageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("HEARTBEAT") }),
  z.object({
    type: z.enum(["OFFER", "ANSWER", "CANDIDATE", "LEAVE"]),
    dst: z.string().refine((id) => parsePeerId(id) !== null),
  }),
]);

export interface Broker {
  /** A peer's place is its id: the caller has checked that its account and role are the proven ones. */
  readonly upgrade: SocketDoor["upgrade"];
  readonly size: number;
  readonly isFull: boolean;
  close(): Promise<void>;
}

/**
 * PeerJS's broker: the `peer` package's PeerServer behind our own door. It never sees HTTP (its `/id` and `/peers` are
 * not served), an unproven socket, a message that PeerJS would not send, or one for a peer that is not there.
 */
export function createBroker(options: { rates: RateRules; now: () => Millis }): Broker {
  const { rates, now } = options;
  const connections = new WebSocketServer({ noServer: true });
  const { result: peerServer, stop: stopTimers } = ownTimers(() => {
    // PeerServer insists on a server and on being mounted; neither ever gets a request.
    const config: Partial<IConfig> = {
      path: "/",
      key: KEY,
      expire_timeout: BROKER_QUEUE_MS,
      cleanup_out_msgs: 500,
      alive_timeout: BROKER_SILENCE_MS,
      concurrent_limit: MAX_SOCKETS + 1,
      allow_discovery: false,
      createWebSocketServer: () => connections,
    };
    const app = ExpressPeerServer(createServer(), config);
    express().use("/", app);
    return app;
  });
  // Its errors are those of single sockets, and an unheard one would end the process.
  (peerServer as unknown as EventEmitter).on("error", () => undefined);

  const leftAtMs = new Map<string, Millis>();
  /** Places that requesters hold. */
  const places = new Map<AccountId, number>();

  const door = createSocketDoor({
    rates,
    now,
    // Not the oldest instead: whoever works goes on, and no two tabs displace each other in turn.
    refuses({ place, account }) {
      const isFull = (places.get(account) ?? 0) >= MAX_PLACES_PER_REQUESTER;
      return isFull && parsePeerId(place)?.role === "requester" ? "too_many_connections" : null;
    },
    onSocket(socket, request, { place: id, account }) {
      leftAtMs.delete(id);
      const isRequester = parsePeerId(id)?.role === "requester";
      if (isRequester) places.set(account, (places.get(account) ?? 0) + 1);
      socket.on("close", () => {
        const left = (places.get(account) ?? 0) - 1;
        if (isRequester && left > 0) places.set(account, left);
        else if (isRequester) places.delete(account);
        leftAtMs.set(id, now());
        const oldest = leftAtMs.keys().next();
        if (leftAtMs.size > MAX_SOCKETS && !oldest.done) leftAtMs.delete(oldest.value);
      });
      request.url = `/peerjs?${new URLSearchParams({ key: KEY, id, token: TOKEN }).toString()}`;
      connections.emit("connection", socket, request);
      return guardOf(id, (text) => socket.send(text));
    },
    // PeerJS makes `unavailable-id` of it: an error that says why, where a bare close would only start a reconnect.
    farewell(socket, reason) {
      if (reason === "replaced")
        socket.send(
          JSON.stringify({ type: "ID-TAKEN", payload: { msg: "A newer connection took this id" } }),
        );
    },
  });

  function guardOf(id: string, reply: (text: string) => void): Guard {
    return (text) => {
      const message = parseMessage(text);
      if (message === null) return "malformed";
      if (message.type === "HEARTBEAT") return null;
      const peer = door.get(message.dst);
      if (peer && peer.bufferedAmount > MAX_SOCKET_BUFFER_BYTES) peer.terminate();
      if (peer || message.type === "LEAVE") return null;
      // A peer that is just reconnecting gets it from PeerServer's queue; for any other the sender need not wait.
      if ((leftAtMs.get(message.dst) ?? -Infinity) + BROKER_RETURN_MS > now()) return null;
      reply(JSON.stringify({ type: "EXPIRE", src: message.dst, dst: id }));
      return "drop";
    };
  }

  return {
    upgrade: (...of) => door.upgrade(...of),
    get size() {
      return door.size;
    },
    get isFull() {
      return door.isFull;
    },
    async close() {
      await door.close();
      stopTimers();
      connections.close();
    },
  };
}

function parseMessage(text: string): z.infer<typeof messageSchema> | null {
  try {
    return messageSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
