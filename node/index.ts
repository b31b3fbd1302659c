/** The compute node for pages: what it is, how to make one, what it says of itself. */
export type { EngineError, EngineProbe, LoadProgress } from "../adapters/engine/port.ts";
export { type BrowserNodeOptions, createBrowserNode } from "./browser-node.ts";
export { createWebllmWorker } from "./browser-workers.ts";
export { loadCatalogue, type RankedModel, rankModels } from "./catalogue.ts";
export type { FinishedJob, JobSignatures, LiveJob, NodeSnapshot, NodeTotals } from "./core/snapshot.ts";
export type { ComputeNode } from "./port.ts";
