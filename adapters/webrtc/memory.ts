import {
  type AccountId,
  err,
  type Hex,
  type Result,
  SEND_BUFFER_LOW_BYTES,
  toHex,
} from "../../protocol/index.ts";
import { type ByteChannel, type ChannelReader, Inbox } from "./channel.ts";
import { type Deadline, deadlineFor, SessionHub } from "./hub.ts";
import type { Session, SessionError, SessionTransport, TransportOptions } from "./port.ts";

export interface MemoryLink {
  /** ms one way. */
  readonly latencyMs?: number;
  /** Bytes a ms; infinite when absent. */
  readonly bytesPerMs?: number;
  /** What a man in the middle does with a message: null drops it. */
  readonly tamper?: (
    bytes: Uint8Array<ArrayBuffer>,
    from: "initiator" | "responder",
  ) => Uint8Array<ArrayBuffer> | null;
  /** The certificates that each side sees; both see the same ones when absent. */
  readonly fingerprints?: (
    side: "initiator" | "responder",
    real: { local: Hex; remote: Hex },
  ) => { local: Hex; remote: Hex };
}

/** Brings in-memory transports together as a signaling server does, and can die, lie and come back. */
export class MemoryBroker {
  readonly link: MemoryLink;
  readonly #members = new Set<MemoryTransport>();
  readonly #redirects = new Map<AccountId, AccountId>();
  #up = true;

  constructor(link: MemoryLink = {}) {
    this.link = link;
  }

  get up(): boolean {
    return this.#up;
  }

  join(transport: MemoryTransport): void {
    this.#members.add(transport);
  }

  leave(transport: MemoryTransport): void {
    this.#members.delete(transport);
  }

