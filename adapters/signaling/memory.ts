import {
  type AccountId,
  err,
  type GenesisHash,
  type JobPost,
  type LeaseGrant,
  type LeaseId,
  type NodeMessage,
  type NodeView,
  ok,
  type Result,
  type SignalingMessage,
  toHex,
} from "../../protocol/index.ts";
import type { NodeLink, SignalingApi, SignalingError } from "./port.ts";

type Announced = Extract<NodeMessage, { type: "announce" }>;
type Accepted = Extract<NodeMessage, { type: "accept" }>;

/**
 * An operator in one process, for tests of nodes and clients: offers a lease to the announced nodes in turn. The real
 * matcher is signaling's; here only the conversation is real.
 */
export class MemorySignaling implements SignalingApi {
  readonly #genesis: GenesisHash;
  readonly #links = new Map<AccountId, MemoryNodeLink>();
  #fence = 0;
  /** Leases granted: a warm session must not raise it. */
  leases = 0;
  /** Everything nodes said, newest last. */
  readonly heard: NodeMessage[] = [];

  constructor(genesis: GenesisHash) {
    this.#genesis = genesis;
  }

  link(account: AccountId): NodeLink {
    const link = new MemoryNodeLink(this, account);
    this.#links.set(account, link);
    queueMicrotask(() =>
      link.deliver({ type: "welcome", genesis: this.#genesis, nextNonce: null, serverTimeMs: 0 }),
    );
    return link;
  }

  leave(account: AccountId): void {
    this.#links.delete(account);
  }

  tell(account: AccountId, message: SignalingMessage): void {
    this.#links.get(account)?.deliver(message);
  }

  async info(): Promise<Result<never, SignalingError>> {
    return err({ code: "signaling_unreachable", status: null });
  }

  async nodes(): Promise<Result<readonly NodeView[], SignalingError>> {
    return ok([]);
  }

  async requestLease(post: JobPost): Promise<Result<LeaseGrant, SignalingError>> {
    this.leases++;
    let code = "model_unknown";
    for (const [node, link] of this.#links) {
      if (post.exclude?.includes(node) || !link.announced?.presence.serving) continue;
      const lease = toHex(crypto.getRandomValues(new Uint8Array(16))) as LeaseId;
      const answer = await link.offer({
        type: "offer",
        lease,
        intent: post.intent as `0x${string}`,
        signature: post.signature as `0x${string}`,
      });
      if (answer.type === "decline") {
        code = "no_free_node";
        continue;
      }
      const { acceptance, signature } = answer;
      const owner = link.announced.owner;
      return ok({
        job: toHex(new Uint8Array(32)) as LeaseGrant["job"],
        lease,
        fence: ++this.#fence,
        node,
        owner,
        acceptance,
        signature,
        expiresAtMs: 0,
      });
    }
    return err({ code, status: 503 });
  }
}

class MemoryNodeLink implements NodeLink {
  status: NodeLink["status"] = "online";
  announced: Announced | null = null;
  readonly #signaling: MemorySignaling;
  readonly #account: AccountId;
  readonly #listeners = new Set<(message: SignalingMessage) => void>();
  readonly #offers = new Map<
    LeaseId,
    (answer: Accepted | Extract<NodeMessage, { type: "decline" }>) => void
  >();

  constructor(signaling: MemorySignaling, account: AccountId) {
    this.#signaling = signaling;
    this.#account = account;
  }

  onStatus(listener: (status: NodeLink["status"]) => void): () => void {
    queueMicrotask(() => listener(this.status));
    return () => undefined;
  }

  send(message: NodeMessage): boolean {
    if (this.status !== "online") return false;
    this.#signaling.heard.push(message);
    if (message.type === "announce") this.announced = message;
    if (message.type === "accept" || message.type === "decline") this.#offers.get(message.lease)?.(message);
    return true;
  }

  onMessage(listener: (message: SignalingMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  deliver(message: SignalingMessage): void {
    for (const listener of this.#listeners) listener(message);
  }

  offer(
    message: Extract<SignalingMessage, { type: "offer" }>,
  ): Promise<Accepted | Extract<NodeMessage, { type: "decline" }>> {
    const answer = new Promise<Accepted | Extract<NodeMessage, { type: "decline" }>>((resolve) =>
      this.#offers.set(message.lease, resolve),
    );
    this.deliver(message);
    return answer;
  }

  async close(): Promise<void> {
    this.status = "closed";
    this.#signaling.leave(this.#account);
  }
}
