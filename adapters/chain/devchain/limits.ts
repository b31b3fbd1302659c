/** Every limit of the development chain, each with its unit, its reason and its source. */

/**
 * Bytes of one JSON-RPC message. The longest extrinsic that fits a block of the runtime (3.75 MiB: a runtime upgrade is one of 2.2 MB) must fit
 * hex-coded; substrate's own default is 15 MiB.
 */
export const MAX_RPC_MESSAGE_BYTES = 8 * 1024 * 1024;

/** Calls in one JSON-RPC batch; jsonrpsee's batches are unbounded by default, ours bound the work a single message can ask for. */
export const MAX_RPC_BATCH = 64;

/** Live connections. A development chain serves one operator, its pages and some tools. */
export const MAX_RPC_CONNECTIONS = 128;

/** Messages waiting on one connection while the chain works; a burst of 2,000 extrinsics sent at once must fit. */
export const MAX_RPC_QUEUE = 4096;

/** Bytes waiting on one connection, for the same reason as the count beside it. */
export const MAX_RPC_QUEUE_BYTES = 16 * 1024 * 1024;

/** Bytes a connection may leave unread before it is closed; metadata (0.3 MB hex) many times over. */
export const MAX_RPC_UNREAD_BYTES = 32 * 1024 * 1024;

/** Characters of one reply; of a batch, those after which no further call is made. Substrate's default (`--rpc-max-response-size`) is 15 MiB. */
export const MAX_RPC_REPLY_CHARS = 15 * 1024 * 1024;

/** Subscriptions of one connection, extrinsic watches included; substrate's default is 1,024, a burst of watched extrinsics needs more. */
export const MAX_SUBSCRIPTIONS_PER_CONNECTION = 4096;

/** Storage keys in one subscription or query. */
export const MAX_STORAGE_KEYS_PER_REQUEST = 1024;

/** Extrinsics in one `author_removeExtrinsic`: all that a connection may have in the pool. */
export const MAX_REMOVED_EXTRINSICS = 2048;

/** Keys in one page of `state_getKeysPaged`; substrate's STORAGE_KEYS_PAGED_MAX_COUNT. */
export const MAX_KEYS_PER_PAGE = 1000;

/** Blocks in one `state_queryStorage` range. */
export const MAX_QUERY_RANGE_BLOCKS = 256;

/** Blocks whose state answers queries; substrate's `--state-pruning 256`. */
export const STATE_HISTORY_BLOCKS = 256;

/** Transactions ready for a block; substrate's default pool limit. */
export const MAX_READY_TRANSACTIONS = 8192;

/** Bytes of all ready transactions; substrate's default pool limit of 20 MiB. */
export const MAX_READY_BYTES = 20 * 1024 * 1024;

/** Transactions whose predecessors are missing; substrate keeps a tenth of its ready limit. */
export const MAX_FUTURE_TRANSACTIONS = 819;

/** Bytes of all future transactions; substrate's tenth of 20 MiB. */
export const MAX_FUTURE_BYTES = 2 * 1024 * 1024;

/** Pooled transactions of one connection, so that a single sender cannot fill the pool. */
export const MAX_POOLED_PER_CONNECTION = 2048;

/** ms. A transaction that turned out invalid is refused unseen for this long; substrate's is 30 min, ours lets people retry. */
export const BAN_MS = 60_000;

/** Banned hashes remembered. */
export const MAX_BANNED = 4096;

/** ms. A block stops taking transactions after this much work, so that subscribers hear of the first ones. */
export const MAX_AUTHORING_MS = 2_000;

/** ms. Work between two turns of the event loop while a block is built or the log is replayed: the process also serves people. */
export const YIELD_AFTER_MS = 8;

/** Signature checks whose outcome is remembered: a transaction is checked in the pool and again in its block. */
export const MAX_VERIFIED_SIGNATURES = 16_384;

/** Bytes of one record of the block log: the runtime's block length limit (5 MiB) with room for the header. */
export const MAX_BLOCK_BYTES = 6 * 1024 * 1024;

/** Blocks between two state snapshots: bounds the replay after a kill (an empty block executes in about 1 ms). */
export const SNAPSHOT_EVERY_BLOCKS = 512;

/** Bytes of changes that a state snapshot keeps of earlier blocks, so that they still answer queries after a restart; the newest come first. About 250 blocks of 40 transfers. */
export const MAX_SNAPSHOT_HISTORY_BYTES = 8 * 1024 * 1024;

/** Extrinsics between two state snapshots, for the same reason: each costs a signature check of 1.3 ms at replay. */
export const SNAPSHOT_EVERY_EXTRINSICS = 1024;

/** ms. How long authoring waits after the log could not be written (a full disk) before it tries again. */
export const RETRY_WRITE_MS = 1_000;

/** Lines of the runtime's own log kept to explain a trap. */
export const MAX_RUNTIME_LOG_LINES = 16;

/** 64 KiB pages of WebAssembly memory a runtime call may use: 1 GiB, substrate's default is 2,048 pages beyond the heap base for blocks of 5 MiB. */
export const MAX_WASM_PAGES = 16_384;

/**
 * ms between "in a block" and "finalized" to the watcher of a transaction. Both are true at once here, but `@polkadot/api`
 * drops a status while it still fetches the events of the one before (`switchMap`), and clients that wait for `isInBlock` would wait forever.
 */
export const FINALIZED_NOTICE_DELAY_MS = 250;
