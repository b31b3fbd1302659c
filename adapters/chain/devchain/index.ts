export { DEVCHAIN_NOTICE, openDevchain, type Devchain, type DevchainOptions } from "./devchain.ts";
export type { DevchainError } from "./errors.ts";
export {
  replayBlocks,
  type ForeignBlockError,
  type GenesisSpec,
  type ReplayedBlocks,
} from "./foreign-blocks.ts";
export type { Recovered } from "./replay.ts";
export { loadRuntime, type RuntimeArtifact } from "./runtime-artifact.ts";
export { type ServedChain, serveOnLoopback } from "./serve-loopback.ts";
