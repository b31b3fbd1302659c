import {
  encodeFrame,
  err,
  FrameAssembler,
  type FrameBody,
  MAX_MESSAGE_BYTES,
  ok,
  type Result,
  SEND_BUFFER_HIGH_BYTES,
  SEND_BUFFER_LOW_BYTES,
  SESSION_DEAD_AFTER_MS,
  SESSION_PING_INTERVAL_MS,
  type AccountId,
  type SessionId,
} from "../../protocol/index.ts";
import type { ByteChannel } from "./channel.ts";
import type { SentFrame, Session, SessionError } from "./port.ts";

/** ms between looks at the heartbeat; two to a ping. Hidden tabs run timers at most once a second (see ADR 0004). */
const TICK_MS = SESSION_PING_INTERVAL_MS / 2;
/** ms that `close` waits for the peer to have everything; longer than most round trips, short for a person who waits. */
const CLOSE_FLUSH_MS = 1_000;
/** Bytes of frames that may wait for the first `onFrame` listener. */
const MAX_UNREAD_BYTES = 2 * MAX_MESSAGE_BYTES;

interface Outgoing {
  readonly pieces: Uint8Array<ArrayBuffer>[];
  readonly bytes: number;
  next: number;
  readonly done: (result: Result<SentFrame, SessionError>) => void;
}

/** A session over a channel whose peer is proven. */
export class ChannelSession implements Session {
  readonly id: SessionId;
  readonly remote: AccountId;
  readonly role: "requester" | "node";
  /** For the suites that send hostile bytes; not in the port. */
  readonly channel: ByteChannel;
  readonly #assembler = new FrameAssembler();
  readonly #outgoing: Outgoing[] = [];
  readonly #frameListeners = new Set<(frame: FrameBody, bytes: number) => void>();
  readonly #closeListeners = new Set<(reason: SessionError) => void>();
  readonly #timer: ReturnType<typeof setInterval>;
  #unread: { frame: FrameBody; bytes: number }[] = [];
  #unreadBytes = 0;
  #incomingBytes = 0;
  #ended: SessionError | null = null;
  #closing: Promise<void> | null = null;
  #waitsForLow = false;
  #pongWaits = false;
  #nextPong: bigint | null = null;
  #ping: { token: bigint; atMs: number } | null = null;
  #pings = 0n;
  #onPong: (() => void) | null = null;
  #silentMs = 0;
  #tickedAtMs = performance.now();
  #tickPings = false;
  roundTripMs: number | null = null;

  constructor(channel: ByteChannel, peer: { id: SessionId; remote: AccountId; role: "requester" | "node" }) {
    this.channel = channel;
    this.id = peer.id;
    this.remote = peer.remote;
    this.role = peer.role;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    channel.read({
      message: (bytes) => this.#receive(bytes),
      low: () => this.#pump(),
      closed: () => this.#end({ code: "session_closed", message: "the channel closed" }),
    });
    this.#sendPing();
  }

  get closed(): boolean {
    return this.#ended !== null;
  }

