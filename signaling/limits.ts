/** Limits of the small server, each with its unit and reason. The wire's own are in `protocol/limits.ts`. */
import type { BucketRule } from "./core/token-bucket.ts";

/** ms. All offers of one request together: under the 9 s after which clients give up, and the 10 s of the product. */
export const MATCH_BUDGET_MS = 7_000;

/** ms. A request's body must be there by then. */
export const BODY_TIMEOUT_MS = 5_000;

/** ms. A node that let an offer run out is not asked again for this long: its timers run, its tab does not answer. */
export const COOL_DOWN_MS = 30_000;

/** ms. A running job whose node is gone for longer than this has failed, until its record says otherwise. */
export const NODE_LOST_AFTER_MS = 15_000;

/** ms. A job without a record is over this long after its intent's deadline; the chain's clock may be behind ours. */
export const DEADLINE_GRACE_MS = 30_000;

/** ms. Expiry of leases, presences and challenges is looked for this often. */
export const SWEEP_INTERVAL_MS = 1_000;

/** Leases of one job that are remembered, so that a late record of any of them can be checked. */
export const MAX_GRANTS_PER_JOB = 8;

/** Jobs that are shown to listeners at once; older ones stay in the store. */
export const RECENT_JOBS = 100;

/** Nodes that are listed at once; a page cannot show more. */
export const MAX_LISTED_NODES = 500;

/** ms. Ended jobs are kept for this long, then deleted with their index. */
export const JOB_RETENTION_MS = 30 * 24 * 60 * 60 * 1000;

/** Nodes and broker clients at once; PeerServer held 5,000 idle clients in 148 MB. */
export const MAX_SOCKETS = 5_000;

/**
 * Places of one requester at the broker, a place for each tab: more than a person has in use. Without the bound one key could
 * fill the broker for everybody. Dead sockets count until the broker notices them (`BROKER_SILENCE_MS`).
 */
export const MAX_PLACES_PER_REQUESTER = 16;

/** ms. A broker client that sends nothing for this long is gone; PeerJS beats every 5 s. */
export const BROKER_SILENCE_MS = 20_000;

/** ms. Offers for a peer that is just reconnecting wait this long. */
export const BROKER_QUEUE_MS = 3_000;

/** ms. A peer that left is waited for this long; for any other absent peer the sender hears `EXPIRE` at once. */
export const BROKER_RETURN_MS = 10_000;

/** Bytes queued to one socket before it is closed: a reader that slow costs the others memory. */
export const MAX_SOCKET_BUFFER_BYTES = 1024 * 1024;

/** ms. A replaced or refused socket has this long to close by itself. */
export const CLOSE_GRACE_MS = 250;

/** ms between two comments on an event stream, so that proxies and listeners know that it lives. */
export const EVENTS_HEARTBEAT_MS = 5_000;

/** Messages waiting for one slow listener before it is cut off; it comes back and gets a new snapshot. */
export const MAX_EVENTS_WAITING = 256;

/** Event streams at once, of everybody and of one address; each costs a socket. */
export const MAX_EVENT_STREAMS = 1_000;
export const MAX_EVENT_STREAMS_PER_ADDRESS = 32;

/** Addresses and identities that one bucket set remembers; the oldest are forgotten, which only gives them a full bucket. */
export const MAX_BUCKETS = 20_000;

/** ms. What is asked of the chain on somebody's behalf must be known by then, else it is taken as not known. */
export const CHAIN_READ_TIMEOUT_MS = 2_000;

/** ms. A submission that is not in a block after this is tried again; a real network needs three slots of 6 s. */
export const CHAIN_SUBMIT_TIMEOUT_MS = 60_000;

/** Submissions under way at once. Those of one job or one device are in order. */
export const MAX_SUBMISSIONS = 16;

/** Records waiting for the chain; at 3 KiB each about 300 MB of disk. */
export const MAX_OUTBOX_ENTRIES = 100_000;

/** ms. First and longest wait after the chain did not answer. */
export const CHAIN_RETRY_BASE_MS = 250;
export const CHAIN_RETRY_CAP_MS = 15_000;

/** How much one address or identity may ask for. A whole school may be behind one address, so addresses get more. */
export interface RateRules {
  readonly connectPerAddress: BucketRule;
  readonly connectPerIdentity: BucketRule;
  readonly requestPerAddress: BucketRule;
  readonly jobsPerAddress: BucketRule;
  readonly jobsPerIdentity: BucketRule;
  /** Of one broker or node socket. */
  readonly messages: BucketRule;
  readonly messageBytes: BucketRule;
  /** On-chain writes that the operator pays. */
  readonly registrationsPerAddress: BucketRule;
  readonly registrationsPerIdentity: BucketRule;
  readonly updatesPerIdentity: BucketRule;
  /** Usage records: three extrinsics each. */
  readonly recordsPerAddress: BucketRule;
  readonly recordsPerIdentity: BucketRule;
}

const HOUR = 3_600;
export const DEFAULT_RATES: RateRules = {
  connectPerAddress: { capacity: 120, perSecond: 10 },
  connectPerIdentity: { capacity: 20, perSecond: 1 },
  requestPerAddress: { capacity: 400, perSecond: 100 },
  jobsPerAddress: { capacity: 300, perSecond: 100 },
  jobsPerIdentity: { capacity: 100, perSecond: 20 },
  // One connection is an offer or answer and some dozens of candidates.
  messages: { capacity: 400, perSecond: 60 },
  messageBytes: { capacity: 2 * 1024 * 1024, perSecond: 256 * 1024 },
  registrationsPerAddress: { capacity: 30, perSecond: 30 / HOUR },
  registrationsPerIdentity: { capacity: 5, perSecond: 10 / HOUR },
  updatesPerIdentity: { capacity: 30, perSecond: 60 / HOUR },
  // Short answers of one busy slot; the embedded chain settles about 13 a second in all.
  recordsPerAddress: { capacity: 600, perSecond: 5 },
  recordsPerIdentity: { capacity: 120, perSecond: 1 },
};
