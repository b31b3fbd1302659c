import {
  type AccountId,
  type GenesisHash,
  type Millis,
  type NodeMessage,
  nodeMessageSchema,
  PRESENCE_EXPIRY_MS,
  type SignalingMessage,
} from "../protocol/index.ts";
import { createSocketDoor, type GuardedSocket, type SocketDoor } from "./guarded-socket.ts";
import { MAX_SOCKET_BUFFER_BYTES, MAX_SOCKETS, type RateRules } from "./limits.ts";

export interface NodeGate {
  /** A node's place is its account. */
  readonly upgrade: SocketDoor["upgrade"];
  /** False when the node is not connected. */
  readonly send: (account: AccountId, message: SignalingMessage) => boolean;
  isConnected(account: AccountId): boolean;
  /** When its connection was lost; the start of this server for a node that never came; null while it is connected. */
  goneSinceMs(account: AccountId): Millis | null;
  readonly isFull: boolean;
  /** Closes connections that said nothing for too long. */
  sweep(nowMs: Millis): void;
  close(): Promise<void>;
}

/** The control connections of nodes: who is connected, what they say, parsed. What it means is the caller's. */
export function createNodeGate(options: {
  rates: RateRules;
  genesis: GenesisHash;
  now: () => Millis;
  /** Of this device's next update; null when it is not registered. */
  nextNonce: (account: AccountId) => Promise<bigint | null>;
  onMessage: (account: AccountId, message: NodeMessage, address: string) => void;
  onLeft: (account: AccountId) => void;
}): NodeGate {
  const { rates, genesis, now, nextNonce, onMessage, onLeft } = options;
  const startedAtMs = now();
  const heardAtMs = new Map<AccountId, Millis>();
  const lostAtMs = new Map<AccountId, Millis>();

  const door = createSocketDoor({
    rates,
    now,
    onSocket(socket, _request, { account, address }) {
      heardAtMs.set(account, now());
      lostAtMs.delete(account);
      socket.on("close", () => {
        // Not when a newer socket has taken its place.
        if (door.get(account) !== null) return;
        heardAtMs.delete(account);
        lostAtMs.set(account, now());
        const oldest = lostAtMs.keys().next();
        if (lostAtMs.size > MAX_SOCKETS && !oldest.done) lostAtMs.delete(oldest.value);
        onLeft(account);
      });
      void welcome(socket, account);
      return (text) => {
        const message = parseNodeMessage(text);
        if (message === null) return "malformed";
        heardAtMs.set(account, now());
        onMessage(account, message, address);
        return "drop";
      };
    },
    farewell(socket, reason) {
      say(socket, { type: "error", code: reason });
    },
  });

  async function welcome(socket: GuardedSocket, account: AccountId): Promise<void> {
    const nonce = await nextNonce(account);
    say(socket, {
      type: "welcome",
      genesis,
      nextNonce: nonce === null ? null : nonce.toString(),
      serverTimeMs: Math.floor(now()),
    });
  }

  function say(socket: GuardedSocket, message: SignalingMessage): boolean {
    if (socket.readyState !== socket.OPEN) return false;
    if (socket.bufferedAmount > MAX_SOCKET_BUFFER_BYTES) {
      socket.terminate();
      return false;
    }
    socket.send(JSON.stringify(message));
    return true;
  }

  return {
    upgrade: (...of) => door.upgrade(...of),
    send(account, message) {
      const socket = door.get(account);
      return socket !== null && say(socket, message);
    },
    isConnected: (account) => door.get(account) !== null,
    goneSinceMs: (account) => (door.get(account) ? null : (lostAtMs.get(account) ?? startedAtMs)),
    get isFull() {
      return door.isFull;
    },
    sweep(nowMs) {
      for (const [account, atMs] of heardAtMs)
        if (atMs + PRESENCE_EXPIRY_MS <= nowMs) door.get(account)?.refuse("silent");
    },
    close: () => door.close(),
  };
}

function parseNodeMessage(text: string): NodeMessage | null {
  try {
    return nodeMessageSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
