import { type AccountId, type Millis, type Presence, PRESENCE_EXPIRY_MS } from "../../protocol/index.ts";
import { type Candidate, compareCandidates, type Strategy } from "./match.ts";
import { OrderedList } from "./ordered-list.ts";

/** Slots that a node is believed to have: tabs run one job at a time, an inference server behind one some. */
export const MAX_BELIEVED_SLOTS = 4;

/** ms. Asked last for this long after an unused lease, twice as long after each further requester's, up to the maximum. */
const SUSPECT_MS = 30_000;
const MAX_SUSPECT_MS = 10 * 60_000;

/** Accounts whose unused leases are remembered, also when they reconnect; the oldest are forgotten. */
const MAX_SUSPECTS = 20_000;

/** Unused leases of a node by who had asked. */
interface Suspicion {
  readonly by: ReadonlySet<string>;
  readonly untilMs: Millis;
}

export interface PresentNode extends Candidate {
  readonly owner: AccountId;
  readonly connectedAtMs: Millis;
  readonly completed: number;
  readonly running: number;
  /** Slots that it ever had free; what is given back by a finished job never exceeds them. */
  readonly slots: number;
}

/** Who is there with which models. An order for each model and strategy, so that matching does not look at everybody. */
export class PresenceRegistry {
  readonly #nodes = new Map<AccountId, PresentNode>();
  readonly #suspicions = new Map<AccountId, Suspicion>();
  readonly #byModel = new Map<string, Record<Strategy, OrderedList<Candidate>>>();

  get(account: AccountId): PresentNode | null {
    return this.#nodes.get(account) ?? null;
  }

  get size(): number {
    return this.#nodes.size;
  }

  [Symbol.iterator](): Iterator<PresentNode> {
    return this.#nodes.values();
  }

  /** Nodes with `model` in the order of `strategy`; null when nobody has it. */
  candidates(model: string, strategy: Strategy): Iterable<Candidate> | null {
    return this.#byModel.get(model)?.[strategy] ?? null;
  }

