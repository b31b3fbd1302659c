import type { EngineError, EngineProbe } from "../adapters/engine/port.ts";
import type { AccountId, ModelEntry, Result } from "../protocol/index.ts";
import type { NodeSnapshot } from "./core/snapshot.ts";

/** A compute node, whoever drives it: a page, a kiosk, a test. Nothing runs before `probe` and `start` are called. */
export interface ComputeNode {
  readonly snapshot: NodeSnapshot;
  /** Fits React's `useSyncExternalStore`. Returns the unsubscriber. */
  subscribe(listener: () => void): () => void;
  /** Look at the device: adapter, limits, memory, a micro-benchmark of about one second. */
  probe(): Promise<Result<EngineProbe, EngineError>>;
  /** Load a model and serve it. Starting another model drains the running jobs first. */
  start(model: ModelEntry): Promise<Result<void, EngineError>>;
  /** No new jobs; queued ones are handed back, the running one is finished. The model stays loaded. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** As `pause`, then unload and leave the network. `now` also hands back what runs. */
  stop(options?: { now?: boolean }): Promise<void>;
  /** The account that is paid from the next record on. */
  setOwner(owner: AccountId): Promise<void>;
  /** 32-byte device secret for the owner's own backup. */
  exportSecret(): Promise<Uint8Array>;
}
