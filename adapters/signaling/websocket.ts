import {
  challengeSchema,
  formatPeerProof,
  MAX_SIGNALING_MESSAGE_BYTES,
  type NodeMessage,
  peerProofMessage,
  type SignalingMessage,
  signalingMessageSchema,
} from "../../protocol/index.ts";
import type { Keystore } from "../keystore/port.ts";
import { backoffMs } from "./backoff.ts";
import type { NodeLink } from "./port.ts";

/** ms. A server that neither opens nor refuses within this is tried again. */
const OPEN_TIMEOUT_MS = 8_000;
/** Close code of signaling: a newer socket of the same identity took over. Coming back would start a war of two tabs. */
const CLOSED_REPLACED = 4409;

/** The node's control connection over a WebSocket at `/v1/node`. `origin` without a trailing slash. Starts at once. */
export function openNodeLink(options: {
  origin: string;
  keystore: Keystore;
  random?: () => number;
}): NodeLink {
  const { origin, keystore, random = Math.random } = options;
  const messageListeners = new Set<(message: SignalingMessage) => void>();
  const statusListeners = new Set<(status: NodeLink["status"]) => void>();
  const life = new AbortController();
  let status: NodeLink["status"] = "connecting";
  let socket: WebSocket | null = null;

  function setStatus(next: NodeLink["status"]): void {
    if (status === next || status === "closed") return;
    status = next;
    for (const listener of statusListeners) listener(next);
  }

  async function proofText(): Promise<string> {
    const response = await fetch(`${origin}/v1/challenge`, {
      signal: AbortSignal.any([life.signal, AbortSignal.timeout(OPEN_TIMEOUT_MS)]),
    });
    const challenge = challengeSchema.parse(await response.json());
    const bytes = peerProofMessage.encode(
      {
        identity: keystore.account,
        role: "node",
        challenge: challenge.challenge,
        expiresAtMs: BigInt(challenge.expiresAtMs),
      },
      challenge.genesis,
    );
    return formatPeerProof(bytes, await keystore.sign(bytes));
  }

  /** Resolves when the connection is over; true when it had been open. */
  async function live(): Promise<boolean> {
    const proof = await proofText();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const ws = new WebSocket(`${origin.replace(/^http/, "ws")}/v1/node?proof=${proof}`);
    socket = ws;
    let opened = false;
    const openTimer = setTimeout(() => ws.close(), OPEN_TIMEOUT_MS);
    ws.addEventListener("message", (event: MessageEvent<unknown>) => {
      const message = parseSignalingMessage(event.data);
      // A server that does not speak our protocol is not listened to any further.
      if (message === null) {
        ws.close(4400, "malformed");
        return;
      }
      if (message.type === "welcome") {
        opened = true;
        clearTimeout(openTimer);
        setStatus("online");
      }
      for (const listener of messageListeners) listener(message);
    });
    ws.addEventListener("close", (event) => {
      clearTimeout(openTimer);
      if (event.code === CLOSED_REPLACED) {
        setStatus("replaced");
        life.abort();
      }
      resolve(opened);
    });
    const stop = (): void => ws.close();
    life.signal.addEventListener("abort", stop, { once: true });
    const result = await promise;
    life.signal.removeEventListener("abort", stop);
    socket = null;
    return result;
  }

  async function run(): Promise<void> {
    let attempt = 0;
    const closed = (): boolean => life.signal.aborted;
    while (!closed()) {
      const opened = await live().catch(() => false);
      if (closed()) break;
      setStatus("offline");
      attempt = opened ? 0 : attempt + 1;
      await sleep(backoffMs(attempt + 1, random()), life.signal);
    }
  }
  const running = run();

  return {
    get status() {
      return status;
    },
    onStatus(listener) {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    send(message: NodeMessage) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    onMessage(listener) {
      messageListeners.add(listener);
      return () => messageListeners.delete(listener);
    },
    async close() {
      life.abort();
      setStatus("closed");
      await running;
    },
  };
}

function parseSignalingMessage(raw: unknown): SignalingMessage | null {
  if (typeof raw !== "string" || raw.length > MAX_SIGNALING_MESSAGE_BYTES) return null;
  try {
    return signalingMessageSchema.parse(JSON.parse(raw));
  } catch {
    return null;
  }
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  const stop = (): void => resolve(undefined);
  signal.addEventListener("abort", stop, { once: true });
  await promise;
  clearTimeout(timer);
  signal.removeEventListener("abort", stop);
}
