import type { Overlay } from "./overlay.ts";
import type { SignatureCache } from "./signature-cache.ts";
import type { WasmMemory } from "./wasm-memory.ts";

/** What host functions work on. One context serves one instance; its overlay changes from call to call. */
export interface HostContext {
  readonly memory: WasmMemory;
  readonly signatures: SignatureCache;
  overlay: Overlay;
  /** A line of the runtime's own log. */
  readonly log: (line: string) => void;
}

export type HostFunction = (...args: never[]) => unknown;
export type HostFunctions = Record<string, HostFunction>;