  announce(account: AccountId, owner: AccountId, presence: Presence, nowMs: Millis): PresentNode {
    const before = this.#nodes.get(account);
    return this.#put({
      account,
      owner,
      presence: {
        ...presence,
        models: [...new Set(presence.models)],
        freeSlots: Math.min(MAX_BELIEVED_SLOTS, presence.freeSlots),
      },
      assignedAtMs: before?.assignedAtMs ?? 0,
      coolUntilMs: before?.coolUntilMs ?? 0,
      suspectUntilMs: this.#suspicions.get(account)?.untilMs ?? 0,
      shownMilliTokensPerSecond: before?.shownMilliTokensPerSecond ?? null,
      expiresAtMs: nowMs + PRESENCE_EXPIRY_MS,
      connectedAtMs: before?.connectedAtMs ?? nowMs,
      completed: before?.completed ?? 0,
      running: before?.running ?? 0,
      slots: Math.max(before?.slots ?? 1, Math.min(MAX_BELIEVED_SLOTS, presence.freeSlots)),
    });
  }

  /** Null for a node that has not announced itself. */
  heartbeat(
    account: AccountId,
    beat: Pick<Presence, "freeSlots" | "freeQueue" | "milliTokensPerSecond">,
    nowMs: Millis,
  ): PresentNode | null {
    return this.#change(account, (node) => ({
      ...node,
      presence: {
        ...node.presence,
        freeSlots: Math.min(MAX_BELIEVED_SLOTS, beat.freeSlots),
        freeQueue: beat.freeQueue,
        milliTokensPerSecond: beat.milliTokensPerSecond,
      },
      expiresAtMs: nowMs + PRESENCE_EXPIRY_MS,
      slots: Math.max(node.slots, Math.min(MAX_BELIEVED_SLOTS, beat.freeSlots)),
    }));
  }

  /** A slot, or a place in the queue, is given away; the node's next heartbeat says how many are left in truth. */
  take(account: AccountId, nowMs: Millis): PresentNode | null {
    return this.#change(account, (node) => {
      const { freeSlots, freeQueue } = node.presence;
      const left = freeSlots > 0 ? { freeSlots: freeSlots - 1 } : { freeQueue: Math.max(0, freeQueue - 1) };
      return { ...node, assignedAtMs: nowMs, presence: { ...node.presence, ...left } };
    });
  }

  /** A slot is free again. */
  giveBack(account: AccountId): PresentNode | null {
    return this.#change(account, (node) => ({
      ...node,
      presence: { ...node.presence, freeSlots: Math.min(node.slots, node.presence.freeSlots + 1) },
    }));
  }

  coolDown(account: AccountId, untilMs: Millis): PresentNode | null {
    return this.#change(account, (node) => ({ ...node, coolUntilMs: untilMs }));
  }

  /**
   * A lease of it was not used. One requester counts once, or a single one could slander a node for long; who `by` is has
   * to be told apart by the caller.
   */
  suspect(account: AccountId, by: string, nowMs: Millis): void {
    const before = this.#suspicions.get(account);
    const all = new Set(before?.by).add(by);
    const longMs = Math.min(MAX_SUSPECT_MS, SUSPECT_MS * 2 ** Math.min(all.size - 1, 10));
    const untilMs = Math.max(before?.untilMs ?? 0, nowMs + longMs);
    // Past the maximum more names change nothing.
    const kept = all.size > 16 && before ? before.by : all;
    this.#suspicions.delete(account);
    this.#suspicions.set(account, { by: kept, untilMs });
    const oldest = this.#suspicions.keys().next();
    if (this.#suspicions.size > MAX_SUSPECTS && !oldest.done) this.#suspicions.delete(oldest.value);
    this.#change(account, (node) => ({ ...node, suspectUntilMs: untilMs }));
  }

  /** It did a job. `milliTokensPerSecond`: what its record showed, null when it is too short to tell. */
  trust(account: AccountId, milliTokensPerSecond: number | null): void {
    this.#suspicions.delete(account);
    this.#change(account, (node) => ({
      ...node,
      suspectUntilMs: 0,
      shownMilliTokensPerSecond: milliTokensPerSecond ?? node.shownMilliTokensPerSecond,
    }));
  }

  count(account: AccountId, change: { running?: number; completed?: number }): PresentNode | null {
    return this.#change(account, (node) => ({
      ...node,
      running: Math.max(0, node.running + (change.running ?? 0)),
      completed: node.completed + (change.completed ?? 0),
    }));
  }

  remove(account: AccountId): boolean {
    const node = this.#nodes.get(account);
    if (!node) return false;
    this.#unindex(node);
    return this.#nodes.delete(account);
  }

  /** Nodes that were not heard of in time; they are still there until `remove`. */
  expired(nowMs: Millis): AccountId[] {
    return [...this.#nodes.values()].filter((node) => node.expiresAtMs <= nowMs).map((node) => node.account);
  }

  #change(account: AccountId, change: (node: PresentNode) => PresentNode): PresentNode | null {
    const node = this.#nodes.get(account);
    return node ? this.#put(change(node)) : null;
  }

  #put(node: PresentNode): PresentNode {
    const before = this.#nodes.get(node.account);
    if (before) this.#unindex(before);
    this.#nodes.set(node.account, node);
    for (const model of node.presence.models) {
      let lists = this.#byModel.get(model);
      if (!lists) {
        lists = {
          fastest: new OrderedList(compareCandidates("fastest")),
          cheapest: new OrderedList(compareCandidates("cheapest")),
        };
        this.#byModel.set(model, lists);
      }
      lists.fastest.add(node);
      lists.cheapest.add(node);
    }
    return node;
  }

  #unindex(node: PresentNode): void {
    for (const model of node.presence.models) {
      const lists = this.#byModel.get(model);
      if (!lists) continue;
      lists.fastest.remove(node);
      lists.cheapest.remove(node);
      if (lists.fastest.size === 0) this.#byModel.delete(model);
    }
  }
}
