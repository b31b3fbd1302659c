/** A signaling server on a real port of loopback, and real sockets to it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { WebSocket } from "ws";
import { createMemoryStore } from "../../adapters/storage/memory.ts";
import type { Store } from "../../adapters/storage/port.ts";
import { type NodeMessage, type SignalingMessage, signalingMessageSchema } from "../../protocol/index.ts";
import { createSignaling, type Signaling, type SignalingOptions } from "../index.ts";
import { createFakeChain, type FakeChain } from "./fake-chain.ts";
import { accept, createPerson, GENESIS, jobOf, type Person, presence, proofFor } from "./people.ts";
import { jobIdOf, type LeaseId, nodePeerId, type Presence, requesterPeerId } from "../../protocol/index.ts";

export interface Network {
  readonly origin: string;
  readonly signaling: Signaling;
  readonly chain: FakeChain;
  readonly store: Store;
  close(): Promise<void>;
}

export async function startNetwork(
  options: Partial<SignalingOptions> & { chain?: FakeChain; store?: Store; port?: number } = {},
): Promise<Network> {
  const chain = options.chain ?? createFakeChain(GENESIS);
  const store = options.store ?? createMemoryStore();
  const signaling = await createSignaling({ genesis: GENESIS, ...options, store, chain });
  const listener = getRequestListener(signaling.app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  server.on("upgrade", (request, socket, head) => {
    if (!signaling.handleUpgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signaling,
    chain,
    store,
    async close() {
      await signaling.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A socket that remembers what it was told. */
export class Line<T> {
  readonly socket: WebSocket;
  readonly heard: T[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly opened: Promise<boolean>;
  /** HTTP status of a refused upgrade. */
  refusal: { status: number; body: string } | null = null;
  #wake = Promise.withResolvers<undefined>();

  constructor(url: string, parse: (raw: string) => T, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(url, { headers });
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.opened = promise;
    this.socket.on("open", () => resolve(true));
    this.socket.on("error", () => resolve(false));
    this.socket.on("unexpected-response", (_request, response) => {
      let body = "";
      response.on("data", (piece: Buffer) => (body += piece.toString()));
      response.on("end", () => {
        this.refusal = { status: response.statusCode ?? 0, body };
        resolve(false);
      });
    });
    this.closed = new Promise((ended) =>
      this.socket.on("close", (code, reason) => ended({ code, reason: reason.toString() })),
    );
    this.socket.on("message", (raw: Buffer) => {
      this.heard.push(parse(raw.toString()));
      this.#wake.resolve(undefined);
      this.#wake = Promise.withResolvers<undefined>();
    });
  }

  /** The first message, from `from` on, for which `wanted` holds. */
  async hear<W extends T>(wanted: (message: T) => message is W, from = 0): Promise<W> {
    for (let at = from; ; at++) {
      while (at >= this.heard.length) await this.#wake.promise;
      const message = this.heard[at];
      if (message !== undefined && wanted(message)) return message;
    }
  }

  send(message: unknown): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }
}

export type PeerMessage = { type: string; src?: string; dst?: string; payload?: unknown };

/** A peer at the broker: a node at its one place, or a requester at a new one. */
export async function connectPeer(
  network: Network,
  person: Person,
  options: { role?: "node" | "requester"; id?: string; proof?: string } = {},
): Promise<Line<PeerMessage>> {
  const { role = "node" } = options;
  const key = options.proof ?? (await proofFor(network.origin, person, { role }));
  const id = options.id ?? (role === "node" ? nodePeerId(person.account) : requesterPeerId(person.account));
  const url = `${network.origin.replace("http", "ws")}/v1/peer/peerjs?key=${key}&id=${id}&token=any&version=1.5.5`;
  const line = new Line(url, (raw) => JSON.parse(raw) as PeerMessage);
  await line.opened;
  return line;
}

const isA =
  <K extends SignalingMessage["type"]>(type: K) =>
  (message: SignalingMessage): message is Extract<SignalingMessage, { type: K }> =>
    message.type === type;

export interface TestNode extends Person {
  readonly line: Line<SignalingMessage>;
  hear<K extends SignalingMessage["type"]>(
    type: K,
    from?: number,
  ): Promise<Extract<SignalingMessage, { type: K }>>;
  send(message: NodeMessage): void;
  /** Accepts each offer from now on. */
  acceptAll(): void;
}

/** A node that has announced itself and is known to the server. */
export async function connectNode(
  network: Network,
  options: { person?: Person; presence?: Partial<Presence> } = {},
): Promise<TestNode> {
  const person = options.person ?? createPerson();
  const url = `${network.origin.replace("http", "ws")}/v1/node?proof=${await proofFor(network.origin, person)}`;
  const line = new Line(url, (raw) => signalingMessageSchema.parse(JSON.parse(raw)));
  await line.opened;
  const node: TestNode = {
    ...person,
    line,
    hear: (type, from) => line.hear(isA(type), from),
    send: (message) => line.send(message),
    acceptAll() {
      line.socket.on("message", (raw: Buffer) => {
        const message = signalingMessageSchema.parse(JSON.parse(raw.toString()));
        if (message.type === "offer") node.send(acceptOffer(person, message.intent, message.lease));
      });
    },
  };
  await node.hear("welcome");
  const shown = shownOnce(network, person);
  node.send({ type: "announce", presence: presence(options.presence), owner: person.account });
  await shown;
  return node;
}

function shownOnce(network: Network, person: Person): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const off = network.signaling.onEvent((event) => {
    if (event.type === "node" && event.node.account === person.account) resolve(undefined);
  });
  return promise.then(off);
}

export function acceptOffer(person: Person, intent: string, lease: LeaseId): NodeMessage {
  return { type: "accept", lease, ...accept(person, jobIdOf(jobOf(intent), GENESIS), lease) };
}

export async function post(
  network: Network,
  body: unknown,
): Promise<{ status: number; body: unknown; retryAfter: string | null }> {
  const response = await fetch(`${network.origin}/v1/jobs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return {
    status: response.status,
    body: await response.json(),
    retryAfter: response.headers.get("retry-after"),
  };
}