  send(frame: FrameBody): Promise<Result<SentFrame, SessionError>> {
    if (this.#ended || this.#closing) return Promise.resolve(err({ code: "session_closed" }));
    return this.#enqueue(frame);
  }

  onFrame(listener: (frame: FrameBody, bytes: number) => void): () => void {
    this.#frameListeners.add(listener);
    const unread = this.#unread;
    this.#unread = [];
    this.#unreadBytes = 0;
    for (const { frame, bytes } of unread) this.#deliver(frame, bytes);
    return () => this.#frameListeners.delete(listener);
  }

  onClose(listener: (reason: SessionError) => void): () => void {
    if (this.#ended) {
      const reason = this.#ended;
      queueMicrotask(() => listener(reason));
      return () => undefined;
    }
    this.#closeListeners.add(listener);
    return () => this.#closeListeners.delete(listener);
  }

  close(): Promise<void> {
    this.#closing ??= this.#flush().then(() => this.abandon());
    return this.#closing;
  }

  /** Closes at once, without a flush: the page goes away, or the peer is not worth the wait. */
  abandon(): void {
    this.#end({ code: "session_closed", message: "closed here" });
  }

  /** The channel keeps order, so the pong to a last ping says that all before it arrived. */
  async #flush(): Promise<void> {
    if (this.#ended) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_FLUSH_MS);
      this.#closeListeners.add(() => resolve());
      this.#sendPing();
      this.#onPong = resolve;
    });
    clearTimeout(timer);
  }

  #enqueue(frame: FrameBody): Promise<Result<SentFrame, SessionError>> {
    let pieces: Uint8Array<ArrayBuffer>[];
    try {
      pieces = encodeFrame(frame);
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      // The message names the field and its limit, never the value.
      return Promise.resolve(err({ code: "frame_too_large", message: thrown.message }));
    }
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    return new Promise((resolve) => {
      this.#outgoing.push({ pieces, bytes, next: 0, done: resolve });
      this.#pump();
    });
  }

  #pump(): void {
    if (this.#waitsForLow && this.channel.bufferedAmount > SEND_BUFFER_LOW_BYTES) return;
    this.#waitsForLow = false;
    for (let head = this.#outgoing[0]; head && !this.#ended; head = this.#outgoing[0]) {
      if (this.channel.bufferedAmount > SEND_BUFFER_HIGH_BYTES) {
        this.#waitsForLow = true;
        return;
      }
      const piece = head.pieces[head.next++];
      if (piece && !this.channel.send(piece)) {
        this.#end({ code: "session_closed", message: "the channel takes no more" });
        return;
      }
      if (head.next < head.pieces.length) continue;
      this.#outgoing.shift();
      head.done(ok({ bytes: head.bytes }));
    }
  }

  #receive(wire: Uint8Array | null): void {
    if (this.#ended) return;
    this.#silentMs = 0;
    const parsed = wire ? this.#assembler.push(wire) : err({ code: "bad_frame" as const });
    if (!parsed.ok) {
      this.#end({ ...parsed.error, message: "the peer sent what does not parse" });
      return;
    }
    this.#incomingBytes += wire?.length ?? 0;
    const frame = parsed.value;
    if (!frame) return;
    const bytes = this.#incomingBytes;
    this.#incomingBytes = 0;
    if (frame.type === "ping") this.#sendPong(frame.sentAtMs);
    else if (frame.type === "pong") this.#receivePong(frame.sentAtMs);
    else if (frame.type === "hello" || frame.type === "proof")
      this.#end({ code: "bad_frame", message: "the handshake is over" });
    else this.#deliver(frame, bytes);
  }

  #deliver(frame: FrameBody, bytes: number): void {
    if (this.#frameListeners.size > 0) {
      for (const listener of this.#frameListeners) listener(frame, bytes);
      return;
    }
    this.#unreadBytes += bytes;
    if (this.#unreadBytes > MAX_UNREAD_BYTES) {
      this.#end({ code: "frame_too_large", message: "nobody reads, and the peer goes on" });
      return;
    }
    this.#unread.push({ frame, bytes });
  }

  #sendPing(): void {
    if (this.#ended) return;
    this.#ping = { token: ++this.#pings, atMs: performance.now() };
    void this.#enqueue({ type: "ping", sentAtMs: this.#ping.token });
  }

  /** One answer waits at most, the newest: a peer that pings without reading must not fill our memory. */
  #sendPong(token: bigint): void {
    if (this.#pongWaits) {
      this.#nextPong = token;
      return;
    }
    this.#pongWaits = true;
    void this.#enqueue({ type: "pong", sentAtMs: token }).then(() => {
      this.#pongWaits = false;
      const next = this.#nextPong;
      this.#nextPong = null;
      if (next !== null && !this.#ended) this.#sendPong(next);
    });
  }

  /** The token is ours alone, so the peer cannot make up a round trip. */
  #receivePong(token: bigint): void {
    if (this.#ping?.token !== token) return;
    this.roundTripMs = performance.now() - this.#ping.atMs;
    this.#ping = null;
    this.#onPong?.();
  }

  #tick(): void {
    const nowMs = performance.now();
    // A stalled event loop runs this timer before the messages that came meanwhile: two ticks at most count as silence.
    this.#silentMs += Math.min(nowMs - this.#tickedAtMs, 2 * TICK_MS);
    this.#tickedAtMs = nowMs;
    if (this.#silentMs > SESSION_DEAD_AFTER_MS) {
      this.#end({ code: "peer_silent", message: "nothing was heard of the peer" });
      return;
    }
    // One ping at a time is enough on a clogged channel.
    if (this.#tickPings && this.#outgoing.length === 0) this.#sendPing();
    this.#tickPings = !this.#tickPings;
    this.#pump();
  }

  #end(reason: SessionError): void {
    if (this.#ended) return;
    this.#ended = reason;
    clearInterval(this.#timer);
    this.channel.read(null);
    this.channel.close();
    for (const { done } of this.#outgoing.splice(0)) done(err(reason));
    const listeners = [...this.#closeListeners];
    this.#closeListeners.clear();
    this.#frameListeners.clear();
    for (const listener of listeners) listener(reason);
  }
}
