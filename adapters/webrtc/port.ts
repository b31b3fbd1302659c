import type {
  AccountId,
  FrameBody,
  GenesisHash,
  Hex,
  Refusal,
  Result,
  SessionId,
} from "../../protocol/index.ts";
import type { Signer } from "../keystore/port.ts";

/**
 * Sessions between two proven identities over data channels. A session exists only after both sides signed both DTLS
 * fingerprints, both identities and both nonces (`SessionProof`), so no caller can send a prompt to a man in the middle.
 */
export interface SessionTransport {
  /** Who we prove to be, at the broker and in sessions. Requesters of one account may be many at once, a node is one. */
  readonly account: AccountId;
  /**
   * Open a session to the node `remote`; refused unless that very identity proves itself. Answers within
   * `SESSION_HANDSHAKE_TIMEOUT_MS` in any case. Only requesters call it: a node's call throws `TypeError`.
   */
  connect(remote: AccountId, options: { signal: AbortSignal }): Promise<Result<Session, SessionError>>;
  /** Called for each incoming session that finished its handshake. Returns the unsubscriber. */
  onSession(listener: (session: Session) => void): () => void;
  /** `online`: reachable through the broker. Sessions live on while `offline`; reconnecting is the transport's own work. */
  readonly status: TransportStatus;
  onStatus(listener: (status: TransportStatus) => void): () => void;
  /** Closes every session and leaves the broker. Idempotent. */
  close(): Promise<void>;
}

export type TransportStatus = "connecting" | "online" | "offline" | "closed";

export interface TransportOptions {
  readonly keystore: Signer;
  readonly genesis: GenesisHash;
  /** Role in the proof: requesters initiate, nodes answer. */
  readonly role: "requester" | "node";
}

/** How a transport finds the operator's broker and the way to its peers; all of it comes from `NetworkInfo`. */
export interface PeerTransportOptions extends TransportOptions {
  /** The operator's origin: `https://host[:port]`. */
  readonly origin: string;
  /** `NetworkInfo.brokerPath`, for instance `/v1/peer`. */
  readonly brokerPath: string;
  /** STUN and TURN servers of the operator. Empty: host candidates only; nobody else's server is ever asked. */
  readonly iceServers: readonly IceServer[];
  /** Only TURN candidates, which hides the addresses of both sides from each other. */
  readonly relayOnly: boolean;
}

export interface IceServer {
  readonly urls: string | readonly string[];
  readonly username?: string | undefined;
  readonly credential?: string | undefined;
}

export interface Session {
  readonly id: SessionId;
  readonly remote: AccountId;
  /** Our own role in it. */
  readonly role: "requester" | "node";
  /**
   * Resolves when the frame is accepted for sending: waits while the channel is above `SEND_BUFFER_HIGH_BYTES`. Frames leave
   * in the order of the calls. A frame past its limits is refused with `frame_too_large` and the session stays open.
   */
  send(frame: FrameBody): Promise<Result<SentFrame, SessionError>>;
  /**
   * Frames in order, with their bytes on the wire; frames that came before the first listener wait for it. A frame that does
   * not parse closes the session with `bad_frame`; it costs only its sender. Heartbeats are not shown.
   */
  onFrame(listener: (frame: FrameBody, bytes: number) => void): () => void;
  /** Fires once; at once when the session is closed already. */
  onClose(listener: (reason: SessionError) => void): () => void;
  readonly closed: boolean;
  /** ms, from the last ping; null before the first pong. */
  readonly roundTripMs: number | null;
  /** Waits (a second at most) until the peer has what was sent, then closes. Idempotent. */
  close(): Promise<void>;
}

export interface SentFrame {
  /** Bytes on the wire. */
  readonly bytes: number;
}

export interface SessionError extends Refusal {
  readonly code:
    | "peer_unreachable"
    | "broker_unreachable"
    | "handshake_timeout"
    /** The connection's own descriptions do not name exactly one certificate a side. */
    | "fingerprint_mismatch"
    | "identity_mismatch"
    /** The peer's signature is not over what we see: another certificate, identity, nonce or role. A man in the middle looks so. */
    | "bad_proof"
    | "other_genesis"
    | "unsupported_version"
    | "bad_frame"
    | "frame_too_large"
    | "peer_silent"
    | "session_closed"
    | "aborted";
}

/** A SHA-256 DTLS fingerprint out of an SDP, 32 bytes as hex. */
export type DtlsFingerprint = Hex;
