import type {
  JobPost,
  LeaseGrant,
  NetworkInfo,
  NodeMessage,
  NodeView,
  Refusal,
  Result,
  SignalingMessage,
} from "../../protocol/index.ts";

/** What nodes and requesters ask of a signaling server. Everything it answers is parsed before it is believed. */
export interface SignalingApi {
  /** Who the operator is, its chain, its ICE servers. */
  info(signal?: AbortSignal): Promise<Result<NetworkInfo, SignalingError>>;
  /** A lease on a node for a signed intent. Answers within `LEASE_ANSWER_TIMEOUT_MS`. */
  requestLease(post: JobPost, signal?: AbortSignal): Promise<Result<LeaseGrant, SignalingError>>;
  nodes(signal?: AbortSignal): Promise<Result<readonly NodeView[], SignalingError>>;
}

/** ms. The matcher tries nodes one after the other, 2 s each, and must answer before the 10 s that a requester waits. */
export const LEASE_ANSWER_TIMEOUT_MS = 9_000;

/** The node's control connection; reconnects by itself with exponential backoff and full jitter. */
export interface NodeLink {
  /** `replaced`: another page with this device's key took over; there is no way back from here. */
  readonly status: "connecting" | "online" | "offline" | "replaced" | "closed";
  onStatus(listener: (status: NodeLink["status"]) => void): () => void;
  /** False when offline: nothing is queued here, the outbox is the node's. */
  send(message: NodeMessage): boolean;
  onMessage(listener: (message: SignalingMessage) => void): () => void;
  close(): Promise<void>;
}

export interface SignalingError extends Refusal {
  /** Codes of the server pass through when they are words of ours; `signaling_unreachable` when there was no answer at all. */
  readonly code: string;
  readonly status: number | null;
}
