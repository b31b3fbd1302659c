import type { DataConnection, Peer as PeerClass } from "peerjs";
import {
  type AccountId,
  challengeSchema,
  err,
  nodePeerId,
  ok,
  peerProofMessage,
  requesterPeerId,
  type Result,
} from "../../protocol/index.ts";
import { accountOfPeer, parsePeerMessage, type PeerMessage } from "./peer-messages.ts";
import type { PeerTransportOptions, SessionError, TransportStatus } from "./port.ts";

export type { PeerClass };
export type PeerConstructor = typeof PeerClass;

/** ms for one attempt to get a challenge, and again for the socket to open. */
const DIAL_TIMEOUT_MS = 5_000;
/** ms. First and longest pause before another attempt; the pause itself is drawn between 0 and the bound ("full jitter"). */
const BACKOFF_FIRST_MS = 500;
const BACKOFF_LONGEST_MS = 15_000;
/** ms before a node whose place a newer one with the same key took tries to have it back; two tabs must not fight. */
const REPLACED_PAUSE_MS = 60_000;
/** ms online after which the next loss starts from the first pause; shorter stays mean that somebody throws us out. */
const STABLE_AFTER_MS = 30_000;

const UNREACHABLE: SessionError = { code: "broker_unreachable", message: "the broker does not answer" };

export interface BrokerEvents {
  status(status: TransportStatus): void;
  /** An offer that may be taken; its connection is in PeerJS's hands already. */
  incoming(connection: DataConnection, from: AccountId): void;
  /** Whether an offer may be taken at all: asked before anything is allocated for it. */
  admits(from: AccountId): boolean;
  /** The broker does not know this peer. */
  unavailable(peerId: string): void;
}

/**
 * Keeps one PeerJS peer at the broker. A peer that lost its socket is never used again for new sessions, because PeerJS fixes
 * `key` (our proof, which expires) at construction; its open connections live on without it and it is garbage after them.
 */
export class BrokerLink {
  readonly #Peer: PeerConstructor;
  readonly #options: PeerTransportOptions;
  readonly #events: BrokerEvents;
  readonly #closing = new AbortController();
  /** The same for this link's whole life, so that a new socket takes the place of our lost one. */
  readonly #peerId: string;
  #peer: PeerClass | null = null;
  #refusal = UNREACHABLE;
  #replaced = false;
  #wake: (() => void) | null = null;
  #waiters = new Set<() => void>();

  constructor(Peer: PeerConstructor, options: PeerTransportOptions, events: BrokerEvents) {
    this.#Peer = Peer;
    this.#options = options;
    this.#events = events;
    const { keystore, role } = options;
    this.#peerId = role === "node" ? nodePeerId(keystore.account) : requesterPeerId(keystore.account);
    void this.#run();
  }

  /** Why the last attempt failed. */
  get refusal(): SessionError {
    return this.#refusal;
  }

  #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** The peer once it is online; null when `signal` ended the wait. */
  async whenOnline(signal: AbortSignal): Promise<PeerClass | null> {
    while (!signal.aborted && !this.#isClosed()) {
      if (this.#peer?.open) return this.#peer;
      // Waiting does not turn the operator's chain into ours.
      if (this.#refusal.code === "other_genesis") return null;
      this.wake();
      await new Promise<void>((resolve) => {
        const done = (): void => {
          this.#waiters.delete(done);
          signal.removeEventListener("abort", done);
          resolve();
        };
        this.#waiters.add(done);
        signal.addEventListener("abort", done);
      });
    }
    return null;
  }

  /** Ends the pause before the next attempt: somebody wants to connect, or the network came back. */
  wake(): void {
    this.#wake?.();
  }

  close(): void {
    this.#closing.abort();
    this.wake();
    // Not `destroy`: it would cut connections that are still saying goodbye.
    this.#peer?.disconnect();
    this.#peer = null;
    this.#tellWaiters();
  }

  async #run(): Promise<void> {
    for (let attempt = 0; !this.#isClosed(); attempt++) {
      const dialled = await this.#dial();
      if (dialled.ok && !this.#isClosed()) {
        const sinceMs = performance.now();
        this.#peer = dialled.value.peer;
        this.#refusal = UNREACHABLE;
        this.#events.status("online");
        this.#tellWaiters();
        await dialled.value.lost;
        this.#peer = null;
        if (performance.now() - sinceMs > STABLE_AFTER_MS) attempt = 0;
      } else if (dialled.ok) dialled.value.peer.destroy();
      else this.#refusal = dialled.error;
      this.#tellWaiters();
      if (this.#isClosed()) return;
      this.#events.status("offline");
      const jitterMs = Math.random() * Math.min(BACKOFF_LONGEST_MS, BACKOFF_FIRST_MS * 2 ** attempt);
      await this.#pause(this.#replaced ? REPLACED_PAUSE_MS : jitterMs);
    }
  }

  async #pause(ms: number): Promise<void> {
    // A wake may not turn the backoff into a hot loop.
    await sleep(Math.min(ms, BACKOFF_FIRST_MS));
    let timer: ReturnType<typeof setTimeout> | undefined;
    if (!this.#isClosed() && this.#waiters.size === 0)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        timer = setTimeout(resolve, Math.max(0, ms - BACKOFF_FIRST_MS));
      });
    this.#wake = null;
    clearTimeout(timer);
  }

