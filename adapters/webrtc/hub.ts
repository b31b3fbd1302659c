import {
  err,
  type Result,
  SESSION_HANDSHAKE_TIMEOUT_MS,
  toHex,
  type AccountId,
} from "../../protocol/index.ts";
import type { ByteChannel } from "./channel.ts";
import type { Fingerprints } from "./fingerprint.ts";
import { runHandshake } from "./handshake.ts";
import type { Session, SessionError, TransportOptions, TransportStatus } from "./port.ts";
import { ChannelSession } from "./session.ts";

/** What every transport does alike: prove channels, keep the open sessions, tell listeners, close all. */
export class SessionHub {
  readonly #options: TransportOptions;
  readonly #sessions = new Set<ChannelSession>();
  readonly #sessionListeners = new Set<(session: Session) => void>();
  readonly #statusListeners = new Set<(status: TransportStatus) => void>();
  #status: TransportStatus = "connecting";

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  get status(): TransportStatus {
    return this.#status;
  }

  get size(): number {
    return this.#sessions.size;
  }

  setStatus(status: TransportStatus): void {
    if (this.#status === status || this.#status === "closed") return;
    this.#status = status;
    for (const listener of this.#statusListeners) listener(status);
  }

  onStatus(listener: (status: TransportStatus) => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  onSession(listener: (session: Session) => void): () => void {
    this.#sessionListeners.add(listener);
    return () => this.#sessionListeners.delete(listener);
  }

  /** Handshake, then a session. Incoming ones are told to the listeners before any of their frames. */
  async prove(
    channel: ByteChannel,
    fingerprints: Fingerprints,
    expected: AccountId,
    deadline: Deadline,
  ): Promise<Result<Session, SessionError>> {
    const { keystore, genesis, role } = this.#options;
    const nonce = toHex(crypto.getRandomValues(new Uint8Array(32)));
    const side = { account: keystore.account, genesis, role, fingerprints, nonce, expected };
    const proven = await runHandshake(channel, side, keystore, deadline.signal, () =>
      deadline.error("handshake_timeout"),
    );
    if (!proven.ok) return proven;
    const { remote, session: id } = proven.value;
    const session = new ChannelSession(channel, { id, remote, role });
    this.#sessions.add(session);
    session.onClose(() => this.#sessions.delete(session));
    if (this.#status === "closed") session.abandon();
    else if (role === "node") for (const listener of this.#sessionListeners) listener(session);
    return session.closed ? err({ code: "session_closed" }) : { ok: true, value: session };
  }

  async close(): Promise<void> {
    this.setStatus("closed");
    this.#sessionListeners.clear();
    await Promise.all([...this.#sessions].map((session) => session.close()));
  }

  /** Without a flush: the page is going away. */
  abandon(): void {
    for (const session of this.#sessions) session.abandon();
  }
}

/** One bound over all steps of reaching and proving a peer, and why it ended. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
  /** The refusal to report: the caller's abort, the transport's close, or `late` when the time was over. */
  error(late: SessionError["code"]): SessionError;
}

export function deadlineFor(abort: AbortSignal | null, closing: AbortSignal): Deadline {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const sources = abort ? [abort, closing] : [closing];
  // Not `AbortSignal.timeout` and `any`: they keep Node awake or leak listeners on long-lived signals.
  const timer = setTimeout(stop, SESSION_HANDSHAKE_TIMEOUT_MS);
  for (const source of sources) {
    if (source.aborted) stop();
    source.addEventListener("abort", stop);
  }
  return {
    signal: controller.signal,
    error(late) {
      if (abort?.aborted) return { code: "aborted" };
      if (closing.aborted) return { code: "session_closed", message: "the transport closed" };
      return { code: late, message: `no answer within ${SESSION_HANDSHAKE_TIMEOUT_MS} ms` };
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      for (const source of sources) source.removeEventListener("abort", stop);
    },
  };
}
