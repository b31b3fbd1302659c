/** Limits of the chain adapter, each with its unit and reason. */

/** ms. Longest wait of a verb for its block, reconnections included; four validators with 1 s slots need about 1 s. */
export const INCLUSION_TIMEOUT_MS = 30_000;

/** ms. Longest wait for one answer of the node. */
export const RPC_TIMEOUT_MS = 10_000;

/** ms. First pause before a lost connection is tried again; doubles up to the maximum. */
export const RECONNECT_FIRST_MS = 100;

/** ms. Longest pause between two tries. */
export const RECONNECT_MOST_MS = 5_000;

/** ms. Pause before an extrinsic that no subscription tells of is looked for again; half a slot of a real network. */
export const LOOK_AGAIN_MS = 500;

/** Blocks an extrinsic stays valid: about a minute of 1 s slots, polkadot.js's own default. */
export const MORTAL_BLOCKS = 64;

/** Blocks whose events are remembered: a burst lands in few blocks and asks for each many times. */
export const REMEMBERED_BLOCKS = 32;

/** Devices in one answer of `devices`. */
export const MAX_DEVICES_PER_QUERY = 1000;

/** Finished jobs in one answer of `finishedJobs`; a page's worth. */
export const MAX_JOBS_PER_QUERY = 200;

/** Blocks looked at for the steps of one job; as many as a node keeps the state of by default. */
export const MAX_JOB_STEP_BLOCKS = 256;

/** Entries that a runtime API returns at once; `MAX_PAGE` of `pallets/primitives`. */
export const MAX_PAGE = 256;

/** Questions to the runtime that are under way at once for one list: hides the way there, and leaves the connection to others. */
export const QUESTIONS_AT_ONCE = 32;

/** Keys that a device had; `MAX_FORMER_KEYS` of `pallets/device-registry`. */
export const MAX_FORMER_KEYS = 16;

/** Parts of a bond on their way back at once; `MAX_UNBONDINGS` of `pallets/device-registry`. */
export const MAX_UNBONDINGS = 8;

/** Devices of one owner that are not retired; `MAX_DEVICES_PER_OWNER` of `pallets/runtime`. */
export const MAX_OWNED_DEVICES = 1024;

/** Notes of one device: 16 of work and 16 of faults, `MAX_HISTORY` of `pallets/runtime`. */
export const MAX_REPUTATION_NOTES = 32;

/** ms after a job's deadline in which its record still counts; `SETTLEMENT_GRACE_MS` of `pallets/runtime`. */
export const SETTLEMENT_GRACE_MS = 60 * 60 * 1000;
