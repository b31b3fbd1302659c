import type { DataConnection } from "peerjs";
import { type AccountId, err, nodePeerId, type Result } from "../../protocol/index.ts";
import { BrokerLink, type PeerConstructor } from "./broker-link.ts";
import { PeerDataChannel } from "./data-channel.ts";
import { connectionFingerprints } from "./fingerprint.ts";
import { type Deadline, deadlineFor, SessionHub } from "./hub.ts";
import type {
  PeerTransportOptions,
  Session,
  SessionError,
  SessionTransport,
  TransportStatus,
} from "./port.ts";

/** Connections that are not proven yet, of all peers and of one; each costs a DTLS handshake, and Chromium allows 500 in all. */
const MAX_UNPROVEN = 64;
const MAX_UNPROVEN_OF_ONE = 8;
/** Tries of one `connect`. Why a connection may break that nobody refused: ADR 0004, Chromium's `open` and libdatachannel's DTLS. */
const MAX_TRIES = 2;
/** Open sessions of a node; half of Chromium's limit of connections. */
const MAX_SESSIONS = 256;

/** The broker knows no such peer: asking again would not help. */
const ABSENT: SessionError = { code: "peer_unreachable", message: "the peer is not there" };
const BROKEN: SessionError = { code: "peer_unreachable", message: "the peer cannot be reached" };

/** Sessions over PeerJS. The platform hands in PeerJS's class: browsers import it, Node must lend it WebRTC first. */
export class PeerTransport implements SessionTransport {
  readonly account: AccountId;
  readonly #options: PeerTransportOptions;
  readonly #hub: SessionHub;
  readonly #link: BrokerLink;
  readonly #closing = new AbortController();
  readonly #unproven: AccountId[] = [];
  readonly #awaited = new Set<{ peerId: string; refuse: () => void }>();

  constructor(Peer: PeerConstructor, options: PeerTransportOptions) {
    this.account = options.keystore.account;
    this.#options = options;
    this.#hub = new SessionHub(options);
    this.#link = new BrokerLink(Peer, options, {
      status: (status) => this.#hub.setStatus(status),
      incoming: (connection, from) => this.#accept(connection, from),
      admits: (from) => this.#admits(from),
      unavailable: (peerId) => {
        for (const awaited of this.#awaited) if (awaited.peerId === peerId) awaited.refuse();
      },
    });
  }

  get status(): TransportStatus {
    return this.#hub.status;
  }

  onStatus(listener: (status: TransportStatus) => void): () => void {
    return this.#hub.onStatus(listener);
  }

  onSession(listener: (session: Session) => void): () => void {
    return this.#hub.onSession(listener);
  }

  async connect(remote: AccountId, options: { signal: AbortSignal }): Promise<Result<Session, SessionError>> {
    if (this.#options.role !== "requester") throw new TypeError("only requesters connect");
    using deadline = deadlineFor(options.signal, this.#closing.signal);
    for (let tries = 1; ; tries++) {
      // PeerJS returns nothing when the broker died between the wait and the call.
      let connection: DataConnection | undefined;
      while (!connection) {
        const peer = await this.#link.whenOnline(deadline.signal);
        if (!peer) return err(this.#offline(deadline));
        connection = peer.connect(nodePeerId(remote), {
          serialization: "raw",
          reliable: true,
          label: "coco",
        });
      }
      const channel = new PeerDataChannel(connection, "ours");
      const opened = await this.#open(connection, channel, remote, deadline);
      const final = opened.ok || channel.heard || opened.error === ABSENT || deadline.signal.aborted;
      if (final || tries === MAX_TRIES) return opened;
    }
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#hub.close();
    this.#link.close();
  }

  /** Sessions end without a flush: the page is going away. */
  abandon(): void {
    this.#hub.abandon();
  }

  /** Try the broker at once: the device's network came back. */
  wake(): void {
    this.#link.wake();
  }

  #offline(deadline: Deadline): SessionError {
    const error = deadline.error("broker_unreachable");
    return error.code === "broker_unreachable" ? this.#link.refusal : error;
  }

  #admits(from: AccountId): boolean {
    return (
      this.#options.role === "node" &&
      this.#hub.size < MAX_SESSIONS &&
      this.#unproven.length < MAX_UNPROVEN &&
      this.#unproven.filter((account) => account === from).length < MAX_UNPROVEN_OF_ONE
    );
  }

  #accept(connection: DataConnection, from: AccountId): void {
    const channel = new PeerDataChannel(connection, "theirs");
    const deadline = deadlineFor(null, this.#closing.signal);
    this.#unproven.push(from);
    this.#open(connection, channel, from, deadline)
      .catch(() => channel.close())
      .finally(() => {
        deadline[Symbol.dispose]();
        this.#unproven.splice(this.#unproven.indexOf(from), 1);
      });
  }

  async #open(
    connection: DataConnection,
    channel: PeerDataChannel,
    remote: AccountId,
    deadline: Deadline,
  ): Promise<Result<Session, SessionError>> {
    // The connection object is PeerJS's until it closes, and DTLS's descriptions are asked of it, not of any message.
    const described = connection.peerConnection;
    const refused =
      (await this.#whenOpen(connection, deadline)) ?? (await whenDescribed(described, deadline));
    if (refused) {
      channel.close();
      connection.close();
      return err(refused);
    }
    const fingerprints = connectionFingerprints(described);
    if (!fingerprints.ok) {
      channel.close();
      return fingerprints;
    }
    return await this.#hub.prove(channel, fingerprints.value, remote, deadline);
  }

  /** Null once the channel is open. */
  async #whenOpen(connection: DataConnection, deadline: Deadline): Promise<SessionError | null> {
    if (connection.open) return null;
    let awaited: { peerId: string; refuse: () => void } | undefined;
    const error = await new Promise<SessionError | null>((resolve) => {
      const refuse = (): void => resolve(BROKEN);
      awaited = { peerId: connection.peer, refuse: () => resolve(ABSENT) };
      this.#awaited.add(awaited);
      connection.on("open", () => resolve(null));
      connection.on("error", refuse);
      connection.on("close", refuse);
      // PeerJS looks at ICE only; a certificate that is not the described one fails here.
      connection.peerConnection.addEventListener("connectionstatechange", (event) => {
        const { connectionState } = event.target as RTCPeerConnection;
        if (connectionState === "failed" || connectionState === "closed") refuse();
      });
      const late = (): void => resolve(deadline.error("peer_unreachable"));
      if (deadline.signal.aborted) late();
      deadline.signal.addEventListener("abort", late);
    });
    if (awaited) this.#awaited.delete(awaited);
    return error;
  }
}

/** ms between looks at a connection that is open but not described yet. */
const DESCRIBED_POLL_MS = 10;

/** In a busy Chromium the channel's `open` overtakes the end of `setRemoteDescription`, which sets the descriptions. */
async function whenDescribed(
  connection: RTCPeerConnection,
  deadline: Deadline,
): Promise<SessionError | null> {
  while (
    connection.signalingState !== "stable" ||
    !connection.currentLocalDescription ||
    !connection.currentRemoteDescription
  ) {
    if (deadline.signal.aborted) return deadline.error("handshake_timeout");
    if (connection.signalingState === "closed") return { code: "session_closed", message: "the peer closed" };
    await new Promise((resolve) => setTimeout(resolve, DESCRIBED_POLL_MS));
  }
  return null;
}
