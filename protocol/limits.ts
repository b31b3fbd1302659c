/** Every limit of the wire, each with its unit, its reason and its source. */

/** Bytes. RFC 8831 §6.6: without message interleaving larger ones block the channel for others; every browser takes these. */
export const MAX_FRAME_BYTES = 16 * 1024;

/** Bytes. A message of several frames: a 128k-token prompt at about 4 bytes a token, doubled for other scripts. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Bytes. The catalogue's longest id is 51; room for mirrors' prefixes. */
export const MAX_MODEL_ID_BYTES = 96;

/** Bytes. `webllm`, `wllama` and their successors. */
export const MAX_ENGINE_NAME_BYTES = 32;

/** Bytes. A WebGPU adapter description (`vendor architecture`). */
export const MAX_GPU_NAME_BYTES = 64;

/** Bytes. A device's human label on chain; storage is paid by the operator. */
export const MAX_DEVICE_METADATA_BYTES = 256;

/** Models that one device may announce; bounded on-chain storage. */
export const MAX_MODELS_PER_DEVICE = 16;

/** Models that one payment channel may pay for; a claim carries the list and the chain keeps it, so storage is bounded. */
export const MAX_MODEL_TOTALS = 16;

/** Hashes of one inclusion proof: a voucher counts its records in a `u32`, and RFC 9162 §2.1.3 needs one hash a level. */
export const MAX_INCLUSION_PATH = 32;

/** Verifiers of one assured job: three are usual; seven bound what a job can cost the chain. `MAX_VERIFIERS` of `pallets/primitives`. */
export const MAX_VERIFIERS = 7;

/** The best score that reputation displays; docs/adr/0012-reputation.md. */
export const MAX_REPUTATION_SCORE = 100;

/** Parts of a whole, as Substrate's `Permill` counts them. */
export const MILLIONTHS = 1_000_000;

/** Messages of one chat request; OpenAI itself has no limit, ours bounds parsing work. */
export const MAX_CHAT_MESSAGES = 512;

/** Stop strings; OpenAI's own limit is 4. */
export const MAX_STOP_STRINGS = 4;

/** Bytes of one stop string; longer ones would hold back that much streamed text. */
export const MAX_STOP_STRING_BYTES = 256;

/** Tokens of one answer; the largest context window in WebLLM's list is 128k. */
export const MAX_COMPLETION_TOKENS = 131_072;

/** Bytes of text for one token that was asked for: the longest token in the vocabularies of WebLLM's list is 128 bytes, doubled. */
export const MAX_TEXT_BYTES_PER_TOKEN = 256;

/** Bytes. Stable error codes are short ASCII words. */
export const MAX_ERROR_CODE_BYTES = 64;

/** Bytes of one HTTP request body at the gateway and the signaling API: a message of `MAX_MESSAGE_BYTES` JSON-escaped. */
export const MAX_HTTP_BODY_BYTES = 2 * MAX_MESSAGE_BYTES;

/** Bytes. One WebSocket message to signaling. The largest is a PeerJS offer with many ICE candidates (about 10 KiB). */
export const MAX_SIGNALING_MESSAGE_BYTES = 64 * 1024;

/** ms. A session's peer is pinged this often; a closed tab raises no `close` for over 40 s, so we must notice ourselves. */
export const SESSION_PING_INTERVAL_MS = 2_000;

/** ms. No frame at all for this long means the peer is gone; under the 10 s that a requester may wait without a sign. */
export const SESSION_DEAD_AFTER_MS = 7_000;

/** ms. Both sides must have proven themselves by then. */
export const SESSION_HANDSHAKE_TIMEOUT_MS = 8_000;

/** ms. A node sends presence this often. */
export const PRESENCE_HEARTBEAT_MS = 3_000;

/** ms. A node not heard of for this long is not matched any more: three missed heartbeats. */
export const PRESENCE_EXPIRY_MS = 9_000;

/** ms. A node answers an offer of a lease within this, else the matcher goes to the next one. */
export const LEASE_OFFER_TIMEOUT_MS = 2_000;

/** ms. A lease that saw no request by then is free again. */
export const LEASE_CLAIM_TIMEOUT_MS = 15_000;

/** ms. Longest wait of a requester between two signs of life (accepted, token, ping) before its job fails. */
export const JOB_SILENCE_TIMEOUT_MS = 10_000;

/** Bytes queued in a data channel before a sender waits; a few frames, so that cancel overtakes little. */
export const SEND_BUFFER_HIGH_BYTES = 256 * 1024;

/** Bytes at which a waiting sender goes on. */
export const SEND_BUFFER_LOW_BYTES = 64 * 1024;

/** ms. A challenge of the signaling server is good for this long. */
export const PEER_CHALLENGE_TTL_MS = 60_000;

/** ms. A signed intent is refused when its deadline is further away than this. */
export const MAX_INTENT_HORIZON_MS = 60 * 60 * 1000;
