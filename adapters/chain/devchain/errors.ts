import type { Refusal } from "../../../protocol/index.ts";

/** Why a development chain does not open. */
export interface DevchainError extends Refusal {
  readonly code:
    /** Another process writes this folder. */
    | "folder_locked"
    /** The block log is damaged before its end: blocks that were final are gone. */
    | "log_corrupted"
    /** The folder's genesis is not what its log was written for. */
    | "genesis_mismatch"
    /** The folder holds a chain of another runtime; see `keepRuntime`. */
    | "runtime_changed"
    /** A block of the log does not execute to the roots in its header. */
    | "replay_failed"
    /** The runtime needs something this host does not have; the message names it. */
    | "runtime_unsupported"
    /** The preset is unknown or the runtime refused it. */
    | "genesis_failed"
    /** The folder cannot be read or written. */
    | "folder_unusable"
    /** The wasm is missing or not the one that was recorded. */
    | "runtime_artifact"
    /** Its own port cannot be listened on. */
    | "port_taken";
  /** First damaged block, where there is one. */
  readonly block?: number;
}

/** Carries a `DevchainError` out of the depths of opening; `openDevchain` turns it into a result. */
export class OpenFailure extends Error {
  readonly refusal: DevchainError;
  constructor(refusal: DevchainError) {
    super(refusal.message ?? refusal.code);
    this.refusal = refusal;
  }
}
