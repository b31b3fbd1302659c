/** The small server: brokering, presence, matching, job states, sponsoring. The server room mounts it on one HTTP server. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Hono } from "hono";
import type { JobChain } from "../adapters/chain/port.ts";
import type { Store } from "../adapters/storage/port.ts";
import {
  type AccountId,
  type GenesisHash,
  type Millis,
  type NetworkEvent,
  type NetworkInfo,
  type NodeMessage,
  type NodeView,
} from "../protocol/index.ts";
import { type JobRecord, viewJob } from "./core/job-record.ts";
import { type PresentNode, PresenceRegistry } from "./core/presence.ts";
import { UnclaimedLeases } from "./core/unclaimed.ts";
import { createBroker } from "./broker.ts";
import { createEventHub, createNodePublisher, type Head } from "./events.ts";
import { createHttp, type Env } from "./http.ts";
import { createJobDesk } from "./jobs.ts";
import { createLeasing } from "./leasing.ts";
import { openLedger } from "./ledger.ts";
import {
  DEFAULT_RATES,
  MAX_LISTED_NODES,
  NODE_LOST_AFTER_MS,
  type RateRules,
  SWEEP_INTERVAL_MS,
} from "./limits.ts";
import { createNodeGate } from "./node-gate.ts";
import { createOfferBook } from "./offers.ts";
import { createOrigins } from "./origins.ts";
import { createProofGate } from "./proof-gate.ts";
import { openSponsor } from "./sponsor.ts";
import { createUpgrades, PEER_PATH } from "./upgrades.ts";

export { DEFAULT_RATES, type RateRules } from "./limits.ts";

/** Sweeps between two looks at what is to be deleted. */
const SWEEPS_PER_PRUNE = 60;

export interface SignalingOptions {
  readonly store: Store;
  /** Null: no chain here; records wait on disk. */
  readonly chain: JobChain | null;
  readonly genesis: GenesisHash;
  readonly name?: string;
  readonly version?: string;
  readonly iceServers?: NetworkInfo["iceServers"];
  readonly relayOnly?: boolean;
  /** The gateway's own account; it serves many people, so no limit for one identity holds for it. */
  readonly gateway?: AccountId | null;
  /** Web pages of other origins that may use this server, `*` for all; same-origin pages always may. */
  readonly allowedOrigins?: readonly string[];
  /** Who a request is from. Behind a reverse proxy: its forwarded header. Default: the socket's address. */
  readonly addressOf?: (request: IncomingMessage) => string;
  readonly rates?: Partial<RateRules>;
  /** Unix ms. */
  readonly now?: () => Millis;
  /** Cryptographic random bytes. */
  readonly random?: (bytes: number) => Uint8Array;
}

export interface Signaling {
  /** `/v1/*`: `challenge`, `network`, `nodes`, `jobs`, `events`. */
  readonly app: Hono<Env>;
  /** False: not a path of ours, the caller goes on routing. True: the socket is ours now. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** What changes in public, for pages and metrics in this process. Returns the unsubscriber. */
  onEvent(listener: (event: NetworkEvent) => void): () => void;
  snapshot(): Extract<NetworkEvent, { type: "snapshot" }>;
  /** Records and registrations that wait for the chain. */
  readonly waitingForChain: number;
  /** Tells everybody to go, closes every socket and stream. The store and the chain are the caller's to close. */
  close(): Promise<void>;
}

