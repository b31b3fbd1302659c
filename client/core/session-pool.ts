import type { Session, SessionTransport } from "../../adapters/webrtc/port.ts";
import type { AccountId, Result } from "../../protocol/index.ts";
import type { SessionError } from "../../adapters/webrtc/port.ts";

/** ms. An idle session costs the node a data channel and a ping every two seconds. */
const IDLE_CLOSE_MS = 60_000;

interface Warm {
  readonly session: Session;
  /** Model that this node served us last. */
  model: string;
  streams: number;
  nextStream: number;
  idle: ReturnType<typeof setTimeout> | null;
}

/** Open sessions, kept warm for the next request: a warm one needs no signaling at all. */
export class SessionPool {
  readonly #transport: SessionTransport;
  readonly #warm = new Map<AccountId, Warm>();

  constructor(transport: SessionTransport) {
    this.#transport = transport;
  }

  /** An open session to a node that served this model and is not busy with us. */
  warmFor(model: string, exclude: ReadonlySet<AccountId>): Warm | null {
    for (const [node, warm] of this.#warm) {
      if (warm.model === model && warm.streams === 0 && !warm.session.closed && !exclude.has(node))
        return warm;
    }
    return null;
  }

  async open(node: AccountId, model: string, signal: AbortSignal): Promise<Result<Warm, SessionError>> {
    const held = this.#warm.get(node);
    if (held && !held.session.closed) {
      held.model = model;
      return { ok: true, value: held };
    }
    const opened = await this.#transport.connect(node, { signal });
    if (!opened.ok) return opened;
    const warm: Warm = { session: opened.value, model, streams: 0, nextStream: 1, idle: null };
    this.#warm.set(node, warm);
    opened.value.onClose(() => {
      if (warm.idle !== null) clearTimeout(warm.idle);
      if (this.#warm.get(node) === warm) this.#warm.delete(node);
    });
    return { ok: true, value: warm };
  }

  /** Takes a stream number; `release` must follow. */
  claim(warm: Warm): number {
    if (warm.idle !== null) clearTimeout(warm.idle);
    warm.idle = null;
    warm.streams++;
    return warm.nextStream++;
  }

  release(warm: Warm): void {
    warm.streams--;
    if (warm.streams > 0 || warm.session.closed) return;
    warm.idle = setTimeout(() => void warm.session.close(), IDLE_CLOSE_MS);
    // In Node a warm session alone must not keep the process alive.
    if (typeof warm.idle === "object" && "unref" in warm.idle) warm.idle.unref();
  }

  /** For a session that misbehaved: the next request goes elsewhere. */
  async drop(warm: Warm): Promise<void> {
    this.#warm.delete(warm.session.remote);
    await warm.session.close();
  }

  async close(): Promise<void> {
    const all = [...this.#warm.values()];
    this.#warm.clear();
    for (const warm of all) {
      if (warm.idle !== null) clearTimeout(warm.idle);
      await warm.session.close();
    }
  }
}
export type { Warm };