  /** The newest node of this account; its requesters have places of their own. */
  find(account: AccountId): MemoryTransport | undefined {
    const asked = this.#redirects.get(account) ?? account;
    return [...this.#members].findLast((member) => member.role === "node" && member.account === asked);
  }

  /** From here on whoever asks for `from` is brought to `to`. */
  redirect(from: AccountId, to: AccountId): void {
    this.#redirects.set(from, to);
  }

  setUp(up: boolean): void {
    this.#up = up;
    for (const member of this.#members) member.brokerChanged(up);
  }
}

/** Sessions in one process: the real handshake and session over an in-memory channel with made-up certificates. */
export class MemoryTransport implements SessionTransport {
  readonly account: AccountId;
  readonly #broker: MemoryBroker;
  readonly #options: TransportOptions;
  readonly #hub: SessionHub;
  readonly #closing = new AbortController();
  readonly #channels = new Set<MemoryChannel>();

  constructor(broker: MemoryBroker, options: TransportOptions) {
    this.account = options.keystore.account;
    this.#broker = broker;
    this.#options = options;
    this.#hub = new SessionHub(options);
    broker.join(this);
    queueMicrotask(() => this.brokerChanged(broker.up));
  }

  get status(): SessionTransport["status"] {
    return this.#hub.status;
  }

  onStatus(listener: (status: SessionTransport["status"]) => void): () => void {
    return this.#hub.onStatus(listener);
  }

  onSession(listener: (session: Session) => void): () => void {
    return this.#hub.onSession(listener);
  }

  async connect(remote: AccountId, options: { signal: AbortSignal }): Promise<Result<Session, SessionError>> {
    if (this.#options.role !== "requester") throw new TypeError("only requesters connect");
    using deadline = deadlineFor(options.signal, this.#closing.signal);
    if (deadline.signal.aborted) return err(deadline.error("peer_unreachable"));
    if (!this.#broker.up) return err({ code: "broker_unreachable" });
    const peer = this.#broker.find(remote);
    if (!peer) return err({ code: "peer_unreachable", message: "the broker does not know it" });
    const [ours, theirs] = channelPair(this.#broker.link);
    const real = { local: randomFingerprint(), remote: randomFingerprint() };
    const see = this.#broker.link.fingerprints ?? ((_side: unknown, seen: typeof real) => seen);
    this.#channels.add(ours);
    peer.accept(theirs, this.account, see("responder", { local: real.remote, remote: real.local }));
    return await this.#hub.prove(ours, see("initiator", real), remote, deadline);
  }

  get role(): "requester" | "node" {
    return this.#options.role;
  }

  accept(channel: MemoryChannel, from: AccountId, fingerprints: { local: Hex; remote: Hex }): void {
    this.#channels.add(channel);
    const deadline: Deadline = deadlineFor(null, this.#closing.signal);
    this.#hub
      .prove(channel, fingerprints, from, deadline)
      .catch(() => channel.close())
      .finally(() => deadline[Symbol.dispose]());
  }

  brokerChanged(up: boolean): void {
    this.#hub.setStatus(up ? "online" : "offline");
  }

  /** The device vanishes without a word, as a killed process or a lost network does. */
  vanish(): void {
    this.#broker.leave(this);
    for (const channel of this.#channels) channel.cut();
  }

  async close(): Promise<void> {
    this.#broker.leave(this);
    this.#closing.abort();
    await this.#hub.close();
  }
}

function randomFingerprint(): Hex {
  return toHex(crypto.getRandomValues(new Uint8Array(32)));
}

function channelPair(link: MemoryLink): [MemoryChannel, MemoryChannel] {
  const a = new MemoryChannel(link, "initiator");
  const b = new MemoryChannel(link, "responder");
  a.join(b);
  b.join(a);
  return [a, b];
}

class MemoryChannel implements ByteChannel {
  readonly #link: MemoryLink;
  readonly #side: "initiator" | "responder";
  readonly #inbox = new Inbox();
  readonly #leaving = new DelayLine();
  readonly #underway = new DelayLine();
  #peer: MemoryChannel | null = null;
  #cut = false;
  #busyUntilMs = 0;
  bufferedAmount = 0;

  constructor(link: MemoryLink, side: "initiator" | "responder") {
    this.#link = link;
    this.#side = side;
  }

  join(peer: MemoryChannel): void {
    this.#peer = peer;
  }

  get closed(): boolean {
    return this.#inbox.closed;
  }

  read(reader: ChannelReader | null): void {
    this.#inbox.read(reader);
  }

  send(bytes: Uint8Array<ArrayBuffer>): boolean {
    if (this.closed) return false;
    const message = bytes.slice();
    this.bufferedAmount += message.length;
    const startMs = Math.max(performance.now(), this.#busyUntilMs);
    this.#busyUntilMs = startMs + message.length / (this.#link.bytesPerMs ?? Number.POSITIVE_INFINITY);
    this.#leaving.at(this.#busyUntilMs, () => this.#leave(message));
    return true;
  }

  #leave(message: Uint8Array<ArrayBuffer>): void {
    this.bufferedAmount -= message.length;
    if (this.bufferedAmount <= SEND_BUFFER_LOW_BYTES) this.#inbox.low();
    const tampered = this.#link.tamper ? this.#link.tamper(message, this.#side) : message;
    if (tampered) this.#arriveLater(() => this.#peer?.arrive(tampered));
  }

  #arriveLater(run: () => void): void {
    this.#underway.at(performance.now() + (this.#link.latencyMs ?? 0), run);
  }

  arrive(bytes: Uint8Array): void {
    if (!this.#cut && !this.#inbox.push(bytes)) this.close();
  }

  cut(): void {
    this.#cut = true;
    if (this.#peer) this.#peer.#cut = true;
  }

  close(): void {
    if (this.closed) return;
    this.#inbox.close();
    // Behind what was sent, as a stream's reset is (RFC 8831 §6.7).
    if (!this.#cut) this.#leaving.at(this.#busyUntilMs, () => this.#arriveLater(() => this.#peer?.close()));
  }
}

/** Runs what it is given in order, each at its time and in a task of its own; timers alone keep no order between lengths. */
class DelayLine {
  readonly #queue: { atMs: number; run: () => void }[] = [];
  #timed = false;

  at(atMs: number, run: () => void): void {
    this.#queue.push({ atMs, run });
    this.#next();
  }

  #next(): void {
    const head = this.#queue[0];
    if (this.#timed || !head) return;
    this.#timed = true;
    setTimeout(
      () => {
        this.#timed = false;
        const nowMs = performance.now();
        while (this.#queue[0] && this.#queue[0].atMs <= nowMs + 1) this.#queue.shift()?.run();
        this.#next();
      },
      Math.max(0, head.atMs - performance.now()),
    );
  }
}