export async function createSignaling(options: SignalingOptions): Promise<Signaling> {
  const { store, chain, genesis } = options;
  const now = options.now ?? Date.now;
  const random = options.random ?? ((bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)));
  const rates = { ...DEFAULT_RATES, ...options.rates };
  const addressOf = options.addressOf ?? ((request: IncomingMessage) => request.socket.remoteAddress ?? "");
  const origins = createOrigins(options.allowedOrigins ?? []);

  const presence = new PresenceRegistry();
  const hub = createEventHub();
  const publisher = createNodePublisher(hub, now);
  const proofs = await createProofGate({ store, genesis, now, random });
  const ledger = await openLedger(store);
  let head: Head | null = null;

  const gate = createNodeGate({
    rates,
    genesis,
    now,
    nextNonce: (account) => sponsor.nextNonce(account),
    onMessage: (account, message, address) => void handle(account, message, address).catch(() => undefined),
    onLeft(account) {
      offers.nodeLeft(account);
      presence.remove(account);
      publisher.left(account);
    },
  });
  const offers = createOfferBook(gate.send);
  const desk = createJobDesk({
    ledger,
    presence,
    sponsor: () => sponsor,
    send: gate.send,
    genesis,
    rates,
    now,
  });
  const sponsor = await openSponsor({
    store,
    chain,
    random: () => (random(1)[0] ?? 0) / 256,
    onOutcome: desk.outcome,
  });
  const broker = createBroker({ rates, now });

  async function handle(account: AccountId, message: NodeMessage, address: string): Promise<void> {
    switch (message.type) {
      case "announce": {
        show(presence.announce(account, message.owner, message.presence, now()), true);
        return;
      }
      case "heartbeat": {
        show(presence.heartbeat(account, message, now()), false);
        return;
      }
      case "accept": {
        const { acceptance, signature } = message;
        const known = offers.answer(account, message.lease, { type: "accepted", acceptance, signature });
        if (!known) gate.send(account, { type: "revoke", lease: message.lease, code: "offer_expired" });
        return;
      }
      case "decline":
        offers.answer(account, message.lease, { type: "declined", code: message.code });
        return;
      case "job":
        return desk.reported(account, message);
      case "record":
        return desk.recorded(account, message, address);
      case "register":
        return desk.registering(account, message, address);
      case "update":
        return desk.updating(account, message);
    }
  }

  function show(node: PresentNode | null, urgent: boolean): void {
    if (node) publisher.changed(viewNode(node), urgent);
  }

  const gateway = options.gateway ?? null;
  /** The node may be dead, or its requester went away: one requester counts once; the gateway, who is ours, each time. */
  function unused(record: JobRecord, node: AccountId): void {
    presence.suspect(node, record.requester === gateway ? record.job : record.requester, now());
  }
  // What ran out while the server was away is not the nodes' fault.
  const startedAtMs = now();

  const unclaimed = new UnclaimedLeases();
  const offChange = ledger.onChange((record, before) => {
    hub.publish({ type: "job", job: viewJob(record) });
    if (before?.state.phase === "leased") unclaimed.release(record.job);
    const was = before?.state.phase === "running" ? before.state.node : null;
    const is = record.state.phase === "running" ? record.state.node : null;
    if (was !== is && was !== null) show(presence.count(was, { running: -1 }), true);
    if (was !== is && is !== null) show(presence.count(is, { running: 1 }), true);
    if (
      before?.state.phase === "leased" &&
      record.state.phase === "matching" &&
      before.state.expiresAtMs <= record.updatedAtMs &&
      before.state.expiresAtMs > startedAtMs
    )
      unused(record, before.state.node);
    if (record.state.phase === "recorded" && before?.state.phase !== "recorded")
      show(presence.count(record.state.node, { completed: 1 }), true);
  });
  const offHead =
    chain?.onHead((next) => {
      head = { number: next.number, hash: next.hash };
      hub.publish({ type: "head", head });
    }) ?? (() => undefined);
  // A quiet chain has no new block for long: start from the one it has.
  const first = await chain?.head();
  if (first?.ok) head ??= { number: first.value.number, hash: first.value.hash };

  const snapshot = (): Extract<NetworkEvent, { type: "snapshot" }> => ({
    type: "snapshot",
    nodes: nodes(),
    jobs: ledger.recent().map(viewJob),
    head,
  });
  const nodes = (): NodeView[] => [...presence].slice(0, MAX_LISTED_NODES).map(viewNode);

  let sweeps = 0;
  let sweeping: Promise<unknown> = Promise.resolve();
  async function sweep(): Promise<void> {
    const nowMs = now();
    gate.sweep(nowMs);
    await ledger.sweep(nowMs, ({ state }) => {
      const goneMs = "node" in state ? gate.goneSinceMs(state.node) : null;
      return goneMs !== null && goneMs + NODE_LOST_AFTER_MS <= nowMs;
    });
    if (++sweeps % SWEEPS_PER_PRUNE === 1) {
      await proofs.sweep();
      await ledger.prune(nowMs);
    }
  }
  // What ran out while the server was away is settled before anybody asks.
  await sweep();
  const sweeper = setInterval(() => {
    // A failing store is told to those who ask for something; the next sweep tries again.
    sweeping = sweeping.then(sweep).catch(() => undefined);
  }, SWEEP_INTERVAL_MS);
  sweeper.unref();

  const upgrades = createUpgrades({ proofs, gate, broker, origins, rates, now, addressOf });
  const app = createHttp({
    rates,
    proofs,
    ledger,
    hub,
    origins,
    unlimited: new Set(options.gateway ? [options.gateway] : []),
    now,
    addressOf,
    network: {
      name: options.name ?? "coco",
      genesis,
      iceServers: options.iceServers ?? [],
      relayOnly: options.relayOnly ?? false,
      brokerPath: PEER_PATH,
      gateway: options.gateway ?? null,
      operator: chain?.operator ?? null,
      version: options.version ?? "0.0.0",
    },
    lease: createLeasing({ ledger, presence, offers, send: gate.send, genesis, now, random, unused }),
    unclaimed,
    nodes,
    snapshot,
    cancelled(record) {
      const newest = record.grants.at(-1);
      if (newest) gate.send(newest.node, { type: "revoke", lease: newest.lease, code: "cancelled" });
    },
  });

  return {
    app,
    handleUpgrade: (request, socket, upgradeHead) => upgrades.handle(request, socket, upgradeHead),
    onEvent: hub.listen,
    snapshot,
    get waitingForChain() {
      return sponsor.waiting;
    },
    async close() {
      clearInterval(sweeper);
      upgrades.close();
      offHead();
      hub.close();
      await Promise.all([gate.close(), broker.close()]);
      await sponsor.close();
      await sweeping;
      offChange();
    },
  };
}

function viewNode(node: PresentNode): NodeView {
  const { account, presence, connectedAtMs, running, completed } = node;
  return { account, presence, connectedAtMs: Math.floor(connectedAtMs), running, completed };
}