  async #dial(): Promise<Result<{ peer: PeerClass; lost: Promise<void> }, SessionError>> {
    const key = await this.#proofKey();
    if (!key.ok) return key;
    const { origin, brokerPath, iceServers, relayOnly, keystore } = this.#options;
    const url = new URL(origin);
    const secure = url.protocol === "https:";
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- PeerJS declares its options as a class
    const peer = new this.#Peer(this.#peerId, {
      host: url.hostname,
      port: Number(url.port) || (secure ? 443 : 80),
      secure,
      path: brokerPath,
      key: key.value,
      token: stableToken(keystore.account),
      // PeerJS's own default asks Google's STUN server and a public TURN.
      config: {
        iceServers: iceServers.map((server) => ({ ...server, urls: [server.urls].flat() })) as RTCIceServer[],
        iceTransportPolicy: relayOnly ? "relay" : "all",
      },
    });
    this.#guard(peer);
    this.#replaced = false;
    peer.on("error", ({ type }) => {
      if (type === "unavailable-id") this.#replaced = true;
    });
    const lost = new Promise<void>((resolve) => {
      peer.on("disconnected", () => resolve());
      peer.on("close", () => resolve());
    });
    peer.on("connection", (connection) => {
      const from = accountOfPeer(connection.peer);
      if (from) this.#events.incoming(connection, from);
      else connection.close();
    });
    const opened = new Promise<void>((resolve) => peer.on("open", () => resolve()));
    await Promise.race([opened, lost, sleep(DIAL_TIMEOUT_MS, this.#closing.signal)]);
    if (peer.open) return ok({ peer, lost });
    peer.destroy();
    return err({
      code: "broker_unreachable",
      message: "the broker refused the connection or did not answer",
    });
  }

  /** Base64url of the signed `PeerProof` and its signature, for the upgrade's `key`. */
  async #proofKey(): Promise<Result<string, SessionError>> {
    const { origin, genesis, keystore, role } = this.#options;
    try {
      const response = await fetch(new URL("/v1/challenge", origin), {
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(DIAL_TIMEOUT_MS)]),
        cache: "no-store",
      });
      const parsed = challengeSchema.safeParse(await response.json());
      if (!parsed.success)
        return err({ code: "broker_unreachable", message: "the operator sent no challenge" });
      const { challenge, expiresAtMs } = parsed.data;
      if (parsed.data.genesis !== genesis)
        return err({ code: "other_genesis", message: "the operator settles on another chain" });
      const proof = peerProofMessage.encode(
        { identity: keystore.account, role, challenge, expiresAtMs: BigInt(expiresAtMs) },
        genesis,
      );
      const signature = await keystore.sign(proof);
      return ok(base64url(new Uint8Array([...proof, ...signature])));
    } catch {
      return err({ code: "broker_unreachable", message: "the operator does not answer" });
    }
  }

  /** Puts our parser in front of PeerJS's handler, which has no hook for it. Pinned to 1.5.5; a test fails when it moves. */
  #guard(peer: PeerClass): void {
    const inner = peer as unknown as { _handleMessage(message: PeerMessage): void };
    const handle = inner._handleMessage.bind(peer);
    inner._handleMessage = (raw) => {
      const message = parsePeerMessage(raw);
      if (message && this.#takes(peer, message)) handle(message);
    };
  }

  #takes(peer: PeerClass, message: PeerMessage): boolean {
    if (!("src" in message)) return true;
    const from = accountOfPeer(message.src);
    if (!from) return false;
    if (message.type === "EXPIRE") {
      this.#events.unavailable(message.src);
      return false;
    }
    const known = peer.getConnection(message.src, message.payload.connectionId) as DataConnection | null;
    // A second offer for a connection would close it in the middle of its first answer.
    if (message.type === "OFFER") return known === null && this.#events.admits(from);
    return known !== null;
  }

  #tellWaiters(): void {
    for (const waiter of [...this.#waiters]) waiter();
  }
}

/** PeerServer wants the same token for the same id, and refuses another for 90 s. It is no secret: the key is the proof. */
function stableToken(account: AccountId): string {
  return account.slice(2, 34);
}

function base64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal?.aborted) done();
    else signal?.addEventListener("abort", done);
  });
}
